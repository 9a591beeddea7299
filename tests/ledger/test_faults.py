"""Whatever happens, what was acknowledged is there and what was refused is not."""

import resource
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from giftgoal.domain.board import Board
from giftgoal.ledger import DiskFull, LedgerError, SqliteLedger
from giftgoal.ledger.appending import Appender
from giftgoal.ledger.high_water import HighWater, Mark
from giftgoal.ledger.rows import Head
from giftgoal.ledger.schema import FILE, MIGRATIONS, explained
from tests.ledger import programs
from tests.ledger.evening import roses


@pytest.mark.parametrize("acknowledged", [1, 20, 300])
async def test_what_was_acknowledged_survives_kill_9_in_a_burst(
    tmp_path: Path, acknowledged: int
) -> None:
    with programs.start("burst", tmp_path) as burst:
        assert burst.stdout
        said = [int(burst.stdout.readline()) for _ in range(acknowledged)]
        burst.kill()
        said += [int(line) for line in burst.stdout if line.endswith("\n")]
    ledger, board = await SqliteLedger.open(tmp_path)
    entries = await ledger.entries(after=0, limit=board.seq + 1)
    await ledger.close()
    assert board.seq >= max(said)
    assert board.seq % 3 == 0, "each batch is there as a whole"
    assert entries == roses(1, board.seq)


async def allow_pages(ledger: SqliteLedger, pages: int) -> None:
    """Let the database grow to `pages` pages: beyond that SQLite says that the disk is full."""
    await ledger._worker.run(lambda: ledger._db.execute(f"PRAGMA max_page_count = {pages}"))


async def test_on_a_full_disk_nothing_is_written_and_it_goes_on_once_there_is_space(
    tmp_path: Path,
) -> None:
    ledger, _ = await SqliteLedger.open(tmp_path)
    await ledger.append(roses(1, 3))
    await allow_pages(ledger, 1)
    with pytest.raises(DiskFull):
        await ledger.append(roses(4, 1000))
    assert await ledger.entries(after=0) == roses(1, 3)
    await allow_pages(ledger, 1 << 30)
    await ledger.append(roses(4, 1000))
    await ledger.close()
    assert (await reopened(tmp_path)).real.gifts == 1000


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """Let every write beyond `size` bytes of a file fail."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def test_a_share_of_the_disk_that_is_used_up_is_a_full_disk(tmp_path: Path) -> None:
    ledger, _ = await SqliteLedger.open(tmp_path)
    await ledger.append(roses(1, 3))
    with files_of_at_most((tmp_path / f"{FILE}-wal").stat().st_size + 10_000):
        with pytest.raises(DiskFull):  # SQLite itself knows only of a disk error
            await ledger.append(roses(4, 1000))
        assert await ledger.entries(after=0) == roses(1, 3)
    await ledger.append(roses(4, 500))
    await ledger.close()
    assert (await reopened(tmp_path)).real.gifts == 500


def test_a_mark_that_cannot_be_written_is_given_up_and_said_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    first, second, third = (Mark("c0ffee", Head(seq, bytes(16))) for seq in (1, 2, 3))
    mark = HighWater(tmp_path / "high-water")
    mark.raise_to(first)
    with files_of_at_most(0):
        mark.raise_to(second)
    mark.raise_to(third)
    mark.close()
    again = HighWater(tmp_path / "high-water")
    again.close()
    assert again.found == first, "what is known to be less notices less, never something false"
    assert caplog.text.count("cannot be written to: File too large") == 1


class LyingDisk(sqlite3.Connection):
    """A connection whose disk reports an error although the entries arrived."""

    readable = True

    def execute(self, sql: str, *parameters: Any) -> sqlite3.Cursor:
        if sql.startswith("SELECT") and not self.readable:
            raise sqlite3.OperationalError("disk I/O error")
        cursor = super().execute(sql, *parameters)
        if sql.startswith("INSERT"):  # alone, so it commits too
            raise sqlite3.OperationalError("disk I/O error")
        return cursor


@pytest.mark.parametrize("readable", [True, False])
def test_after_an_error_that_may_have_written_entries_nothing_more_is_written(
    readable: bool,
) -> None:
    db = sqlite3.connect(":memory:", factory=LyingDisk, isolation_level=None)
    db.executescript(MIGRATIONS[0])
    db.readable = readable
    appender = Appender(db, Head(), Path("giftgoal.sqlite3"))
    with pytest.raises(LedgerError, match="disk I/O error"):
        appender.append(roses(1, 3))
    with pytest.raises(LedgerError, match="in doubt after a disk error; restart Giftgoal"):
        appender.append(roses(1, 3))
    db.close()


def test_a_disk_that_is_full_before_sqlite_has_a_say_is_called_full() -> None:
    with pytest.raises(DiskFull), explained(Path("giftgoal.sqlite3")):
        Path("/dev/full").write_text("no space left")


async def reopened(folder: Path) -> Board:
    ledger, board = await SqliteLedger.open(folder)
    await ledger.close()
    return board
