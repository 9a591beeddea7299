"""What the server does about trouble with its data, and how people hear of it."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable
from pathlib import Path

from giftgoal.config import Data
from giftgoal.domain.commands import Command
from giftgoal.domain.gifts import Person
from giftgoal.ledger import SqliteLedger, Upkeep, park
from giftgoal.notices import Notices

log = logging.getLogger(__name__)


def tell_of_damage(notices: Notices) -> Callable[[str], None]:
    """Return what logs and shows each line about damaged data."""

    def tell(line: str) -> None:
        log.warning("%s", line)
        notices.put(f"damage: {line}", line)

    return tell


def keep_what_crashed(
    data: Path, notices: Notices, now: Callable[[], int]
) -> Callable[[Command, Person, Exception], None]:
    """Return what keeps a command that crashed, and shows that it did."""

    def keep(command: Command, by: Person, error: Exception) -> None:
        try:
            kept = f"It is kept in {park(data, now(), by, command, error)}."
        except OSError as trouble:
            kept = f"It could not be kept either: {trouble.strerror}."
        notices.put("parked", f"Something that {by.name} sent could not be counted. {kept}")

    return keep


@contextlib.asynccontextmanager
async def looked_after(
    ledger: SqliteLedger, data: Path, settings: Data, notices: Notices, now: Callable[[], int]
) -> AsyncIterator[None]:
    """Check and back up the ledger for as long as the block lasts."""
    upkeep = Upkeep(
        ledger,
        data,
        hours=settings.backup_hours,
        keep=settings.backups_kept or None,
        now=now,
        notice=notices.about("upkeep"),
    )
    task = asyncio.create_task(upkeep.run())
    task.add_done_callback(_say_if_crashed)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def _say_if_crashed(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()):
        log.error("backups and checks have ended: %r", error)
