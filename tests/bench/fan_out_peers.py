"""Servers that show one update to all who listen, when a byte comes on a port of its own.

`python -m tests.bench.fan_out_peers giftgoal|websockets|starlette|least` prints two ports: where to
listen, and where to send bytes. `ALONE` or `AHEAD` says what the next update is to be: made when it
is asked for, or made ahead as far as it can be. Then `GO` asks for it, and is answered with the
processor seconds that it took.

All show the same states, and with each the gift that made it. Giftgoal makes its view, JSON and
frame of the board; the others have all of it as a dict and make the JSON of that. But for the
least: it has its frame ready, and is nothing but one `os.write` a listener.
"""

import asyncio
import contextlib
import json
import os
import resource
import socket
import struct
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Protocol

import uvicorn
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket
from websockets.asyncio.server import broadcast, serve

from giftgoal.cli.serve import Open
from giftgoal.cli.serve import serve as serve_giftgoal
from giftgoal.config import Config, Overlay, Server
from giftgoal.domain.board import Board
from giftgoal.domain.commands import AddOverlay, OpenGoal
from giftgoal.domain.fold import evolve
from giftgoal.domain.goals import GoalSettings
from giftgoal.domain.views import celebration
from giftgoal.hub import Hub, view_of
from giftgoal.web.transport import text_frame
from giftgoal.wire.frames import FrameEncoder
from tests.bench.cores import keep_to
from tests.bench.evening import gift_entries
from tests.bench.listeners import AHEAD, GO, KEY, SECONDS

_MANY = 10_000
"""More updates than any benchmark asks for."""


class Updates(Protocol):
    """What a server sends, one update after the other."""

    def get_ready(self, ahead: bool) -> None:
        """Have the next update at hand: as it is, or made ahead as far as it can be."""

    async def send(self) -> None:
        """Show it to all who listen."""


def boards(board: Board) -> Iterator[Board]:
    """Yield the board after each of many more gifts."""
    for entry in gift_entries(board.seq + 1, board.seq + _MANY, gifters=500):
        board = board.draft()
        evolve(board, entry)
        yield board


async def on_byte(updates: Updates) -> int:
    """Do what the bytes say that come on a port, and return the port."""

    async def wait(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while byte := await reader.read(1):
            if byte == GO:
                begun = time.process_time()
                await updates.send()
                writer.write(struct.pack(SECONDS, time.process_time() - begun))
            else:
                updates.get_ready(byte == AHEAD)

    server = await asyncio.start_server(wait, "127.0.0.1", 0)
    port: int = server.sockets[0].getsockname()[1]
    return port


class _Published:
    """Giftgoal's."""

    def __init__(self, hub: Hub, board: Board) -> None:
        self._hub = hub
        self._later = boards(board)
        self._next = board
        for _ in range(100):
            hub.publish(next(self._later))

    def get_ready(self, ahead: bool) -> None:
        # Folded ahead in any case: fan-out is what is measured.
        self._next = next(self._later)
        if ahead and (make := self._hub.prepare(self._next)):
            make()

    async def send(self) -> None:
        self._hub.publish(self._next)


async def _feed(server: Open) -> None:
    """Print the ports of Giftgoal."""
    parts = server.parts
    owner = parts.access.owner
    await parts.keeper.ask(OpenGoal("mic", GoalSettings("New mic", 500)), owner)
    await parts.keeper.ask(AddOverlay("bench", "Bench", KEY, {}), owner)
    updates = _Published(parts.hub, parts.keeper.board)
    print(server.parts.base_url.rpartition(":")[2], await on_byte(updates), flush=True)


def states() -> Iterator[bytes]:
    """Yield what Giftgoal sends, as one JSON: a state, and in it what is to be celebrated."""
    board = Board("f3a9c2")
    for entry in gift_entries(1, 100, gifters=500):
        evolve(board, entry)
    encoder = FrameEncoder(bytes)
    for after in boards(board):
        state = encoder.state("overlay", view_of("overlay", after), after).texts[0]
        gifts = encoder.gifts(celebration(after, False, after.seq - 1), after, False).texts[0]
        yield state[:-1] + b',"celebrated":' + gifts + b"}"


class _Texts:
    """The peers': the same states as Giftgoal's, as dicts, to be sent as compact JSON."""

    def __init__(self) -> None:
        self._later = states()
        self._state: dict[str, Any] = {}
        self._ahead: str | None = None

    def get_ready(self, ahead: bool) -> None:
        self._state = json.loads(next(self._later))
        self._ahead = self._dumped() if ahead else None

    def text(self) -> str:
        """Return the next text to send."""
        return self._dumped() if self._ahead is None else self._ahead

    def _dumped(self) -> str:
        # As Starlette's send_json does it.
        return json.dumps(self._state, separators=(",", ":"), ensure_ascii=False)


class _Broadcast(_Texts):
    def __init__(self, server: Any) -> None:
        super().__init__()
        self._server = server

    async def send(self) -> None:
        broadcast(self._server.connections, self.text())


class _InTurn(_Texts):
    def __init__(self, listening: list[WebSocket]) -> None:
        super().__init__()
        self._listening = listening

    async def send(self) -> None:
        text = self.text()
        for websocket in self._listening:
            await websocket.send_text(text)


class _Least:
    """The least that Python can do: no server can be quicker that writes to one after the other."""

    def __init__(self, descriptors: list[int]) -> None:
        self._later = states()
        self._descriptors = descriptors
        self._frame = b""

    def get_ready(self, ahead: bool) -> None:  # it has it ready in any case
        self._frame = text_frame(next(self._later))

    async def send(self) -> None:
        write, frame = os.write, self._frame
        for descriptor in self._descriptors:
            write(descriptor, frame)


@asynccontextmanager
async def _least() -> AsyncIterator[tuple[int, int]]:
    descriptors: list[int] = []

    class Listening(asyncio.Protocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            assert isinstance(transport, asyncio.Transport)
            self._transport = transport
            self._descriptor: int = transport.get_extra_info("socket").fileno()

        def data_received(self, data: bytes) -> None:
            if b"\r\n\r\n" in data:
                self._transport.write(b"HTTP/1.1 101 Switching Protocols\r\n\r\n")
                descriptors.append(self._descriptor)

        def connection_lost(self, exc: Exception | None) -> None:
            descriptors.remove(self._descriptor)

    server = await asyncio.get_running_loop().create_server(Listening, "127.0.0.1", 0)
    yield server.sockets[0].getsockname()[1], await on_byte(_Least(descriptors))


@asynccontextmanager
async def _websockets() -> AsyncIterator[tuple[int, int]]:
    async def listen(connection: Any) -> None:
        await connection.wait_closed()

    async with serve(listen, "127.0.0.1", 0, compression=None, ping_interval=None) as server:
        port: int = server.sockets[0].getsockname()[1]
        yield port, await on_byte(_Broadcast(server))


@asynccontextmanager
async def _starlette() -> AsyncIterator[tuple[int, int]]:
    listening: list[WebSocket] = []

    async def listen(websocket: WebSocket) -> None:
        await websocket.accept()
        listening.append(websocket)
        try:
            await websocket.receive()
        finally:
            listening.remove(websocket)

    app = Starlette(routes=[WebSocketRoute("/ws/overlay/{key}", listen)])
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    sock.bind(("127.0.0.1", 0))
    config = uvicorn.Config(
        app, ws="websockets-sansio", ws_per_message_deflate=False, log_config=None
    )
    serving = asyncio.create_task(uvicorn.Server(config).serve([sock]))
    yield sock.getsockname()[1], await on_byte(_InTurn(listening))
    await serving


async def _serve_peer(name: str) -> None:
    servers = {"websockets": _websockets, "starlette": _starlette, "least": _least}
    async with servers[name]() as ports:
        print(*ports, flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    keep_to("first")
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(8192, hard), hard))
    if sys.argv[1] == "giftgoal":
        with tempfile.TemporaryDirectory() as data:
            config = Config(server=Server(port=0), overlay=Overlay(frame_ms=1))
            serve_giftgoal(config, Path(data), _feed)
    else:
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(_serve_peer(sys.argv[1]))
