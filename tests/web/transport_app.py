"""A small application on the real transport, and raw peers for it."""

import asyncio
import base64
import socket
import struct
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from starlette.types import Receive, Scope, Send
from websockets.frames import Frame, Opcode

from giftgoal.web.transport import FrameWriter, Limits, Server, Shortcuts, frame_writer

HELLO = b"GET /hello HTTP/1.1\r\nHost: giftgoal\r\n\r\n"
UPGRADE = (
    b"GET /live HTTP/1.1\r\nHost: giftgoal\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: %s\r\n" % base64.b64encode(bytes(16))
)


@dataclass
class Stage:
    """The application, and what it saw."""

    shortcuts: Shortcuts = field(default_factory=dict)
    """What is answered without it."""
    writers: asyncio.Queue[FrameWriter] = field(default_factory=asyncio.Queue)
    """Of sockets, in the order they were accepted."""
    left: asyncio.Queue[int] = field(default_factory=asyncio.Queue)
    """Codes of sockets that ended."""
    bodies: asyncio.Queue[int | None] = field(default_factory=asyncio.Queue)
    """Lengths of bodies that came; None for one that was broken off."""
    curtain: asyncio.Event = field(default_factory=asyncio.Event)
    """What `/wait` waits for."""
    diary: list[str] = field(default_factory=list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "websocket":
            await self._listen(scope, receive, send)
        else:
            await self._answer(scope["path"], receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        self.diary.append("lifespan ended")
        await send({"type": "lifespan.shutdown.complete"})

    async def _listen(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send every message back; say goodbye when asked."""
        await receive()
        writer = frame_writer(scope)
        assert writer is not None
        writer.write(b"too early to be sent")
        await send({"type": "websocket.accept"})
        self.writers.put_nowait(writer)
        while (message := await receive())["type"] == "websocket.receive":
            if message.get("text") == "goodbye":
                await send({"type": "websocket.close", "code": 4401})
            else:
                await send({**message, "type": "websocket.send"})
        self.diary.append("socket ended")
        self.left.put_nowait(message["code"])

    async def _answer(self, path: str, receive: Receive, send: Send) -> None:
        body = b"hello"
        if path == "/body":
            length = await _length_of_body(receive)
            self.bodies.put_nowait(length)
            if length is None:
                return
        elif path == "/wait":
            await self.curtain.wait()
        elif path == "/large":
            body = bytes(32 * 1024 * 1024)
        headers = [(b"content-length", b"%d" % len(body))]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        for start in range(0, len(body), 65536):
            piece = body[start : start + 65536]
            more = start + 65536 < len(body)
            await send({"type": "http.response.body", "body": piece, "more_body": more})


async def _length_of_body(receive: Receive) -> int | None:
    length, more = 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        length += len(message["body"])
        more = message["more_body"]
    return length


def bound_socket() -> socket.socket:
    sock = socket.socket()
    sock.bind(("127.0.0.1", 0))
    return sock


@asynccontextmanager
async def running(stage: Stage, **limits: Any) -> AsyncIterator[int]:
    """Serve the stage within limits; give the port."""
    sock = bound_socket()
    port: int = sock.getsockname()[1]
    ready = asyncio.Event()
    limits = {"linger_seconds": 0.1, "stop_seconds": 0.3, **limits}
    server = Server(
        stage,
        sock,
        limits=Limits(**limits),
        shortcuts=stage.shortcuts,
        on_ready=ready.set,
        on_stopping=lambda: stage.diary.append("stopping"),
    )
    failures: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: failures.append(context))
    task = asyncio.create_task(server.serve())
    await ready.wait()
    try:
        async with asyncio.timeout(20):
            yield port
    finally:
        server.stop()
        await task
    assert not failures, failures


@asynccontextmanager
async def server_process(most_files: int = 1000) -> AsyncIterator[tuple[Process, int]]:
    """Serve another stage in a process of its own; give its port."""
    command = f"ulimit -n {most_files}; exec {sys.executable} -m tests.web.stopping_server"
    process = await asyncio.create_subprocess_shell(command, stdout=PIPE, stderr=PIPE)
    assert process.stdout is not None
    try:
        yield process, int(await process.stdout.readline())
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


class Peer:
    """A client that does exactly what it is told, down to the byte, and reads only when told."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._loop = asyncio.get_running_loop()

    async def send(self, data: bytes) -> None:
        await self._loop.sock_sendall(self._connection, data)

    async def frame(self, opcode: Opcode, payload: bytes, *, fin: bool = True) -> None:
        await self.send(Frame(opcode, payload, fin=fin).serialize(mask=True))

    def reset(self) -> None:
        """Hang up without a word, as a machine does that was switched off."""
        self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._connection.close()

    async def read(self) -> bytes:
        """Return something that came; nothing at the end of the connection."""
        try:
            return await self._loop.sock_recv(self._connection, 65536)
        except ConnectionResetError:
            return b""

    def read_now(self) -> None:
        """Read all there is, with no turn of the loop in between."""
        with suppress(BlockingIOError):
            while self._connection.recv(65536):
                time.sleep(0.001)  # the system has more under way

    def hang_up(self) -> None:
        """Leave as a browser does that closes its page."""
        self._connection.close()

    async def read_until(self, end: bytes) -> bytes:
        data = b""
        while not data.endswith(end) and (piece := await self.read()):
            data += piece
        return data

    async def read_to_end(self) -> bytes:
        data = bytearray()
        while piece := await self.read():
            data += piece
        return bytes(data)


@contextmanager
def peer(port: int) -> Iterator[Peer]:
    """A raw connection with a small kernel buffer."""
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
        connection.connect(("127.0.0.1", port))
        connection.setblocking(False)
        yield Peer(connection)


@asynccontextmanager
async def socket_peer(port: int) -> AsyncIterator[Peer]:
    """A raw connection that is a WebSocket."""
    with peer(port) as raw:
        await raw.send(UPGRADE + b"\r\n")
        answer = await raw.read_until(b"\r\n\r\n")
        assert answer.startswith(b"HTTP/1.1 101 ")
        yield raw
