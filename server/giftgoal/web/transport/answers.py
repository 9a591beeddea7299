"""An answer's head goes out with the first of its body: one packet and one system call, not two."""

import asyncio

from uvicorn.protocols.http.httptools_impl import RequestResponseCycle


class AnswerWriter:
    """Stands for the transport while uvicorn's cycle answers one request."""

    __slots__ = ("_begun", "_cycle", "_head", "_transport")

    def __init__(self, transport: asyncio.Transport, cycle: RequestResponseCycle) -> None:
        self._transport = transport
        self._cycle = cycle
        self._begun = False
        # Held back until there is something of the body.
        self._head = b""

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
