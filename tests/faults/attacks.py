"""Hostile peers against a real server: what others notice, and what is left of them."""

import os
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx2

from tests.faults.figures import Figures
from tests.faults.hostile_peers import FLOOD_SECONDS
from tests.faults.small_disks import within
from tests.server_process import ServerProcess, started

DROPPED_WITHIN = 15
"""Seconds after which no hostile peer may be connected."""
ENDED_WITHIN = 5
"""Seconds from SIGTERM to the end, whoever is connected."""
PROMISED_MS = 250
"""What the slowest hundredth of others' gifts may take under attack."""

BAD = (
    "granted compression",
    "others failed",
    "descriptors left",
    "tasks left",
    "too late",
    "too slow for others",
)

_PATIENCE = 60
_QUIET_SECONDS = 2


@dataclass
class Costs:
    """What a server takes of the system."""

    files: int
    kilobytes: int
    tasks: int


@dataclass
class Attacked:
    """A server that can be looked into."""

    server: ServerProcess
    tasks_file: Path

    @property
    def files(self) -> int:
        """Open descriptors."""
        return len(os.listdir(f"/proc/{self.server.process.pid}/fd"))  # noqa: PTH208

    @property
    def kilobytes(self) -> int:
        """Resident memory."""
        status = Path(f"/proc/{self.server.process.pid}/status").read_text(encoding="ascii")
        return int(status.partition("VmRSS:")[2].split()[0])

    def costs(self) -> Costs:
        """Return what it takes now."""
        self.tasks_file.unlink(missing_ok=True)
        self.server.process.send_signal(signal.SIGUSR1)
        within(_PATIENCE, lambda: self.tasks_file.exists() and self.tasks_file.stat().st_size > 0)
        return Costs(self.files, self.kilobytes, int(self.tasks_file.read_text(encoding="ascii")))

    @contextmanager
    def attackers(self, kinds: dict[str, int]) -> Iterator["Attackers"]:
        """Let them come, each kind so often, until the block ends."""
        key = self.server.overlay_url.rpartition("/")[2]
        program = [sys.executable, "-m", "tests.faults.hostile_peers", str(self.server.port), key]
        many = [f"{kind}:{number}" for kind, number in kinds.items()]
        with subprocess.Popen([*program, *many], stdout=subprocess.PIPE, text=True) as process:
            try:
                yield Attackers(process)
            finally:
                process.kill()


class Attackers:
    """A process full of hostile peers."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.said: list[str] = []
        self.ready = threading.Event()
        self._process = process
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in self._process.stdout or ():
            self.said.append(line.strip())
            if self.said[-1] == "ready":
                self.ready.set()


@contextmanager
def attacked(folder: Path) -> Iterator[Attacked]:
    """Start a server, and insist on a good end of it."""
    tasks_file = folder / "tasks"
    with started(
        ["--data", str(folder / "data"), "--port", "0"],
        folder / "server.log",
        {"TASKS_FILE": str(tasks_file)},
        inside=[sys.executable, "-m", "tests.faults.counted"],
    ) as server:
        yield Attacked(server, tasks_file)


class Bystander:
    """Someone who enters gifts all the while, and how long each took."""

    def __init__(self, client: httpx2.Client) -> None:
        self._client = client
        self._took: list[float] = []
        self.failed = 0
        self.give()  # connects

    def give(self) -> None:
        """Enter a gift, then breathe."""
        began = time.monotonic()
        try:
            gift = {"gifter": "ana", "coins": 1}
            self.failed += self._client.post("/api/gifts", json=gift).status_code != 201
        except httpx2.HTTPError:
            self.failed += 1
        self._took.append(time.monotonic() - began)
        time.sleep(0.002)

    def p99_ms(self) -> float:
        """Return what the slowest hundredth took since this was last asked."""
        took, self._took = self._took, []
        return 1000 * statistics.quantiles(took, n=100, method="inclusive")[98]


def besieged(folder: Path, name: str, kinds: dict[str, int]) -> Figures:
    """Let hostile peers of some kinds come at once, and wait until the server is rid of them."""
    figures = Figures(f"hostile peers: {name}", rounds=sum(kinds.values()))
    with attacked(folder) as place:
        bystander = Bystander(place.server.client())
        _give_for(_QUIET_SECONDS, bystander)
        quiet, before = bystander.p99_ms(), place.costs()
        most = before.kilobytes
        with place.attackers(kinds) as attackers:
            came = time.monotonic()
            while not attackers.ready.is_set() or place.files > before.files:
                bystander.give()
                most = max(most, place.kilobytes)
                assert time.monotonic() < came + _PATIENCE, "they do not come, or do not go"
            took = time.monotonic() - came
            figures.counts["s until the last was dropped"] = round(took)
            # The last of a flood comes as late as that.
            figures.counts["too late"] = int(took > DROPPED_WITHIN + FLOOD_SECONDS)
            figures.counts["granted compression"] = attackers.said.count("granted")
        after = place.costs()
        under_attack = bystander.p99_ms()
    figures.counts["too slow for others"] = int(under_attack > PROMISED_MS)
    figures.counts["others failed"] = bystander.failed
    figures.counts["descriptors left"] = max(0, after.files - before.files)
    figures.counts["tasks left"] = max(0, after.tasks - before.tasks)
    figures.counts["ms others' p99"] = round(under_attack)
    figures.counts["ms others' p99 in quiet"] = round(quiet)
    figures.counts["MB more at most"] = (most - before.kilobytes) // 1024
    return figures


def _give_for(seconds: float, bystander: Bystander) -> None:
    last = time.monotonic() + seconds
    while time.monotonic() < last:
        bystander.give()


def passed_by(folder: Path, visits: int) -> Figures:
    """Come and go so often, after a tenth of that to warm up, and see what is left."""
    figures = Figures("connects and disconnects", rounds=visits)
    with attacked(folder) as place:
        costs: list[Costs] = []
        files = place.files
        for number in (visits // 10, visits):
            with place.attackers({"passer-by": number}) as attackers:
                assert attackers.ready.wait(_PATIENCE * 5), "they do not get done"
            with suppress(AssertionError):  # what is left is counted
                within(_PATIENCE, lambda: place.files <= files)
            costs.append(place.costs())
        before, after = costs
    figures.counts["descriptors left"] = max(0, after.files - before.files)
    figures.counts["tasks left"] = max(0, after.tasks - before.tasks)
    figures.counts["kB more"] = after.kilobytes - before.kilobytes
    return figures


def ended(folder: Path, kinds: dict[str, int]) -> Figures:
    """Send SIGTERM while hostile peers are connected."""
    figures = Figures("SIGTERM under hostile peers", rounds=sum(kinds.values()))
    with attacked(folder) as place, place.attackers(kinds) as attackers:
        assert attackers.ready.wait(_PATIENCE), "they do not come"
        figures.counts["connected"] = place.files
        began = time.monotonic()
        place.server.stop()
        took = time.monotonic() - began
        figures.counts["ms to the end"] = round(took * 1000)
        figures.counts["too late"] = int(took > ENDED_WITHIN)
    return figures
