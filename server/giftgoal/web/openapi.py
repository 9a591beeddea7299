"""The OpenAPI document, made from the table of calls. It is true: the tests fuzz it."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Sequence
from http import HTTPStatus
from importlib.metadata import version
from typing import Any

from starlette.responses import Response

from giftgoal.web.calls import Ask, Call
from giftgoal.web.queries import Query
from giftgoal.wire import problems
from giftgoal.wire.frames import encode
from giftgoal.wire.problems import Kind, ProblemOut
from giftgoal.wire.schema import schemas

_ABOUT = """Takes the gifts of a live stream and fills its goals.

Whatever is refused is answered with a problem document (RFC 9457). Beside the statuses listed here,
any request may get 408 (it came too slowly), 431 (its headers are over 16 KiB) or 503 (too many
connections are open). Live frames are described in `docs/protocol.md`.
"""

_WHO = {
    "anyone": "Anyone may ask.",
    "moderator": "For moderators and the owner.",
    "owner": "For the owner alone.",
}


async def get_openapi(ask: Ask) -> Response:
    """Return the document."""
    text = await ask.request.app.state.openapi.text()
    return Response(text, media_type="application/json")


class Document:
    """The document as text, made when it is first asked for.

    That takes longer than all the rest of a start, and so long that gifts would wait: it is made
    beside the event loop, once however many ask meanwhile.

    Args:
        calls: The table.
        cookie: The name of the session cookie.
    """

    def __init__(self, calls: Sequence[Call], cookie: str) -> None:
        self._calls = calls
        self._cookie = cookie
        self._made: asyncio.Future[bytes] | None = None

    async def text(self) -> bytes:
        """Return its JSON."""
        if self._made is None or _failed(self._made):
            self._made = asyncio.ensure_future(asyncio.to_thread(self._make))
        return await asyncio.shield(self._made)

    def _make(self) -> bytes:
        return encode(document(self._calls, self._cookie))


def _failed(made: asyncio.Future[bytes]) -> bool:
    return made.done() and (made.cancelled() or made.exception() is not None)


CALLS = (Call("GET", "/api/openapi.json", "anyone", get_openapi, "This document", gives=dict),)


def document(calls: Sequence[Call], cookie: str) -> dict[str, Any]:
    """Return the document that describes these calls.

    Args:
        calls: The table.
        cookie: The name of the session cookie.
    """
    takes = [call.takes for call in calls if call.takes]
    gives = [call.gives for call in calls if call.gives]
    by_type, named = schemas(takes, [*gives, ProblemOut])
    paths: dict[str, dict[str, Any]] = defaultdict(dict)
    for call in calls:
        paths[call.path][call.method.lower()] = _operation(call, by_type)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Giftgoal", "version": version("giftgoal"), "description": _ABOUT},
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {
            "schemas": named,
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer"},
                "session": {"type": "apiKey", "in": "cookie", "name": cookie},
            },
        },
    }


def problems_of(call: Call) -> list[Kind]:
    """Return every problem that a call may answer."""
    kinds = [problems.WRONG_HOST, *call.problems]
    if call.who != "anyone":
        kinds += [problems.SIGN_IN, problems.SLOW_DOWN]
    if call.who == "owner":
        kinds.append(problems.NOT_ALLOWED)
    if call.method != "GET":
        kinds += [
            problems.WRONG_ORIGIN,
            problems.DISK_FULL,
            problems.LEDGER,
            problems.STOPPING,
        ]
    if call.takes:
        kinds += [problems.NOT_JSON, problems.WRONG_MEDIA_TYPE]
    if call.takes or call.takes_raw:
        kinds.append(problems.TOO_LARGE)
    if call.takes or call.query:
        kinds.append(problems.INVALID)
    if "{id}" in call.path:
        kinds.append(problems.NOT_FOUND)
    return list(dict.fromkeys(kinds))


def _operation(call: Call, by_type: dict[Any, Any]) -> dict[str, Any]:
    parameters = [_parameter(query) for query in call.query]
    if "{id}" in call.path:
        parameters.append(
            {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
        )
    operation: dict[str, Any] = {
        "operationId": call.handle.__name__,
        "summary": call.summary,
        "description": _WHO[call.who],
        "tags": [call.path.removeprefix("/api/").strip("/").partition("/")[0].partition(".")[0]],
        "security": [] if call.who == "anyone" else [{"token": []}, {"session": []}],
        "responses": {**_successes(call, by_type), **_refusals(problems_of(call))},
    }
    if parameters:
        operation["parameters"] = parameters
    if call.takes:
        content = {"application/json": {"schema": by_type[call.takes]}}
        operation["requestBody"] = {"required": True, "content": content}
    elif call.takes_raw:
        content = {call.takes_raw: {"schema": {"type": "string"}}}
        operation["requestBody"] = {"required": True, "content": content}
    return operation


def _parameter(query: Query) -> dict[str, Any]:
    return {
        "name": query.name,
        "in": "query",
        "description": query.says,
        "required": query.required,
        "schema": query.schema,
    }


def _successes(call: Call, by_type: dict[Any, Any]) -> dict[str, Any]:
    schema = by_type[call.gives] if call.gives else {"type": "string"}
    content = {"content": {call.media_type: {"schema": schema}}}
    return {
        str(status): {
            "description": HTTPStatus(status).phrase,
            **({} if status == HTTPStatus.NO_CONTENT else content),
        }
        for status in call.statuses
    }


def _refusals(kinds: Iterable[Kind]) -> dict[str, Any]:
    by_status: dict[int, list[Kind]] = defaultdict(list)
    for kind in kinds:
        by_status[kind.status].append(kind)
    return {str(status): _refusal(by_status[status]) for status in sorted(by_status)}


def _refusal(kinds: Sequence[Kind]) -> dict[str, Any]:
    type_ = {"type": "string", "enum": [kind.type for kind in kinds]}
    schema = {
        "allOf": [{"$ref": "#/components/schemas/ProblemOut"}],
        "properties": {"type": type_, "status": {"const": kinds[0].status}},
    }
    return {
        "description": ". ".join(kind.title for kind in kinds) + ".",
        "content": {"application/problem+json": {"schema": schema}},
    }
