"""The short way out for frames: encoded once, written straight to each listener's transport."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

from websockets.protocol import State
from websockets.server import ServerProtocol

EXTENSION = "giftgoal.frames"

# RFC 6455, 5.2: a whole text message; its length follows, or else how many bytes hold the length.
_TEXT = 0x81
_SHORT = 125
_LONG = bytes((_TEXT, 126))
_LONGER = bytes((_TEXT, 127))

_OPEN = State.OPEN  # looking it up in its class each time takes as long as all the rest


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


class FrameWriter:
    """One listener's way out.

    Frames may be mixed with ASGI sends: both write whole messages, in the order of the calls.
    """

    limit: int
    """Above this many unread bytes, write no more: `on_drain` will be called."""
    on_drain: Callable[[], None] | None
    """Called, if set, when the listener has read almost all after `unread()` was above `limit`.
    A listener that does not is dropped after `Limits.stalled_seconds`."""

    unread: Callable[[], int]
    """Returns how many bytes wait in this process for the listener to read."""

    __slots__ = ("_connection", "_is_closing", "_write", "limit", "on_drain", "unread")

    def __init__(
        self, transport: asyncio.Transport, connection: ServerProtocol, limit: int
    ) -> None:
        self._connection = connection
        self._is_closing = transport.is_closing
        self._write = transport.write
        self.unread = transport.get_write_buffer_size
        self.limit = limit
        self.on_drain = None

    def write(self, frame: bytes) -> None:
        """Send a whole frame. Never waits, whatever is unread; see `limit`.

        Does nothing before the socket is accepted and once it is closing.
        """
        if self._connection.state is _OPEN and not self._is_closing():
            self._write(frame)


def frame_writer(scope: Mapping[str, Any]) -> FrameWriter | None:
    """Return the writer of a WebSocket's ASGI scope, or None under another server."""
    writer = (scope.get("extensions") or {}).get(EXTENSION, {}).get("writer")
    return writer if isinstance(writer, FrameWriter) else None
