"""WebSocket within limits, and with a short way out for frames.

uvicorn 0.54 queues answers without bound for a peer that does not read, and waits for ever to say
goodbye to it.
"""

import asyncio
import socket
from typing import Any, cast

from uvicorn._types import ASGISendEvent
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState
from websockets.frames import CloseCode, Frame, Opcode
from websockets.server import ServerProtocol

from giftgoal.web.transport.deadline import Deadline
from giftgoal.web.transport.frames import EXTENSION, FrameWriter
from giftgoal.web.transport.limits import LimitedConfig

# Parsing the smallest frames takes a millisecond for every 100 or so, and everyone else waits; so
# a flood is read in small sips, not in the 256 KiB that asyncio takes at once.
_SIP_BYTES = 1024


class _Conversation(ServerProtocol):
    """websockets' side of one socket, which takes a goodbye at any time."""

    writer: FrameWriter | None = None
    """What writes frames beside it."""

    def data_to_send(self) -> list[bytes]:
        """Return what is to be written now; nothing is said any other way, a goodbye neither."""
        if self.writer is not None:
            self.writer.look_first()
        return super().data_to_send()

    def recv_frame(self, frame: Frame) -> None:
        """Let a message be broken off by a close frame (RFC 6455, 5.4: it may come within one).

        websockets 17 takes that for a broken protocol, and answers a proper goodbye with 1002.
        """
        if frame.opcode is Opcode.CLOSE:
            self.current_size = None
        super().recv_frame(frame)


class WebSocketProtocol(WebSocketsSansIOProtocol, asyncio.BufferedProtocol):
    """One WebSocket; uvicorn's, with a limit on everything its peer decides.

    The application must keep receiving: while a message waits for it nothing is read, so that
    pongs are missed too.
    """

    def __init__(
        self,
        config: LimitedConfig,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._limits = config.limits
        self._conversation = _Conversation(max_size=config.ws_max_size, logger=self.conn.logger)
        self.conn = self._conversation
        # How long uvicorn waits for the answer to a close frame.
        self.close_timeout = config.limits.linger_seconds
        # How many more frames may come before our next ping.
        self._frames_left = config.limits.frames
        self._stalled = Deadline(self.loop)
        self._sip = bytearray(_SIP_BYTES)
        self._writer: FrameWriter

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        limit = self._limits.unread_bytes  # the transport knows it: this was an HTTP connection
        _keep_kernel_queue_short(self.transport, limit)
        self._writer = self._conversation.writer = FrameWriter(self.transport, self.conn, limit)

    def eof_received(self) -> None:
        self._writer.look_first()  # the transport closes next
        super().eof_received()

    def connection_lost(self, exc: Exception | None) -> None:
        self._writer.end()
        self._stalled.clear()
        super().connection_lost(exc)

    def get_buffer(self, sizehint: int) -> bytearray:
        return self._sip

    def buffer_updated(self, nbytes: int) -> None:
        self.data_received(bytes(self._sip[:nbytes]))
        self._writer.look()  # after each pong, too: a ping went before it

    def data_received(self, data: bytes) -> None:
        if self.conn.eof_sent:
            return  # the goodbye is said; what still comes is thrown away
        super().data_received(data)
        if not self.handshake_initiated:
            # The whole handshake comes in the first call. uvicorn 0.54 neither sends the refusal
            # of one that websockets cannot parse, nor hangs up.
            self.transport.write(b"".join(self.conn.data_to_send()))
            self.transport.close()

    def handle_events(self) -> None:
        self._frames_left -= len(self.conn.events)
        if self._frames_left < 0:
            self._fail(CloseCode.POLICY_VIOLATION, "too many frames")
            self.transport.close()
        else:
            super().handle_events()

    def handle_cont(self, event: Frame) -> None:
        if len(self.frames) >= self._limits.fragments:
            self._fail(CloseCode.MESSAGE_TOO_BIG, "too many fragments")
        else:
            super().handle_cont(event)

    def send_receive_event_to_app(self) -> None:
        # uvicorn 0.54 logs a traceback for what any peer may send, and raises InvalidState if a
        # close frame follows at once.
        if self.curr_msg_data_type == "text" and not _is_utf8(b"".join(self.frames)):
            self._fail(CloseCode.INVALID_DATA, "not UTF-8")
        else:
            super().send_receive_event_to_app()

    def handle_ping(self) -> None:
        if self._writer.unread() > self._limits.unread_bytes:
            self.transport.abort()
        if self.close_sent or self.transport.is_closing():
            self.conn.data_to_send()  # the pong, thrown away
        else:
            super().handle_ping()

    def send_keepalive_ping(self) -> None:
        self._frames_left = self._limits.frames
        super().send_keepalive_ping()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._stalled.set(self._limits.stalled_seconds, self.transport.abort)

    def resume_writing(self) -> None:
        self._stalled.clear()
        super().resume_writing()
        if self._writer.on_drain is not None:
            # Not now: if the peer is gone, and a write from within finds that out, Python 3.11's
            # transport is closed twice, and its traceback is logged.
            self.loop.call_soon(self._writer.on_drain)

    def shutdown(self) -> None:
        # uvicorn 0.54 raises InvalidState, and with that ends without cleaning up, if the client
        # has said goodbye and does not read ours.
        if not self.transport.is_closing():
            super().shutdown()

    def handle_parser_exception(self) -> None:
        """Say goodbye, and read on for a moment.

        uvicorn 0.54 hangs up at once; a client that is still sending then sees a reset connection,
        not the reason.
        """
        said = self.conn.close_sent
        assert said is not None  # it is why this is called
        self.queue.put_nowait(
            {"type": "websocket.disconnect", "code": said.code, "reason": said.reason}
        )
        self.close_sent = True
        self.transport.write(b"".join(self.conn.data_to_send()))
        self.transport.write_eof()
        self.close_timer = self.loop.call_later(self.close_timeout, self.transport.close)

    async def send(self, message: ASGISendEvent) -> None:
        await super().send(message)
        if message["type"] == "websocket.http.response.body" and self.close_sent:
            # uvicorn 0.54 takes a refusal for no answer at all, and logs an error for each.
            self.handshake_complete = True

    async def run_asgi(self) -> None:
        self.scope["extensions"][EXTENSION] = {"writer": self._writer}
        try:
            await super().run_asgi()
        finally:
            self._writer.look_first()  # the transport is closed, whatever was said before

    def _fail(self, code: CloseCode, reason: str) -> None:
        if not self.close_sent:
            self.conn.fail(code, reason)
            self.handle_parser_exception()


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _keep_kernel_queue_short(transport: asyncio.Transport, limit: int) -> None:
    """Let a slow peer get the newest state soon, not after the megabytes a kernel would queue."""
    connection = cast(socket.socket | None, transport.get_extra_info("socket"))
    if connection is not None and hasattr(socket, "TCP_NOTSENT_LOWAT"):
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NOTSENT_LOWAT, limit)
