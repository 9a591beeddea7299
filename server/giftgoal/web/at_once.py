"""Calls that are answered without ASGI: the same checks and answers as in `calls.py`, no waiting.

Those that ask the keeper for one thing and wait for nothing else; of them, those with a plain
address. See `web/transport/exchange.py` for what it spares.
"""

from giftgoal.askers import Answer, Outcome
from giftgoal.web.calls import (
    Call,
    Json,
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
        self._what = f"{call.method} {call.path}"  # for the log

    def __call__(self, exchange: Exchange) -> None:
        """Take a request."""
        try:
            self._ask(exchange)
        except Exception as error:  # noqa: BLE001  # logged where it is no refusal
            _refuse(exchange, error, self._what)

    def _ask(self, exchange: Exchange) -> None:
        call, parts = self._call, self._parts
        headers = Heading(raw=exchange.headers)
        parts.doors.check_host(headers)
        visitor = admitted(call, headers, parts)
        assert visitor
        assert call.takes
        check_media_type(headers)
        check_size(len(exchange.body), call.body_limit)
        said = message(call.takes, exchange.body)
        command = self._settles.command(said, headers, visitor, parts)
        parts.keeper.queue(command, visitor.person, _Sender(exchange, self._settles, self._what))


class _Sender:
    """Who sent a request, for the keeper."""

    __slots__ = ("_exchange", "_foreseen", "_ready", "_settles", "_what")

    def __init__(self, exchange: Exchange, settles: Settles, what: str) -> None:
        self._exchange = exchange
        self._settles = settles
        self._what = what
        self._foreseen: Answer | None = None
        self._ready: Json | None = None

    def get_ready(self, answer: Answer) -> None:
        """Make the answer while the gift is written down."""
        self._ready = self._settles.answer(answer)
        self._foreseen = answer

    def tell(self, outcome: Outcome) -> None:
        """Send the answer."""
        if isinstance(outcome, Exception):
            _refuse(self._exchange, outcome, self._what)
            return
        try:
            ready = self._ready if outcome is self._foreseen else None
            answer = ready or self._settles.answer(outcome)
        except Exception as error:  # noqa: BLE001  # logged there
            _refuse(self._exchange, error, self._what)
        else:
            self._exchange.answer(answer.status_code, _HEADERS, answer.body)


def _refuse(exchange: Exchange, error: Exception, what: str) -> None:
    """Answer with the problem that tells why there is no other answer."""
    answer = answer_problem(problem_with(error, what))
    headers = completed(answer.raw_headers, answer.status_code)
    without_length = tuple(one for one in headers if one[0] != b"content-length")
    exchange.answer(answer.status_code, without_length, bytes(answer.body))
