"""Building a sound ledger from what can still be proven of damaged ones."""

import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from giftgoal.domain.board import Board
from giftgoal.domain.fold import evolve
from giftgoal.ledger.appending import insert
from giftgoal.ledger.reading import ledger_id
from giftgoal.ledger.rows import Head, Row, link, to_entry
from giftgoal.ledger.schema import connect

_PAGE = 1000
"""Entries looked at together, and written in one transaction."""


class Saved(NamedTuple):
    """What became of a salvage."""

    entries: int
    missing: list[int]
    """The seqs, as they were, of those that could not be saved."""


def rebuild(
    path: Path, sources: Collection[sqlite3.Connection], last: int, id_: str | None
) -> Saved:
    """Make a new ledger at `path` of every entry that one of the sources proves.

    With every entry there it is the old ledger, row for row. If any is missing, those that follow
    are numbered anew, and the ledger has a new id: it tells another history.

    Args:
        path: Where to; there is no file.
        sources: Ledgers of one history, the best first. They may be damaged.
        last: The last entry that is known to have been there.
        id_: The history's id, if it is known.
    """
    db = connect(path)
    try:
        builder = _Builder(db)
        for item in _proven(sources, last):
            builder.add(item)
        builder.flush()
        if id_ and not builder.missing:
            db.execute("UPDATE ledger SET id = ?", (id_,))
    finally:
        db.close()
    return Saved(builder.head.seq, builder.missing)


class _Builder:
    def __init__(self, db: sqlite3.Connection) -> None:
        self.head = Head()
        self.missing: list[int] = []
        self._db = db
        self._rows: list[Row] = []
        # From the first gap on: the board, to find entries that speak of something missing.
        self._board = Board(ledger_id(db))

    def add(self, item: Row | int) -> None:
        """Take a row, or the seq of one that is missing."""
        if isinstance(item, int):
            self.missing.append(item)
        elif self._makes_sense(item):
            columns = (self.head.seq + 1, *item[1:-1])
            self.head = Head(self.head.seq + 1, link(self.head.chain, columns))
            self._rows.append((*columns, self.head.chain))
            if len(self._rows) == _PAGE:
                self.flush()
        else:
            self.missing.append(item[0])

    def _makes_sense(self, row: Row) -> bool:
        entry = replace(to_entry(row), seq=self.head.seq + 1)
        if not self.missing:
            evolve(self._board, entry)
            return True
        draft = self._board.draft()
        try:
            evolve(draft, entry)
        except (KeyError, ValueError):
            return False
        self._board = draft
        return True

    def flush(self) -> None:
        self._db.execute("BEGIN IMMEDIATE")
        insert(self._db, self._rows)
        self._db.execute("COMMIT")
        self._rows = []


def _proven(sources: Collection[sqlite3.Connection], last: int) -> Iterator[Row | int]:
    """Yield each row that continues the chain in one of the sources, or the seq where none does."""
    chains: set[bytes] = {b""}  # what the next row may continue; several after a gap
    gap: list[int] = []
    for candidates, seq in _candidates(sources, last):
        good = next((row for row in candidates if _continues(row, chains)), None)
        if good is None:
            gap.append(seq)
            # Wrong or not: what follows proves which one it was.
            chains = {row[-1] for row in candidates if isinstance(row[-1], bytes)}
        else:
            yield from gap
            gap.clear()
            yield good
            chains = {good[-1]}
    yield from (seq for seq in gap if seq <= last)


def _continues(row: Row, chains: set[bytes]) -> bool:
    return any(link(chain, row[:-1]) == row[-1] for chain in chains)


def _candidates(
    sources: Collection[sqlite3.Connection], last: int
) -> Iterator[tuple[list[Row], int]]:
    """Yield what the sources hold for each seq, to the end of all of them."""
    first = 1
    while True:
        span = range(first, first + _PAGE)
        pages = [_readable(source, span) for source in sources]
        if first > last and not any(pages):
            return
        for seq in span:
            yield [page[seq] for page in pages if seq in page], seq
        first += _PAGE


def _readable(db: sqlite3.Connection, span: range) -> dict[int, Row]:
    """Return the rows of a span that can be read: where a page is damaged, the others."""
    query = "SELECT * FROM entries WHERE seq BETWEEN ? AND ?"
    try:
        return {row[0]: row for row in db.execute(query, (span[0], span[-1]))}
    except sqlite3.Error:
        if len(span) == 1:
            return {}
        middle = len(span) // 2
        return _readable(db, span[:middle]) | _readable(db, span[middle:])
