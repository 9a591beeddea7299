"""A server of nothing but the overlay's pages and frames: a test says every word on the line."""

import asyncio
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.websockets import WebSocket, WebSocketDisconnect

ROOT = Path(__file__).parents[3]
WIRE = ROOT / "tests" / "wire"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "connect-src 'self' ws: wss:; img-src 'self' data:; font-src 'self'; media-src 'self'"
)

Frame = dict[str, Any]


def frame(name: str, **changes: Any) -> Frame:
    """Return the frame that both sides of the wire read, with some top-level fields changed."""
    read: Frame = json.loads((WIRE / f"overlay-{name}.json").read_text("utf-8"))
    return read | changes


def goal(name: str = "moving", /, **changes: Any) -> Frame:
    """Return a state frame whose only goal has some fields changed."""
    state = frame(name)
    state["goals"] = [state["goals"][0] | changes]
    return state


class Air:
    """The server's end of every line that is open."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._lines: set[WebSocket] = set()
        self.first: list[Frame] = []
        self.first_for: dict[str, list[Frame]] = {}
        """What overlays with a key of their own hear first instead."""
        self.refuses = False
        """Whether every line is closed with 4401."""
        self.dialled: list[str] = []
        """The path and query of every line that was opened."""
        self.url = ""

    def say(self, *frames: Frame | str) -> None:
        """Send to every open line, a text as it is."""
        texts = [each if isinstance(each, str) else json.dumps(each) for each in frames]
        asyncio.run_coroutine_threadsafe(self._say(texts), self._loop).result(5)

    def forget(self) -> None:
        """Be as at the beginning: whoever is still on the line is no longer heard of."""
        self.hang_up()
        self._lines.clear()
        self.first = []
        self.first_for = {}
        self.dialled = []
        self.refuses = False

    def hang_up(self, code: int = 1012) -> None:
        asyncio.run_coroutine_threadsafe(self._hang_up(code), self._loop).result(5)

    def lines(self) -> int:
        return len(self._lines)

    async def _say(self, texts: list[str]) -> None:
        for line in self._lines:
            for text in texts:
                await line.send_text(text)

    async def _hang_up(self, code: int) -> None:
        for line in list(self._lines):
            await line.close(code)

    async def listen(self, line: WebSocket) -> None:
        self.dialled.append(f"{line.url.path}?{line.url.query}")
        await line.accept()
        if self.refuses:
            await line.close(4401)
            return
        self._lines.add(line)
        try:
            for each in self.first_for.get(line.path_params["key"], self.first):
                await line.send_text(json.dumps(each))
            while True:
                await line.receive_text()
        except WebSocketDisconnect:
            pass
        finally:
            self._lines.discard(line)


async def page(request: Request) -> Response:
    path = ROOT / "overlay" / "goal" / "page.html"
    return FileResponse(path, headers={"Content-Security-Policy": POLICY})


@contextmanager
def on_air() -> Iterator[Air]:
    """Serve on a free port until the block ends."""
    started: list[Air] = []
    ready = threading.Event()
    listener = socket.create_server(("127.0.0.1", 0))

    async def serve() -> None:
        air = Air(asyncio.get_running_loop())
        air.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        started.append(air)
        ready.set()
        await server.serve(sockets=[listener])

    async def listen(line: WebSocket) -> None:
        await started[0].listen(line)

    app = Starlette(
        routes=[
            Route("/overlay/{key}", page),
            Mount("/assets", StaticFiles(directory=ROOT / "overlay")),
            WebSocketRoute("/ws/overlay/{key}", listen),
        ]
    )
    config = uvicorn.Config(app, log_level="error", ws="websockets-sansio", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    ready.wait(5)
    try:
        yield started[0]
    finally:
        server.should_exit = True
        server.force_exit = True
        thread.join(5)
