"""Streamlabs' sockets: Socket.IO over Engine.IO 3 or 4, with a token in the address.

Its donations are made up in the documented shape (dev.streamlabs.com/docs/socket-api).
"""

import asyncio
import contextlib
import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qs, urlsplit

from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed

from tests.sources.platforms import Visit

TOKEN = "mika's socket token"


def tip(id_: object, amount: str, currency: str = "USD", **more: Any) -> dict[str, Any]:
    """Return ana's tip."""
    return {
        "id": 96164121,
        "name": "ana",
        "amount": amount,
        "formatted_amount": "$13.37",
        "formattedAmount": "$13.37",
        "message": "for the mic",
        "currency": currency,
        "emotes": None,
        "iconClassName": "fas user",
        "to": {"name": "mika"},
        "from": "ana",
        "from_user_id": None,
        "_id": f"tip-{id_}",
        **more,
    }


def donation(id_: object, *tips: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return an event with tips."""
    return {"type": "donation", "message": list(tips), "event_id": f"evt_{id_}", **more}


def one(id_: object, amount: str, currency: str = "USD", **more: Any) -> dict[str, Any]:
    """Return an event with one tip."""
    return donation(id_, tip(id_, amount, currency, **more))


def bits(id_: object) -> dict[str, Any]:
    """Return a cheer, which comes by the same socket for an account at Twitch."""
    message = [{"_id": f"b{id_}", "name": "ben", "amount": "100", "message": "cheer100"}]
    return {"type": "bits", "for": "twitch_account", "message": message, "event_id": f"evt_b{id_}"}


def sockets(*events: object, version: str = "3", every: int = 25_000, then: str = "") -> Visit:
    """Return a visit of a client of this version of Engine.IO.

    Args:
        events: Sent as soon as the client is connected; text is sent as it is.
        version: The only one that is spoken.
        every: Milliseconds between two pings.
        then: `hangs up` closes afterwards, `falls silent` answers nothing any more.
    """

    async def visit(connection: ServerConnection) -> None:
        assert connection.request
        query = parse_qs(urlsplit(connection.request.path).query)
        opened = {"sid": "1", "upgrades": [], "pingInterval": every, "pingTimeout": 2 * every}
        await connection.send("0" + json.dumps(opened))
        if version == "4":
            assert await connection.recv() == "40"
        if query["token"] != [TOKEN]:
            await connection.send('44"Unauthorized"' if version == "3" else '44{"message":"no"}')
            return await connection.wait_closed()
        await connection.send("40" if version == "3" else '40{"sid":"2"}')
        await _tell(connection, events)
        if then == "hangs up":
            return await connection.send("41")
        if then == "falls silent":
            return await connection.wait_closed()
        await (_pong if version == "3" else _ping)(connection, every / 1000)
        return None

    return visit


async def _tell(connection: ServerConnection, events: Iterable[object]) -> None:
    for event in events:
        packet = event if isinstance(event, str) else "42" + json.dumps(["event", event])
        await connection.send(packet)


async def _pong(connection: ServerConnection, every: float) -> None:
    """Answer pings, and give up a client that sends none."""
    try:
        while True:
            packet = await asyncio.wait_for(connection.recv(), 3 * every)
            assert packet == "2"
            await connection.send("3")
    except (TimeoutError, ConnectionClosed):
        await connection.close(1002)


async def _ping(connection: ServerConnection, every: float) -> None:
    """Send pings, and give up a client that does not answer."""
    with contextlib.suppress(ConnectionClosed):
        while not await _closed_within(connection, every):
            await connection.send("2")
            assert await asyncio.wait_for(connection.recv(), 2 * every) == "3"


async def _closed_within(connection: ServerConnection, seconds: float) -> bool:
    closing = asyncio.ensure_future(connection.wait_closed())
    done, _ = await asyncio.wait((closing,), timeout=seconds)
    closing.cancel()
    return bool(done)
