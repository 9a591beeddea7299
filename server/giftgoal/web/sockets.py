"""Live views: one socket an overlay or control page, fed by the hub."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from giftgoal.domain.board import Board, Overlay
from giftgoal.listeners import Audience, Frame
from giftgoal.web.calls import answer_problem
from giftgoal.web.outlets import Direct, Outlet, Slot
from giftgoal.web.parts import Parts
from giftgoal.web.transport import frame_writer
from giftgoal.wire.problems import Problem

GONE = 4401
"""The close code for a key or session that opens nothing (any more)."""


class Socket:
    """One open socket, as the hub knows it.

    Args:
        outlet: Where frames go.
        look_again: Called when keys, looks or tokens have changed; returns whether it may stay.
    """

    __slots__ = ("_look_again", "closing", "send")

    def __init__(self, outlet: Outlet, look_again: Callable[[Board], bool]) -> None:
        # Takes a frame, now or never.
        self.send = outlet.send
        self._look_again = look_again
        # Done when the socket is to be closed, with the code to close it with.
        self.closing: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def recheck(self, board: Board) -> None:
        """Look again whether this socket may stay."""
        if not self._look_again(board):
            self.close(GONE)

    def close(self, code: int) -> None:
        """Ask for the socket to be closed."""
        if not self.closing.done():
            self.closing.set_result(code)


async def overlay_socket(websocket: WebSocket, parts: Parts) -> None:
    """Serve `WS /ws/overlay/{key}`."""
    if not await _let_in(websocket, parts):
        return
    key = websocket.path_params["key"]
    overlay = overlay_with(parts.keeper.board, key)
    if overlay is None:
        await websocket.close(GONE)
        return
    shown = overlay
    audience: Audience = "rehearsal" if "rehearsal" in websocket.query_params else "overlay"

    def newest() -> list[Frame]:
        return [parts.hub.state(audience), parts.encoder.look(shown)]

    def look_again(board: Board) -> bool:
        nonlocal shown
        now = board.overlays.get(shown.id)
        if now is None or now.key != key:
            return False
        if now != shown:
            shown = now
            outlet.send(parts.encoder.look(now), droppable=False)
        return True

    outlet = _outlet(websocket, newest)
    socket = Socket(outlet, look_again)
    viewer = parts.presence.join(overlay.id, outlet.age)
    hear = partial(parts.presence.hear, viewer)
    try:
        first = parts.encoder.look(overlay)
        await _listen(websocket, parts, audience, socket, outlet, first, hear=hear)
    finally:
        parts.presence.leave(viewer)


async def control_socket(websocket: WebSocket, parts: Parts) -> None:
    """Serve `WS /ws/control`."""
    if not await _let_in(websocket, parts):
        return
    try:
        visitor = parts.access.visitor(websocket.headers)
    except Problem:
        visitor = None
    if visitor is None:
        await websocket.close(GONE)
        return
    hashed = visitor.token_hash

    def beside() -> list[Frame]:
        return [parts.runs.frame(), parts.feeds.frame(), parts.readiness.frame()]

    def newest() -> list[Frame]:
        return [parts.hub.state("control"), *beside()]

    def look_again(_board: Board) -> bool:
        return parts.access.by_hash(hashed) is not None

    outlet = _outlet(websocket, newest)
    socket = Socket(outlet, look_again)
    await _listen(websocket, parts, "control", socket, outlet, *beside())


def overlay_with(board: Board, key: str) -> Overlay | None:
    """Return the overlay that a key opens."""
    return next((one for one in board.overlays.values() if one.key == key), None)


def missed(parts: Parts, audience: Audience, after: str) -> Frame | None:
    """Return what was to be celebrated while a listener was away; None: nothing.

    Args:
        parts: Where the board is.
        audience: The listener's.
        after: The last entry it heard of, as it says itself; anything else is no entry.
    """
    if not (after.isascii() and after.isdigit() and len(after) < 18):
        return None
    return parts.hub.missed(audience, int(after), parts.now())


async def _let_in(websocket: WebSocket, parts: Parts) -> bool:
    """Accept a socket from a page that may ask.

    Keys are looked at after: only then does a browser tell the page the close code.
    """
    try:
        parts.doors.check_host(websocket.headers)
        parts.doors.check_origin(websocket.headers)
    except Problem as problem:
        await websocket.send_denial_response(answer_problem(problem))
        return False
    await websocket.accept()
    return True


def _outlet(websocket: WebSocket, newest: Callable[[], list[Frame]]) -> Outlet:
    writer = frame_writer(websocket.scope)
    return Slot(websocket, newest) if writer is None else Direct(writer, newest)


async def _listen(
    websocket: WebSocket,
    parts: Parts,
    audience: Audience,
    socket: Socket,
    outlet: Outlet,
    *first: Frame,
    hear: Callable[[str], None] = lambda _: None,
) -> None:
    """Keep a socket fed until either side closes it."""
    parts.hub.join(audience, socket)
    for frame in first:
        socket.send(frame, droppable=False)
    if again := missed(parts, audience, websocket.query_params.get("after", "")):
        socket.send(again, droppable=True)
    tasks = [asyncio.create_task(_until_gone(websocket, hear)), asyncio.create_task(outlet.pump())]
    ends: list[asyncio.Future[Any]] = [*tasks, socket.closing]
    try:
        await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
    finally:
        parts.hub.leave(audience, socket)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    if socket.closing.done():
        await _close(websocket, socket.closing.result())


async def _until_gone(websocket: WebSocket, hear: Callable[[str], None]) -> None:
    """Hear what the client says, and return when it has gone."""
    while (message := await websocket.receive())["type"] != "websocket.disconnect":
        if text := message.get("text"):
            hear(text)


async def _close(websocket: WebSocket, code: int) -> None:
    try:
        await websocket.close(code)
    except (RuntimeError, WebSocketDisconnect):
        # It has gone by itself in the meantime.
        return
