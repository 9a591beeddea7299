"""The ASGI application: the table of calls, the pages, the sockets, and the headers of them all."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocket

from giftgoal.web import (
    batches,
    board,
    estimate,
    exports,
    gifts,
    goals,
    health,
    hooks,
    imports,
    invites,
    loader,
    obs,
    offline,
    openapi,
    outgoing,
    outgoing_events,
    overlays,
    pages,
    preflight,
    rates,
    recap,
    rehearsal,
    rules,
    scripts,
    sessions,
    sockets,
    sources,
    tokens,
)
from giftgoal.web.at_once import AtOnce
from giftgoal.web.calls import Call, Json, answer_problem, refusals_answered, respond
from giftgoal.web.headers import completed
from giftgoal.web.parts import Parts
from giftgoal.web.transport import Shortcuts, answer_writer
from giftgoal.wire.problems import METHOD_NOT_ALLOWED, NOT_FOUND, Problem

CALLS: tuple[Call, ...] = (
    *gifts.CALLS,
    *batches.CALLS,
    *health.CALLS,
    *sessions.CALLS,
    *board.CALLS,
    *goals.CALLS,
    *overlays.CALLS,
    *loader.CALLS,
    *obs.CALLS,
    *preflight.CALLS,
    *invites.CALLS,
    *tokens.CALLS,
    *scripts.CALLS,
    *rehearsal.CALLS,
    *rules.CALLS,
    *recap.CALLS,
    *estimate.CALLS,
    *sources.CALLS,
    *hooks.CALLS,
    *rates.CALLS,
    *imports.CALLS,
    *exports.CALLS,
    *outgoing.CALLS,
    *pages.CALLS,
    *openapi.CALLS,
)
"""The whole table: what this server answers to under /api, and who may ask."""


def build(parts: Parts) -> ASGIApp:
    """Return the application."""
    return _guarded(_routed(parts), parts)


def shortcuts(parts: Parts) -> Shortcuts:
    """Return what need not go through the application, for a `Server`."""
    return {
        call.path.encode(): AtOnce(call, call.settles, parts)
        for call in CALLS
        if call.settles and call.method == "POST" and "{" not in call.path
    }


def _routed(parts: Parts) -> Starlette:
    """Return what finds the call or page of any address, and answers those that have none."""
    by_path: dict[str, dict[str, Call]] = defaultdict(dict)
    for call in CALLS:
        by_path[call.path][call.method] = call
    routes: list[Route | WebSocketRoute] = [
        Route(path, _endpoint(calls, parts), methods=list(calls)) for path, calls in by_path.items()
    ]
    routes += [
        Route("/overlay/{key}", _page(pages.overlay_page, parts)),
        Route("/events/{key}", _page(outgoing_events.event_stream, parts)),
        Route("/control", _page(pages.control_page, parts)),
        Route("/control/worker.js", _page(offline.control_worker, parts)),
        Route("/control/files.json", _page(offline.control_files, parts)),
        Route("/", _page(pages.control_page, parts)),
        Route("/assets/{path:path}", _page(pages.asset, parts)),
        Route("/fonts/{name}", _page(pages.font, parts)),
        WebSocketRoute("/ws/overlay/{key}", _socket(sockets.overlay_socket, parts)),
        WebSocketRoute("/ws/control", _socket(sockets.control_socket, parts)),
    ]
    app = Starlette(routes=routes, exception_handlers={HTTPException: _not_routed})
    app.router.redirect_slashes = False
    app.state.openapi = openapi.Document(CALLS, parts.access.cookie)
    return app


def _endpoint(calls: Mapping[str, Call], parts: Parts) -> Callable[[Request], Awaitable[Response]]:
    """Return what answers one path, by method."""

    async def endpoint(request: Request) -> Response:
        method = "GET" if request.method == "HEAD" else request.method
        return await respond(calls[method], request, parts)

    return endpoint


def _page(
    page: Callable[[Request, Parts], Awaitable[Response]], parts: Parts
) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        return await refusals_answered(page(request, parts), page.__name__)

    return endpoint


def _socket(
    socket: Callable[[WebSocket, Parts], Awaitable[None]], parts: Parts
) -> Callable[[WebSocket], Awaitable[None]]:
    async def endpoint(websocket: WebSocket) -> None:
        await socket(websocket, parts)

    return endpoint


async def _not_routed(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # it is registered for nothing else
    if error.status_code == METHOD_NOT_ALLOWED.status:
        allowed = (error.headers or {}).get("Allow", "")
        detail = f"{request.method} does nothing at this address; it takes {allowed}."
        problem = Problem(METHOD_NOT_ALLOWED, detail, {}, error.headers)
    else:
        problem = Problem(NOT_FOUND, "No call has this address.")
    return answer_problem(problem)


def _guarded(app: Starlette, parts: Parts) -> ASGIApp:
    """Return the application behind its Host check, with the headers that every answer carries.

    Sockets are left to themselves: they have no headers, and check more. Calls whose address is
    plain are answered here; that is all of Starlette that a gift needs.
    """
    plain = {(call.method, call.path): call for call in CALLS if "{" not in call.path}

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        request = Request(scope, receive)
        try:
            parts.doors.check_host(request.headers)
        except Problem as problem:
            await _send(answer_problem(problem), request, send)
            return
        call = plain.get((scope["method"], scope["path"]))
        if call is None:
            await app(scope, receive, _with_headers(send))
        else:
            scope["app"] = app
            await _send(await respond(call, request, parts), request, send)

    return guarded


async def _send(response: Response, request: Request, send: Send) -> None:
    """Send an answer: whole, where the server can."""
    write = answer_writer(request.scope)
    if write and type(response) in (Json, Response) and request.method != "HEAD":
        headers = completed(response.raw_headers, response.status_code)
        await write(response.status_code, headers, bytes(response.body))
    else:
        await response(request.scope, request.receive, _with_headers(send))


def _with_headers(send: Send) -> Send:
    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = completed(message["headers"], message["status"])
        await send(message)

    return send_with_headers
