"""An answer goes out in one packet and one system call, head and body together."""

import asyncio
import functools
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, RequestResponseCycle

EXTENSION = "giftgoal.answers"

Header = tuple[bytes, bytes]

WriteAnswer = Callable[[int, Sequence[Header], bytes], Awaitable[None]]

CLOSE: Header = (b"connection", b"close")

# What uvicorn refuses, too.
_NO_NAME = re.compile(rb"[\x00-\x1f\x7f()<>@,;:\[\]={} \t\\\"]")
_NO_VALUE = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f]")


class AnswerWriter:
    """Stands for the transport while uvicorn's cycle answers one request."""

    __slots__ = ("_begun", "_cycle", "_head", "_transport")

    def __init__(self, transport: asyncio.Transport, cycle: RequestResponseCycle) -> None:
        self._transport = transport
        self._cycle = cycle
        self._begun = False
        # Held back until there is something of the body.
        self._head = b""

    async def answer(self, status: int, headers: Sequence[Header], body: bytes) -> None:
        """Send a whole answer; what ASGI does in two messages, in one.

        Args:
            status: Its status.
            headers: In lower case; with the body's length, if the status allows a body.
            body: All of it. Not for HEAD.
        """
        cycle = self._cycle
        if cycle.flow.write_paused:
            await cycle.flow.drain()
        if cycle.disconnected:
            return
        lines = [STATUS_LINE[status], *map(header_line, headers)]
        if CLOSE in headers:
            cycle.keep_alive = False
        elif not cycle.keep_alive:
            lines.append(header_line(CLOSE))
        cycle.response_started = cycle.response_complete = True
        self._transport.write(b"".join((*lines, b"\r\n", body)))
        cycle.message_event.set()
        if not cycle.keep_alive:
            self._transport.close()
        cycle.on_response()

    def write(self, data: bytes) -> None:
        """Hold back the head, and write all else."""
        # Before it is the 100 that asks for the body; an answer to HEAD has nothing to wait for.
        if self._begun or not self._cycle.response_started or self._cycle.scope["method"] == "HEAD":
            head, self._head = self._head, b""
            self._transport.write(head + data)
        else:
            self._begun = True
            self._head = data

    def is_closing(self) -> bool:
        return self._transport.is_closing()

    def close(self) -> None:
        """Close the connection after all that was written."""
        if self._head:
            self._transport.write(self._head)
        self._transport.close()


def answer_writer(scope: Mapping[str, Any]) -> WriteAnswer | None:
    """Return what sends a whole answer to an ASGI scope, or None under another server."""
    writer: WriteAnswer | None = (scope.get("extensions") or {}).get(EXTENSION)
    return writer


# Nearly every answer has the same headers; each is checked once.
@functools.lru_cache(maxsize=1024)
def header_line(header: Header) -> bytes:
    """Return a header as it is sent.

    Raises:
        ValueError: If it is none.
    """
    name, value = header
    if _NO_NAME.search(name) or _NO_VALUE.search(value):
        raise ValueError(f"no header: {name!r}: {value!r}")
    return name + b": " + value + b"\r\n"
