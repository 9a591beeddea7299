"""Opening the ledger's file and folding its board, in the ledger's thread."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from giftgoal.domain.board import Board
from giftgoal.domain.events import Entry
from giftgoal.domain.fold import evolve
from giftgoal.ledger import checkpoint, reading
from giftgoal.ledger.errors import LedgerError
from giftgoal.ledger.rows import Head, to_entry, verified
from giftgoal.ledger.schema import connect, explained


class Opened(NamedTuple):
    """A ledger's file that is ready for use."""

    db: sqlite3.Connection
    id: str
    head: Head
    board: Board


def open_file(path: Path, on_damage: Callable[[str], None]) -> Opened:
    """Open the file, and fold its board from the checkpoint and what came after.

    Raises:
        LedgerError: If it cannot be opened, or an entry after the checkpoint is damaged.
    """
    db = connect(path)
    try:
        with explained(path):
            id_ = reading.ledger_id(db)
            head, board = checkpoint.load(db, on_damage) or (Head(), Board(id_))
            for row in verified(head, reading.all_rows_after(db, head.seq)):
                _fold(board, to_entry(row))
            return Opened(db, id_, reading.last(db), board)
    except BaseException:
        db.close()
        raise


def _fold(board: Board, entry: Entry) -> None:
    try:
        evolve(board, entry)
    except (KeyError, ValueError) as error:
        raise LedgerError(f"entry {entry.seq} of the ledger makes no sense: {error!r}") from error
