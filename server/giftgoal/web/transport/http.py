"""HTTP within limits.

uvicorn 0.54 bounds neither the size of a request's head (httptools keeps a header of 100 MB in
memory) nor the time it takes, and waits for ever for a peer that does not read its answer.
"""

import asyncio
import json
import math
import sys
from http import HTTPStatus
from typing import Any

from httptools import HttpParserUpgrade
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle
from uvicorn.server import ServerState

from giftgoal.web.transport.answers import EXTENSION, AnswerWriter
from giftgoal.web.transport.deadline import Deadline
from giftgoal.web.transport.exchange import Exchange
from giftgoal.web.transport.limits import LimitedConfig


class HttpProtocol(HttpToolsProtocol):
    """One HTTP connection; uvicorn's, with a limit on everything its peer decides."""

    def __init__(
        self,
        config: LimitedConfig,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._limits = config.limits
        # What the parser is being fed.
        self._piece = b""
        # Whether the next byte belongs to a head, not to a body.
        self._in_head = True
        # How much has come of a head, or of what is between and behind the chunks of a body, since
        # the parser made something whole of it. It keeps all of it.
        self._unfinished = 0
        # How much has come of a body since its time was last set.
        self._body_bytes = 0
        # For the rest of the head or body that is coming.
        self._rest = Deadline(self.loop)
        # For a peer that has too much to read.
        self._stalled = Deadline(self.loop)
        self._shortcuts = config.shortcuts
        # The request without ASGI whose body is being read.
        self._reading: Exchange | None = None
        # How many were taken of what came at once: those that are refused are answered at once.
        self._taken = 0
        # When the last of those was answered; there is no timer for each.
        self._answered_at = math.inf

    def connection_made(  # type: ignore[override]  # uvicorn's own deviation from asyncio
        self, transport: asyncio.Transport
    ) -> None:
        super().connection_made(transport)
        transport.set_write_buffer_limits(high=self._limits.unread_bytes)
        if len(self.connections) > self._limits.connections:
            self._refuse(HTTPStatus.SERVICE_UNAVAILABLE, "Too many connections are open.")
        else:
            self._rest.set(self._limits.head_seconds, self._too_slow)

    def connection_lost(self, exc: Exception | None) -> None:
        self._rest.clear()
        self._stalled.clear()
        cycle: object = self.cycle
        if isinstance(cycle, Exchange):
            self.cycle = None  # type: ignore[assignment]  # as uvicorn has it at first
        super().connection_lost(exc)

    def close_if_idle(self, now: float) -> None:
        """Close a connection whose peer has nothing more to ask."""
        if now - self._answered_at > self._limits.idle_seconds and not self._rest.is_set():
            self.transport.close()

    def data_received(self, data: bytes) -> None:
        """Feed the parser in pieces, so that it never keeps more than is allowed."""
        self._taken = 0
        while data and not self.transport.is_closing():
            room = self._limits.head_bytes - self._unfinished
            piece, data = data[:room], data[room:]
            self._unfinished += len(piece)
            self._feed(piece)
            if self.transport.get_protocol() is not self:
                return  # it is a WebSocket now
            self._check_rest()

    def _feed(self, piece: bytes) -> None:
        self._piece = piece
        super().data_received(piece)
        self._piece = b""  # the connection may rest for long

    def _asks_for_another(self) -> bool:
        """Tell whether a request asks for a protocol that is not spoken here, such as HTTP/2."""
        asks = self.parser.should_upgrade() and not self._should_upgrade()
        return asks and self.parser.get_method() != b"CONNECT"

    def _unsupported_upgrade_warning(self) -> None:
        """Take a request as if it asked for no other protocol (RFC 9110, 7.8).

        httptools 0.9 has skipped its body, which would be taken for the next request.
        """
        upgrade = sys.exception()
        assert isinstance(upgrade, HttpParserUpgrade)  # where uvicorn calls this
        (end,) = upgrade.args
        version = self.parser.get_http_version().encode()
        lines = [b"%b %b HTTP/%b" % (self.parser.get_method(), self.url, version)]
        lines += [b"%b: %b" % header for header in self.headers if header[0] != b"upgrade"]
        self._feed(b"\r\n".join((*lines, b"\r\n")) + self._piece[end:])

    def on_message_begin(self) -> None:
        # What else uvicorn makes ready is only needed for ASGI.
        self.url = b""
        self.headers = []
        self.expect_100_continue = False

    def on_headers_complete(self) -> None:
        if self._asks_for_another():
            return  # it comes again, without that
        self._turn(in_head=False)
        if self.transport.is_closing():
            raise _HungUp  # what is behind a last answer is not taken
        self._answered_at = math.inf
        take = self._shortcuts.get(self.url)
        if take is not None and self._is_free_for_post():
            keep_alive = self.parser.get_http_version() != "1.0" and self.parser.should_keep_alive()
            self._taken += 1
            if self._taken > self._limits.pipelined:
                raise _TooManyAhead
            exchange = Exchange(take, self.headers, self.transport, self._exchanged, keep_alive)
            self.headers = []  # for trailers, which nobody reads
            self._reading = exchange
            self.cycle = exchange  # type: ignore[assignment]  # what uvicorn looks at is there
            return
        self._reading = None
        if len(self.pipeline) >= self._limits.pipelined:
            raise _TooManyAhead  # the way to make the parser stop; answered by send_400_response
        url, headers, expects = self.url, self.headers, self.expect_100_continue
        super().on_message_begin()
        self.url, self.expect_100_continue = url, expects
        self.headers += headers
        before = self.cycle
        super().on_headers_complete()
        if self.cycle is not before:  # it is for a WebSocket's handshake
            # Its task has not begun yet.
            writer = AnswerWriter(self.transport, self.cycle)
            self.cycle.transport = writer  # type: ignore[assignment]
            self.scope["extensions"] = {EXTENSION: writer.answer}  # type: ignore[dict-item]
            self.headers = []  # as above

    def on_body(self, body: bytes) -> None:
        self._unfinished = 0
        self._body_bytes += len(body)
        if self._body_bytes >= self._limits.body_bytes:
            self._body_bytes = 0
            self._rest.clear()  # and so it is set anew
        if self._reading is None:
            super().on_body(body)
        elif not self._reading.response_complete:
            self._reading.add(body)

    def on_message_complete(self) -> None:
        if self._asks_for_another():
            return
        self._turn(in_head=True)
        if self._reading is None:
            super().on_message_complete()
            if not _is_open(self.cycle):
                # It was answered before: what came since has stopped uvicorn's timer.
                self._answered_at = self.loop.time()
        elif not self._reading.response_complete:
            self._reading.hand_over()

    def _is_free_for_post(self) -> bool:
        """Tell whether this is a plain POST, and nothing else is to be answered or read first."""
        return (
            self.parser.get_method() == b"POST"
            and not _is_open(self.cycle)
            and not self.flow.write_paused
            and not self.expect_100_continue
            and not self.parser.should_upgrade()
        )

    def _exchanged(self) -> None:
        """Go on when an exchange is answered."""
        if self.pipeline:
            self.on_response_complete()
        else:
            self._answered_at = self.loop.time()

    def handle_websocket_upgrade(self) -> None:
        # uvicorn 0.54 would hand the connection over in the middle of an earlier answer.
        if _is_open(self.cycle) or self.flow.write_paused:
            self.transport.close()
        else:
            super().handle_websocket_upgrade()

    def send_400_response(self, msg: str) -> None:
        self._refuse(HTTPStatus.BAD_REQUEST, msg)

    def pause_writing(self) -> None:
        super().pause_writing()
        self._stalled.set(self._limits.stalled_seconds, self.transport.abort)

    def resume_writing(self) -> None:
        self._stalled.clear()
        super().resume_writing()

    def _turn(self, *, in_head: bool) -> None:
        """Begin to wait for a body, or for the next head."""
        self._in_head = in_head
        self._unfinished = self._body_bytes = 0
        self._rest.clear()

    def _check_rest(self) -> None:
        """Refuse a head that is too large; see that what has begun ends in time."""
        if self._unfinished >= self._limits.head_bytes:
            self._refuse(
                HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
                f"The address and headers are over {self._limits.head_bytes} bytes.",
            )
        elif self._rest.is_set() or self.transport.is_closing():
            return
        elif not self._in_head:
            self._rest.set(self._limits.body_seconds, self._too_slow)
        elif self._unfinished:
            self._rest.set(self._limits.head_seconds, self._too_slow)

    def _too_slow(self) -> None:
        if self._unfinished:
            self._refuse(HTTPStatus.REQUEST_TIMEOUT, "The request did not come to its end in time.")
        else:
            self.transport.close()

    def _refuse(self, status: HTTPStatus, detail: str) -> None:
        """Answer with a problem document, unless another answer is on its way, and hang up."""
        if not self.transport.is_closing() and not _is_open(self.cycle):
            self.transport.write(_refusal(status, detail))
        self._rest.clear()
        self.transport.close()


class _HungUp(Exception):
    """Nothing more is to be read here."""


class _TooManyAhead(Exception):
    """More requests were sent ahead than are allowed."""


def _is_open(cycle: RequestResponseCycle | None) -> bool:
    """Tell whether a request, if there is one, is still being answered."""
    return cycle is not None and not cycle.response_complete


def _refusal(status: HTTPStatus, detail: str) -> bytes:
    problem = {"type": "about:blank", "title": status.phrase, "status": status, "detail": detail}
    body = json.dumps(problem).encode()
    head = (
        f"HTTP/1.1 {status} {status.phrase}\r\n"
        "content-type: application/problem+json\r\n"
        f"content-length: {len(body)}\r\n"
        "connection: close\r\n\r\n"
    )
    return head.encode() + body
