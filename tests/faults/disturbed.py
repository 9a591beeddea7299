"""A run that is killed at any of its system calls, or whose disk reports an error at one.

The moments of a call end with the first that the run does not come to.
"""

import asyncio
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from itertools import count
from pathlib import Path

from giftgoal.ledger import SqliteLedger
from giftgoal.ledger.schema import FILE
from tests.faults import damage, programs
from tests.faults.figures import Figures
from tests.faults.writes import strace
from tests.ledger.evening import roses

BATCHES = 12
"""Enough for a saved checkpoint and a checkpoint of the write-ahead log."""

WRITES = ("pwrite64", "write", "fsync", "fdatasync", "ftruncate", "unlink", "rename", "link")
SYNCS = ("fdatasync", "fsync")

Moments = Mapping[str, Iterable[int]]
"""System calls by name, and the 1st, 2nd, ... of each: strace counts each kind for itself."""

_FIRST_CHECKSUM = 32 + 16
"""Where the first frame of a write-ahead log has its checksum: without it nothing is believed."""


def every(calls: Iterable[str]) -> Moments:
    """Return each of the calls that there is, to the last."""
    return {call: count(1) for call in calls}


def killed(moments: Moments, folder: Path) -> Figures:
    """Kill a run at some of its writes, syncs, truncations, removals and so on."""
    figures = Figures("kill -9 at a system call")
    for call, when in moments.items():
        for moment in when:
            injection = f"{call}:signal=SIGKILL:when={moment}"
            if not _met(folder / "killed", injection, figures):
                break
    return figures


def killed_in_repair(moments: Moments, folder: Path) -> Figures:
    """Kill a start that puts a damaged ledger right."""
    figures = Figures("kill -9 in a repair")
    asyncio.run(damage.crashed(folder / "damaged", backed_up=False))
    log = folder / "damaged" / f"{FILE}-wal"
    content = bytearray(log.read_bytes())
    content[_FIRST_CHECKSUM] ^= 1
    log.write_bytes(content)
    for call, when in moments.items():
        for moment in when:
            place = folder / "repair"
            shutil.copytree(folder / "damaged", place)
            injection = f"{call}:signal=SIGKILL:when={moment}"
            if not _met(place, injection, figures, batches=0, said=damage.GIFTS):
                break
    return figures


def unsynced(moments: Moments, folder: Path, *, lasting: bool = False) -> Figures:
    """Let some of the syncs fail with an I/O error, or all from one of them on."""
    figures = Figures("I/O errors on fsync" + (" that last" if lasting else ""))
    for call, when in moments.items():
        for moment in when:
            which = f"{moment}+" if lasting else str(moment)
            if not _met(folder / "unsynced", f"{call}:error=EIO:when={which}", figures):
                break
    return figures


def _met(
    folder: Path, injection: str, figures: Figures, *, batches: int = BATCHES, said: int = 0
) -> bool:
    """Run the program and see what it left; return whether it came to the moment at all."""
    trace = folder.with_name(f"{folder.name}.trace")
    calls = injection.partition(":")[0]
    quiet = [strace() or "strace", "-f", "-qq", "-o", str(trace), "-e", f"trace={calls}"]
    command = [*quiet, "-e", f"inject={injection}", *programs.command(folder, batches)]
    ended = subprocess.run(
        command,
        env=programs.environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    said = max([said, *(int(line) for line in ended.stdout.splitlines())])
    met = bool(ended.returncode) or "INJECTED" in trace.read_text()
    figures.rounds += met
    if ended.returncode not in (0, 1, -9, 137) or "Fatal Python error" in ended.stderr:
        figures.count("ended badly", ended.stderr[-300:])
    if folder.exists():
        asyncio.run(_look(folder, said, figures))
        shutil.rmtree(folder)
    trace.unlink()
    return met


async def _look(folder: Path, acknowledged: int, figures: Figures) -> None:
    announced: list[str] = []
    ledger, board = await SqliteLedger.open(folder, on_damage=announced.append)
    entries = await ledger.entries(after=0, limit=board.seq + 1)
    await ledger.close()
    figures.counts["acknowledged"] += acknowledged
    if announced:
        figures.count("announced", announced[0])
    if board.seq < acknowledged:
        figures.count("lost", f"{acknowledged} acknowledged, {board.seq} there")
    if entries != roses(1, board.seq) or board.real.gifts != board.seq:
        figures.count("wrong")
