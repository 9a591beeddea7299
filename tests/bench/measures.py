"""What is measured, each against its peer, round by round in turn."""

import asyncio
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from statistics import median

from tests.bench.evening import write_evening
from tests.bench.fan_out import deaf, fan_out, nodecg_replicant
from tests.bench.imports import batch_call
from tests.bench.load import Job, Yield
from tests.bench.rows import Row, against, folder, helper, shown, under
from tests.bench.servers import TOKEN, Process, giftgoal, started
from tests.bench.soak import soaked
from tests.bench.taps import tap_to_frame


def ingest(rounds: int, seconds: float) -> Iterator[Row]:
    """Measure durable gifts against a bare endpoint that keeps nothing."""
    with (
        folder() as place,
        giftgoal(place) as ours,
        started("tests.bench.bare") as bare,
        started("tests.bench.least", str(place)) as keeps,
    ):
        servers = {"ours": ours, "bare": bare, "keeps": keeps}
        for connections, least in ((1, 0.3), (16, 0.55), (64, 0.55)):
            rates: dict[str, list[Yield]] = {name: [] for name in servers}
            cost: dict[str, list[float]] = {name: [] for name in servers}
            for number in range(rounds):
                for name, server in servers.items():
                    before = server.processor_seconds()
                    done = _load(server, connections, seconds, f"{connections}-{number}")
                    rates[name].append(done)
                    cost[name].append((server.processor_seconds() - before) / done.gifts * 1e6)
            many = f"{connections} connection{'s' if connections > 1 else ''}"
            rate = {name: median(each.rate for each in all_) for name, all_ in rates.items()}
            yield against(
                f"durable gifts a second, {many}", rate["ours"], rate["bare"], "/s", least=least
            )
            instead = "  instead of Giftgoal: the least that keeps a gift"
            yield against(instead, rate["keeps"], rate["bare"], "/s")
            for what in ("p50", "p99"):
                late = {n: median(getattr(y, what) for y in all_) for n, all_ in rates.items()}
                yield against(
                    f"  {what} of an answer", late["ours"] * 1e3, late["bare"] * 1e3, "ms"
                )
            yield against(
                "  processor time a gift", median(cost["ours"]), median(cost["bare"]), "µs"
            )


def express(rounds: int, seconds: float) -> Iterator[Row]:
    """Measure durable gifts against express, which commits one by one. From npm: not in CI."""
    with (
        folder() as place,
        giftgoal(place) as ours,
        started("tests.bench.express", str(place)) as peer,
    ):
        rates: dict[str, list[float]] = {"ours": [], "peer": []}
        for number in range(rounds):
            for name, server in (("ours", ours), ("peer", peer)):
                rates[name].append(_load(server, 64, seconds, f"express-{number}").rate)
    what = "durable gifts a second, 64 connections, beside express and better-sqlite3"
    yield against(what, median(rates["ours"]), median(rates["peer"]), "/s", least=3.5)


def _load(server: Process, connections: int, seconds: float, tag: str) -> Yield:
    job = Job(server.port, TOKEN, connections, seconds, most=50_000, tag=tag)
    return Yield(**helper("load", job._asdict()))


def start_up(sizes: tuple[int, ...], rounds: int) -> Iterator[Row]:
    """Measure from starting the process to its first answer, by the size of the ledger."""
    with ExitStack() as stack:
        folders = {size: stack.enter_context(folder()) for size in (0, *sizes)}
        for size, place in folders.items():
            asyncio.run(write_evening(place, size, gifters=2_000))
        took: dict[int, list[float]] = {size: [] for size in folders}
        for _ in range(rounds):
            for size, place in folders.items():
                with giftgoal(place) as server:
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
    with folder() as empty, folder() as full:
        asyncio.run(write_evening(full, gifters, gifters))
        with started("tests.bench.bare") as bare, giftgoal(empty) as ours:
            yield under("memory at rest", ours.resident(), bare.resident(), "MB", 80)
        with started("tests.bench.bare") as bare, giftgoal(full) as ours:
            what = f"memory with {gifters:,} gifters"
            yield against(what, ours.resident(), bare.resident(), "MB")


def soak(hours: float, speed: float) -> Iterator[Row]:
    """Measure what an evening's traffic leaves behind: the last tenth beside the second."""
    with folder() as place:
        done = soaked(place, hours, speed)
    evening = f"{hours:g} hours of friday-night.toml, {done.gifts:,} gifts"
    what = f"{evening}: memory at the end, beside the second tenth"
    yield against(what, done.last.megabytes, done.second.megabytes, "MB", most=1.05)
    what = "  the same, beside the middle"
    yield against(what, done.last.megabytes, done.middle.megabytes, "MB", most=1.02)
    for what in ("descriptors", "tasks"):
        last, second = getattr(done.last, what), getattr(done.second, what)
        yield against(f"  {what}", last, second, "open" if what == "descriptors" else "", most=1)


def demo(rounds: int) -> Iterator[Row]:
    """Measure from starting `giftgoal demo` to its first answer, beside a bare endpoint."""
    took: dict[str, list[float]] = {"demo": [], "bare": []}
    for _ in range(rounds):
        with started("giftgoal", "demo", "--no-browser", "--port", "0") as server:
            took["demo"].append(server.seconds)
        with started("tests.bench.bare") as server:
            took["bare"].append(server.seconds)
    yield under("demo serves", median(took["demo"]), median(took["bare"]), "s", 1.5)


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
    yield Row("the disk alone: 4 KiB made durable", shown(median(took) * 1e3, "ms"), "", None)


def _sync(descriptor: int) -> None:
    getattr(os, "fdatasync", os.fsync)(descriptor)


Measure = Callable[[], Iterator[Row]]

FULL: dict[str, Measure] = {
    "disk": disk,
    "ingest": lambda: ingest(rounds=9, seconds=0.6),
    "express": lambda: express(rounds=9, seconds=0.6),
    "batch": lambda: batch_call(rounds=9, gifts=10_000),
    "fan-out": lambda: fan_out((1, 10, 100, 1000), rounds=25),
    "deaf": lambda: deaf(100, rounds=25, updates=1200),
    "nodecg": lambda: nodecg_replicant((100, 1000), rounds=10),
    "tap": lambda: tap_to_frame(200),
    "start": lambda: start_up((10_000, 100_000, 1_000_000), rounds=5),
    "memory": lambda: memory(100_000),
    "demo": lambda: demo(rounds=5),
    "soak": lambda: soak(hours=8, speed=60),
}
"""Everything, by name."""

QUICK: dict[str, Measure] = {
    "disk": disk,
    "ingest": lambda: ingest(rounds=3, seconds=0.4),
    "batch": lambda: batch_call(rounds=2, gifts=2_000),
    "fan-out": lambda: fan_out((1, 100), rounds=10),
    "deaf": lambda: deaf(100, rounds=5, updates=100),
    "tap": lambda: tap_to_frame(50),
    "start": lambda: start_up((10_000,), rounds=3),
    "memory": lambda: memory(10_000),
    "demo": lambda: demo(rounds=2),
    "soak": lambda: soak(hours=1, speed=900),
}
"""Enough to see that nothing is badly wrong, in less than a minute."""

FROM_NPM = ("express", "nodecg")
"""Left out of the quick run: their peers are installed from npm, 330 MB of them."""
