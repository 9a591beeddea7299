import asyncio
from contextlib import ExitStack

import pytest

from giftgoal.web.transport import Exchange
from tests.web.transport_app import HELLO, UPGRADE, Peer, Stage, peer, running

HEAD = b"POST /tap HTTP/1.1\r\nHost: giftgoal\r\nContent-Length: %d\r\n"
ROSE = HEAD % 4 + b"\r\nrose"


class Taps:
    """Answers a tap with its own body: at once, or when told to."""

    limit = 64

    def __init__(self, at_once: bool = True) -> None:
        self.at_once = at_once
        self.taken: asyncio.Queue[Exchange] = asyncio.Queue()

    def __call__(self, exchange: Exchange) -> None:
        self.taken.put_nowait(exchange)
        if self.at_once:
            answer(exchange)


def answer(exchange: Exchange) -> None:
    exchange.answer(201, ((b"content-type", b"text/plain"),), b"took " + exchange.body)


async def test_an_answer_needs_no_application() -> None:
    async with running(Stage({b"/tap": Taps()})) as port:
        with peer(port) as raw:
            for _ in range(3):
                await raw.send(ROSE)
                assert await raw.read_until(b"took rose") == (
                    b"HTTP/1.1 201 Created\r\ncontent-type: text/plain\r\n"
                    b"content-length: 9\r\n\r\ntook rose"
                )


async def test_the_same_connection_carries_what_the_application_answers() -> None:
    async with running(Stage({b"/tap": Taps()})) as port:
        with peer(port) as raw:
            for _ in range(2):
                await raw.send(ROSE)
                assert b" 201 " in await raw.read_until(b"took rose")
                await raw.send(HELLO)
                assert b" 200 " in await raw.read_until(b"hello")


@pytest.mark.parametrize(
    "request_",
    [
        ROSE.replace(b"POST", b"PUT"),
        ROSE.replace(b"/tap", b"/tap?now"),
        ROSE.replace(b"/tap", b"/tap/"),
        ROSE.replace(b"/tap", b"/ta%70"),
    ],
)
async def test_whatever_is_not_just_that_address_goes_to_the_application(request_: bytes) -> None:
    async with running(Stage({b"/tap": Taps()})) as port:
        with peer(port) as raw:
            await raw.send(request_)
            assert b" 200 " in await raw.read_until(b"hello")


async def test_a_request_may_come_byte_by_byte() -> None:
    async with running(Stage({b"/tap": Taps()})) as port:
        with peer(port) as raw:
            for at in range(len(ROSE)):
                await raw.send(ROSE[at : at + 1])
                await asyncio.sleep(0)
            assert b" 201 " in await raw.read_until(b"took rose")


async def test_a_body_may_come_in_chunks() -> None:
    chunked = b"POST /tap HTTP/1.1\r\nHost: giftgoal\r\nTransfer-Encoding: chunked\r\n\r\n"
    async with running(Stage({b"/tap": Taps()})) as port:
        with peer(port) as raw:
            await raw.send(chunked + b"2\r\nro\r\n2\r\nse\r\n0\r\n\r\n")
            assert b" 201 " in await raw.read_until(b"took rose")


async def test_too_much_of_a_body_is_handed_over_once_and_no_more_is_read() -> None:
    taps = Taps(at_once=False)
    async with running(Stage({b"/tap": taps})) as port:
        with peer(port) as raw:
            await raw.send(HEAD % 100_000 + b"\r\n" + bytes(65))
            exchange = await taps.taken.get()
            assert len(exchange.body) == 65
            exchange.answer(413, ((b"connection", b"close"),), b"too much")
            assert (await raw.read_to_end()).count(b"connection: close") == 1
        assert taps.taken.empty()


async def test_answers_come_in_the_order_of_the_requests() -> None:
    taps = Taps(at_once=False)
    async with running(Stage({b"/tap": taps})) as port:
        with peer(port) as raw:
            await raw.send(ROSE + HELLO)
            exchange = await taps.taken.get()
            await asyncio.sleep(0.05)
            answer(exchange)
            answers = await raw.read_until(b"hello")
            assert answers.index(b"took rose") < answers.index(b"hello")


async def test_a_tap_that_was_sent_ahead_is_answered_by_the_application_in_its_turn() -> None:
    taps = Taps(at_once=False)
    async with running(Stage({b"/tap": taps})) as port:
        with peer(port) as raw:
            await raw.send(ROSE + ROSE)
            answer(await taps.taken.get())
            assert b"took rose" in await raw.read_until(b"hello")
        assert taps.taken.empty()


@pytest.mark.parametrize(
    "request_", [ROSE.replace(b"1.1", b"1.0"), HEAD % 4 + b"Connection: close\r\n\r\nrose"]
)
async def test_a_peer_that_wants_no_more_is_hung_up_on(request_: bytes) -> None:
    async with running(Stage({b"/tap": Taps()})) as port:
        with peer(port) as raw:
            await raw.send(request_)
            answered = await raw.read_to_end()
            assert b"connection: close\r\n" in answered
            assert answered.endswith(b"took rose")


async def test_whoever_asks_before_sending_a_body_is_heard_by_the_application() -> None:
    async with running(Stage({b"/tap": Taps()})) as port:
        with peer(port) as raw:
            await raw.send(HEAD % 4 + b"Expect: 100-continue\r\n\r\n")
            assert b" 200 " in await raw.read_until(b"hello")


async def test_a_socket_is_opened_after_an_answer() -> None:
    async with running(Stage({b"/tap": Taps()})) as port:
        with peer(port) as raw:
            await raw.send(ROSE)
            await raw.read_until(b"took rose")
            await raw.send(UPGRADE + b"\r\n")
            assert b" 101 " in await raw.read_until(b"\r\n\r\n")


async def test_no_socket_is_opened_in_the_middle_of_an_answer() -> None:
    taps = Taps(at_once=False)
    async with running(Stage({b"/tap": taps})) as port:
        with peer(port) as raw:
            await raw.send(ROSE + UPGRADE + b"\r\n")
            assert await raw.read_to_end() == b""
            answer(await taps.taken.get())


async def test_a_peer_that_has_gone_gets_no_answer() -> None:
    taps = Taps(at_once=False)
    async with running(Stage({b"/tap": taps})) as port:
        with peer(port) as raw:
            await raw.send(ROSE)
            exchange = await taps.taken.get()
        await asyncio.sleep(0.1)
        assert exchange.disconnected
        answer(exchange)


async def test_an_idle_connection_is_closed_but_none_that_waits_for_its_answer() -> None:
    taps = Taps(at_once=False)
    async with running(Stage({b"/tap": taps}), idle_seconds=0.3) as port:
        with peer(port) as raw, peer(port) as other:
            await raw.send(ROSE)
            answer(await taps.taken.get())
            await other.send(ROSE)
            waiting = await taps.taken.get()
            assert (await raw.read_to_end()).endswith(b"took rose")
            answer(waiting)
            assert (await other.read_until(b"took rose")).endswith(b"took rose")


async def test_a_body_that_does_not_come_to_its_end_is_not_waited_for() -> None:
    taps = Taps()
    async with running(Stage({b"/tap": taps}), body_seconds=0.2) as port:
        with peer(port) as raw:
            await raw.send(ROSE[:-1])
            await raw.read_to_end()
        assert taps.taken.empty()


async def test_a_peer_that_reads_no_answers_is_dropped() -> None:
    taps = Taps()
    async with running(
        Stage({b"/tap": taps}), unread_bytes=1024, stalled_seconds=0.3, pipelined=2
    ) as port:
        with peer(port) as raw, pytest.raises(OSError, match=r"reset|pipe"):
            await _send_for_ever(raw)
        assert taps.taken.qsize() < 200_000  # what the kernel took of the answers


async def _send_for_ever(raw: Peer) -> None:
    while True:
        await asyncio.wait_for(raw.send(ROSE), 5)


async def test_no_more_are_answered_in_one_turn_than_may_be_sent_ahead() -> None:
    taps = Taps()
    async with running(Stage(shortcuts={b"/tap": taps}), pipelined=8) as port:
        with peer(port) as raw:
            await raw.send(ROSE * 50)
            answered = await raw.read_to_end()
            assert answered.count(b"took rose") == taps.taken.qsize() <= 8
            assert b"HTTP/1.1 400 " in answered


KEPT_ALIVE = ROSE.replace(b"1.1\r\n", b"1.0\r\nConnection: keep-alive\r\n")


@pytest.mark.parametrize("last", [ROSE, KEPT_ALIVE])
async def test_what_is_behind_a_last_answer_is_not_taken(last: bytes) -> None:
    class Last(Taps):
        def __call__(self, exchange: Exchange) -> None:
            self.taken.put_nowait(exchange)
            exchange.answer(413, ((b"connection", b"close"),), b"no more")

    taps = Last()
    async with running(Stage(shortcuts={b"/tap": taps})) as port:
        with peer(port) as raw:
            await raw.send(last + ROSE)
            assert (await raw.read_to_end()).count(b"HTTP/1.1") == 1
    assert taps.taken.qsize() == 1


async def test_trailers_are_no_headers() -> None:
    taps = Taps()
    async with running(Stage(shortcuts={b"/tap": taps})) as port:
        with peer(port) as raw:
            await raw.send(
                b"POST /tap HTTP/1.1\r\nHost: giftgoal\r\nTransfer-Encoding: chunked\r\n\r\n"
                b"4\r\nrose\r\n0\r\nAuthorization: Bearer token\r\n\r\n"
            )
            assert b"took rose" in await raw.read_until(b"took rose")
    exchange = taps.taken.get_nowait()
    assert [name for name, _ in exchange.headers] == [b"host", b"transfer-encoding"]
    assert exchange.body == b"", "nothing is kept of what was answered"


async def test_an_answer_under_way_is_finished_before_the_end() -> None:
    taps = Taps(at_once=False)
    with ExitStack() as stack:
        async with running(Stage({b"/tap": taps}), stop_seconds=5) as port:
            raw = stack.enter_context(peer(port))
            await raw.send(ROSE)
            exchange = await taps.taken.get()
            asyncio.get_running_loop().call_later(0.3, answer, exchange)
        assert (await raw.read_to_end()).endswith(b"took rose")
