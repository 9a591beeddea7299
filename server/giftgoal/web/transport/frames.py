"""The short way out for frames: encoded once, written straight to each listener's transport."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

from websockets.frames import Frame, Opcode
from websockets.protocol import State
from websockets.server import ServerProtocol

EXTENSION = "giftgoal.frames"


def text_frame(payload: bytes) -> bytes:
    """Return a whole WebSocket text message as a server sends it: the same bytes for everyone.

    Args:
        payload: The text, in UTF-8.
    """
    return Frame(Opcode.TEXT, payload).serialize(mask=False)


class FrameWriter:
    """One listener's way out.

    Frames may be mixed with ASGI sends: both write whole messages, in the order of the calls.
    """

    limit: int
    """Above this many unread bytes, write no more: `on_drain` will be called."""
    on_drain: Callable[[], None] | None
    """Called, if set, when the listener has read almost all after `unread()` was above `limit`.
    A listener that does not is dropped after `Limits.stalled_seconds`."""

    __slots__ = ("_connection", "_transport", "limit", "on_drain")

    def __init__(
        self, transport: asyncio.Transport, connection: ServerProtocol, limit: int
    ) -> None:
        self._transport = transport
        self._connection = connection
        self.limit = limit
        self.on_drain = None

    def write(self, frame: bytes) -> None:
        """Send a whole frame. Never waits, whatever is unread; see `limit`.

        Does nothing before the socket is accepted and once it is closing.
        """
        if self._connection.state is State.OPEN and not self._transport.is_closing():
            self._transport.write(frame)

    def unread(self) -> int:
        """Return how many bytes wait in this process for the listener to read."""
        return self._transport.get_write_buffer_size()


def frame_writer(scope: Mapping[str, Any]) -> FrameWriter | None:
    """Return the writer of a WebSocket's ASGI scope, or None under another server."""
    writer = (scope.get("extensions") or {}).get(EXTENSION, {}).get("writer")
    return writer if isinstance(writer, FrameWriter) else None
