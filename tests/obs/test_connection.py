"""Reaching OBS, and being let in."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from websockets.asyncio.server import ServerConnection, serve

from giftgoal.obs.connection import connected
from giftgoal.obs.failures import (
    Address,
    Lost,
    NotObs,
    ObsFailure,
    TooOld,
    Unreachable,
    WrongPassword,
)
from tests.obs.fake_obs import FakeObs, fake_obs


async def version(address: Address, password: str | None = None, patience: float = 5) -> str:
    async with connected(address, password, patience) as obs:
        return str((await obs.ask("GetVersion"))["obsVersion"])


@contextmanager
def saying(answer: bytes) -> Iterator[Address]:
    """Listen as a server that is no OBS: it says the same to everybody and hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        loop = asyncio.get_running_loop()

        def turn_away() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(4096)
                connection.sendall(answer)

        loop.run_in_executor(None, turn_away)
        yield Address(port=server.getsockname()[1])


async def test_the_right_password_lets_us_in() -> None:
    with fake_obs(password="rose-garden") as obs:
        assert await version(obs.address, "rose-garden") == "32.0.1"


async def test_a_password_that_nobody_asked_for_does_no_harm(obs: FakeObs) -> None:
    assert await version(obs.address, "rose-garden") == "32.0.1"


@pytest.mark.parametrize(
    ("password", "said"),
    [("tulips", "is not right"), (None, "None was given"), ("", "None was given")],
)
async def test_a_wrong_or_missing_password_is_told_with_where_to_find_it(
    password: str | None, said: str
) -> None:
    with fake_obs(password="rose-garden") as obs:
        with pytest.raises(WrongPassword, match=f"{said}.*Show Connect Info") as failure:
            await version(obs.address, password)
        assert "tulips" not in str(failure.value)


async def test_nobody_there_is_told_with_what_to_switch_on() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(Unreachable, match="Enable WebSocket server"):
        await version(Address(port=port))


@pytest.mark.parametrize("host", ["no-such-computer.invalid", "..", "::1", "a" * 200])
async def test_a_computer_that_is_not_there_is_unreachable(host: str) -> None:
    with pytest.raises(Unreachable):
        await version(Address(host, 9))


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"SSH-2.0-OpenSSH\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi",
        b"HTTP/1.1 302 Found\r\nLocation: ws://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n",
    ],
)
async def test_another_server_is_told_from_obs_and_not_followed(answer: bytes) -> None:
    with saying(answer) as address, pytest.raises(NotObs):
        await version(address)


@pytest.mark.parametrize("first", ["hello", '{"op":5,"d":{}}', '{"op":0,"d":{}}', b"\x00"])
async def test_a_server_that_speaks_something_else_is_told_from_obs(first: str | bytes) -> None:
    async def speak(connection: ServerConnection) -> None:
        await connection.send(first)
        await connection.wait_closed()

    assert await _failure(speak) is NotObs


async def test_a_server_that_goes_on_as_obs_would_not_is_told_from_obs() -> None:
    async def speak(connection: ServerConnection) -> None:
        await connection.send('{"op":0,"d":{"rpcVersion":1}}')
        await connection.recv()
        await connection.send('{"op":5,"d":{}}')
        await connection.wait_closed()

    assert await _failure(speak) is NotObs


async def test_an_obs_websocket_4_that_waits_for_us_to_speak_is_told_from_5() -> None:
    async def wait(connection: ServerConnection) -> None:
        await connection.wait_closed()

    assert await _failure(wait) is NotObs


@pytest.mark.parametrize(
    ("code", "kind"), [(4009, WrongPassword), (4010, TooOld), (4011, NotObs), (1000, NotObs)]
)
async def test_the_code_it_hangs_up_with_says_why(code: int, kind: type[ObsFailure]) -> None:
    async def turn_away(connection: ServerConnection) -> None:
        await connection.send('{"op":0,"d":{"rpcVersion":1}}')
        await connection.recv()
        await connection.close(code)

    assert await _failure(turn_away) is kind


@pytest.mark.parametrize("answer", ["", "nonsense", '{"op":7,"d":{"requestId":"1"}}'])
async def test_an_obs_that_goes_quiet_or_mad_is_lost(answer: str) -> None:
    async def falter(connection: ServerConnection) -> None:
        await connection.send('{"op":0,"d":{"rpcVersion":1}}')
        await connection.recv()
        await connection.send('{"op":2,"d":{}}')
        await connection.recv()
        if answer:
            await connection.send(answer)
        await connection.wait_closed()

    assert await _failure(falter) is Lost


async def _failure(converse: object) -> type[ObsFailure]:
    async with serve(converse, "127.0.0.1", 0) as server:  # type: ignore[arg-type]
        address = Address(port=next(iter(server.sockets)).getsockname()[1])
        with pytest.raises(ObsFailure) as failure:
            await version(address, patience=0.3)
        return type(failure.value)
