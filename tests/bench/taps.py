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
        started("tests.bench.least", str(place)) as least,
    ):
        calm = _taps(ours, least, peer, taps, "calm")
        with _one_core_busy():
            busy = _taps(ours, least, peer, taps, "busy")
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
            if what == "p50":
                yield against(
                    "  instead of Giftgoal: the least that keeps a gift, over HTTP",
                    cuts["least"][at] * 1e3,
                    cuts["bare"][at] * 1e3,
                    "ms",
                )


class _OverHttp:
    """A phone and an overlay at a server that speaks HTTP."""

    def __init__(self, port: int, path: str) -> None:
        self._overlay = Listener(port, path)
        self._phone = Connection(port)

    def tap(self, request: bytes) -> float:
        """Return the seconds from sending a gift until the overlay has the frame."""
        # What came of itself or late is not to be taken for this gift's.
        while select.select([self._overlay], [], [], 0)[0]:
            self._overlay.receive()
        begun = time.perf_counter()
        self._phone.send(request)
        self._overlay.wait()
        took = time.perf_counter() - begun
        while not self._phone.receive():
            pass
        return took

    def close(self) -> None:
        """Hang up."""
        self._overlay.socket.close()
        self._phone.socket.close()


class _Bare:
    """The same at the peer."""

    def __init__(self, port: int) -> None:
        self._overlay, self._phone = (
            socket.create_connection(("127.0.0.1", port)) for _ in range(2)
        )
        self._phone.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._overlay.sendall(b"listen\n")

    def tap(self, request: bytes) -> float:
        begun = time.perf_counter()
        self._phone.sendall(request)
        self._overlay.recv(1 << 16)
        return time.perf_counter() - begun

    def close(self) -> None:
        self._overlay.close()
        self._phone.close()


def _taps(
    ours: Process, least: Process, peer: Process, taps: int, tag: str
) -> dict[str, list[float]]:
    """Tap on all in turn; return the seconds each took."""
    ways: dict[str, _OverHttp | _Bare] = {
        "ours": _OverHttp(ours.port, f"/ws/overlay/{ours.overlay}"),
        "least": _OverHttp(least.port, "/live"),
        "bare": _Bare(peer.port),
    }
    time.sleep(_GREETED_SECONDS)
    took: dict[str, list[float]] = {name: [] for name in ways}
    for request in requests(Job(ours.port, TOKEN, 1, 0, taps, tag)):
        for name, way in ways.items():
            took[name].append(way.tap(request))
            time.sleep(_QUIET_SECONDS)
    for way in ways.values():
        way.close()
    return took


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
