"""Socket.IO by WebSocket: as much of it as it takes to listen to events.

Two versions of the protocol below it, Engine.IO, are in use. In 3 the client pings and the server
connects us by itself; in 4 the server pings and the client asks to be connected.
github.com/socketio/engine.io-protocol (v3, v4), github.com/socketio/socket.io-protocol (v4, v5).
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from urllib.parse import urlencode

from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from giftgoal.sources.arrivals import Unusable
from giftgoal.sources.connections import PATIENCE, connected
from giftgoal.sources.payloads import object_in, read_json, whole
from giftgoal.sources.source import Lost, Refused

OLD, NEW = "3", "4"
"""The versions of Engine.IO, of which the older is tried first."""

_OPEN, _PING, _PONG = "0", "2", "3"
"""Packets of Engine.IO, whose type comes first."""

_CONNECT = _CONNECTED = "40"
_EVENT, _REFUSED = "42", "44"
"""Messages (4) of Engine.IO that are packets of Socket.IO, whose type comes next."""

_ENDS = ("1", "41")
"""The end of the connection, by the one and by the other."""

_PACE = (25_000, 20_000)
"""Milliseconds from ping to ping, and for the answer to one, where the server does not say."""

_SLOWEST = 120_000
"""The most that we let a server say."""


class _OtherVersion(Lost):
    """The server does not speak this version of Engine.IO."""


async def listen(
    address: str,
    where: str,
    query: Mapping[str, str],
    joined: Callable[[], None],
    heard: Callable[[str], Awaitable[None]],
) -> None:
    """Connect, and hand on the events until the connection ends.

    Args:
        address: Where to, up to `/socket.io/`.
        where: What people call it.
        query: Put behind the address, such as a key.
        joined: Called once when events will come.
        heard: Called with the JSON of each event, an array of its name and what goes with it.

    Raises:
        Lost: If it cannot be reached, falls silent, or the connection breaks.
        Refused: If it does not let us in.
    """
    try:
        await _listen(OLD, address, where, query, joined, heard)
    except _OtherVersion:
        await _listen(NEW, address, where, query, joined, heard)


async def _listen(
    version: str,
    address: str,
    where: str,
    query: Mapping[str, str],
    joined: Callable[[], None],
    heard: Callable[[str], Awaitable[None]],
) -> None:
    asked = urlencode({**query, "EIO": version, "transport": "websocket"})
    # How servers that speak only 4 refuse 3; python-socketio by 403.
    other = {400: _OtherVersion(""), 403: _OtherVersion("")} if version == OLD else {}
    async with connected(f"{address}?{asked}", where, ping_seconds=None, means=other) as connection:
        async with asyncio.timeout(PATIENCE):
            every, patience = _pace(await _first(connection, where), where)
            if version == NEW:
                await connection.send(_CONNECT)
        async with (
            _pinging(connection, every if version == OLD else None),
            asyncio.timeout(patience) as silence,
        ):
            async for message in connection:
                silence.reschedule(None)  # What is heard may have to wait for a full disk.
                packet = message if isinstance(message, str) else ""
                if packet.startswith(_EVENT):
                    await heard(packet[packet.find("[") :])
                elif packet.startswith(_CONNECTED):
                    joined()
                elif packet == _PING:
                    await connection.send(_PONG)
                elif packet.startswith(_REFUSED):
                    raise Refused(f"{where} does not accept the key.")
                elif packet.startswith(_ENDS):
                    break
                silence.reschedule(asyncio.get_running_loop().time() + patience)
    raise Lost(f"{where} closed the connection.")


async def _first(connection: ClientConnection, where: str) -> str | bytes:
    try:
        return await connection.recv()
    except ConnectionClosed:
        # So does a socket.io of version 4 that is not made to speak 3 as well.
        raise _OtherVersion(f"The connection to {where} broke.") from None


@contextlib.asynccontextmanager
async def _pinging(connection: ClientConnection, every: float | None) -> AsyncIterator[None]:
    """Send a ping every so many seconds; None: never."""

    async def ping() -> None:
        while every is not None:
            await asyncio.sleep(every)
            await connection.send(_PING)

    task = asyncio.create_task(ping())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def _pace(packet: str | bytes, where: str) -> tuple[float, float]:
    """Return, in seconds, how often there is a ping, and the longest silence that is no failure.

    Raises:
        Lost: If the packet is not the first one of Engine.IO.
    """
    try:
        said = object_in(read_json(packet[1:])) if packet[:1] == _OPEN else None
    except Unusable:
        said = None
    if said is None:
        raise Lost(f"{where} speaks another language.")
    interval, timeout = (
        min(max(1, whole(said.get(name)) or default), _SLOWEST)
        for name, default in zip(("pingInterval", "pingTimeout"), _PACE, strict=True)
    )
    return interval / 1000, (interval + timeout) / 1000
