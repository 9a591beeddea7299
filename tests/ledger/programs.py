"""Real processes that work on a data folder: `python -m tests.ledger.programs PROGRAM FOLDER`."""

import asyncio
import subprocess
import sys
import time
from pathlib import Path

from giftgoal.domain.events import Entry
from giftgoal.ledger import SqliteLedger, lock
from tests.ledger.evening import roses

_REPO = Path(__file__).parents[2]


def start(program: str, folder: Path) -> "subprocess.Popen[str]":
    """Start one of the programs below and return it; what it says can be read from its stdout."""
    command = [sys.executable, "-m", "tests.ledger.programs", program, str(folder)]
    return subprocess.Popen(command, cwd=_REPO, stdout=subprocess.PIPE, text=True)


def say(line: object) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def hold(folder: Path) -> None:
    """Lock the folder and sit there."""
    lock(folder)
    say("locked")
    time.sleep(60)


async def burst(folder: Path) -> None:
    """Append without end, several batches at once, and say each seq that was acknowledged."""
    ledger, board = await SqliteLedger.open(folder)
    seq = board.seq
    while True:
        batches = [roses(first, first + 2) for first in range(seq + 1, seq + 13, 3)]
        waiting = [asyncio.create_task(_append(ledger, batch)) for batch in batches]
        for done in asyncio.as_completed(waiting):
            say(await done)
        seq += 12


async def _append(ledger: SqliteLedger, batch: list[Entry]) -> int:
    await ledger.append(batch)
    return batch[-1].seq


if __name__ == "__main__":
    _, name, path = sys.argv
    if name == "hold":
        hold(Path(path))
    else:
        asyncio.run(burst(Path(path)))
