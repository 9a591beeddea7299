"""The short way out for frames: encoded once, written straight to each listener's socket."""

import asyncio
import os
import sys
import time
from collections.abc import Callable, Mapping
from socket import socket
from typing import Any, Protocol, cast

from websockets.protocol import State
from websockets.server import ServerProtocol

EXTENSION = "giftgoal.frames"

# RFC 6455, 5.2: a whole text message; its length follows, or else how many bytes hold the length.
_TEXT = 0x81
_SHORT = 125
_LONG = bytes((_TEXT, 126))
_LONGER = bytes((_TEXT, 127))

# Looked up once: for each of a thousand that takes as long as all the rest.
_OPEN = State.OPEN
_to_system = os.write


def text_frame(payload: bytes) -> bytes:
    """Return a whole WebSocket text message as a server sends it: the same bytes for everyone.

    Args:
        payload: The text, in UTF-8.
    """
    length = len(payload)
    if length <= _SHORT:
        return bytes((_TEXT, length)) + payload
    if length < 1 << 16:
        return _LONG + length.to_bytes(2, "big") + payload
    return _LONGER + length.to_bytes(8, "big") + payload


class Framed(Protocol):
    """A message, or some, that `text_frame` made ready."""

    @property
    def wire(self) -> bytes:
        """The bytes for everyone."""


class FrameWriter:
    """One listener's way out.

    Frames may be mixed with ASGI sends: both write whole messages, in the order of the calls.

    A frame is given to the system at once, past the transport, as long as nothing can be before it
    and the descriptor is the connection's own: that is what is `clear`. All else is the
    transport's: what the system does not take, every error, and on Windows everything.
    """

    clear: bool
    """Whether it is known to be open, with nothing that waits for the listener to read it."""
    limit: int
    """Above this many unread bytes frames are skipped: `on_drain` will be called."""
    missed: bool
    """Whether a frame was skipped that must not be missed. For the application to take back."""
    on_drain: Callable[[], None] | None
    """Called, if set, when the listener has read almost all after `unread()` was above `limit`.
    A listener that does not is dropped after `Limits.stalled_seconds`."""

    unread: Callable[[], int]
    """Returns how many bytes wait in this process for the listener to read."""

    # A thousand are gone through for every frame, and after each the processor's caches are full of
    # the system's things: so few things, in one place, and nothing asked that can be told before.
    __slots__ = (
        "_connection",
        "_descriptor",
        "_empty_at",
        "_is_closing",
        "_write",
        "clear",
        "limit",
        "missed",
        "on_drain",
        "unread",
    )

    def __init__(
        self, transport: asyncio.Transport, connection: ServerProtocol, limit: int
    ) -> None:
        self._connection = connection
        # -1: everything goes through the transport.
        self._descriptor = _descriptor(transport)
        # When nothing was left to be read.
        self._empty_at = time.monotonic()
        self._is_closing = transport.is_closing
        self._write = transport.write
        self.clear = False
        self.unread = transport.get_write_buffer_size
        self.limit = limit
        self.missed = False
        self.on_drain = None

    def send(self, frame: Framed, *, droppable: bool) -> None:
        """Send a frame, now or never: it is skipped while too much waits."""
        wire = frame.wire
        if self.clear:
            try:
                sent = _to_system(self._descriptor, wire)
            except OSError:
                sent = 0  # the transport meets it too, and knows what is to be done
            if sent == len(wire):
                return
            wire = wire[sent:]
            self.look_first()
        elif self.unread() > self.limit:
            self.missed = self.missed or not droppable
            return
        self.write(wire)

    def write(self, wire: bytes) -> None:
        """Leave something to the transport. Never waits, whatever is unread; see `limit`.

        Does nothing before the socket is accepted and once it is closing.
        """
        if self._connection.state is _OPEN and not self._is_closing():
            if not self.unread():
                self._empty_at = time.monotonic()
            self._write(wire)
            self.look()

    def age(self) -> float:
        """Return the seconds since all that was written up to then had left."""
        return time.monotonic() - self._empty_at if self.unread() else 0

    def look_first(self) -> None:
        """Let the next frame look how things are: something is written or closed beside it."""
        if self.clear:
            self.clear = False
            self._empty_at = time.monotonic()

    def look(self) -> None:
        """Look how things are, so that the next frame need not."""
        self.clear = (
            self._descriptor >= 0
            and self._connection.state is _OPEN
            and not self._is_closing()
            and not self.unread()
        )

    def end(self) -> None:
        """Never touch the descriptor again: it will soon be another connection's."""
        self._descriptor = -1
        self.look_first()


def _descriptor(transport: asyncio.Transport) -> int:
    """Return where frames may be written to past the transport; -1: nowhere."""
    connection = cast(socket | None, transport.get_extra_info("socket"))
    encrypts = transport.get_extra_info("sslcontext") is not None
    # On Windows a socket is no file.
    return -1 if connection is None or encrypts or sys.platform == "win32" else connection.fileno()


def frame_writer(scope: Mapping[str, Any]) -> FrameWriter | None:
    """Return the writer of a WebSocket's ASGI scope, or None under another server."""
    writer = (scope.get("extensions") or {}).get(EXTENSION, {}).get("writer")
    return writer if isinstance(writer, FrameWriter) else None
