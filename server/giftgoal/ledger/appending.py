"""Writing entries down, so that what is acknowledged is on disk and what is refused is not."""

import contextlib
import functools
import sqlite3
from collections.abc import Callable, Sequence
from itertools import chain
from pathlib import Path

from giftgoal.domain.events import Entry
from giftgoal.ledger.errors import LedgerError, Taken
from giftgoal.ledger.reading import head_at
from giftgoal.ledger.rows import Head, Row, to_rows
from giftgoal.ledger.schema import explanation

_ROW = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_COLUMNS = _ROW.count("?")
_ROWS_AT_ONCE = 128
"""In one statement: sqlite3 hands the interpreter over to another thread for each, and has to get
it back. With a statement for each row a batch waits longer for that than for the disk."""
_EXACT, _STEP = 8, 8
"""Up to so many rows a statement is made for their number, above it for the next multiple, and
filled up with rows of nothing: preparing one costs as much as adding its rows, and each that is
kept for the next time takes 2 kB a row."""

_UNIQUE = {"entries.place": "request", "entries.streak": "streak", "entries.gift": "gift"}


def insert(db: sqlite3.Connection, rows: Sequence[Row], *, tells: bool = False) -> None:
    """Add rows to the table, a statement for many.

    Args:
        db: Where to.
        rows: Them.
        tells: Whether a statement calls SQLite's function `begun` when it is at its first row.
    """
    for first in range(0, len(rows), _ROWS_AT_ONCE):
        some = rows[first : first + _ROWS_AT_ONCE]
        size = len(some) if len(some) <= _EXACT else -(-len(some) // _STEP) * _STEP
        nothing = [None] * ((size - len(some)) * _COLUMNS)
        db.execute(_statement(size, tells), [*chain.from_iterable(some), *nothing])


@functools.cache
def _statement(size: int, tells: bool) -> str:
    """Return what adds `size` rows, or fewer and rows of nothing."""
    rows = ", ".join([_ROW] * size)
    if tells:
        rows = rows.replace("?", "begun(?)", 1)
    some = f"VALUES {rows}"
    filled_up = f"SELECT * FROM ({some}) WHERE column1 IS NOT NULL"  # noqa: S608  # question marks
    return f"INSERT INTO entries {some if size <= _EXACT else filled_up}"


class Appender:
    """The end of the ledger, where entries are added. Lives in the ledger's thread."""

    def __init__(
        self,
        db: sqlite3.Connection,
        head: Head,
        path: Path,
        on_disk: Callable[[Head], None] = lambda _head: None,
    ) -> None:
        self._db = db
        self._path = path
        self._on_disk = on_disk  # told of each new head once it is there
        self._broken = False
        self._begun: Callable[[], object] | None = None
        self.head = head  # where the ledger ends
        # Not here: this may be another thread.
        self._can_tell = False

    def _tell(self, seq: int) -> int:
        begun, self._begun = self._begun, None
        if begun is not None:
            begun()
        return seq

    def append(self, entries: Sequence[Entry], begun: Callable[[], object] | None = None) -> None:
        """Write the entries down in one transaction.

        Args:
            entries: What follows the head.
            begun: Called, where there are few, when SQLite is at work: from then on this thread
                needs the interpreter no more until all is on disk. Were it called before, whoever
                then does something else would keep SQLite from beginning.

        Raises:
            Taken, DiskFull, LedgerError: See `Ledger.append`.
        """
        if not entries:
            return
        if self._broken:
            raise LedgerError(f"{self._path} is in doubt after a disk error; restart Giftgoal")
        self._check_order(entries)
        head, rows = to_rows(self.head, entries)
        if begun is not None and not self._can_tell:
            self._db.create_function("begun", 1, self._tell)
            self._can_tell = True
        self._begun = begun if len(rows) <= _EXACT else None
        try:
            self._write(rows)
        except sqlite3.Error as error:
            raise explanation(error, self._path) from error
        self.head = head
        self._on_disk(head)

    def _check_order(self, entries: Sequence[Entry]) -> None:
        for seq, entry in enumerate(entries, start=self.head.seq + 1):
            if entry.seq < seq:
                raise Taken("seq")
            if entry.seq > seq:
                raise LedgerError(f"entry {entry.seq} cannot follow entry {seq - 1}")

    def _write(self, rows: list[Row]) -> None:
        try:
            if len(rows) <= _ROWS_AT_ONCE:
                # A statement is a transaction by itself.
                insert(self._db, rows, tells=self._begun is not None)
            else:
                self._db.execute("BEGIN IMMEDIATE")
                insert(self._db, rows)
                self._db.execute("COMMIT")
        except sqlite3.IntegrityError as error:
            self._roll_back()
            column = str(error).rpartition(" ")[2]
            raise Taken(_UNIQUE.get(column, "seq")) from error
        except BaseException:
            self._roll_back()
            self._broken = not self._is_absent(rows[0][0])
            raise

    def _roll_back(self) -> None:
        if self._db.in_transaction:
            with contextlib.suppress(sqlite3.Error):
                self._db.execute("ROLLBACK")

    def _is_absent(self, seq: int) -> bool:
        """Tell whether what failed has certainly left nothing behind."""
        try:
            return head_at(self._db, seq) is None
        except sqlite3.Error:
            return False
