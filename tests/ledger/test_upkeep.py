"""Automatic backups: when they are made, when not, and never of a damaged ledger."""

import asyncio
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from giftgoal.ledger import LedgerError, SqliteLedger, Upkeep, upkeep
from giftgoal.ledger.schema import FILE
from giftgoal.ledger.upkeep import HOUR_MS
from tests.ledger.evening import EIGHT, roses
from tests.ledger.files import forge


class Studio:
    """A ledger that is looked after, and a clock to turn."""

    def __init__(self, ledger: SqliteLedger, folder: Path, hours: int = 12) -> None:
        self.ledger = ledger
        self.folder = folder
        self.now = EIGHT
        self.said = ""
        self.all_is_well = False
        self.upkeep = Upkeep(
            ledger, folder, hours=hours, keep=3, now=lambda: self.now, notice=self._say
        )

    def _say(self, line: str) -> None:
        self.said = line
        self.all_is_well = not line

    def copies(self) -> list[Path]:
        return sorted((self.folder / "backups").glob("*.sqlite3"))

    async def until(self, reached: Callable[[], bool]) -> None:
        """Run the upkeep without its pauses until something is so."""
        task = asyncio.create_task(self.upkeep.run(settle_seconds=0, pause_seconds=0.01))
        async with asyncio.timeout(20):
            while not (reached() or task.done()):  # noqa: ASYNC110  # it watches a folder
                await asyncio.sleep(0.01)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def dated(path: Path, ms: int) -> None:
    os.utime(path, (ms / 1000, ms / 1000))


async def test_a_ledger_without_a_backup_gets_one(ledger: SqliteLedger, tmp_path: Path) -> None:
    await ledger.append(roses(1, 3))
    studio = Studio(ledger, tmp_path)
    await studio.until(lambda: studio.all_is_well)
    assert [path.name for path in studio.copies()] == ["giftgoal-2026-11-24_20-00-00.sqlite3"]
    assert not studio.upkeep.due(), "nothing is new since"


async def test_an_empty_ledger_needs_none(ledger: SqliteLedger, tmp_path: Path) -> None:
    assert not Studio(ledger, tmp_path).upkeep.due()


@pytest.mark.parametrize(
    ("hours", "age", "due"), [(12, 11, False), (12, 12, True), (0, 99, False), (12, -3, True)]
)
async def test_a_backup_is_due_by_the_age_of_the_newest(
    ledger: SqliteLedger, tmp_path: Path, hours: int, age: int, due: bool
) -> None:
    await ledger.append(roses(1, 3))
    copy = tmp_path / "backups" / "giftgoal-1.sqlite3"
    await ledger.backup(copy)
    dated(copy, EIGHT - age * HOUR_MS)
    assert Studio(ledger, tmp_path, hours).upkeep.due() is due


async def test_many_new_gifts_make_it_due_before_its_time(
    ledger: SqliteLedger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "MANY", 20)
    await ledger.append(roses(1, 3))
    studio = Studio(ledger, tmp_path)
    await studio.until(lambda: studio.all_is_well)
    dated(studio.copies()[0], EIGHT)
    await ledger.append(roses(4, 22))
    assert not studio.upkeep.due()
    await ledger.append(roses(23, 23))
    assert studio.upkeep.due()


async def test_a_damaged_ledger_is_not_copied_over_good_backups(tmp_path: Path) -> None:
    ledger, board = await SqliteLedger.open(tmp_path)
    await ledger.append(roses(1, 9))
    await ledger.save(board)
    await ledger.close()
    again, board = await SqliteLedger.open(tmp_path)
    await again.save(board)
    await again.close()
    forge(tmp_path / FILE, "UPDATE entries SET at = 0 WHERE seq = 5")
    damaged, _ = await SqliteLedger.open(tmp_path)
    studio = Studio(damaged, tmp_path)
    await studio.until(lambda: False)
    await damaged.close()
    assert studio.copies() == []
    assert studio.said.startswith("The ledger is damaged at entry 5. Restart Giftgoal")


async def test_a_disk_with_little_space_is_left_to_the_gifts(
    ledger: SqliteLedger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "SPARE", 1 << 60)
    await ledger.append(roses(1, 3))
    studio = Studio(ledger, tmp_path)
    await studio.until(lambda: bool(studio.said))
    assert studio.copies() == []
    assert studio.said == "There is too little space on the disk for a backup."


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            LedgerError("the disk cannot be read"),
            "No backup could be made: the disk cannot be read.",
        ),
        (PermissionError(13, "Permission denied"), "No backup could be made: Permission denied."),
    ],
)
async def test_trouble_is_told_and_backups_go_on_after_it(
    ledger: SqliteLedger,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    said: str,
) -> None:
    await ledger.append(roses(1, 3))
    studio = Studio(ledger, tmp_path)

    async def failing() -> int:
        raise error

    with monkeypatch.context() as trouble:
        trouble.setattr(ledger, "check", failing)
        await studio.until(lambda: bool(studio.said))
    assert (studio.said, studio.copies()) == (said, [])
    await studio.until(lambda: studio.all_is_well)
    assert len(studio.copies()) == 1


async def test_one_look_that_fails_is_not_the_last(
    ledger: SqliteLedger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ledger.append(roses(1, 3))
    studio = Studio(ledger, tmp_path)
    check, looks = ledger.check, []

    async def failing_once() -> int:
        looks.append(1)
        if len(looks) == 1:
            raise LedgerError("the disk cannot be read")
        return await check()

    monkeypatch.setattr(ledger, "check", failing_once)
    await studio.until(lambda: studio.all_is_well)
    assert len(studio.copies()) == 1
