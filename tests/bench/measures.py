"""What is measured, each against its peer, round by round in turn."""

import asyncio
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import Any, NamedTuple

from tests.bench.evening import write_evening
from tests.bench.listeners import Listener, Took
from tests.bench.load import Connection, Job, Yield, requests
from tests.bench.servers import TOKEN, Process, giftgoal, started


class Row(NamedTuple):
    """One line of the table."""

    what: str
    ours: str
    peer: str
    ratio: float | None
    aim: str = ""
    holds: bool | None = None


def against(
    what: str, ours: float, peer: float, unit: str, least: float = 0, most: float = 0
) -> Row:
    """Return a line with the ratio of ours to the peer's, and whether that is as it should be."""
    ratio = ours / peer
    aim, holds = "", None
    if least:
        aim, holds = f"at least {least:g}", ratio >= least
    if most:
        aim, holds = f"at most {most:g}", ratio <= most
    return Row(what, _shown(ours, unit), _shown(peer, unit), ratio, aim, holds)


def _shown(number: float, unit: str) -> str:
    return f"{number:,.0f} {unit}" if number >= 100 else f"{number:.3g} {unit}"


def ingest(rounds: int, seconds: float) -> Iterator[Row]:
    """Measure durable gifts against a bare endpoint that keeps nothing."""
    with _folder() as folder, giftgoal(folder) as ours, started("tests.bench.bare") as bare:
        for connections, least in ((1, 0.3), (16, 0.55), (64, 0.55)):
            rates: dict[str, list[Yield]] = {"ours": [], "bare": []}
            cost: dict[str, list[float]] = {"ours": [], "bare": []}
            for number in range(rounds):
                for name, server in (("ours", ours), ("bare", bare)):
                    before = server.processor_seconds()
                    done = _load(server, connections, seconds, f"{connections}-{number}")
                    rates[name].append(done)
                    cost[name].append((server.processor_seconds() - before) / done.gifts * 1e6)
            many = f"{connections} connection{'s' if connections > 1 else ''}"
            rate = {name: median(each.rate for each in all_) for name, all_ in rates.items()}
            yield against(
                f"durable gifts a second, {many}", rate["ours"], rate["bare"], "/s", least=least
            )
            for what in ("p50", "p99"):
                late = {n: median(getattr(y, what) for y in all_) for n, all_ in rates.items()}
                yield against(
                    f"  {what} of an answer", late["ours"] * 1e3, late["bare"] * 1e3, "ms"
                )
            yield against(
                "  processor time a gift", median(cost["ours"]), median(cost["bare"]), "µs"
            )


def _load(server: Process, connections: int, seconds: float, tag: str) -> Yield:
    job = Job(server.port, TOKEN, connections, seconds, most=50_000, tag=tag)
    return Yield(**_helper("load", job._asdict()))


def fan_out(sizes: tuple[int, ...], rounds: int) -> Iterator[Row]:
    """Measure how long an update takes to the last listener, made now and made ahead."""
    peers = {"websockets": "websockets.broadcast", "starlette": "Starlette's send_text in turn"}
    with ExitStack() as stack:
        servers = {
            name: stack.enter_context(_fan_out_server(name)) for name in ("giftgoal", *peers)
        }
        for size in sizes:
            took = _heard({"servers": servers, "listeners": size, "rounds": rounds})
            many = f"{size} listener{'s' if size > 1 else ''}"
            most = {"websockets": 0.75 if size >= 100 else 0, "starlette": 1 if size < 100 else 0}
            for ahead, what in ((False, "an update to"), (True, "  the same, made ahead:")):
                seconds = {
                    name: median(one.seconds for one in all_ if one.ahead is ahead)
                    for name, all_ in took.items()
                }
                for peer, beside in peers.items():
                    yield against(
                        f"{what} {many}, beside {beside}",
                        seconds["giftgoal"] * 1e3,
                        seconds[peer] * 1e3,
                        "ms",
                        most=most[peer],
                    )
            processor = {
                name: median(one.processor for one in all_ if not one.ahead) * 1e3
                for name, all_ in took.items()
            }
            for peer, beside in peers.items():
                yield against(
                    f"  its processor time, beside {beside}",
                    processor["giftgoal"],
                    processor[peer],
                    "ms",
                )


def _heard(job: dict[str, object]) -> dict[str, list[Took]]:
    """Let listeners measure, in a process of their own."""
    return {name: [Took(*one) for one in all_] for name, all_ in _helper("listeners", job).items()}


@contextmanager
def _fan_out_server(name: str) -> Iterator[list[int]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.fan_out_peers", name], stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout
        yield [int(port) for port in process.stdout.readline().split()]
    finally:
        process.terminate()
        process.communicate(timeout=20)


def tap_to_frame(taps: int) -> Iterator[Row]:
    """Measure from sending a gift to the overlay's frame, a gift at a time after a quiet while."""
    with (
        _folder() as folder,
        giftgoal(folder) as ours,
        started("tests.bench.tap_peer", str(folder), answers=False) as peer,
    ):
        overlay = Listener(ours.port, f"/ws/overlay/{ours.overlay}")
        phone = Connection(ours.port)
        bare_overlay, bare_phone = (
            socket.create_connection(("127.0.0.1", peer.port)) for _ in range(2)
        )
        bare_phone.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        bare_overlay.sendall(b"listen\n")
        overlay.wait()
        took: dict[str, list[float]] = {"ours": [], "bare": []}
        for request in requests(Job(ours.port, TOKEN, 1, 0, taps, "tap")):
            begun = time.perf_counter()
            phone.send(request)
            overlay.wait()
            took["ours"].append(time.perf_counter() - begun)
            while not phone.receive():
                pass
            time.sleep(0.02)
            begun = time.perf_counter()
            bare_phone.sendall(request)
            bare_overlay.recv(1 << 16)
            took["bare"].append(time.perf_counter() - begun)
            time.sleep(0.02)
        for each in (overlay.socket, phone.socket, bare_overlay, bare_phone):
            each.close()
    cuts = {name: quantiles(all_, n=100) for name, all_ in took.items()}
    for what, place, most in (("p50", 49, 1.5), ("p99", 98, 0.0)):
        yield against(
            f"tap to frame, {what}, beside commit and write",
            cuts["ours"][place] * 1e3,
            cuts["bare"][place] * 1e3,
            "ms",
            most=most,
        )


def start_up(sizes: tuple[int, ...], rounds: int) -> Iterator[Row]:
    """Measure from starting the process to its first answer, by the size of the ledger."""
    with ExitStack() as stack:
        folders = {size: stack.enter_context(_folder()) for size in (0, *sizes)}
        for size, folder in folders.items():
            asyncio.run(write_evening(folder, size, gifters=2_000))
        took: dict[int, list[float]] = {size: [] for size in folders}
        for _ in range(rounds):
            for size, folder in folders.items():
                with giftgoal(folder) as server:
                    took[size].append(server.seconds)
        for size in sizes:
            yield against(
                f"start with {size:,} gifts, beside an empty ledger",
                median(took[size]),
                median(took[0]),
                "s",
                most=1.5 if size >= 1_000_000 else 0,
            )


def memory(gifters: int) -> Iterator[Row]:
    """Measure resident memory at rest, beside a bare endpoint."""
    with _folder() as empty, _folder() as full:
        asyncio.run(write_evening(full, gifters, gifters))
        with started("tests.bench.bare") as bare, giftgoal(empty) as ours:
            yield _under("memory at rest", ours.resident(), bare.resident(), "MB", 80)
        with started("tests.bench.bare") as bare, giftgoal(full) as ours:
            what = f"memory with {gifters:,} gifters"
            yield against(what, ours.resident(), bare.resident(), "MB")


def demo(rounds: int) -> Iterator[Row]:
    """Measure from starting `giftgoal demo` to its first answer, beside a bare endpoint."""
    took: dict[str, list[float]] = {"demo": [], "bare": []}
    for _ in range(rounds):
        with started("giftgoal", "demo", "--no-browser", "--port", "0") as server:
            took["demo"].append(server.seconds)
        with started("tests.bench.bare") as server:
            took["bare"].append(server.seconds)
    yield _under("demo serves", median(took["demo"]), median(took["bare"]), "s", 1.5)


def disk() -> Iterator[Row]:
    """Measure what the disk costs: one append of 4 KiB, made durable. No peer: it bounds others."""
    with tempfile.TemporaryFile() as file:
        took = []
        for _ in range(50):
            begun = time.perf_counter()
            file.write(bytes(4096))
            file.flush()
            _sync(file.fileno())
            took.append(time.perf_counter() - begun)
    yield Row("the disk alone: 4 KiB made durable", _shown(median(took) * 1e3, "ms"), "", None)


def _under(what: str, ours: float, peer: float, unit: str, most: float) -> Row:
    row = against(what, ours, peer, unit)
    return row._replace(aim=f"under {most:g} {unit}", holds=ours < most)


def _sync(descriptor: int) -> None:
    getattr(os, "fdatasync", os.fsync)(descriptor)


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="giftgoal-bench-") as folder:
        yield Path(folder)


def _helper(module: str, job: dict[str, object]) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", f"tests.bench.{module}"],
        input=json.dumps(job),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=300,
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


Measure = Callable[[], Iterator[Row]]

FULL: dict[str, Measure] = {
    "disk": disk,
    "ingest": lambda: ingest(rounds=9, seconds=0.6),
    "fan-out": lambda: fan_out((1, 10, 100, 1000), rounds=25),
    "tap": lambda: tap_to_frame(200),
    "start": lambda: start_up((10_000, 100_000, 1_000_000), rounds=5),
    "memory": lambda: memory(100_000),
    "demo": lambda: demo(rounds=5),
}
"""Everything, by name."""

QUICK: dict[str, Measure] = {
    "disk": disk,
    "ingest": lambda: ingest(rounds=3, seconds=0.4),
    "fan-out": lambda: fan_out((1, 100), rounds=10),
    "tap": lambda: tap_to_frame(50),
    "start": lambda: start_up((10_000,), rounds=3),
    "memory": lambda: memory(10_000),
    "demo": lambda: demo(rounds=2),
}
"""Enough to see that nothing is badly wrong, in less than a minute."""
