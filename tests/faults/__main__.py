"""`python -m tests.faults`: all faults and attacks, for docs/reliability.md. Takes long.

`python -m tests.faults NAME ...` plays only those whose names begin so; `record` makes the
recordings in `data/` anew.
"""

import os
import platform
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.faults import (
    attacks,
    conformance,
    crashes,
    cross_site,
    damage,
    disturbed,
    full_disk,
    hostile_names,
    offline,
    overlays,
    power,
    real_page,
    small_disks,
    writes,
)
from tests.faults.disturbed import SYNCS, WRITES, every
from tests.faults.figures import Figures
from tests.faults.hostile_peers import HOLDING

NORMAL = writes.KEPT.with_name("run-normal.writes.xz")
"""The recording of a run with `synchronous` NORMAL, which loses gifts."""


def power_cuts(folder: Path) -> Figures:
    return power.cuts(writes.record(folder / "run", 60), 1000, folder)


def power_cuts_of_the_careless(folder: Path) -> Figures:
    figures = power.cuts(writes.record(folder / "run", 60, 1), 1000, folder)
    figures.name += " with synchronous=NORMAL, which is not ours"
    return figures


def small_file_system(folder: Path) -> Figures:
    with small_disks.file_system(folder / "disk") as disk:
        return full_disk.filled_up(disk, folder, "a small file system")


def used_up_share(folder: Path) -> Figures:
    with small_disks.limit(folder / "share") as disk:
        return full_disk.filled_up(disk, folder, "a used-up share")


def _peers(name: str, kinds: dict[str, int], folder: Path) -> Figures:
    return attacks.besieged(folder, name, kinds)


FAULTS: dict[str, Callable[[Path], Figures]] = {
    "kill": lambda folder: crashes.killed(200, folder / "data"),
    "kill-at-calls": lambda folder: disturbed.killed(every(WRITES), folder),
    "repair-killed": lambda folder: disturbed.killed_in_repair(every(WRITES), folder),
    "fsync": lambda folder: disturbed.unsynced(every(SYNCS), folder),
    "fsync-lasting": lambda folder: disturbed.unsynced(every(SYNCS), folder, lasting=True),
    "power": power_cuts,
    "power-normal": power_cuts_of_the_careless,
    "full-disk": small_file_system,
    "full-share": used_up_share,
    "damage": lambda folder: damage.damaged(range(300), folder),
    "offline": lambda folder: offline.broken_off(500, folder / "data"),
    "overlay": lambda folder: overlays.dropped(100, folder / "data"),
    "real-page": lambda folder: real_page.dropped(20, folder),
    "restart": lambda folder: overlays.restarted(50, folder / "data", signal.SIGTERM),
    "restart-killed": lambda folder: overlays.restarted(50, folder / "data", signal.SIGKILL),
}

PEERS = {
    "slow-head": 200,
    "slow-body": 200,
    "long-head": 4,
    "ping-flood": 10,
    "deflate-bomb": 10,
    "deaf-overlay": 100,
    "deaf-reader": 100,
}
"""How many of each kind of hostile peer come at once."""

ATTACKS: dict[str, Callable[[Path], Figures]] = {
    **{f"peer-{kind}": partial(_peers, kind, {kind: many}) for kind, many in PEERS.items()},
    "peer-idle": partial(_peers, "2,000 idle sockets", {"silent": 1000, "deaf-overlay": 1000}),
    "passers-by": lambda folder: attacks.passed_by(folder, 10_000),
    "signal": lambda folder: attacks.ended(folder, dict.fromkeys(HOLDING, 100)),
    "names": hostile_names.shown,
    "cross-site": cross_site.attempted,
    "conformance": lambda _folder: conformance.autobahn(),
}

BAD = (
    "lost",
    "twice",
    "wrong",
    "wrong in silence",
    "celebrated twice",
    "never celebrated",
    *hostile_names.BAD,
    *cross_site.BAD,
    *attacks.BAD,
    *conformance.BAD,
)
"""What must be 0, but where it is shown that it would not be."""


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(names: list[str]) -> int:
    machine = f"{os.cpu_count()} processors, {platform.system()} {platform.release()}"
    say(f"{time.strftime('%Y-%m-%d')}, {machine}, SQLite {sqlite3.sqlite_version}")
    bad = 0
    for name, fault in (FAULTS | ATTACKS).items():
        if names and not any(name.startswith(wanted) for wanted in names):
            continue
        began = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="giftgoal-faults-") as folder:
            figures = fault(Path(folder))
        shown = [what for what in BAD if what in figures.counts] or ["lost"] * (name in FAULTS)
        say(f"{figures.line(*shown)} ({time.monotonic() - began:.0f} s)")
        wrong = sum(figures[what] for what in BAD)
        if name == "power-normal":
            bad += figures["lost"] == 0 or figures["wrong"] > 0
        elif wrong:
            bad += 1
            say(f"    {figures.examples}")
    return 1 if bad else 0


def record() -> int:
    writes.KEPT.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        writes.keep(writes.record(Path(folder, "full"), 60), writes.KEPT)
        writes.keep(writes.record(Path(folder, "normal"), 60, 1), NORMAL)
    return 0


if __name__ == "__main__":
    if not shutil.which("strace"):
        sys.exit("Install strace first: some faults are made with it.")
    sys.exit(record() if sys.argv[1:] == ["record"] else main(sys.argv[1:]))
