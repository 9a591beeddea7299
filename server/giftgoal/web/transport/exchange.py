"""A request that is answered without ASGI: no task, no scope, no messages, no waiting.

For an answer that comes of a call back, such as a gift's that is on disk, a task only waits, and
what ASGI does around it costs as much as the gift. `Server` is told which addresses are answered
this way; there the application's own checks and answers are called as they are from ASGI.
"""

import asyncio
import functools
from collections.abc import Callable, Mapping
from typing import Protocol

from uvicorn.protocols.http.httptools_impl import STATUS_LINE

from giftgoal.web.transport.answers import CLOSE, Header, header_line


class Take(Protocol):
    """Answers a request, now or later."""

    limit: int
    """How many bytes of a body it can use: it gets no more than that and what came with it."""

    def __call__(self, exchange: "Exchange") -> None:
        """Take a request, and see that `Exchange.answer` is called once. Must not wait."""


Shortcuts = Mapping[bytes, Take]
"""What answers a POST, by its address: the path alone."""


class Exchange:
    """One request and its answer; for a connection, what uvicorn's cycle is to it."""

    body: bytes
    """All of it, or more than the limit of `Take`; nothing once it is answered."""

    __slots__ = (
        "_done",
        "_take",
        "_transport",
        "body",
        "headers",
        "keep_alive",
        "response_complete",
    )

    def __init__(
        self,
        take: Take,
        headers: list[Header],
        transport: asyncio.Transport,
        done: Callable[[], None],
        keep_alive: bool,
    ) -> None:
        self._take = take
        self._transport = transport
        self._done = done
        self.headers = headers  # names in lower case
        self.body = b""
        self.keep_alive = keep_alive
        self.response_complete = False

    @property
    def disconnected(self) -> bool:
        """Whether nothing can be sent any more: the peer has gone, or was hung up on."""
        return self._transport.is_closing()

    def add(self, body: bytes) -> None:
        """Add a part of the body. Too much of it is handed over at once, to be refused."""
        self.body += body
        if len(self.body) > self._take.limit:
            self.hand_over()

    def hand_over(self) -> None:
        """Have the request answered: all of it is there."""
        self._take(self)

    def answer(self, status: int, headers: tuple[Header, ...], body: bytes) -> None:
        """Send the whole answer. A peer that has gone gets none.

        Args:
            status: Its status, one that allows a body.
            headers: In lower case; without the length of the body.
            body: All of it.
        """
        self.response_complete = True
        self.body = b""  # the connection may rest for long
        if self.disconnected:
            return
        closes = not self.keep_alive or CLOSE in headers
        head = _head(status, headers, closes)
        self._transport.write(b"".join((head, b"%d\r\n\r\n" % len(body), body)))
        if closes:
            self._transport.close()
        self._done()


@functools.lru_cache(maxsize=64)
def _head(status: int, headers: tuple[Header, ...], closes: bool) -> bytes:
    """Return the head of an answer up to the number of bytes that follow it."""
    told = headers if not closes or CLOSE in headers else (*headers, CLOSE)
    return b"".join((STATUS_LINE[status], *map(header_line, told), b"content-length: "))
