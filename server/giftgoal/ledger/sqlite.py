"""The ledger in an SQLite file: one connection, in one thread."""

import asyncio
import logging
import sqlite3
from collections.abc import Callable, Collection, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from giftgoal.domain.board import Board
from giftgoal.domain.events import Entry
from giftgoal.domain.gift_decisions import Known
from giftgoal.domain.gifts import Recorded
from giftgoal.ledger import backup, checkpoint, reading
from giftgoal.ledger.appending import Appender
from giftgoal.ledger.data_lock import DataLock, lock
from giftgoal.ledger.errors import Damaged, LedgerError
from giftgoal.ledger.high_water import Mark
from giftgoal.ledger.opening import DOUBT, Opened, open_file
from giftgoal.ledger.rows import Head, Row, follow, to_entry
from giftgoal.ledger.schema import FILE, explained
from giftgoal.ledger.worker import Worker

T = TypeVar("T")

_CHECKED_AT_ONCE = 200
"""Entries: a millisecond in the ledger's thread, and another to work their chain out."""

_CHECK_PAUSE = 0.02
"""Seconds between them: a million entries take under three minutes, and a tenth of a processor."""

_log = logging.getLogger(__name__)


class SqliteLedger:
    """A `Ledger` in the file `giftgoal.sqlite3` of a data folder.

    Every query runs in the ledger's own thread on the one connection there is: two connections that
    both write can damage the file (SQLite before 3.51.3, https://www.sqlite.org/wal.html).
    """

    def __init__(self, opened: Opened, worker: Worker, path: Path, lock: DataLock) -> None:
        self._db = opened.db
        self._high_water = opened.high_water
        self._appender = Appender(opened.db, opened.head, path, self._raise_mark)
        self._worker = worker
        self._path = path
        self._lock = lock
        self._id = opened.id
        # For what takes long and is no query of this file. One thread, since each keeps the memory
        # it once needed.
        self._beside = Worker("beside-ledger")
        self._backing_up = asyncio.Lock()
        self._closing = False

    @property
    def id(self) -> str:
        """See `Ledger.id`. Drawn when the file was made."""
        return self._id

    @property
    def seq(self) -> int:
        """The last entry's number."""
        return self._appender.head.seq

    @property
    def size(self) -> int:
        """Bytes on disk, without the write-ahead log."""
        return self._path.stat().st_size

    @classmethod
    async def open(
        cls,
        folder: Path,
        data_lock: DataLock | None = None,
        on_damage: Callable[[str], None] = _log.warning,
    ) -> tuple["SqliteLedger", Board]:
        """Open the ledger of a data folder, and fold its board.

        Args:
            folder: The data folder.
            data_lock: The folder's lock, if it is taken already; `close` releases it either way.
            on_damage: Gets a line for people when something was not as it should be: what was
                made good, and what is missing since then.

        Raises:
            DataFolderInUse: If another process has the folder.
            LedgerError: If it cannot be opened or put right, with the reason in one line.
        """
        data_lock = data_lock or lock(folder)
        worker = Worker("ledger")
        path = folder / FILE
        try:
            opened = await worker.run(partial(open_file, path, on_damage))
        except BaseException:
            worker.stop()
            data_lock.release()
            raise
        return cls(opened, worker, path, data_lock), opened.board

    def _raise_mark(self, head: Head) -> None:
        self._high_water.raise_to(Mark(self._id, head))

    async def append(
        self, entries: Sequence[Entry], meanwhile: Callable[[], None] | None = None
    ) -> None:
        """See `Ledger.append`."""
        begun = None
        if meanwhile is not None:
            begun = partial(asyncio.get_running_loop().call_soon_threadsafe, meanwhile)
        await self._run(partial(self._appender.append, entries, begun))

    async def find(
        self,
        gifts: Collection[str] = (),
        requests: Collection[str] = (),
        streaks: Collection[str] = (),
    ) -> Known:
        """See `Ledger.find`."""
        return await self._ask(lambda db: reading.find(db, gifts, requests, streaks))

    async def gifts(
        self, before: int | None, limit: int, rehearsal: bool = False
    ) -> list[Recorded]:
        """See `Ledger.gifts`."""
        return await self._ask(lambda db: reading.gifts(db, before, limit, rehearsal))

    async def entries(self, after: int, limit: int = 1000) -> list[Entry]:
        """See `Ledger.entries`."""
        return await self._ask(
            lambda db: [to_entry(row) for row in reading.rows_after(db, after, limit)]
        )

    async def save(self, board: Board) -> None:
        """See `Ledger.save`."""
        # Not in the ledger's thread: what is to be written down would wait for it.
        body = await self._run_beside(partial(checkpoint.encode, board))
        await self._ask(lambda db: checkpoint.store(db, board, body))
        await self._run(self._high_water.sync)

    async def check(self) -> int:
        """Check every entry there is now, slowly, while it is in use; return how many.

        Raises:
            Damaged: If one is missing or is not as it was written. The next start checks all.
        """
        head, last = Head(), self._appender.head.seq
        while head.seq < last:
            limit = min(_CHECKED_AT_ONCE, last - head.seq)
            rows = await self._ask(partial(reading.rows_after, seq=head.seq, limit=limit))
            head = await self._run_beside(partial(self._follow, head, rows))
            await asyncio.sleep(_CHECK_PAUSE)
        return last

    def _follow(self, head: Head, rows: list[Row]) -> Head:
        try:
            return follow(head, rows)
        except Damaged:
            self._doubt()
            raise

    def _doubt(self) -> None:
        """Have the next start check everything."""
        self._path.with_name(DOUBT).touch()

    async def backup(self, path: Path, keep: int | None = None) -> int:
        """See `Ledger.backup`. With `keep`, only files named `giftgoal-*.sqlite3` are deleted."""
        async with self._backing_up:
            head = await self._run(partial(self._copy, path), alone=True)
            # Not in the ledger's thread, and not on its file: the copy is a database of its own.
            return await self._run_beside(partial(self._finish, path, head, keep))

    def _finish(self, path: Path, head: Head, keep: int | None) -> int:
        try:
            size = backup.finish(path, self.id, head, self._go_on)
        except Damaged:
            self._doubt()
            raise
        except LedgerError:
            self._check_still_wanted()
            raise
        if keep is not None:
            backup.keep_newest(path.parent, keep)
        return size

    def _copy(self, path: Path) -> Head:
        if path.resolve() == self._path.resolve():
            raise LedgerError(f"{path} is the ledger itself; name another file for its backup")
        backup.copy(self._db, path, self._between_steps)
        return self._appender.head

    def _between_steps(self) -> None:
        self._check_still_wanted()
        self._worker.run_waiting()

    def _go_on(self) -> bool:
        self._beside.run_waiting()
        return not self._closing

    def _check_still_wanted(self) -> None:
        if self._closing:
            raise LedgerError("the backup was given up: Giftgoal is stopping")

    async def close(self) -> None:
        """See `Ledger.close`. A backup that is being made is given up."""
        if self._closing:
            return
        self._closing = True
        try:
            await self._worker.run(self._shut, alone=True)
            await self._beside.run(lambda: None, alone=True)  # what is under way there ends
        finally:
            for worker in (self._worker, self._beside):
                worker.stop()
            self._lock.release()

    def _shut(self) -> None:
        self._db.close()
        self._high_water.close()

    async def _ask(self, question: Callable[[sqlite3.Connection], T]) -> T:
        def job() -> T:
            with explained(self._path):
                return question(self._db)

        return await self._run(job)

    def _run(self, job: Callable[[], T], alone: bool = False) -> asyncio.Future[T]:
        if self._closing:
            raise LedgerError("the ledger is closed")
        return self._worker.run(job, alone)

    def _run_beside(self, job: Callable[[], T]) -> asyncio.Future[T]:
        if self._closing:
            raise LedgerError("the ledger is closed")
        return self._beside.run(job)
