"""Calls that are answered without ASGI: the same checks and answers as in `calls.py`, no waiting.

Those that ask the keeper for one thing and wait for nothing else; of them, those with a plain
address. See `web/transport/exchange.py` for what it spares.
"""

from functools import partial

from giftgoal.keeper import Outcome
from giftgoal.web.calls import (
    Call,
    Settles,
    admitted,
    answer_problem,
    check_media_type,
    check_size,
    message,
    problem_with,
)
from giftgoal.web.headers import JSON, Heading, completed
from giftgoal.web.parts import Parts
from giftgoal.web.transport import Exchange

_HEADERS = tuple(completed([JSON], 200))


class AtOnce:
    """Answers one call."""

    def __init__(self, call: Call, settles: Settles, parts: Parts) -> None:
        self.limit = call.body_limit
        self._call = call
        self._settles = settles
        self._parts = parts

    def __call__(self, exchange: Exchange) -> None:
        """Take a request."""
        try:
            self._ask(exchange)
        except Exception as error:  # noqa: BLE001  # logged where it is no refusal
            self._refuse(exchange, error)

    def _ask(self, exchange: Exchange) -> None:
        call, parts = self._call, self._parts
        headers = Heading(raw=exchange.headers)
        parts.doors.check_host(headers)
        visitor = admitted(call, headers, parts)
        assert visitor
        assert call.takes
        check_media_type(headers)
        check_size(exchange.body, call.body_limit)
        said = message(call.takes, exchange.body)
        command = self._settles.command(said, headers, visitor, parts)
        parts.keeper.queue(command, visitor.person, partial(self._tell, exchange))

    def _tell(self, exchange: Exchange, outcome: Outcome) -> None:
        if isinstance(outcome, Exception):
            self._refuse(exchange, outcome)
            return
        try:
            answer = self._settles.answer(outcome)
        except Exception as error:  # noqa: BLE001  # logged there
            self._refuse(exchange, error)
        else:
            exchange.answer(answer.status_code, _HEADERS, answer.body)

    def _refuse(self, exchange: Exchange, error: Exception) -> None:
        answer = answer_problem(problem_with(error, f"{self._call.method} {self._call.path}"))
        headers = completed(answer.raw_headers, answer.status_code)
        without_length = tuple(one for one in headers if one[0] != b"content-length")
        exchange.answer(answer.status_code, without_length, bytes(answer.body))
