import asyncio
import contextlib
import signal
from asyncio.subprocess import Process

import pytest
from starlette.types import Receive, Scope, Send
from websockets.asyncio.client import ClientConnection, connect
from websockets.frames import Opcode

from giftgoal.web.transport import Limits, Server, StartFailed, text_frame
from tests.web.transport_app import (
    HELLO,
    Stage,
    bound_socket,
    peer,
    running,
    server_process,
    socket_peer,
)


async def _end(process: Process) -> tuple[bytes, bytes]:
    """Return what it printed, if it ends in time."""
    async with asyncio.timeout(5):
        return await process.communicate()


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_ends_the_server_in_time_whatever_its_peers_do(sign: signal.Signals) -> None:
    async with server_process() as (process, port), contextlib.AsyncExitStack() as stack:
        idle = [await stack.enter_async_context(_live(port)) for _ in range(50)]
        hung = stack.enter_context(peer(port))
        await hung.send(HELLO.replace(b"/hello", b"/large"))
        await hung.read()
        process.send_signal(sign)
        output, errors = await _end(process)
        assert process.returncode == 0
        assert output.split(b"\n") == [b"stopping", b"lifespan ended", b""]
        assert errors == b""
        assert {await _code_of(client) for client in idle} == {1012}


def _live(port: int) -> connect:
    return connect(f"ws://127.0.0.1:{port}/live")


async def _code_of(client: ClientConnection) -> int | None:
    await client.wait_closed()
    return client.close_code


async def test_an_answer_under_way_is_finished_first() -> None:
    async with server_process() as (process, port):
        with peer(port) as raw:
            await raw.send(b"POST /body HTTP/1.1\r\nHost: giftgoal\r\nContent-Length: 4\r\n\r\nro")
            await asyncio.sleep(0.2)
            process.terminate()
            await asyncio.sleep(0.3)
            await raw.send(b"se")
            assert (await raw.read_to_end()).endswith(b"hello")
        await _end(process)
        assert process.returncode == 0


async def test_the_application_hears_of_the_end_before_its_sockets_do() -> None:
    stage = Stage()
    async with contextlib.AsyncExitStack() as stack, running(stage) as port:
        await stack.enter_async_context(socket_peer(port))
        await stage.writers.get()
    assert stage.diary == ["stopping", "socket ended", "lifespan ended"]


async def test_a_peer_that_says_goodbye_and_does_not_read_ours_does_not_hinder_the_end() -> None:
    stage = Stage()
    limits = {"unread_bytes": 2**30, "linger_seconds": 20}
    async with contextlib.AsyncExitStack() as stack, running(stage, **limits) as port:
        raw = await stack.enter_async_context(socket_peer(port))
        writer = await stage.writers.get()
        while writer.unread() < 2**24:
            writer.write(text_frame(bytes(65535)))
        await raw.frame(Opcode.CLOSE, b"\x03\xe8")
        assert await stage.left.get() == 1000
    assert stage.diary[-1] == "lifespan ended"


async def test_an_application_that_cannot_start_is_said_to_have_failed() -> None:
    async def broken(scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        await send({"type": "lifespan.startup.failed", "message": "no ledger"})

    with bound_socket() as sock, pytest.raises(StartFailed):
        await Server(broken, sock, limits=Limits()).serve()
