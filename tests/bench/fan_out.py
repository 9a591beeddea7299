"""How long an update takes to the last listener, beside several ways to do it."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.bench.fan_out_peers import states
from tests.bench.listeners import Took
from tests.bench.nodecg import nodecg
from tests.bench.rows import Row, against, helper, under


def fan_out(sizes: tuple[int, ...], rounds: int) -> Iterator[Row]:
    """Measure how long an update takes to the last listener, made now and made ahead."""
    peers = {"websockets": "websockets.broadcast", "starlette": "Starlette's send_text in turn"}
    with ExitStack() as stack:
        servers = {name: stack.enter_context(sender(name)).ports for name in ("giftgoal", *peers)}
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


def nodecg_replicant(sizes: tuple[int, ...], rounds: int) -> Iterator[Row]:
    """Measure an update beside a replicant of NodeCG that is given the same state."""
    with sender("giftgoal") as ours, sender("least") as least, nodecg(next(states())) as peer:
        servers = {"giftgoal": ours.ports, "least": least.ports, "nodecg": peer}
        for size in sizes:
            took = _heard({"servers": servers, "listeners": size, "rounds": rounds})
            for what, figure in (("an update", "seconds"), ("  its processor time", "processor")):
                ms = {
                    name: median(getattr(one, figure) for one in all_ if not one.ahead) * 1e3
                    for name, all_ in took.items()
                }
                yield against(
                    f"{what} to {size} listeners, beside NodeCG's replicant",
                    ms["giftgoal"],
                    ms["nodecg"],
                    "ms",
                    most=0.4 if size >= 1000 and figure == "seconds" else 0,
                )
                yield against(
                    f"  instead of Giftgoal: a loop of os.write to {size} sockets",
                    ms["least"],
                    ms["nodecg"],
                    "ms",
                )


def deaf(listeners: int, rounds: int, updates: int) -> Iterator[Row]:
    """Measure what ten listeners that never read cost the others, and what they cost in memory."""
    ours_took: dict[int, list[Took]] = {}
    memory: dict[str, list[float]] = {"giftgoal": [], "websockets": []}
    with sender("giftgoal") as ours, sender("websockets") as peer:
        servers = {"giftgoal": ours.ports, "websockets": peer.ports}
        for many in (0, 10):
            job = {"servers": servers, "listeners": listeners, "rounds": rounds}
            # In full so many that what the system keeps for a peer, some 3 MB, is used up.
            job["unheard"] = updates if many else 0
            ours_took[many] = _heard({**job, "deaf": many})["giftgoal"]
            memory["giftgoal"].append(ours.most_memory())
            memory["websockets"].append(peer.most_memory())
    for what, figure in (
        (f"an update to {listeners} listeners and ten more that never read", "seconds"),
        ("  its processor time", "processor"),
    ):
        ms = {
            many: median(getattr(one, figure) for one in took) * 1e3
            for many, took in ours_took.items()
        }
        yield against(f"{what}, beside without those", ms[10], ms[0], "ms")
    cost = {name: after - before for name, (before, after) in memory.items()}
    what = "  what those ten cost in memory, beside websockets.broadcast"
    yield under(what, cost["giftgoal"], cost["websockets"], "MB", 4)


def _heard(job: dict[str, object]) -> dict[str, list[Took]]:
    """Let listeners measure, in a process of their own."""
    return {name: [Took(*one) for one in all_] for name, all_ in helper("listeners", job).items()}


class Sender(NamedTuple):
    """One of the servers of `fan_out_peers`."""

    pid: int
    ports: list[int]

    def most_memory(self) -> float:
        """Return the most resident memory it ever had, in MB."""
        status = Path(f"/proc/{self.pid}/status").read_text("utf-8")
        return int(status.partition("VmHWM:")[2].split()[0]) * 1024 / 1e6


@contextmanager
def sender(name: str) -> Iterator[Sender]:
    """Run one of the servers of `fan_out_peers`."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.fan_out_peers", name], stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout
        yield Sender(process.pid, [int(port) for port in process.stdout.readline().split()])
    finally:
        process.terminate()
        process.communicate(timeout=20)
