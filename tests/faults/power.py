"""The power goes: at any moment of a run, with anything done to what was not synced."""

import asyncio
import random
import shutil
from collections.abc import Sequence
from pathlib import Path

from giftgoal.ledger import LedgerError, SqliteLedger
from tests.faults.disk import FATES, Disk
from tests.faults.figures import Figures
from tests.faults.writes import Op
from tests.ledger.evening import roses


def cuts(ops: Sequence[Op], count: int, folder: Path, fates: Sequence[str] = ()) -> Figures:
    """Cut the power `count` times in the run, and open what is left with the real ledger.

    Args:
        ops: The run.
        count: How many times; more than the run is long is every moment more than once.
        folder: For the files.
        fates: What becomes of unsynced writes, in turn; none named: everything there is.
    """
    figures = Figures("power cuts")
    chance = random.Random(count)  # noqa: S311  # the same cuts every time
    moments = sorted(chance.choices(range(1, len(ops) + 1), k=count))
    in_turn = fates or tuple(FATES)
    disk, done = Disk(), 0
    for number, moment in enumerate(moments):
        for op in ops[done:moment]:
            disk.do(op)
        done = moment
        fate = in_turn[number % len(in_turn)]
        place = folder / f"cut-{number}"
        disk.after_power_cut(place, fate, chance)
        asyncio.run(_look(place, disk.acknowledged, figures))
        shutil.rmtree(place)
    return figures


async def _look(folder: Path, acknowledged: int, figures: Figures) -> None:
    """Open the ledger and see whether what was acknowledged is there."""
    figures.rounds += 1
    said: list[str] = []
    try:
        ledger, board = await SqliteLedger.open(folder, on_damage=said.append)
    except LedgerError as error:
        figures.count("refused", str(error).replace(str(folder), ""))
        figures.count("lost" if acknowledged else "nothing lost yet")
        return
    entries = await ledger.entries(after=0, limit=board.seq + 1)
    await ledger.close()
    if said:
        figures.count("announced", said[0].replace(str(folder), ""))
    if board.seq < acknowledged:
        figures.count("lost", f"{acknowledged} acknowledged, {board.seq} there")
    if not said and (entries != roses(1, board.seq) or board.real.gifts != board.seq):
        figures.count("wrong")
