"""Copies of the ledger: made while it is in use, and known to be good before they are kept."""

import os
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from giftgoal.ledger import reading
from giftgoal.ledger.errors import Damaged, LedgerError
from giftgoal.ledger.rows import Head, verified
from giftgoal.ledger.schema import explained

_STEP = 256
"""Pages copied at once: 1 MiB, a millisecond or two for which nothing else is written."""

_CACHE = -512
"""Pages of a copy kept in memory, in KiB (so it is negative). With four times as much a copy of a
million entries is made no sooner, and checked a tenth sooner."""

_TAIL = 10_000
"""How many of a copy's last entries are checked one by one."""

_OPERATIONS = 10_000
"""Of SQLite, between two looks whether a check is to go on: a millisecond at most times."""

ROTATED = "giftgoal-*.sqlite3"
"""The names of the backups that `keep_newest` may delete."""


def backups(data: Path) -> Path:
    """Return the folder of a data folder's backups."""
    return data / "backups"


def backup_path(data: Path, now: int) -> Path:
    """Return where a backup made now belongs; `now` is in milliseconds since 1970."""
    stamp = time.strftime("%Y-%m-%d_%H-%M-%S", time.gmtime(now / 1000))
    return backups(data) / f"giftgoal-{stamp}.sqlite3"


def newest_first(folder: Path) -> list[Path]:
    """Return the backups in a folder that are named as we name them."""
    return sorted(
        folder.glob(ROTATED), key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True
    )


def copy(db: sqlite3.Connection, path: Path, between_steps: Callable[[], None]) -> None:
    """Copy the ledger to a draft beside `path`; what is written between the steps is copied too.

    Raises:
        LedgerError: If it cannot be written there.
    """
    with _draft(path) as draft:
        draft.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        for left in draft.parent.glob(f".{ROTATED}.part*"):  # by a process that was killed
            left.unlink(missing_ok=True)
        draft.touch(mode=0o600)
        with closing(sqlite3.connect(draft, isolation_level=None)) as target:
            # `finish` brings it all to the disk at once.
            target.execute("PRAGMA synchronous = OFF")
            target.execute(f"PRAGMA cache_size = {_CACHE}")
            db.backup(target, pages=_STEP, progress=_progress(between_steps))
            # A backup is one file: without this, opening it would put a WAL beside it.
            target.execute("PRAGMA journal_mode = DELETE")


@contextmanager
def _draft(path: Path) -> Iterator[Path]:
    """Name the file that is a draft until it is known to be good; nothing of it stays if not."""
    draft = path.with_name(f".{path.name}.part")
    try:
        with explained(path):
            yield draft
    except LedgerError:
        with suppress(OSError):
            draft.unlink()
        raise


def _progress(between_steps: Callable[[], None]) -> Callable[[int, int, int], None]:
    def progress(status: int, _remaining: int, _total: int) -> None:
        # After the last step the copy no longer follows what is written.
        if status != sqlite3.SQLITE_DONE:
            between_steps()

    return progress


def finish(path: Path, id_: str, head: Head, go_on: Callable[[], bool]) -> int:
    """Check the draft, bring it to the disk, put it at `path` and return its size in bytes.

    Args:
        path: Where the copy belongs.
        id_: The ledger's.
        head: Where the copy ends.
        go_on: Asked now and then while it is checked; with False it is given up.

    Raises:
        LedgerError: If it is not a good copy of that ledger, or was given up.
    """
    with _draft(path) as draft:
        _verify(draft, id_, head, go_on)
        _sync(draft, os.O_RDWR)
        size = draft.stat().st_size
        draft.replace(path)
        sync_folder(path.parent)
    return size


def _verify(draft: Path, id_: str, head: Head, go_on: Callable[[], bool]) -> None:
    uri = f"{draft.resolve().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(uri, uri=True)) as db:
        db.execute(f"PRAGMA cache_size = {_CACHE}")
        db.set_progress_handler(lambda: not go_on(), _OPERATIONS)
        (verdict,) = db.execute("PRAGMA integrity_check(1)").fetchone()
        if verdict != "ok" or reading.ledger_id(db) != id_ or reading.last(db) != head:
            raise Damaged(f"the copy {draft} is not good: {verdict}")
        start = reading.head_at(db, max(0, head.seq - _TAIL)) or Head()
        for _ in verified(start, reading.all_rows_after(db, start.seq)):
            pass


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk."""
    if sys.platform != "win32":  # where a folder cannot be opened
        _sync(folder, os.O_RDONLY)


def keep_newest(folder: Path, keep: int) -> None:
    """Delete all but the newest `keep` backups named `giftgoal-*.sqlite3` in the folder."""
    for path in newest_first(folder)[keep:]:
        path.unlink(missing_ok=True)
