"""Where the frames of one listener go, so that one that does not read costs nobody anything."""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from typing import Protocol

from starlette.websockets import WebSocketDisconnect

from giftgoal.listeners import Frame
from giftgoal.web.transport import FrameWriter

SLOT_FRAMES = 16
"""How many frames may wait for a listener whose transport cannot be written to directly."""


class Outlet(Protocol):
    """Takes frames for one listener."""

    def send(self, frame: Frame, *, droppable: bool) -> None:
        """Take a frame, now or never."""

    def age(self) -> float:
        """Return the seconds since all frames up to then had left."""

    async def pump(self) -> None:
        """Do what sending needs, until cancelled."""


class TextSink(Protocol):
    """Sends one text after the other, such as a WebSocket."""

    async def send_text(self, data: str) -> None:
        """Send a text, and wait while too much is unread."""


class Direct:
    """Writes whole frames to the transport.

    Args:
        writer: The transport's way out. It sends by itself: a thousand are gone through for every
            frame, and each call between would cost as much as what is done in it.
        newest: Returns what a listener needs that has missed something.
    """

    __slots__ = ("_newest", "_writer", "age", "send")

    def __init__(self, writer: FrameWriter, newest: Callable[[], list[Frame]]) -> None:
        self._writer = writer
        self._newest = newest
        self.age = writer.age
        self.send = writer.send
        writer.on_drain = self._drained

    async def pump(self) -> None:
        """Wait: the transport does all there is to do."""
        await asyncio.get_running_loop().create_future()

    def _drained(self) -> None:
        if self._writer.missed:
            self._writer.missed = False
            for frame in self._newest():
                self.send(frame, droppable=False)


class Slot:
    """Sends frames one by one through ASGI, for servers that offer no transport.

    Args:
        sink: Where to.
        newest: Returns what a listener needs that has missed something.
    """

    def __init__(self, sink: TextSink, newest: Callable[[], list[Frame]]) -> None:
        self._sink = sink
        self._newest = newest
        self._frames: deque[Frame] = deque()
        # When the last one was sent.
        self._sent_at = time.monotonic()
        # Whether it missed something that must not be missed.
        self._behind = False
        self._waiting = asyncio.Event()

    def send(self, frame: Frame, *, droppable: bool) -> None:
        """Keep a frame until it can be sent, or skip it while too many wait."""
        if len(self._frames) == SLOT_FRAMES:
            self._behind = self._behind or not droppable
        else:
            self._frames.append(frame)
            self._waiting.set()

    def age(self) -> float:
        """Return the seconds since all frames up to then had left."""
        return time.monotonic() - self._sent_at

    async def pump(self) -> None:
        """Send what waits, until the client goes or this is cancelled."""
        while True:
            await self._waiting.wait()
            self._waiting.clear()
            while self._frames:
                try:
                    for text in self._frames.popleft().texts:
                        await self._sink.send_text(text.decode())
                    self._sent_at = time.monotonic()
                except (WebSocketDisconnect, RuntimeError):
                    return
                if self._behind and not self._frames:
                    self._behind = False
                    self._frames.extend(self._newest())
