import asyncio
import resource
from contextlib import ExitStack

import pytest
from starlette.types import Receive, Scope, Send

from giftgoal.web.transport import Limits, Server
from tests.web.transport_app import (
    HELLO,
    UPGRADE,
    Peer,
    Stage,
    bound_socket,
    peer,
    running,
    server_process,
)

POST = b"POST /body HTTP/1.1\r\nHost: giftgoal\r\nContent-Length: %d\r\n"

CHUNKED = b"POST /body HTTP/1.1\r\nHost: giftgoal\r\nTransfer-Encoding: chunked\r\n\r\n"


async def test_one_connection_carries_one_request_after_another() -> None:
    async with running(Stage()) as port:
        with peer(port) as raw:
            for _ in range(3):
                await raw.send(HELLO)
                assert (await raw.read_until(b"hello")).startswith(b"HTTP/1.1 200 ")


async def test_the_answer_does_not_say_what_serves_it() -> None:
    async with running(Stage()) as port:
        with peer(port) as raw:
            await raw.send(HELLO)
            assert b"server:" not in await raw.read_until(b"hello")


async def test_a_client_that_asks_first_is_told_to_send_its_body() -> None:
    async with running(Stage()) as port:
        with peer(port) as raw:
            await raw.send(POST % 4 + b"Expect: 100-continue\r\n\r\n")
            assert (await raw.read_until(b"\r\n\r\n")).startswith(b"HTTP/1.1 100 ")
            await raw.send(b"rose")
            assert (await raw.read_until(b"hello")).startswith(b"HTTP/1.1 200 ")


async def test_an_answer_without_a_body_comes_at_once() -> None:
    async with running(Stage()) as port:
        with peer(port) as raw:
            await raw.send(HELLO.replace(b"GET", b"HEAD"))
            assert (await raw.read_until(b"\r\n\r\n")).startswith(b"HTTP/1.1 200 ")


async def test_a_head_that_is_too_large_is_refused_before_it_is_all_there() -> None:
    async with running(Stage()) as port:
        with peer(port) as raw:
            await raw.send(HELLO[:-2] + b"X-Gift: " + b"r" * 16 * 1024)
            assert (await raw.read_to_end()).startswith(b"HTTP/1.1 431 ")


async def test_an_endless_head_is_cut_off() -> None:
    async with running(Stage()) as port:
        with peer(port) as raw:
            taken = 0
            try:
                await raw.send(HELLO[:-2] + b"X-Gift: ")
                while taken < 100 * 1024 * 1024:
                    await raw.send(b"r" * 65536)
                    taken += 65536
            except OSError:
                pass
            assert taken < 10 * 1024 * 1024  # what the kernel took before it heard of the end


async def test_a_head_just_within_the_limit_and_its_body_come_together() -> None:
    stage = Stage()
    async with running(stage) as port:
        with peer(port) as raw:
            head = POST % 300_000 + b"X-Gift: "
            head += b"r" * (16 * 1024 - len(head) - 4) + b"\r\n\r\n"
            await raw.send(head + bytes(300_000))
            assert (await raw.read_until(b"hello")).startswith(b"HTTP/1.1 200 ")
    assert stage.bodies.get_nowait() == 300_000


async def test_a_head_may_come_byte_by_byte() -> None:
    async with running(Stage()) as port:
        with peer(port) as raw:
            for byte in HELLO:
                await raw.send(bytes([byte]))
                await asyncio.sleep(0)
            assert (await raw.read_until(b"hello")).startswith(b"HTTP/1.1 200 ")


async def test_a_head_that_never_ends_is_answered_and_hung_up_on() -> None:
    async with running(Stage(), head_seconds=0.3) as port:
        with peer(port) as raw:
            trickle = asyncio.create_task(_trickle(raw))
            answer = await raw.read_to_end()
            trickle.cancel()
    assert answer == b"" or answer.startswith(b"HTTP/1.1 408 ")


async def test_a_second_head_that_never_ends_is_hung_up_on_too() -> None:
    async with running(Stage(), head_seconds=0.3) as port:
        with peer(port) as raw:
            await raw.send(HELLO)
            await raw.read_until(b"hello")
            await raw.send(HELLO[:-4])
            assert (await raw.read_to_end()).startswith(b"HTTP/1.1 408 ")


async def _trickle(raw: Peer) -> None:
    try:
        await raw.send(HELLO[:-2] + b"X-Gift: ")
        while True:
            await raw.send(b"r")
            await asyncio.sleep(0.05)
    except OSError:
        pass


async def test_a_connection_may_be_older_than_a_head() -> None:
    async with running(Stage(), head_seconds=0.2) as port:
        with peer(port) as raw:
            for _ in range(3):
                await raw.send(HELLO)
                assert (await raw.read_until(b"hello")).startswith(b"HTTP/1.1 200 ")
                await asyncio.sleep(0.15)


async def test_a_peer_that_says_nothing_is_hung_up_on() -> None:
    async with running(Stage(), head_seconds=0.3) as port:
        with peer(port) as raw:
            assert await raw.read_to_end() == b""


async def test_a_body_that_never_ends_is_broken_off() -> None:
    stage = Stage()
    async with running(stage, body_seconds=0.3) as port:
        with peer(port) as raw:
            await raw.send(POST % 10 + b"\r\n" + b"rose")
            assert await raw.read_to_end() == b""
            assert await stage.bodies.get() is None


async def test_a_long_body_may_take_longer_as_long_as_it_comes() -> None:
    stage = Stage()
    async with running(stage, body_seconds=2, body_bytes=10) as port:
        with peer(port) as raw:
            await raw.send(POST % 70 + b"\r\n")
            for _ in range(7):
                await raw.send(b"ten roses!")
                await asyncio.sleep(0.4)
            assert (await raw.read_until(b"hello")).startswith(b"HTTP/1.1 200 ")
    assert stage.bodies.get_nowait() == 70


async def test_a_body_in_chunks_is_read() -> None:
    stage = Stage()
    async with running(stage) as port:
        with peer(port) as raw:
            await raw.send(CHUNKED)
            await raw.send(b"a;note=%s\r\nten roses!\r\n" % (b"n" * 10_000) * 3)
            await raw.send(b"0\r\nX-Sum: 30\r\n\r\n")
            assert (await raw.read_until(b"hello")).startswith(b"HTTP/1.1 200 ")
    assert stage.bodies.get_nowait() == 30


async def test_what_is_endless_behind_the_chunks_of_a_body_is_cut_off() -> None:
    stage = Stage()
    async with running(stage) as port:
        with peer(port) as raw:
            await raw.send(CHUNKED + b"0\r\nX-Gift: " + b"r" * 40_000)
            assert await raw.read_to_end() == b""
        assert await stage.bodies.get() is None


async def test_a_connection_that_is_not_used_again_is_closed() -> None:
    async with running(Stage(), idle_seconds=1) as port:
        with peer(port) as raw:
            await raw.send(HELLO)
            assert (await raw.read_to_end()).endswith(b"hello")


async def test_so_is_one_whose_request_was_answered_before_all_of_it_was_there() -> None:
    async with running(Stage(), idle_seconds=1) as port:
        with peer(port) as raw:
            await raw.send(POST.replace(b"/body", b"/hello") % 4 + b"\r\n")
            assert (await raw.read_until(b"hello")).startswith(b"HTTP/1.1 200 ")
            await raw.send(b"rose")
            assert await raw.read_to_end() == b""


async def test_trailers_are_no_headers() -> None:
    heard: list[bytes] = []

    class Hearing(Stage):
        async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
            heard.extend(name for name, _ in scope.get("headers", []))
            await super().__call__(scope, receive, send)

    async with running(Hearing()) as port:
        with peer(port) as raw:
            await raw.send(CHUNKED + b"4\r\nrose\r\n0\r\nAuthorization: Bearer token\r\n\r\n")
            await raw.read_until(b"hello")
    assert heard == [b"host", b"transfer-encoding"]


ANOTHER = b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n"
"""As Java's HTTP client and `curl --http2` ask for HTTP/2."""


@pytest.mark.parametrize("pieces", [1, 2, 1000])
async def test_whoever_would_rather_speak_another_protocol_is_answered_in_this_one(
    pieces: int,
) -> None:
    first = POST % len(HELLO) + ANOTHER + b"\r\n"
    said = first + HELLO + HELLO[:-2] + ANOTHER + b"\r\n" + CHUNKED[:-2] + ANOTHER + b"\r\n"
    said += b"4\r\nrose\r\n0\r\n\r\n"
    ends = {1: [len(said)], 2: [len(first), len(said)], 1000: range(1, len(said) + 1)}[pieces]
    stage = Stage()
    async with running(stage) as port:
        with peer(port) as raw:
            start, answers = 0, b""
            for end in ends:
                await raw.send(said[start:end])
                await asyncio.sleep(0)
                start = end
            while answers.count(b"hello") < 3 and (piece := await raw.read()):
                answers += piece
            assert answers.count(b"HTTP/1.1 200 ") == 3
    assert [stage.bodies.get_nowait() for _ in range(2)] == [len(HELLO), 4]


async def test_a_few_requests_may_be_sent_ahead() -> None:
    async with running(Stage()) as port:
        with peer(port) as raw:
            await raw.send(HELLO * 5)
            answers = b""
            while answers.count(b"hello") < 5:
                answers += await raw.read()


async def test_too_many_requests_sent_ahead_are_hung_up_on() -> None:
    stage = Stage()
    async with running(stage) as port:
        with peer(port) as raw:
            await raw.send(b"GET /wait HTTP/1.1\r\nHost: giftgoal\r\n\r\n" + HELLO * 1000)
            assert await raw.read_to_end() == b""
        stage.curtain.set()


async def test_what_is_not_http_is_answered_with_a_problem() -> None:
    async with running(Stage()) as port:
        with peer(port) as raw:
            await raw.send(b"\x16\x03\x01 hello, is this https?\r\n\r\n")
            answer = await raw.read_to_end()
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert b"application/problem+json" in answer


async def test_a_peer_that_does_not_read_its_answer_is_dropped() -> None:
    stage = Stage()
    async with running(stage, stalled_seconds=0.3, connections=1) as port:
        with peer(port) as raw:
            await raw.send(HELLO.replace(b"/hello", b"/large"))
            await _until_served(port)


async def test_a_large_answer_arrives_whole() -> None:
    async with running(Stage()) as port:
        with peer(port) as raw:
            await raw.send(b"GET /large HTTP/1.1\r\nHost: giftgoal\r\nConnection: close\r\n\r\n")
            assert (await raw.read_to_end()).count(b"\0") == 32 * 1024 * 1024


async def test_a_closed_connection_does_not_wait_for_its_peer_to_read() -> None:
    async with running(Stage(), connections=1, unread_bytes=2**30, stalled_seconds=60) as port:
        with peer(port) as raw:
            head = b"GET /large HTTP/1.1\r\nHost: giftgoal\r\nConnection: close\r\n\r\n"
            await raw.send(head)
            await _until_served(port)


async def _until_served(port: int) -> None:
    """Return when the only place is free again."""
    answer = b""
    while not answer.startswith(b"HTTP/1.1 200 "):
        with peer(port) as other:
            await other.send(HELLO.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
            answer = await other.read_to_end()


async def test_one_connection_too_many_is_answered_503() -> None:
    async with running(Stage(), connections=2) as port:
        with ExitStack() as stack:
            for _ in range(2):
                first = stack.enter_context(peer(port))
                await first.send(HELLO)
                await first.read_until(b"hello")
            third = stack.enter_context(peer(port))
            assert (await third.read_to_end()).startswith(b"HTTP/1.1 503 ")


async def test_of_many_that_come_at_once_a_few_are_greeted_in_each_turn() -> None:
    begun = 0

    class Counting(Stage):
        async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
            nonlocal begun
            begun += scope["type"] == "http"
            await super().__call__(scope, receive, send)

    async with running(Counting()) as port:
        with ExitStack() as stack:
            crowd = [stack.enter_context(peer(port)) for _ in range(100)]
            for one in crowd:
                await one.send(HELLO)
            assert begun == 0, "they all wait in the system's queue"
            turns = []
            while begun < len(crowd):
                before = begun
                await asyncio.sleep(0)
                turns.append(begun - before)
            assert max(turns) <= 17
            assert all([(await one.read_until(b"hello")) for one in crowd])


async def test_connections_are_no_more_than_the_files_the_system_allows() -> None:
    async with server_process(most_files=200) as (_, port):
        with ExitStack() as stack:
            last = [stack.enter_context(peer(port)) for _ in range(190)][-1]
            assert (await last.read_to_end()).startswith(b"HTTP/1.1 503 ")


def test_the_process_may_open_a_file_for_every_connection() -> None:
    allowed, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (256, most))
    try:
        with bound_socket() as sock:
            Server(Stage(), sock, limits=Limits(connections=300))
        assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] > 300
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, most))


async def test_no_socket_is_opened_in_the_middle_of_an_answer() -> None:
    stage = Stage()
    async with running(stage) as port:
        with peer(port) as raw:
            await raw.send(b"GET /wait HTTP/1.1\r\nHost: giftgoal\r\n\r\n" + UPGRADE + b"\r\n")
            assert await raw.read_to_end() == b""
        stage.curtain.set()
