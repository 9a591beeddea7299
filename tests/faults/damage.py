"""Bits that flip and files that are cut off while Giftgoal is not running."""

import asyncio
import random
import shutil
from collections.abc import Iterable
from pathlib import Path

from giftgoal.domain.fold import fold
from giftgoal.ledger import LedgerError, SqliteLedger
from giftgoal.ledger.schema import FILE
from tests.faults.figures import Figures
from tests.ledger.evening import roses

GIFTS = 600
_LOG = f"{FILE}-wal"


async def crashed(folder: Path, *, backed_up: bool) -> None:
    """Make a data folder as a crash leaves it: a saved board, a backup perhaps, a full log."""
    running = folder.with_name(f"{folder.name}-running")
    ledger, board = await SqliteLedger.open(running)
    await ledger.append(roses(1, 300))
    await ledger.save(fold(board, roses(1, 300)))
    await ledger.append(roses(301, 500))
    if backed_up:
        await ledger.backup(running / "backups" / "giftgoal-1.sqlite3")
    # The log goes into the database, so that the rest is in the log alone.
    await ledger._worker.run(lambda: ledger._db.execute("PRAGMA wal_checkpoint").fetchall())
    for first in range(501, GIFTS, 10):
        await ledger.append(roses(first, first + 9))
    shutil.copytree(running, folder)
    await ledger.close()
    shutil.rmtree(running)


def damaged(seeds: Iterable[int], folder: Path) -> Figures:
    """Flip a bit of the database or its log, or cut one off, and open what is left."""
    figures = Figures("bit flips and truncations")
    sound = {backed_up: folder / f"sound-{backed_up}" for backed_up in (True, False)}
    for backed_up, place in sound.items():
        asyncio.run(crashed(place, backed_up=backed_up))
    for seed in seeds:
        place = folder / f"damaged-{seed}"
        chance = random.Random(seed)  # noqa: S311  # the same damage every time
        shutil.copytree(sound[chance.random() < 0.5], place)
        _damage(place / chance.choice([FILE, _LOG]), chance)
        asyncio.run(_look(place, seed, figures))
        shutil.rmtree(place)
    for place in sound.values():
        shutil.rmtree(place)
    return figures


def _damage(file: Path, chance: random.Random) -> None:
    content = bytearray(file.read_bytes())
    if chance.random() < 0.2:
        del content[chance.randrange(len(content)) :]
    else:
        for _ in range(chance.choice([1, 1, 1, 8])):
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    file.write_bytes(content)


async def _look(folder: Path, seed: int, figures: Figures) -> None:
    figures.rounds += 1
    said: list[str] = []
    try:
        ledger, board = await SqliteLedger.open(folder, on_damage=said.append)
    except LedgerError as error:
        figures.count("refused", f"seed {seed}: {str(error).replace(str(folder), '')}")
        return
    right = board.real.gifts == GIFTS
    try:
        await ledger.check()
    except LedgerError:
        figures.count("found by the check of all")
    await ledger.close()
    match right, bool(said):
        case True, False:
            figures.count("right")
        case True, True:
            figures.count("put right")
        case False, True:
            figures.count("too low and said so", f"seed {seed}: {board.real.gifts}")
        case _:
            figures.count("wrong in silence", f"seed {seed}: {board.real.gifts}")
