"""The lock on a data folder: one Giftgoal at a time.

It is a file of its own. A program that opens and closes the database file beside SQLite would drop
SQLite's own locks on it (https://www.sqlite.org/howtocorrupt.html, 2.2).
"""

import contextlib
import os
import sys
from pathlib import Path

from giftgoal.ledger.errors import DataFolderInUse, LedgerError

LOCK_FILE = "giftgoal.lock"


class DataLock:
    """A data folder that is ours until it is released or this process ends, however it ends."""

    def __init__(self, folder: Path, descriptor: int) -> None:
        self.folder = folder
        self._descriptor: int | None = descriptor

    def release(self) -> None:
        """Let another Giftgoal have the folder."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def lock(folder: Path) -> DataLock:
    """Make the data folder if need be, and lock it.

    Raises:
        DataFolderInUse: If another process has it.
        LedgerError: If it is no folder that can be written to.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(folder / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o600)
    except (FileExistsError, NotADirectoryError):
        raise LedgerError(f"the data folder {folder} is not a folder") from None
    except OSError as error:
        reason = error.strerror or error
        raise LedgerError(f"the data folder {folder} cannot be written to: {reason}") from None
    try:
        _take(descriptor)
    except OSError:
        pid = _read_pid(descriptor)
        os.close(descriptor)
        raise DataFolderInUse(folder, pid) from None
    with contextlib.suppress(OSError):  # a full disk: the lock holds all the same
        os.ftruncate(descriptor, 0)
        os.write(descriptor, str(os.getpid()).encode())
    return DataLock(folder, descriptor)


def _read_pid(descriptor: int) -> int | None:
    text = os.read(descriptor, 20).decode(errors="replace")
    return int(text) if text.isdecimal() else None


if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        # What is locked cannot be read by others, so lock a byte far behind the process id.
        os.lseek(descriptor, 1 << 20, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)

else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
