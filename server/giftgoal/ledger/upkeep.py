"""Looking after the ledger while the stream goes on: checks of every entry, automatic backups."""

import asyncio
import logging
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from giftgoal.ledger.backup import backup_path, backups, newest_first
from giftgoal.ledger.errors import Damaged, LedgerError

HOUR_MS = 3_600_000

MANY = 10_000
"""So many new entries call for a backup before its time; a tenth of all there are, if that is
more, so that a large ledger is not copied all the time."""

SPARE = 64 << 20
"""Bytes that a backup leaves free: a disk that it fills would refuse gifts."""

_log = logging.getLogger(__name__)


class Kept(Protocol):
    """What is looked after."""

    @property
    def seq(self) -> int:
        """The last entry's number."""

    @property
    def size(self) -> int:
        """Bytes on disk."""

    async def check(self) -> int:
        """Check every entry."""

    async def backup(self, path: Path, keep: int | None = None) -> int:
        """Make a backup."""


class Upkeep:
    """Checks the whole ledger after each start and before each automatic backup.

    Args:
        ledger: The ledger.
        data: The data folder.
        hours: How old the newest backup may get; 0: no automatic backups.
        keep: How many backups stay; None: all.
        now: Milliseconds since 1970.
        notice: Gets a line for people when something is wrong, and "" when it no longer is.
    """

    def __init__(
        self,
        ledger: Kept,
        data: Path,
        *,
        hours: int,
        keep: int | None,
        now: Callable[[], int],
        notice: Callable[[str], None],
    ) -> None:
        self._ledger = ledger
        self._data = data
        self._hours = hours
        self._keep = keep
        self._now = now
        self._notice = notice
        # Of the newest backup, as far as this process knows.
        self._backed_up: int | None = None

    async def run(self, *, settle_seconds: float = 5, pause_seconds: float = 60) -> None:
        """Look after it until cancelled.

        Args:
            settle_seconds: Before the first check: a start has enough to do.
            pause_seconds: Between two looks at whether a backup is due.
        """
        await asyncio.sleep(settle_seconds)
        checked = False
        while True:
            try:
                await self._look(check=not checked)
                checked = True
            except Damaged as damage:
                # No more backups: a damaged copy must not push out a good one.
                why = (
                    f"{damage}. Restart Giftgoal: it is put right from a backup where that can be."
                )
                _log.error("%s", why)  # no bug: the line says it all
                self._notice(f"{why[0].upper()}{why[1:]}")
                return
            except (LedgerError, OSError) as error:
                why = (error.strerror if isinstance(error, OSError) else None) or str(error)
                _log.warning("no automatic backup: %s", why)
                self._notice(f"No backup could be made: {why}.")
            await asyncio.sleep(pause_seconds)

    async def _look(self, *, check: bool) -> None:
        """Check all if that is wanted, and make a backup if it is time for one."""
        checked = await self._ledger.check() if check else None
        if self.due():
            await self._back_up(checked)

    def due(self) -> bool:
        """Tell whether it is time for a backup."""
        seq = self._ledger.seq
        if not self._hours or seq in (0, self._backed_up):
            return False
        if self._backed_up is not None and seq - self._backed_up >= max(MANY, seq // 10):
            return True
        newest = newest_first(backups(self._data))
        if not newest:
            return True
        age = self._now() - newest[0].stat().st_mtime_ns // 1_000_000
        # A clock that was set back must not stop backups for good.
        return not 0 <= age < self._hours * HOUR_MS

    async def _back_up(self, checked: int | None) -> None:
        """Make a backup, of what was checked just now or else is checked first."""
        free = shutil.disk_usage(self._data).free
        if free < self._ledger.size + SPARE:
            _log.warning("no automatic backup: only %d MiB are free", free >> 20)
            self._notice("There is too little space on the disk for a backup.")
            return
        seq = await self._ledger.check() if checked is None else checked
        await self._ledger.backup(backup_path(self._data, self._now()), self._keep)
        self._backed_up = seq
        self._notice("")
