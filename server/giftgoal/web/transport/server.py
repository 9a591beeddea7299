"""Serves an application on uvicorn, and ends in time whatever its peers do."""

import asyncio
import logging
import math
import socket
import sys
from collections.abc import Callable
from dataclasses import replace
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from giftgoal.web.transport.exchange import Shortcuts
from giftgoal.web.transport.http import HttpProtocol
from giftgoal.web.transport.limits import LimitedConfig, Limits
from giftgoal.web.transport.websocket import WebSocketProtocol

_ACCEPTED_AT_ONCE = 16
"""Connections that are taken in one turn of the event loop: when a thousand come, everyone else
gets a turn after so many. Greeting an overlay takes over half a millisecond."""

_QUEUED = 2048
"""Connections that may wait to be taken."""

# Files a process needs besides its connections: the ledger, pages being read, pipes, scripts.
_OTHER_FILES = 128


class StartFailed(Exception):
    """The application did not start. What was wrong stands in the log."""


class Server(uvicorn.Server):
    """One application on one socket, from `serve()` until `stop()`, SIGTERM or Ctrl-C.

    Args:
        app: The ASGI application. Its lifespan begins before, and ends after, all connections.
        sock: Bound, not yet listening. Closed at the end.
        limits: What a peer may take.
        shortcuts: What is answered without the application.
        on_ready: Called when connections are taken.
        on_stopping: Called when the end has begun, before any connection is told. After it,
            WebSockets are closed with 1012, idle connections too, and answers under way have
            `limits.stop_seconds` before their connections are cut. Only then the lifespan ends.
    """

    def __init__(
        self,
        app: ASGIApp,
        sock: socket.socket,
        *,
        limits: Limits | None = None,
        shortcuts: Shortcuts | None = None,
        on_ready: Callable[[], None] | None = None,
        on_stopping: Callable[[], None] | None = None,
    ) -> None:
        self._limits = _within_open_files(limits or Limits())
        super().__init__(_config(app, self._limits, shortcuts or {}))
        self._socket = sock
        self._on_ready = on_ready
        self._on_stopping = on_stopping
        # Connections that were being closed at the last look, and the time of the next.
        self._closing: set[object] = set()
        self._next_look = 0.0

    def stop(self) -> None:
        """Begin to end. Does not wait."""
        self.should_exit = True

    async def serve(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve until stopped; returns when everything is closed.

        Raises:
            StartFailed: If the application's lifespan failed.
        """
        try:
            await super().serve(sockets or [self._socket])
        except SystemExit:
            raise StartFailed("the application did not start") from None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        # asyncio takes as many at once as may wait in the system's queue; it listens already.
        self._socket.listen(_QUEUED)
        if self._on_ready is not None:
            self._on_ready()

    async def on_tick(self, counter: int) -> bool:
        self._look_over(asyncio.get_running_loop().time())
        return await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        loop = asyncio.get_running_loop()
        # Before uvicorn 0.54 cancels what still runs, which it would log as errors.
        cut = loop.call_later(self._limits.stop_seconds, self._abort_all)
        try:
            if self._on_stopping is not None:
                self._on_stopping()
        finally:
            await super().shutdown(sockets)
            cut.cancel()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop, and that is all.

        uvicorn 0.54 remembers the signal and raises it again at the end, so that the exit status
        would be -15; and at a second Ctrl-C it leaves the application's lifespan unfinished.
        """
        self.stop()

    def _look_over(self, now: float) -> None:
        """Now and then close idle connections, and cut those whose peer does not let them close."""
        if now < self._next_look:
            return
        self._next_look = now + self._limits.linger_seconds
        for connection in tuple(self.server_state.connections):
            if isinstance(connection, HttpProtocol):
                connection.close_if_idle(now)
        self._abort_lingering()

    def _abort_lingering(self) -> None:
        """Cut connections that are closed but whose peer does not read what is left for it."""
        closing = {c for c in self.server_state.connections if c.transport.is_closing()}
        for connection in closing:
            if connection in self._closing:
                connection.transport.abort()
        self._closing = set(closing)

    def _abort_all(self) -> None:
        for connection in tuple(self.server_state.connections):
            connection.transport.abort()


def _config(app: ASGIApp, limits: Limits, shortcuts: Shortcuts) -> LimitedConfig:
    config = LimitedConfig(
        app,
        http=HttpProtocol,
        ws=WebSocketProtocol,
        ws_max_size=limits.message_bytes,
        ws_ping_interval=limits.ping_seconds,
        ws_ping_timeout=limits.pong_seconds,
        # It doubles the cost of fan-out, and a message may grow a thousandfold when unpacked.
        ws_per_message_deflate=False,
        lifespan="on",
        interface="asgi3",
        backlog=_ACCEPTED_AT_ONCE,
        workers=1,  # whatever WEB_CONCURRENCY says
        proxy_headers=False,
        server_header=False,
        log_config=None,
        # uvicorn 0.54 logs every WebSocket's address at INFO, and an overlay's has its key in it;
        # and at WARNING a line for every request that is none, so that anyone can fill the disk.
        log_level=logging.ERROR,
        access_log=False,
        timeout_keep_alive=limits.idle_seconds,
        timeout_graceful_shutdown=math.ceil(limits.stop_seconds) + 1,
    )
    config.limits = limits
    config.shortcuts = shortcuts
    return config


def _within_open_files(limits: Limits) -> Limits:
    """Let the process open a file for each connection, or else lower their number."""
    if sys.platform == "win32":
        return limits
    import resource  # not on Windows

    wanted = limits.connections + _OTHER_FILES
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        return replace(limits, connections=min(limits.connections, max(1, soft - _OTHER_FILES)))
    return limits
