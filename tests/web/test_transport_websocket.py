import asyncio
import contextlib
import sys
from functools import partial

import pytest
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.frames import Frame, Opcode

from giftgoal import listeners
from giftgoal.web.transport import FrameWriter, frame_writer, text_frame
from tests.web.transport_app import UPGRADE, Peer, Stage, peer, running, socket_peer


def framed(text: bytes) -> listeners.Frame:
    return listeners.Frame((text,), text_frame(text))


def live(port: int) -> connect:
    return connect(f"ws://127.0.0.1:{port}/live", max_size=None)


async def _code_of(client: ClientConnection) -> int | None:
    """Return the code with which the server said goodbye, after nothing else."""
    with pytest.raises(ConnectionClosed) as closed:
        await client.recv()
    return closed.value.rcvd.code if closed.value.rcvd else None


@pytest.mark.parametrize("length", [0, 125, 126, 65535, 65536])
async def test_a_frame_of_any_length_arrives_as_it_is(length: int) -> None:
    stage = Stage()
    async with running(stage) as port, live(port) as client:
        (await stage.writers.get()).write(text_frame(b"r" * length))
        assert await client.recv() == "r" * length


async def test_frames_and_asgi_messages_arrive_in_order() -> None:
    stage = Stage()
    async with running(stage) as port, live(port) as client:
        writer = await stage.writers.get()
        for number in range(20):
            writer.send(framed(b"frame %d" % number), droppable=False)
            await client.send(f"message {number}")
            assert await client.recv() == f"frame {number}"
            assert await client.recv() == f"message {number}"


@pytest.mark.skipif(sys.platform == "win32", reason="all goes through the transport")
async def test_frames_go_straight_to_the_system_and_after_a_pong_again() -> None:
    stage = Stage()
    async with running(stage) as port, live(port) as client:
        writer = await stage.writers.get()
        writer.send(framed(b"frame"), droppable=False)
        assert writer.clear
        await (await client.ping())
        assert writer.clear


@pytest.mark.skipif(sys.platform == "win32", reason="all goes through the transport")
async def test_after_what_was_sent_beside_them_frames_look_first() -> None:
    stage = Stage()
    async with running(stage) as port, live(port) as client:
        writer = await stage.writers.get()
        writer.send(framed(b"frame"), droppable=False)
        await client.send("message")
        assert [await client.recv(), await client.recv()] == ["frame", "message"]
        assert not writer.clear, "some of it may still wait"


async def test_whatever_a_listener_reads_at_a_time_it_reads_all_in_order() -> None:
    stage = Stage()
    async with running(stage, unread_bytes=2**30) as port, socket_peer(port) as raw:
        writer = await stage.writers.get()
        written, read = b"", b""
        for number in range(400):
            frame = framed(b"%d" % number * 3000)
            writer.send(frame, droppable=False)
            written += frame.wire
            if number % 3 == 0:
                await asyncio.sleep(0)
            if number % 40 == 0:
                while len(read) < len(written):
                    read += await raw.read()
        while len(read) < len(written):
            read += await raw.read()
        assert read == written


async def test_a_listener_that_has_gone_without_a_word_leaves_nothing_to_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stage = Stage()
    clear: list[bool] = []
    lost = WebSocketsSansIOProtocol.connection_lost

    def then(protocol: WebSocketsSansIOProtocol, exc: Exception | None) -> None:
        clear.append(writer.clear)
        lost(protocol, exc)

    monkeypatch.setattr(WebSocketsSansIOProtocol, "connection_lost", then)
    async with running(stage) as port, socket_peer(port) as raw:
        writer = await stage.writers.get()
        writer.send(framed(b"first"), droppable=False)
        assert await raw.read_until(b"first")
        raw.reset()
        await stage.left.get()
        assert clear == [False], "before the descriptor is closed, so that it can be another's"
        async with live(port) as client:
            writer.send(framed(b"to somebody else, who has its descriptor now"), droppable=False)
            (await stage.writers.get()).send(framed(b"to you"), droppable=False)
            assert await client.recv() == "to you"


async def test_nothing_is_written_after_the_goodbye() -> None:
    stage = Stage()
    async with running(stage) as port, socket_peer(port) as raw:
        writer = await stage.writers.get()
        writer.send(framed(b"in time"), droppable=False)
        await raw.frame(Opcode.TEXT, b"goodbye")
        assert await stage.left.get() == 4401
        writer.send(framed(b"too late"), droppable=False)
        goodbye = Frame(Opcode.CLOSE, (4401).to_bytes(2, "big")).serialize(mask=False)
        assert await raw.read_to_end() == text_frame(b"in time") + goodbye


def test_another_server_offers_no_writer() -> None:
    assert frame_writer({"type": "websocket"}) is None
    assert frame_writer({"type": "websocket", "extensions": None}) is None


async def test_nothing_is_compressed() -> None:
    async with running(Stage()) as port, live(port) as client:
        assert client.response is not None
        assert "Sec-WebSocket-Extensions" not in client.response.headers


async def test_what_a_client_sends_before_it_was_let_in_is_thrown_away() -> None:
    async with running(Stage(), ping_seconds=0.1, pong_seconds=0.1) as port:
        with peer(port) as raw:
            await raw.send(UPGRADE + b"\r\n" + bytes(40_000))
            assert (await raw.read_to_end()).startswith(b"HTTP/1.1 101 ")


async def test_a_message_that_is_too_large_ends_the_socket_with_1009() -> None:
    async with running(Stage()) as port, live(port) as client:
        await client.send("r" * 65536)
        assert len(await client.recv()) == 65536
        await client.send("r" * 65537)
        assert await _code_of(client) == 1009


async def test_a_client_that_is_still_sending_hears_why_its_socket_ends() -> None:
    async with running(Stage(), linger_seconds=20) as port, socket_peer(port) as raw:
        await raw.frame(Opcode.TEXT, bytes(8 * 1024 * 1024))
        assert b"\x03\xf1" in await raw.read_to_end()


async def test_a_message_in_endless_pieces_ends_the_socket_with_1009() -> None:
    async with running(Stage(), fragments=8) as port, live(port) as client:
        await client.send([""] * 10)
        assert await _code_of(client) == 1009


async def test_a_goodbye_in_the_middle_of_a_message_is_a_goodbye() -> None:
    stage = Stage()
    async with running(stage) as port, socket_peer(port) as raw:
        await raw.frame(Opcode.TEXT, b"half a mess", fin=False)
        await raw.frame(Opcode.CLOSE, b"\x03\xe8")
        await raw.frame(Opcode.CONT, b"age")
        assert await raw.read_to_end() == Frame(Opcode.CLOSE, b"\x03\xe8").serialize(mask=False)
        assert await stage.left.get() == 1000


@pytest.mark.parametrize("after", [b"", Frame(Opcode.CLOSE, b"").serialize(mask=True)])
async def test_a_text_that_is_not_utf8_ends_the_socket_with_1007(after: bytes) -> None:
    stage = Stage()
    async with running(stage) as port, socket_peer(port) as raw:
        await raw.send(Frame(Opcode.TEXT, b"caf\xe9").serialize(mask=True) + after)
        await raw.read_to_end()
        assert await stage.left.get() in {1007, 1005}


async def test_a_flood_of_frames_ends_the_socket_with_1008() -> None:
    stage = Stage()
    async with running(stage, frames=100) as port, socket_peer(port) as raw:
        await _flood(raw, b"")
        assert await stage.left.get() == 1008


async def test_a_flood_is_read_in_sips_so_that_others_get_their_turn() -> None:
    async with running(Stage(), frames=1000) as port, socket_peer(port) as raw:
        with contextlib.suppress(OSError):
            await raw.send(Frame(Opcode.TEXT, b"").serialize(mask=True) * 20_000)
        assert (await raw.read_to_end()).startswith(b"\x81\x00")  # the answer to the first


async def test_frames_in_the_course_of_time_are_no_flood() -> None:
    limits = {"frames": 10, "ping_seconds": 0.05}
    async with running(Stage(), **limits) as port, live(port) as client:
        for _ in range(30):
            await client.send("rose")
            assert await client.recv() == "rose"
            await asyncio.sleep(0.02)


async def test_a_flood_of_pings_that_reads_no_pongs_is_dropped_and_keeps_no_memory() -> None:
    stage = Stage()
    limits = {"frames": 10**9, "stalled_seconds": 20, "ping_seconds": 20}
    async with running(stage, **limits) as port, socket_peer(port) as raw:
        writer = await stage.writers.get()
        flood = asyncio.create_task(_flood(raw, bytes(125)))
        most = 0
        while stage.left.empty():
            most = max(most, writer.unread())
            await asyncio.sleep(0)
        await flood
        assert most < 2 * writer.limit


async def _flood(raw: Peer, payload: bytes) -> None:
    pings = Frame(Opcode.PING, payload).serialize(mask=True) * 500
    try:
        while True:
            await raw.send(pings)
    except OSError:
        pass


async def test_a_peer_that_answers_no_ping_is_dropped() -> None:
    stage = Stage()
    limits = {"ping_seconds": 0.2, "pong_seconds": 0.2}
    async with running(stage, **limits) as port, socket_peer(port):
        await stage.left.get()


async def test_a_peer_that_answers_pings_stays() -> None:
    stage = Stage()
    limits = {"ping_seconds": 0.05, "pong_seconds": 2}
    async with running(stage, **limits) as port, live(port) as client:
        await asyncio.sleep(0.5)
        await client.send("still here")
        assert await client.recv() == "still here"


async def test_a_skipped_listener_costs_no_more_than_the_limit_and_hears_when_it_may_go_on() -> (
    None
):
    stage = Stage()
    async with running(stage) as port, socket_peer(port) as raw:
        writer = await stage.writers.get()
        drained = asyncio.Event()
        writer.on_drain = drained.set
        frame = framed(b"r" * 1000)
        written = 0
        for _ in range(20_000):
            if not writer.missed:
                writer.send(frame, droppable=False)
                written += len(frame.wire)
        assert written < 2**20  # as it has all to be read before anything newer
        assert writer.limit < writer.unread() <= writer.limit + len(frame.wire)
        assert not drained.is_set()
        while not drained.is_set():
            await raw.read()
        assert writer.unread() <= writer.limit / 4


async def test_a_listener_that_leaves_as_it_drains_is_let_go_of_once() -> None:
    stage = Stage()
    async with running(stage, unread_bytes=2000) as port, socket_peer(port) as raw:
        writer = await stage.writers.get()
        writer.on_drain = partial(writer.write, text_frame(b"newest"))
        while not writer.missed:
            writer.send(framed(b"r" * 1000), droppable=False)
        raw.read_now()
        # The loop sees that there is room, then the listener leaves, then the rest is sent; so it
        # is the newest that meets a broken pipe.
        asyncio.get_running_loop().call_soon(raw.hang_up)
        await stage.left.get()


async def test_a_listener_that_never_reads_is_dropped() -> None:
    stage = Stage()
    limits = {"stalled_seconds": 0.3, "ping_seconds": 20}
    async with running(stage, **limits) as port, socket_peer(port):
        _fill(await stage.writers.get())
        await stage.left.get()


async def test_a_goodbye_does_not_wait_for_a_listener_that_never_reads() -> None:
    stage = Stage()
    limits = {"unread_bytes": 2**30, "connections": 1}
    async with running(stage, **limits) as port, socket_peer(port) as raw:
        _fill(await stage.writers.get(), 2**24)
        await raw.frame(Opcode.TEXT, b"goodbye")
        assert await stage.left.get() == 4401
        await _until_there_is_room(port)


def _fill(writer: FrameWriter, size: int = 2**17) -> None:
    """Write until so much is unread."""
    while writer.unread() < size:
        writer.write(text_frame(b"r" * 65535))


async def _until_there_is_room(port: int) -> None:
    answer = b""
    while not answer.startswith(b"HTTP/1.1 101 "):
        with peer(port) as raw:
            await raw.send(UPGRADE + b"\r\n")
            answer = await raw.read()


@pytest.mark.parametrize(
    ("handshake", "answer"),
    [
        (UPGRADE + b"X-Gift: rose\r\n" * 200 + b"\r\n", b"HTTP/1.1 431 "),
        (UPGRADE + b"X-Gift: " + b"r" * 10_000 + b"\r\n\r\n", b"HTTP/1.1 431 "),
        (UPGRADE.replace(b"/live", b"/caf\xc3\xa9") + b"\r\n", b""),
        (UPGRADE.replace(b"Key: ", b"Key: no") + b"\r\n", b"HTTP/1.1 400 "),
        (UPGRADE + b"Content-Length: 5\r\n\r\nhello", b""),
    ],
)
async def test_a_handshake_that_is_none_is_hung_up_on(handshake: bytes, answer: bytes) -> None:
    async with running(Stage()) as port:
        with peer(port) as raw:
            await raw.send(handshake)
            assert (await raw.read_to_end()).startswith(answer)
