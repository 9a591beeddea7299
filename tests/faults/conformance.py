"""The WebSocket transport against the cases of the Autobahn test suite."""

import asyncio
from contextlib import suppress

import kosoku

from giftgoal.web.transport import Limits, Server
from tests.faults.figures import Figures
from tests.web.transport_app import Stage, bound_socket

BAD = ("failed",)

COMPRESSION = ["12.*", "13.*"]
"""Cases of an extension that we never offer."""

TOLERANT = Limits(frames=10**9, fragments=10**9, message_bytes=1 << 26, unread_bytes=1 << 26)
"""Some cases send 16 MiB, or 131,072 pieces of a message: more than anyone needs of us."""


def autobahn() -> Figures:
    """Play every case on a server that sends back what it gets, with our transport."""
    return asyncio.run(_played())


async def _played() -> Figures:
    figures = Figures("WebSocket conformance, the cases of Autobahn")
    sock, ready = bound_socket(), asyncio.Event()
    server = Server(Stage(), sock, limits=TOLERANT, on_ready=ready.set)
    serving = asyncio.create_task(server.serve())
    await ready.wait()
    address = f"ws://127.0.0.1:{sock.getsockname()[1]}/live"
    try:
        results = await kosoku.run_fuzzingclient(address, ["*"], COMPRESSION)
    except kosoku.FailureError as failure:
        results = failure.results
    finally:
        server.stop()
        with suppress(asyncio.CancelledError):
            await serving
    for result in results:
        figures.rounds += 1
        behaviour = result.behavior.value.lower()
        figures.count(behaviour, f"{result.case_id}: {result.behavior_close.value}")
    return figures
