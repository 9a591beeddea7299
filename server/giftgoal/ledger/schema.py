"""The database file: its tables, how an older file becomes a newer one, and how it is opened."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from giftgoal.ledger.errors import Damaged, DiskFull, LedgerError, NotOurs

FILE = "giftgoal.sqlite3"

OLDEST_SQLITE = (3, 37, 0)
"""The first with STRICT tables."""

_APPLICATION = int.from_bytes(b"Gift")

_VERSION_1 = """
CREATE TABLE ledger (id TEXT NOT NULL) STRICT;
INSERT INTO ledger VALUES (lower(hex(randomblob(6))));

CREATE TABLE entries (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,                -- milliseconds since 1970
    by_id TEXT NOT NULL,
    by_name TEXT NOT NULL,
    kind TEXT NOT NULL,                 -- the event's name
    body TEXT NOT NULL,                 -- the event as JSON
    gift TEXT,                          -- the id of the gift that the event speaks of
    rehearsal INTEGER,                  -- where a gift begins: whether it is a rehearsal's
    streak TEXT,                        -- where a streak begins: its key
    place TEXT,                         -- whose idempotency key, and the key
    request_body TEXT,                  -- the hash of the body that came with it
    chain BLOB NOT NULL                 -- ties this row to all before it
) STRICT;

-- A row is in one of these two: a gift begins once, and is found with all that followed.
CREATE UNIQUE INDEX entries_gift ON entries (gift) WHERE kind = 'GiftReceived';
CREATE INDEX entries_gift_later ON entries (gift, seq)
    WHERE gift IS NOT NULL AND kind <> 'GiftReceived';
CREATE INDEX entries_newest_gifts ON entries (rehearsal, seq) WHERE rehearsal IS NOT NULL;
CREATE UNIQUE INDEX entries_streak ON entries (streak) WHERE streak IS NOT NULL;
CREATE UNIQUE INDEX entries_place ON entries (place) WHERE place IS NOT NULL;

CREATE TRIGGER entries_never_change BEFORE UPDATE ON entries
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER entries_never_go BEFORE DELETE ON entries
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

CREATE TABLE checkpoint (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    fold_version INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    ledger TEXT NOT NULL,
    chain BLOB NOT NULL,                -- at that seq
    body BLOB NOT NULL,                 -- the board
    checksum BLOB NOT NULL              -- over all of the above
) STRICT;
"""

MIGRATIONS = (_VERSION_1,)
"""What leads from each schema version to the next. Only ever added to."""

_SETTINGS = (
    ("locking_mode", "exclusive"),
    ("journal_mode", "wal"),
    # NORMAL loses acknowledged entries when the power goes.
    ("synchronous", 2),
)

_CACHE = -2048
"""Pages kept in memory, in KiB (so it is negative): the inner nodes of a million entries' indexes.
The system keeps the others. With four times as much no entry is written sooner."""

_STATEMENTS = 48
"""Compiled statements kept for the next time: those of batches, thirty for all sizes, and a few
questions. One holds 2 kB for each row it adds."""


def connect(path: Path, *, may_be_new: bool = True) -> sqlite3.Connection:
    """Open the ledger's file for this thread, making or migrating it if need be.

    Args:
        path: The file.
        may_be_new: Whether it may be empty or not there yet.

    Raises:
        NotOurs, Damaged, DiskFull: As they say.
        LedgerError: If it is newer than we are, in use, or cannot be written to.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        oldest = ".".join(map(str, OLDEST_SQLITE))
        raise LedgerError(f"SQLite {oldest} or newer is needed; this is {sqlite3.sqlite_version}")
    with explained(path):
        path.touch(mode=0o600)
        db = sqlite3.connect(path, timeout=0, isolation_level=None, cached_statements=_STATEMENTS)
        try:
            # Before WAL: so there is no shared-memory file, which cannot be made on a full disk.
            db.execute("PRAGMA locking_mode = exclusive")
            version = _version(db, path)  # before anything is written: it may not be ours
            _check_it_is_there(path, version, may_be_new)
            _set_up(db, path)
            _migrate(db, version)
        except BaseException:
            db.close()
            raise
    return db


def _check_it_is_there(path: Path, version: int, may_be_new: bool) -> None:
    if not (version or may_be_new):
        # So it looks, too, where the log is damaged that all of a young ledger is in.
        raise Damaged(f"{path} is empty")


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite or the system says about the file into a line for people."""
    try:
        yield
    except sqlite3.Error as error:
        raise explanation(error, path) from error
    except OSError as error:
        if error.errno in _NO_SPACE:
            raise DiskFull from error
        raise LedgerError(f"{path} cannot be opened: {error.strerror or error}") from error


def explanation(error: sqlite3.Error, path: Path) -> LedgerError:
    """Return what SQLite says about the file in a line for people."""
    whole = getattr(error, "sqlite_errorcode", 0)
    code = whole & 0xFF
    if code == sqlite3.SQLITE_FULL or (code == sqlite3.SQLITE_IOERR and not has_space(path.parent)):
        return DiskFull()
    if code == sqlite3.SQLITE_NOTADB:
        return NotOurs(f"{path} is not a Giftgoal ledger")
    # The last is what Python says of text whose bytes are none; it has no code.
    if (
        code == sqlite3.SQLITE_CORRUPT
        or whole == sqlite3.SQLITE_IOERR_SHORT_READ
        or str(error).startswith("Could not decode")
    ):
        return Damaged(f"{path} is damaged")
    return LedgerError(f"{path} {_REASONS.get(code) or f'failed: {error}'}")


_NO_SPACE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""The disk, the user's share of it, or the longest file allowed."""


def has_space(folder: Path) -> bool:
    """Tell whether a file can grow there by 1 MiB. SQLite calls a used-up quota a disk error."""
    probe = folder / ".space"
    try:
        with probe.open("wb", buffering=0) as file:
            for _ in range(16):
                if file.write(bytes(1 << 16)) < 1 << 16:
                    return False
    except OSError as error:
        return error.errno not in _NO_SPACE
    finally:
        with suppress(OSError):
            probe.unlink()
    return True


_REASONS = {
    sqlite3.SQLITE_BUSY: "is open in another program; close that first",
    sqlite3.SQLITE_READONLY: "cannot be written to",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened or written to",
    sqlite3.SQLITE_IOERR: "could not be read or written: the disk reports an error",
}


def _set_up(db: sqlite3.Connection, path: Path) -> None:
    for name, wanted in _SETTINGS:
        db.execute(f"PRAGMA {name} = {wanted}").fetchall()
    for name, wanted in _SETTINGS:
        (found,) = db.execute(f"PRAGMA {name}").fetchone()
        if found != wanted:
            raise LedgerError(f"{path} cannot be kept safely: {name} is {found}, not {wanted}")
    db.execute(f"PRAGMA cache_size = {_CACHE}")


def _version(db: sqlite3.Connection, path: Path) -> int:
    (version,) = db.execute("PRAGMA user_version").fetchone()
    (application,) = db.execute("PRAGMA application_id").fetchone()
    (tables,) = db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if tables and application != _APPLICATION:
        raise NotOurs(f"{path} is not a Giftgoal ledger")
    if tables and version < 1:
        raise Damaged(f"{path} is damaged")
    if version > len(MIGRATIONS):
        raise LedgerError(f"{path} was made by a newer Giftgoal; update Giftgoal to open it")
    return int(version)


def _migrate(db: sqlite3.Connection, version: int) -> None:
    for number in range(version, len(MIGRATIONS)):
        marks = f"PRAGMA application_id = {_APPLICATION}; PRAGMA user_version = {number + 1};"
        db.executescript(f"BEGIN IMMEDIATE; {MIGRATIONS[number]} {marks} COMMIT;")
