"""A call: one row of the protocol's table, and what is done around every handler.

The table is the one place that says who may do what: the routes, the OpenAPI document and the tests
are made from it.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Literal

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from giftgoal.askers import Answer, Stopping
from giftgoal.domain.commands import Command
from giftgoal.domain.errors import Refusal
from giftgoal.ledger import LedgerError
from giftgoal.web.access import Visitor, stranger
from giftgoal.web.headers import JSON
from giftgoal.web.parts import Parts
from giftgoal.web.queries import Query
from giftgoal.web.refusals import problem_of
from giftgoal.wire import problems
from giftgoal.wire.body import M, Message, Mistakes, NotJson, read
from giftgoal.wire.frames import encode
from giftgoal.wire.problems import Kind, Problem

log = logging.getLogger(__name__)

Who = Literal["anyone", "moderator", "owner"]

BODY_LIMIT = 64 * 1024
"""The largest body, in bytes."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A request that has passed every check, for a handler."""

    request: Request
    parts: Parts
    visitor: Visitor | None
    """Who asks; None only where anyone may."""
    body: Any = None
    """The message, of the type that the call takes."""

    @property
    def by(self) -> Visitor:
        """Who asks."""
        if self.visitor is None:
            raise stranger()
        return self.visitor

    @property
    def id(self) -> str:
        """The id in the path."""
        return str(self.request.path_params["id"])


Handler = Callable[[Ask], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Call:
    """One row of the protocol's table."""

    method: str
    path: str
    who: Who
    handle: Handler
    summary: str
    takes: type[Message] | None = None
    takes_raw: str = ""
    """The media type of a body that the handler reads itself; empty: none."""
    gives: Any = None
    """The type of the answer's JSON; None: no JSON."""
    statuses: tuple[int, ...] = (200,)
    """With which it may succeed."""
    problems: tuple[Kind, ...] = ()
    """Which problems it may answer, beside those that every call may."""
    body_limit: int = BODY_LIMIT
    settles: "Settles | None" = None
    """What its handler does, in two halves; then it is answered without ASGI, see `at_once.py`."""
    query: tuple[Query, ...] = ()
    """The query parameters it reads."""
    media_type: str = "application/json"


@dataclass(frozen=True, slots=True)
class Settles:
    """The two halves of a call that asks the keeper for one thing, and waits for nothing else."""

    command: Callable[[Any, Headers, Visitor, Parts], Command]
    """What is wanted, from the message, the headers and who sends it. Raises what a handler may."""
    answer: Callable[[Answer], "Json"]
    """How it is told."""


class Json(Response):
    """An answer of JSON, made in fewer steps than Starlette's."""

    body: bytes

    def __init__(self, body: bytes, status: int) -> None:
        self.status_code = status
        self.body = body
        self.background = None
        self.raw_headers = [JSON, (b"content-length", b"%d" % len(body))]


def json(value: object, status: int = 200) -> Json:
    """Return an answer of JSON."""
    return Json(encode(value), status)


def answer_problem(problem: Problem) -> Response:
    """Return a problem document."""
    return Response(
        encode(problem.document()),
        problem.kind.status,
        headers=dict(problem.headers),
        media_type="application/problem+json",
    )


async def respond(call: Call, request: Request, parts: Parts) -> Response:
    """Check a request and hand it to the call's handler."""
    return await refusals_answered(_answer(call, request, parts), f"{call.method} {call.path}")


async def refusals_answered(answer: Awaitable[Response], what: str) -> Response:
    """Return the answer, or the problem that tells why there is none.

    Args:
        answer: The answer to come.
        what: What is asked, for the log; nothing secret.
    """
    try:
        return await answer
    except ClientDisconnect:
        return Response(status_code=400)
    except Exception as error:  # noqa: BLE001  # logged there
        return answer_problem(problem_with(error, what))


def problem_with(error: Exception, what: str) -> Problem:
    """Return the problem that tells why there is no answer.

    Args:
        error: What was raised instead.
        what: What was asked, for the log; nothing secret.
    """
    if isinstance(error, Problem):
        return error
    if isinstance(error, Refusal | LedgerError | Stopping):
        return problem_of(error)
    log.error("%s failed", what, exc_info=error)
    return Problem(problems.CRASHED, "That is a mistake in Giftgoal. Its log says more.")


async def _answer(call: Call, request: Request, parts: Parts) -> Response:
    visitor = admitted(call, request.headers, parts)
    body = None
    if call.takes:
        check_media_type(request.headers)
        body = message(call.takes, await read_body(request, call.body_limit))
    return await call.handle(Ask(request, parts, visitor, body))


def admitted(call: Call, headers: Headers, parts: Parts) -> Visitor | None:
    """Return who sends a request; None where nobody is asked.

    Raises:
        Problem: If they may not.
    """
    if call.method != "GET":
        parts.doors.check_origin(headers)
    if call.who == "anyone":
        return None
    visitor = parts.access.visitor(headers)
    if visitor is None:
        raise stranger()
    if not visitor.may(call.who):
        raise Problem(problems.NOT_ALLOWED, "Ask the streamer to do it, or to let you.")
    return visitor


def check_media_type(headers: Headers) -> None:
    """Refuse a body that does not say it is JSON.

    Raises:
        Problem: Then.
    """
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        detail = f"The Content-Type must be application/json, but it is {kind[:60] or 'missing'}."
        raise Problem(problems.WRONG_MEDIA_TYPE, detail)


def message(takes: type[M], body: bytes) -> M:
    """Return the message in a body.

    Raises:
        Problem: If it is no JSON, or not such a message.
    """
    try:
        return read(takes, body)
    except NotJson as error:
        raise Problem(problems.NOT_JSON, f"{error}.") from None
    except Mistakes as error:
        raise problems.invalid(error.mistakes) from None


async def read_body(request: Request, limit: int) -> bytes:
    """Return a request's body.

    Raises:
        Problem: If it is larger than `limit` bytes; the rest of it is not read.
        ClientDisconnect: If it does not come to its end.
    """
    parts: list[bytes] = []
    size, more = 0, True
    while more:
        message = await request.receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        check_size(size, limit)
        more = message.get("more_body", False)
    return b"".join(parts)


def check_size(size: int, limit: int) -> None:
    """Refuse a body that is too large; the rest of it is not read.

    Raises:
        Problem: If it is larger than `limit` bytes.
    """
    if size > limit:
        detail = f"The body is larger than {limit:,} bytes."
        raise Problem(problems.TOO_LARGE, detail, headers={"Connection": "close"})
