"""A backup is a good copy or none at all, made while gifts come in."""

import asyncio
import os
import shutil
import sqlite3
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from giftgoal.domain.board import Board
from giftgoal.ledger import LedgerError, SqliteLedger, lock, reading
from giftgoal.ledger.rows import Head
from giftgoal.ledger.schema import FILE
from tests.ledger.evening import evening, roses
from tests.ledger.files import checkpointed, forge


def names(folder: Path, pattern: str = "*") -> list[str]:
    """Return the names of what is in a folder."""
    return sorted(path.name for path in folder.glob(pattern))


async def restored(copy: Path, folder: Path) -> SqliteLedger:
    """Open a backup as one would restore it: copied into a new data folder."""
    data_lock = lock(folder)
    shutil.copy(copy, folder / FILE)
    ledger, _ = await SqliteLedger.open(folder, data_lock)
    return ledger


async def test_a_backup_is_the_same_ledger(ledger: SqliteLedger, tmp_path: Path) -> None:
    await ledger.append(evening())
    copy = tmp_path / "backups" / "giftgoal-1.sqlite3"
    size = await ledger.backup(copy)
    assert size == copy.stat().st_size
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]
    other = await restored(copy, tmp_path / "restored")
    entries = await other.entries(after=0)
    await other.close()
    assert other.id == ledger.id
    assert entries == evening()


async def test_gifts_are_recorded_while_a_backup_is_made(
    ledger: SqliteLedger, tmp_path: Path
) -> None:
    await ledger.append(roses(1, 5000))
    backing_up = asyncio.create_task(ledger.backup(tmp_path / "copy.sqlite3"))
    seq = 5000
    while not backing_up.done():
        await ledger.append(roses(seq + 1, seq + 3))
        seq += 3
    await backing_up
    other = await restored(tmp_path / "copy.sqlite3", tmp_path / "restored")
    entries = await other.entries(after=0, limit=seq)
    await other.close()
    assert await ledger.entries(after=0, limit=seq) == roses(1, seq)
    assert len(entries) > 5000, "what came in while it was copied is in the copy"
    assert entries == roses(1, len(entries))


async def test_a_backup_replaces_an_older_one_of_its_name(
    ledger: SqliteLedger, tmp_path: Path
) -> None:
    for first in (1, 4):
        await ledger.append(roses(first, first + 2))
        await ledger.backup(tmp_path / "copy.sqlite3")
    other = await restored(tmp_path / "copy.sqlite3", tmp_path / "restored")
    entries = await other.entries(after=0)
    await other.close()
    assert entries == roses(1, 6)


async def test_only_the_newest_backups_are_kept(ledger: SqliteLedger, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    for day in range(1, 6):
        copy = folder / f"giftgoal-{day}.sqlite3"
        await ledger.backup(copy, keep=3)
        os.utime(copy, (day, day))
    await ledger.backup(folder / "giftgoal-today.sqlite3", keep=3)
    await ledger.backup(folder / "by-hand.sqlite3", keep=3)
    assert sorted(path.name for path in folder.iterdir()) == [
        "by-hand.sqlite3",
        "giftgoal-4.sqlite3",
        "giftgoal-5.sqlite3",
        "giftgoal-today.sqlite3",
    ]


async def test_what_a_killed_process_left_of_a_backup_goes(
    ledger: SqliteLedger, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    mine = folder / ".mine.sqlite3.part"
    for left in (".giftgoal-1.sqlite3.part", ".giftgoal-1.sqlite3.part-journal", mine.name):
        (folder / left).touch()
    await ledger.backup(folder / "giftgoal-2.sqlite3")
    assert names(folder) == [mine.name, "giftgoal-2.sqlite3"]


async def test_the_ledger_itself_is_never_a_backups_target(
    ledger: SqliteLedger, tmp_path: Path
) -> None:
    with pytest.raises(LedgerError, match="is the ledger itself"):
        await ledger.backup(tmp_path / "." / FILE)


async def test_a_place_that_cannot_be_written_to_is_named(
    ledger: SqliteLedger, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LedgerError, match=r"file/copy\.sqlite3 cannot be opened"):
        await ledger.backup(tmp_path / "file" / "copy.sqlite3")


async def test_a_copy_that_is_not_good_is_not_kept(tmp_path: Path) -> None:
    await checkpointed(tmp_path / FILE)
    forge(tmp_path / FILE, "UPDATE entries SET at = 0 WHERE seq = 5")
    copy = tmp_path / "copy.sqlite3"
    copy.write_text("the last good one")
    ledger, _ = await SqliteLedger.open(tmp_path)
    with pytest.raises(LedgerError, match="damaged at entry 5"):
        await ledger.backup(copy)
    await ledger.close()
    assert copy.read_text() == "the last good one"
    assert not (tmp_path / ".copy.sqlite3.part").exists()


async def test_closing_gives_a_backup_up(tmp_path: Path) -> None:
    ledger, _ = await SqliteLedger.open(tmp_path)
    await ledger.append(roses(1, 5000))
    backing_up = asyncio.create_task(ledger.backup(tmp_path / "copy.sqlite3"))
    await asyncio.sleep(0)
    await ledger.close()
    with pytest.raises(LedgerError, match="given up"):
        await backing_up
    assert not (tmp_path / "copy.sqlite3").exists()
    again, board = await SqliteLedger.open(tmp_path)
    await again.close()
    assert board.real.gifts == 5000


@asynccontextmanager
async def being_checked(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[tuple[SqliteLedger, Board, "asyncio.Task[int]"]]:
    """Open a ledger; give it, its board, and a backup that is checked for as long as it lets it."""
    begun = threading.Event()
    check = reading.last

    def last(db: sqlite3.Connection) -> Head:
        begun.set()
        endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
        for _ in db.execute(f"{endless} WHERE i < 0"):
            pass
        return check(db)

    ledger, board = await SqliteLedger.open(folder)
    with monkeypatch.context() as patch:
        patch.setattr(reading, "last", last)
        backing_up = asyncio.create_task(ledger.backup(folder / "copy.sqlite3"))
        await asyncio.to_thread(begun.wait, 10)
        yield ledger, board, backing_up
        await asyncio.wait_for(ledger.close(), 10)
        with pytest.raises(LedgerError, match="given up"):
            await backing_up


async def test_a_board_is_saved_while_a_copy_is_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with being_checked(tmp_path, monkeypatch) as (ledger, board, backing_up):
        await asyncio.wait_for(ledger.save(board), 10)
        assert not backing_up.done()


async def test_closing_gives_up_the_check_of_a_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with being_checked(tmp_path, monkeypatch) as (ledger, _, _):
        await asyncio.wait_for(ledger.close(), 10)
        assert not names(tmp_path, ".*"), "the process may end at once"
