"""Ledger files that no ledger has open, to be changed behind its back."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from giftgoal.ledger import SqliteLedger

VERSION_1 = Path(__file__).parent / "data" / "v1.ledger"
"""A ledger as it was in schema version 1, see `every_kind`."""


async def checkpointed(path: Path) -> None:
    """Make a file whose entries all lie before a checkpoint of the present fold."""
    shutil.copy(VERSION_1, path)
    ledger, board = await SqliteLedger.open(path.parent)
    await ledger.save(board)
    await ledger.close()


def run_sql(path: Path, script: str) -> None:
    """Run a script on the file."""
    with closing(sqlite3.connect(path)) as db:
        db.executescript(script)


def forge(path: Path, statement: str) -> None:
    """Change the file although its entries never change."""
    run_sql(path, f"DROP TRIGGER entries_never_change; DROP TRIGGER entries_never_go; {statement};")
