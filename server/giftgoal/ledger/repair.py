"""Putting a damaged ledger right: keep what is there, save what can be proven, say what cannot."""

import contextlib
import os
import shutil
import sqlite3
import time
from collections.abc import Sequence
from contextlib import ExitStack, closing
from itertools import groupby
from pathlib import Path

from giftgoal.ledger import reading
from giftgoal.ledger.backup import backups, newest_first, sync_folder
from giftgoal.ledger.errors import Damaged, LedgerError
from giftgoal.ledger.high_water import Mark
from giftgoal.ledger.log_pages import lay_over
from giftgoal.ledger.rows import Head, verified
from giftgoal.ledger.salvage import Saved, rebuild

_REPORT = "what-happened.txt"


def log_of(path: Path) -> Path:
    """Return the write-ahead log of a ledger's file."""
    return path.with_name(f"{path.name}-wal")


def log_before(path: Path) -> Path:
    """Return a second name of the log, made before it is opened: closing it takes it away."""
    return path.with_name(f"{path.name}-wal.before")


def hold_on_to_log(path: Path) -> None:
    """Keep the log as it is, for the case that it is damaged."""
    log = log_of(path)
    if log.exists() and log.stat().st_size:  # else one may be left of a repair that was cut short
        let_go_of_log(path)
        with contextlib.suppress(OSError):
            _link(log, log_before(path))


def let_go_of_log(path: Path) -> None:
    """Forget the log as it was."""
    log_before(path).unlink(missing_ok=True)


def repair(path: Path, mark: Mark | None, why: str, *, whole_only: bool = False) -> str:
    """Put a sound ledger in the place of a damaged one, and return what to tell people.

    It is made of the newest good backup and of every entry of the damaged file that the chain
    proves. The damaged files are kept in a folder beside it.

    Args:
        path: The damaged file; nobody has it open.
        mark: The high-water mark, if there is one.
        why: What is wrong, as a line for people.
        whole_only: Change nothing if an entry would be missing.

    Raises:
        Damaged: If nothing could be saved, or not all with `whole_only`; all is as it was.
    """
    draft = path.with_name(f"{path.name}.repair")
    _remove(draft)
    with ExitStack() as stack:
        damaged = _damaged(path, stack)
        known = mark.ledger if mark else _id(damaged)
        backup = _newest_good(backups(path.parent), known, stack)
        further = _read_further(path, stack)
        sources = [source for source in (damaged, further, backup) if source]
        last = max([mark.head.seq if mark else 0, *map(_last, [backup] if backup else [])])
        saved = rebuild(draft, sources, last, known)
    if not saved.entries or (whole_only and saved.missing):
        _remove(draft)
        raise Damaged(f"{why}; {_unsaved(saved)}")
    kept = _folder_for(path)
    _put(draft, path, kept)
    told = _told(why, saved, kept)
    with contextlib.suppress(OSError):  # a full disk; it is logged too
        (kept / _REPORT).write_text(told + "\n", encoding="utf-8")
    return told


def _unsaved(saved: Saved) -> str:
    if saved.entries:
        return f"no backup holds {_spans(saved.missing)}"
    return "nothing of it could be saved, and there is no good backup"


def _told(why: str, saved: Saved, kept: Path) -> str:
    line = f"The ledger was damaged ({why})."
    if saved.missing:
        line += f" Missing since then: {_spans(saved.missing)}; the total may be too low."
    else:
        line += " It was put right, and nothing is missing."
    return f"{line} The damaged files are kept in {kept}."


def _spans(seqs: Sequence[int]) -> str:
    """Name entries: `entry 5`, `entries 5 to 9 and 12`."""
    spans = []
    for _, group in groupby(enumerate(seqs), key=lambda pair: pair[1] - pair[0]):
        members = [seq for _, seq in group]
        spans.append(str(members[0]) if len(members) == 1 else f"{members[0]} to {members[-1]}")
    shown = ", ".join(spans[:20]) + (f" and {len(spans) - 20} more spans" if spans[20:] else "")
    return f"{'entry' if len(seqs) == 1 else 'entries'} {shown}"


def _folder_for(path: Path) -> Path:
    """Make a folder for the damaged files."""
    stamp = time.strftime("%Y-%m-%d_%H-%M-%S", time.gmtime())
    number = 1
    while (folder := path.with_name(f"damaged-{stamp}-{number}")).exists():
        number += 1
    folder.mkdir(mode=0o700)
    return folder


def _read_further(path: Path, stack: ExitStack) -> sqlite3.Connection | None:
    """Open the damaged file as it is with all of its log, also what SQLite makes nothing of."""
    target = path.with_name(f"{path.name}.further")
    stack.callback(target.unlink, missing_ok=True)
    try:
        lay_over(log_before(path), path, target)
    except OSError:  # most often there is no log
        return None
    return stack.enter_context(_readable(target))


def _damaged(path: Path, stack: ExitStack) -> sqlite3.Connection | None:
    """Open what can be opened of the damaged file, for reading."""
    if not path.exists():
        return None
    db = sqlite3.connect(path, isolation_level=None)
    stack.callback(_close, db)
    try:
        db.execute("PRAGMA locking_mode = exclusive")
        db.execute("PRAGMA query_only = 1")
        db.execute("SELECT seq FROM entries LIMIT 1")
    except sqlite3.Error:
        return None
    return db


def _close(db: sqlite3.Connection) -> None:
    with contextlib.suppress(sqlite3.Error):
        db.close()


def _id(db: sqlite3.Connection | None) -> str | None:
    with contextlib.suppress(sqlite3.Error, LedgerError):
        return reading.ledger_id(db) if db else None
    return None


def _last(db: sqlite3.Connection) -> int:
    return reading.last(db).seq


def _newest_good(folder: Path, id_: str | None, stack: ExitStack) -> sqlite3.Connection | None:
    """Open the newest backup of this ledger whose every entry is as it was written."""
    for path in newest_first(folder):
        db = stack.enter_context(_readable(path))
        with contextlib.suppress(sqlite3.Error, LedgerError):
            if id_ in (None, reading.ledger_id(db)):
                for _ in verified(Head(), reading.all_rows_after(db, 0)):
                    pass
                return db
    return None


def _readable(path: Path) -> "closing[sqlite3.Connection]":
    """Open a file that nobody writes to."""
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    return closing(sqlite3.connect(uri, uri=True))


def _put(draft: Path, path: Path, kept: Path) -> None:
    """Keep the damaged file and put the draft in its place, in one step."""
    for file, name in ((path, path.name), (log_before(path), log_of(path).name)):
        if file.exists():
            _link(file, kept / name)
    # A log that is left would be taken for the new file's.
    log_of(path).unlink(missing_ok=True)
    draft.replace(path)
    sync_folder(path.parent)


def _link(file: Path, name: Path) -> None:
    try:
        os.link(file, name)
    except OSError:  # a file system without links
        shutil.copy2(file, name)


def _remove(draft: Path) -> None:
    draft.unlink(missing_ok=True)
    log_of(draft).unlink(missing_ok=True)
