"""From a gift's tap to the overlay's frame, a gift at a time after a quiet while."""

import select
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles

from tests.bench.listeners import Listener
from tests.bench.load import Connection, Job, requests
from tests.bench.rows import Row, against, folder
from tests.bench.servers import TOKEN, Process, giftgoal, started

_GREETED_SECONDS = 0.2
"""Until an overlay that has come has all that greets it."""
_QUIET_SECONDS = 0.02
"""Longer than frames are held back after one: each goes out by itself."""
_BUSY = """
from tests.bench.cores import keep_to
keep_to("last")
print("busy", flush=True)
while True:
    pass
"""


def tap_to_frame(taps: int) -> Iterator[Row]:
    """Measure it beside a peer that commits and writes, at leisure and with one core kept busy."""
    with (
        folder() as place,
        giftgoal(place) as ours,
        started("tests.bench.tap_peer", str(place), answers=False) as peer,
    ):
        calm = _taps(ours, peer, taps, "calm")
        with _one_core_busy():
            busy = _taps(ours, peer, taps, "busy")
    for when, took in (("", calm), (", one core kept busy", busy)):
        cuts = {name: quantiles(all_, n=100) for name, all_ in took.items()}
        for what, at in (("p50", 49), ("p99", 98)):
            yield against(
                f"tap to frame, {what}{when}, beside commit and write",
                cuts["ours"][at] * 1e3,
                cuts["bare"][at] * 1e3,
                "ms",
                most=1.5 if what == "p50" and not when else 0,
            )


def _taps(ours: Process, peer: Process, taps: int, tag: str) -> dict[str, list[float]]:
    """Tap on both in turn; return the seconds each took."""
    overlay = Listener(ours.port, f"/ws/overlay/{ours.overlay}")
    phone = Connection(ours.port)
    bare_overlay, bare_phone = (
        socket.create_connection(("127.0.0.1", peer.port)) for _ in range(2)
    )
    bare_phone.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    bare_overlay.sendall(b"listen\n")
    time.sleep(_GREETED_SECONDS)
    took: dict[str, list[float]] = {"ours": [], "bare": []}
    for request in requests(Job(ours.port, TOKEN, 1, 0, taps, tag)):
        _drain(overlay)
        begun = time.perf_counter()
        phone.send(request)
        overlay.wait()
        took["ours"].append(time.perf_counter() - begun)
        while not phone.receive():
            pass
        time.sleep(_QUIET_SECONDS)
        begun = time.perf_counter()
        bare_phone.sendall(request)
        bare_overlay.recv(1 << 16)
        took["bare"].append(time.perf_counter() - begun)
        time.sleep(_QUIET_SECONDS)
    for each in (overlay.socket, phone.socket, bare_overlay, bare_phone):
        each.close()
    return took


def _drain(overlay: Listener) -> None:
    """Read what came of itself or late, so that it is not taken for the next gift's."""
    while select.select([overlay], [], [], 0)[0]:
        overlay.receive()


@contextmanager
def _one_core_busy() -> Iterator[None]:
    with subprocess.Popen(
        [sys.executable, "-c", _BUSY], stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]
    ) as process:
        assert process.stdout
        process.stdout.readline()
        try:
            yield
        finally:
            process.kill()
