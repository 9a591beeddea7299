"""A real ledger at work, for strace to watch, kill and disturb.

`python -m tests.faults.programs FOLDER BATCHES [SYNCHRONOUS]` appends roses in batches, saves a
checkpoint now and then, and says the seq of each entry that was acknowledged. What is refused it
tries again, as a client does. SYNCHRONOUS stands in for the ledger's own setting.
"""

import asyncio
import os
import random
import sys
from contextlib import suppress
from pathlib import Path

from giftgoal.domain.fold import evolve
from giftgoal.ledger import LedgerError, SqliteLedger, schema
from tests.ledger.evening import roses

_REPO = Path(__file__).parents[2]


def command(folder: Path, batches: int, synchronous: int = 2) -> list[str]:
    """Return the command line of the program."""
    name = "tests.faults.programs"
    return [sys.executable, "-m", name, str(folder), str(batches), str(synchronous)]


def environment() -> dict[str, str]:
    """Return what the program needs to find itself from anywhere, and to write nothing else."""
    path = os.pathsep.join([str(_REPO), os.environ.get("PYTHONPATH", "")])
    return {**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}


def say(seq: int) -> None:
    os.write(1, f"{seq}\n".encode())


async def main(folder: Path, batches: int, synchronous: int) -> None:
    schema._SETTINGS = (*schema._SETTINGS[:2], ("synchronous", synchronous))
    ledger, board = await SqliteLedger.open(folder)
    # So that a short run has checkpoints of the write-ahead log too.
    await ledger._worker.run(lambda: ledger._db.execute("PRAGMA wal_autocheckpoint = 40"))
    chance = random.Random(1)  # noqa: S311  # the same run every time
    for number in range(batches):
        batch = roses(board.seq + 1, board.seq + chance.randint(1, 8))
        for _ in range(3):
            with suppress(LedgerError):
                await ledger.append(batch)
                say(batch[-1].seq)
                break
        else:
            break
        board = board.draft()
        for entry in batch:
            evolve(board, entry)
        if number % 10 == 9:
            with suppress(LedgerError):
                await ledger.save(board)
    await ledger.close()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
