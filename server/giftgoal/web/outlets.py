"""Where the frames of one listener go, so that one that does not read costs nobody anything."""

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Protocol

from starlette.websockets import WebSocket, WebSocketDisconnect

from giftgoal.hub import Frame
from giftgoal.web.transport import FrameWriter

SLOT_FRAMES = 16
"""How many frames may wait for a listener whose transport cannot be written to directly."""


class Outlet(Protocol):
    """Takes frames for one listener."""

    def send(self, frame: Frame, *, droppable: bool) -> None:
        """Take a frame, now or never."""

    async def pump(self) -> None:
        """Do what sending needs, until cancelled."""


class Direct:
    """Writes whole frames to the transport.

    Args:
        writer: The transport's way out; its limit says how much may wait.
        newest: Returns what a listener needs that has missed something.
    """

    def __init__(self, writer: FrameWriter, newest: Callable[[], list[Frame]]) -> None:
        self._writer = writer
        self._newest = newest
        # Whether it missed something that must not be missed.
        self._behind = False
        writer.on_drain = self._drained

    def send(self, frame: Frame, *, droppable: bool) -> None:
        """Write a frame, or skip it while too much waits."""
        if self._writer.unread() > self._writer.limit:
            self._behind = self._behind or not droppable
        else:
            self._writer.write(frame.wire)

    async def pump(self) -> None:
        """Wait: the transport does all there is to do."""
        await asyncio.get_running_loop().create_future()

    def _drained(self) -> None:
        if self._behind:
            self._behind = False
            for frame in self._newest():
                self.send(frame, droppable=False)


class Slot:
    """Sends frames one by one through ASGI, for servers that offer no transport.

    Keeps a few frames; when there are more, the oldest make room. A state is always whole, so the
    newest one makes up for those that went.
    """

    def __init__(self, websocket: WebSocket) -> None:
        self._websocket = websocket
        self._frames: deque[Frame] = deque(maxlen=SLOT_FRAMES)
        self._waiting = asyncio.Event()

    def send(self, frame: Frame, *, droppable: bool) -> None:
        """Keep a frame until it can be sent."""
        if droppable and len(self._frames) == SLOT_FRAMES:
            return
        self._frames.append(frame)
        self._waiting.set()

    async def pump(self) -> None:
        """Send what waits, until the client goes or this is cancelled."""
        while True:
            await self._waiting.wait()
            self._waiting.clear()
            while self._frames:
                try:
                    await self._websocket.send_text(self._frames.popleft().text.decode())
                except (WebSocketDisconnect, RuntimeError):
                    return
