"""Opening the ledger's file and folding its board, in the ledger's thread."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from giftgoal.domain.board import Board
from giftgoal.domain.events import Entry
from giftgoal.domain.fold import evolve
from giftgoal.ledger import checkpoint, high_water, reading
from giftgoal.ledger.errors import Damaged, LedgerError, NotOurs
from giftgoal.ledger.high_water import HighWater, Mark
from giftgoal.ledger.repair import hold_on_to_log, let_go_of_log, repair
from giftgoal.ledger.rows import Head, to_entry, verified
from giftgoal.ledger.schema import connect, explained

DOUBT = "check-at-start"
"""A file of this name has the next start check every entry, not only those after the checkpoint."""


class Opened(NamedTuple):
    """A ledger's file that is ready for use."""

    db: sqlite3.Connection
    id: str
    head: Head
    board: Board
    high_water: HighWater


def open_file(path: Path, on_damage: Callable[[str], None]) -> Opened:
    """Open the file, and fold its board from the checkpoint and what came after.

    A damaged one is put right first, as far as that can be done.

    Raises:
        LedgerError: If it cannot be opened, or is damaged beyond repair.
    """
    marker = HighWater(path.with_name(high_water.FILE))
    hold_on_to_log(path)
    try:
        sound = _sound_or_repaired(path, marker.found, on_damage)
        marker.raise_to(Mark(sound.id, sound.head))
    except BaseException:
        marker.close()
        raise
    finally:
        let_go_of_log(path)
    return Opened(*sound, marker)


def _sound_or_repaired(path: Path, mark: Mark | None, on_damage: Callable[[str], None]) -> "_Sound":
    _dispel_doubt(path, mark, on_damage)
    try:
        sound = _open_sound(path, mark, on_damage)
    except (Damaged, NotOurs) as damage:
        if isinstance(damage, NotOurs) and mark is None:
            raise
        with explained(path):
            on_damage(repair(path, mark, str(damage)))
        return _open_sound(path, None, on_damage)
    if mark and mark.head.seq and mark.ledger != sound.id:
        on_damage("This is another ledger than the one that was here last.")
    return sound


class _Sound(NamedTuple):
    db: sqlite3.Connection
    id: str
    head: Head
    board: Board


def _open_sound(path: Path, mark: Mark | None, on_damage: Callable[[str], None]) -> _Sound:
    expected = mark is not None and mark.head.seq > 0
    if expected and not path.exists():
        raise Damaged(f"{path} is gone")
    db = connect(path, may_be_new=not expected)
    try:
        with explained(path):
            id_ = reading.ledger_id(db)
            head, board = checkpoint.load(db, on_damage) or (Head(), Board(id_))
            for row in verified(head, reading.all_rows_after(db, head.seq)):
                _fold(board, to_entry(row))
            if mark and mark.ledger == id_:
                _compare(db, mark.head)
            return _Sound(db, id_, reading.last(db), board)
    except BaseException:
        db.close()
        raise


def _compare(db: sqlite3.Connection, mark: Head) -> None:
    last = reading.last(db).seq
    if last < mark.seq:
        raise Damaged(f"it ends at entry {last}, but had come to {mark.seq}")
    if reading.head_at(db, mark.seq) != mark:
        raise Damaged(f"entry {mark.seq} is not the one that was written")


def _fold(board: Board, entry: Entry) -> None:
    try:
        evolve(board, entry)
    except (KeyError, ValueError) as error:
        raise LedgerError(f"entry {entry.seq} of the ledger makes no sense: {error!r}") from error


def _dispel_doubt(path: Path, mark: Mark | None, on_damage: Callable[[str], None]) -> None:
    """Where the last run met a damaged entry: put it right if that can be done without a loss."""
    doubt = path.with_name(DOUBT)
    if not (doubt.exists() and path.exists()):
        return
    try:
        _check_all(path)
    except Damaged as damage:
        try:
            with explained(path):
                on_damage(repair(path, mark, str(damage), whole_only=True))
        except Damaged as lasting:
            # The checkpoint may still know what it counted for.
            on_damage(f"{lasting}.")
    doubt.unlink()


def _check_all(path: Path) -> None:
    db = connect(path)
    try:
        with explained(path):
            for _ in verified(Head(), reading.all_rows_after(db, 0)):
                pass
            # The chain is of entries; this sees to the indexes.
            (verdict,) = db.execute("PRAGMA integrity_check(1)").fetchone()
            if verdict != "ok":
                raise Damaged(f"{path} is damaged: {verdict}")
    finally:
        db.close()
