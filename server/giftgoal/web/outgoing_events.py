"""Server-Sent Events: an overlay's frames for programs that do not speak WebSocket.

https://html.spec.whatwg.org/multipage/server-sent-events.html
"""

import asyncio
import re

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Send

from giftgoal.domain.board import Board
from giftgoal.listeners import Audience, Frame
from giftgoal.web.outgoing import no_overlay, readable
from giftgoal.web.outlets import Slot
from giftgoal.web.parts import Parts
from giftgoal.web.sockets import Socket, missed, overlay_with

KIND = "text/event-stream"

RETRY = b"retry: 1000\n\n"
"""After so many milliseconds a client whose stream has ended comes back."""

# How every frame begins that the hub sends.
_HEAD = re.compile(r'\{"type":"(\w+)","seq":(\d+),')


async def event_stream(request: Request, parts: Parts) -> Response:
    """Serve `GET /events/{key}`."""
    headers = readable(request.headers, parts)
    if overlay_with(parts.keeper.board, request.path_params["key"]) is None:
        raise no_overlay()
    if request.method == "HEAD":
        return Response(headers=headers, media_type=KIND)
    return EventStream(request, parts, headers)


class EventStream(StreamingResponse):
    """An answer that goes on until the client goes, its key opens nothing more, or we stop."""

    def __init__(self, request: Request, parts: Parts, headers: dict[str, str]) -> None:
        super().__init__((), headers=headers, media_type=KIND)
        self._parts = parts
        self._key = request.path_params["key"]
        self._audience: Audience = "rehearsal" if "rehearsal" in request.query_params else "overlay"
        self._after = request.headers.get("last-event-id", "")

    async def stream_response(self, send: Send) -> None:
        """Send events; the caller cancels this when the client has gone."""
        await send(
            {"type": "http.response.start", "status": 200, "headers": self.raw_headers},
        )
        hub = self._parts.hub
        slot = Slot(_Events(send), self._newest)
        listener = Socket(slot, self._may_stay)
        hub.join(self._audience, listener)
        if again := missed(self._parts, self._audience, self._after):
            listener.send(again, droppable=True)
        pump = asyncio.create_task(slot.pump())
        try:
            await send({"type": "http.response.body", "body": RETRY, "more_body": True})
            await asyncio.wait((pump, listener.closing), return_when=asyncio.FIRST_COMPLETED)
        finally:
            hub.leave(self._audience, listener)
            pump.cancel()
            await asyncio.gather(pump, return_exceptions=True)
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    def _newest(self) -> list[Frame]:
        return [self._parts.hub.state(self._audience)]

    def _may_stay(self, board: Board) -> bool:
        return overlay_with(board, self._key) is not None


class _Events:
    """Sends frames as events, their type as the event's name and their seq as its id."""

    def __init__(self, send: Send) -> None:
        self._send = send

    async def send_text(self, data: str) -> None:
        head = _HEAD.match(data)
        if head is None:
            return
        event = f"event: {head[1]}\nid: {head[2]}\ndata: {data}\n\n"
        await self._send(
            {"type": "http.response.body", "body": event.encode(), "more_body": True},
        )
