"""The file itself: made, opened again by later versions, refused in one readable line."""

import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from giftgoal.domain.board import Board, Progress
from giftgoal.domain.events import OverlayRemoved
from giftgoal.domain.fold import fold
from giftgoal.domain.gifts import MICRO
from giftgoal.domain.plain import EVENTS
from giftgoal.ledger import LedgerError, SqliteLedger, schema
from giftgoal.ledger.schema import FILE
from tests.ledger.evening import entry, evening
from tests.ledger.every_kind import ENTRIES
from tests.ledger.files import VERSION_1, checkpointed, forge, run_sql


async def refusal(folder: Path) -> str:
    """Try to open a ledger; return the line that says why not."""
    with pytest.raises(LedgerError) as error:
        await SqliteLedger.open(folder)
    assert "\n" not in str(error.value)
    return str(error.value).replace(str(folder / FILE), "FILE")


SINCE_VERSION_1 = {"GiftRecounted", "GiftThanked", "GifterRuled", "RateSet", "RulesSet"}


def test_the_version_1_file_has_entries_of_every_kind_there_was() -> None:
    kinds = {type(entry.event).__name__ for entry in ENTRIES}
    assert kinds == set(EVENTS) - SINCE_VERSION_1


@pytest.mark.parametrize("with_checkpoint", [True, False])
async def test_a_file_of_version_1_opens_and_folds_to_its_board(
    tmp_path: Path, with_checkpoint: bool
) -> None:
    shutil.copy(VERSION_1, tmp_path / FILE)
    if not with_checkpoint:
        run_sql(tmp_path / FILE, "DELETE FROM checkpoint")
    said: list[str] = []
    ledger, board = await SqliteLedger.open(tmp_path, on_damage=said.append)
    entries = await ledger.entries(after=0)
    await ledger.close()
    assert said == []
    assert entries == list(ENTRIES)
    assert board == fold(Board(ledger.id), ENTRIES)
    assert board.real.micro == (5 + 4 + 400 + 7) * MICRO
    assert board.real.progress == {
        "mic": Progress(2, 7 * MICRO, 412 * MICRO, 27),
        "roses": Progress(1, 9 * MICRO, 9 * MICRO, 9),
    }
    assert board.overlays["bar"].key == "second-key"


async def test_a_new_ledger_has_an_id_of_its_own(tmp_path: Path) -> None:
    one, _ = await SqliteLedger.open(tmp_path / "one")
    other, _ = await SqliteLedger.open(tmp_path / "other")
    await one.close()
    await other.close()
    assert one.id != other.id
    assert len(one.id) == 12
    assert int(one.id, 16)


async def test_only_its_owner_can_read_a_new_ledger(tmp_path: Path) -> None:
    ledger, _ = await SqliteLedger.open(tmp_path / "data")
    await ledger.append(evening())
    modes = {
        path.name: stat.filemode(path.stat().st_mode) for path in (tmp_path / "data").iterdir()
    }
    folder = stat.filemode((tmp_path / "data").stat().st_mode)
    await ledger.close()
    assert folder == "drwx------"
    assert set(modes.values()) == {"-rw-------"}
    assert set(modes) == {FILE, f"{FILE}-wal", "giftgoal.lock", "high-water"}, "no shared memory"


async def test_a_board_from_the_checkpoint_and_the_rest_equals_the_fold_of_all(
    tmp_path: Path,
) -> None:
    for saved_at in range(len(ENTRIES) + 1):
        ledger, board = await SqliteLedger.open(tmp_path / str(saved_at))
        await ledger.append(ENTRIES)
        await ledger.save(fold(board, ENTRIES[:saved_at]))
        await ledger.close()
        again, board = await SqliteLedger.open(tmp_path / str(saved_at))
        await again.close()
        assert board == fold(Board(ledger.id), ENTRIES)


async def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"the streamer's diary\n" * 100)
    assert await refusal(tmp_path) == "FILE is not a Giftgoal ledger"
    assert (tmp_path / FILE).read_bytes() == b"the streamer's diary\n" * 100


async def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    run_sql(tmp_path / FILE, "CREATE TABLE diary (day TEXT);")
    before = (tmp_path / FILE).read_bytes()
    assert await refusal(tmp_path) == "FILE is not a Giftgoal ledger"
    assert (tmp_path / FILE).read_bytes() == before


async def test_a_file_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    shutil.copy(VERSION_1, tmp_path / FILE)
    run_sql(tmp_path / FILE, "PRAGMA user_version = 99")
    assert await refusal(tmp_path) == (
        "FILE was made by a newer Giftgoal; update Giftgoal to open it"
    )


async def test_a_file_that_another_program_has_open_is_refused(tmp_path: Path) -> None:
    shutil.copy(VERSION_1, tmp_path / FILE)
    with closing(sqlite3.connect(tmp_path / FILE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert await refusal(tmp_path) == "FILE is open in another program; close that first"
        other.execute("ROLLBACK")


async def test_a_folder_in_the_files_place_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    assert await refusal(tmp_path) == "FILE cannot be opened or written to"


async def test_an_entry_that_this_version_cannot_read_is_named(tmp_path: Path) -> None:
    await checkpointed(tmp_path / FILE)
    forge(tmp_path / FILE, "UPDATE entries SET kind = 'GiftSold' WHERE seq = 5")
    ledger, _ = await SqliteLedger.open(tmp_path)
    with pytest.raises(LedgerError, match="entry 5 of the ledger cannot be read: KeyError"):
        await ledger.entries(after=0)
    await ledger.close()


async def test_a_gift_whose_beginning_is_gone_is_named(tmp_path: Path) -> None:
    await checkpointed(tmp_path / FILE)
    forge(tmp_path / FILE, "DELETE FROM entries WHERE seq = 8")
    ledger, _ = await SqliteLedger.open(tmp_path)
    with pytest.raises(LedgerError, match="entry 13 does not continue a gift"):
        await ledger.find(gifts=["one"])
    await ledger.close()


async def test_entries_that_make_no_sense_are_named(tmp_path: Path) -> None:
    ledger, _ = await SqliteLedger.open(tmp_path)
    await ledger.append([entry(1, OverlayRemoved("never there"))])
    await ledger.close()
    assert (
        await refusal(tmp_path) == "entry 1 of the ledger makes no sense: KeyError('never there')"
    )


@pytest.mark.parametrize("change", ["UPDATE entries SET at = 0", "DELETE FROM entries"])
async def test_entries_can_be_neither_changed_nor_deleted(tmp_path: Path, change: str) -> None:
    shutil.copy(VERSION_1, tmp_path / FILE)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        run_sql(tmp_path / FILE, change)


async def test_an_sqlite_that_is_too_old_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "OLDEST_SQLITE", (99, 1, 0))
    assert await refusal(tmp_path) == (
        f"SQLite 99.1.0 or newer is needed; this is {sqlite3.sqlite_version}"
    )


async def test_a_setting_that_sqlite_does_not_take_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "_SETTINGS", (("synchronous", 9),))
    assert await refusal(tmp_path) == "FILE cannot be kept safely: synchronous is 1, not 9"


async def test_a_folder_whose_ledger_was_refused_is_free_again(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"the streamer's diary\n" * 100)
    await refusal(tmp_path)
    (tmp_path / FILE).unlink()
    ledger, board = await SqliteLedger.open(tmp_path)
    await ledger.close()
    assert board.seq == 0
