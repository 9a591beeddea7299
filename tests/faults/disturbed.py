"""A run that is killed at any of its system calls, or whose disk reports an error at one.

The moments end with the first that the run does not come to.
"""

import asyncio
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from giftgoal.ledger import SqliteLedger
from tests.faults import programs
from tests.faults.figures import Figures
from tests.faults.writes import strace
from tests.ledger.evening import roses

BATCHES = 12
"""Enough for a saved checkpoint and a checkpoint of the write-ahead log."""

_WRITES = "pwrite64,write,fsync,fdatasync,ftruncate,unlink"


def killed(moments: Iterable[int], folder: Path) -> Figures:
    """Kill a run at its 1st, 2nd, ... write, sync, truncation or removal."""
    figures = Figures("kill -9 at a system call")
    for moment in moments:
        if not _met(folder / "killed", f"{_WRITES}:signal=SIGKILL:when={moment}", figures):
            break
    return figures


def unsynced(moments: Iterable[int], folder: Path, *, lasting: bool = False) -> Figures:
    """Let a sync of the disk fail with an I/O error: the 1st, 2nd, ...; and all after it."""
    figures = Figures("I/O errors on fsync" + (" that last" if lasting else ""))
    for moment in moments:
        when = f"{moment}+" if lasting else str(moment)
        if not _met(folder / "unsynced", f"fdatasync,fsync:error=EIO:when={when}", figures):
            break
    return figures


def _met(folder: Path, injection: str, figures: Figures) -> bool:
    """Run the program and see what it left; return whether it came to the moment at all."""
    trace = folder.with_name(f"{folder.name}.trace")
    calls = injection.partition(":")[0]
    quiet = [strace() or "strace", "-f", "-qq", "-o", str(trace), "-e", f"trace={calls}"]
    command = [*quiet, "-e", f"inject={injection}", *programs.command(folder, BATCHES)]
    ended = subprocess.run(
        command,
        env=programs.environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    said = [int(line) for line in ended.stdout.splitlines() if line.isdigit()]
    met = bool(ended.returncode) or "INJECTED" in trace.read_text()
    figures.rounds += met
    if ended.returncode not in (0, 1, -9, 137) or "Fatal Python error" in ended.stderr:
        figures.count("ended badly", ended.stderr[-300:])
    if folder.exists():
        asyncio.run(_look(folder, max(said, default=0), figures))
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
