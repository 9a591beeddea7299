"""A line that is dead without having broken, and addresses that are none."""

import asyncio
import base64
import hashlib

import pytest

from giftgoal.sources.connections import connected, is_near
from giftgoal.sources.http_calls import call, client
from giftgoal.sources.source import Lost, Refused
from tests.sources.platforms import platform, says

_MAGIC = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


async def falls_silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Shake hands (RFC 6455, section 4.2.2), and then answer no ping."""
    request = await reader.readuntil(b"\r\n\r\n")
    lines = dict(line.split(b": ", 1) for line in request.split(b"\r\n")[1:-2])
    key = {name.lower(): value for name, value in lines.items()}[b"sec-websocket-key"]
    accept = base64.b64encode(hashlib.sha1(key + _MAGIC).digest())  # noqa: S324  # the RFC's
    writer.write(
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Accept: " + accept + b"\r\n\r\n"
    )
    await reader.read()
    writer.close()


async def test_a_line_that_falls_silent_is_noticed() -> None:
    async with await asyncio.start_server(falls_silent, "127.0.0.1", 0) as server:
        address = f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
        with pytest.raises(Lost, match="The connection to TikFinity broke"):
            async with connected(address, "TikFinity", ping_seconds=0.05) as connection:
                await asyncio.wait_for(connection.recv(), 10)


async def test_a_message_that_is_too_large_ends_the_connection_and_not_the_memory() -> None:
    async with platform(says("x" * (2 * 1024 * 1024))) as address:
        with pytest.raises(Lost):
            async with connected(address, "TikFinity") as connection:
                await asyncio.wait_for(connection.recv(), 10)


@pytest.mark.parametrize("address", ["", "localhost", "http://localhost/", "ws://"])
async def test_an_address_that_is_none_is_refused_and_not_repeated(address: str) -> None:
    with pytest.raises(Refused) as refused:
        async with connected(address, "TikFinity"):
            pass
    assert "ws://localhost:21213/" in str(refused.value)


@pytest.mark.parametrize("status", [401, 403])
async def test_a_wrong_key_is_told_apart_from_trouble(status: int) -> None:
    async with platform((status, {})) as address:
        with pytest.raises(Refused, match="key or password"):
            async with connected(address, "TikFinity"):
                pass
    async with platform((500, {})) as address:
        with pytest.raises(Lost, match="trouble"):
            async with connected(address, "TikFinity"):
                pass


async def test_a_computer_without_internet_is_told_so() -> None:
    with pytest.raises(Lost, match="Twitch cannot be found"):
        async with connected("wss://twitch.invalid/", "Twitch"):
            pass
    async with client() as http:
        with pytest.raises(Lost, match="Telegram cannot be found"):
            await call(http, "GET", "https://telegram.invalid/", "Telegram")


@pytest.mark.parametrize(
    ("address", "near"),
    [
        ("ws://localhost:21213/", True),
        ("ws://127.0.0.1:8080/", True),
        ("ws://192.168.1.7:8080/", True),
        ("ws://[::1]:8080/", True),
        ("wss://eventsub.wss.twitch.tv/ws", False),
        ("wss://8.8.8.8/", False),
        ("", False),
    ],
)
def test_programs_in_the_house_are_told_from_the_internet(address: str, near: bool) -> None:
    assert is_near(address) is near
