"""Servers that send one text to all who listen, each when a byte comes on a port of its own.

`python -m tests.bench.fan_out_peers giftgoal|websockets|starlette` prints two ports: where to
listen, and where to send the byte. All three send the same text, as long as an evening's state.
"""

import asyncio
import contextlib
import resource
import socket
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket
from websockets.asyncio.server import broadcast, serve

from giftgoal.cli.serve import Open
from giftgoal.cli.serve import serve as serve_giftgoal
from giftgoal.config import Config, Server
from giftgoal.domain.board import Board
from giftgoal.domain.commands import AddOverlay, OpenGoal
from giftgoal.domain.fold import evolve
from giftgoal.domain.goals import GoalSettings
from giftgoal.hub import view_of
from giftgoal.web.transport import text_frame
from giftgoal.wire.frames import FrameEncoder
from tests.bench.evening import gift_entries

KEY = "bench-key"
_MANY = 4000
"""More updates than any benchmark asks for."""


def boards(board: Board) -> Iterator[Board]:
    """Yield the board after each of many more gifts."""
    for entry in gift_entries(board.seq + 1, board.seq + _MANY, gifters=500):
        board = board.draft()
        evolve(board, entry)
        yield board


async def on_byte(update: Callable[[], Coroutine[Any, Any, None]]) -> int:
    """Call `update` for every byte that comes on a port, and return the port."""

    async def wait(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        while await reader.read(1):
            await update()

    server = await asyncio.start_server(wait, "127.0.0.1", 0)
    port: int = server.sockets[0].getsockname()[1]
    return port


async def _feed(server: Open) -> None:
    """Let a byte publish the next board, and print the ports."""
    parts = server.parts
    owner = parts.access.owner
    await parts.keeper.ask(OpenGoal("mic", GoalSettings("New mic", 500)), owner)
    await parts.keeper.ask(AddOverlay("bench", "Bench", KEY, {}), owner)
    later = boards(parts.keeper.board)
    for _ in range(100):
        parts.hub.publish(next(later))
    # Folded ahead: fan-out is what is measured.
    ready = [next(later)]

    async def update() -> None:
        parts.hub.publish(ready.pop())
        asyncio.get_running_loop().call_later(0.005, lambda: ready.append(next(later)))

    print(server.parts.base_url.rpartition(":")[2], await on_byte(update), flush=True)


def _texts() -> Iterator[str]:
    """Yield the same texts as Giftgoal sends, encoded ahead."""
    encoder = FrameEncoder(text_frame)
    board = Board("f3a9c2")
    for entry in gift_entries(1, 100, gifters=500):
        evolve(board, entry)
    for after in boards(board):
        yield encoder.state("overlay", view_of("overlay", after), after).texts[0].decode()


@asynccontextmanager
async def _websockets() -> AsyncIterator[tuple[int, int]]:
    texts = _texts()
    ready = [next(texts)]

    async def update() -> None:
        broadcast(server.connections, ready.pop())
        asyncio.get_running_loop().call_later(0.005, lambda: ready.append(next(texts)))

    async def listen(connection: Any) -> None:
        await connection.wait_closed()

    async with serve(listen, "127.0.0.1", 0, compression=None, ping_interval=None) as server:
        port: int = server.sockets[0].getsockname()[1]
        yield port, await on_byte(update)


@asynccontextmanager
async def _starlette() -> AsyncIterator[tuple[int, int]]:
    texts = _texts()
    ready = [next(texts)]
    listening: list[WebSocket] = []

    async def listen(websocket: WebSocket) -> None:
        await websocket.accept()
        listening.append(websocket)
        try:
            await websocket.receive()
        finally:
            listening.remove(websocket)

    async def update() -> None:
        text = ready.pop()
        for websocket in listening:
            await websocket.send_text(text)
        asyncio.get_running_loop().call_later(0.005, lambda: ready.append(next(texts)))

    app = Starlette(routes=[WebSocketRoute("/ws/overlay/{key}", listen)])
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    sock.bind(("127.0.0.1", 0))
    config = uvicorn.Config(
        app, ws="websockets-sansio", ws_per_message_deflate=False, log_config=None
    )
    serving = asyncio.create_task(uvicorn.Server(config).serve([sock]))
    yield sock.getsockname()[1], await on_byte(update)
    await serving


async def _serve_peer(name: str) -> None:
    servers = {"websockets": _websockets, "starlette": _starlette}
    async with servers[name]() as ports:
        print(*ports, flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(8192, hard), hard))
    if sys.argv[1] == "giftgoal":
        with tempfile.TemporaryDirectory() as data:
            serve_giftgoal(Config(server=Server(port=0)), Path(data), _feed)
    else:
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(_serve_peer(sys.argv[1]))
