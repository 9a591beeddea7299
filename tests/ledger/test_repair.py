"""Damage is never silent: what can be proven is kept, what is missing is named."""

import shutil
from pathlib import Path

import pytest

from giftgoal.domain.board import Board
from giftgoal.domain.events import Entry
from giftgoal.ledger import LedgerError, SqliteLedger
from giftgoal.ledger.schema import FILE
from tests.ledger.evening import evening, roses
from tests.ledger.files import forge

WAL = f"{FILE}-wal"


async def recorded(folder: Path, last: int, *, backed_up_at: int = 0, saved: bool = False) -> str:
    """Record roses up to `last`, with a backup on the way; return the ledger's id."""
    ledger, board = await SqliteLedger.open(folder)
    if backed_up_at:
        await ledger.append(roses(board.seq + 1, backed_up_at))
        await ledger.backup(folder / "backups" / "giftgoal-1.sqlite3")
    await ledger.append(roses(max(backed_up_at, board.seq) + 1, last))
    await ledger.close()
    if saved:
        again, board = await SqliteLedger.open(folder)
        await again.save(board)
        await again.close()
    return ledger.id


async def opened(folder: Path) -> tuple[Board, list[Entry], str]:
    """Open the ledger again; return its board, its entries and what it said."""
    said: list[str] = []
    ledger, board = await SqliteLedger.open(folder, on_damage=said.append)
    entries = await ledger.entries(after=0, limit=10_000)
    await ledger.close()
    return board, entries, "\n".join(said)


def kept(folder: Path) -> set[str]:
    """Return the names of the damaged files that were kept."""
    (damaged,) = folder.glob("damaged-*")
    return {path.name for path in damaged.iterdir()}


async def test_a_damaged_entry_is_named_and_the_others_count(tmp_path: Path) -> None:
    id_ = await recorded(tmp_path, 30)
    forge(tmp_path / FILE, "UPDATE entries SET at = at + 1 WHERE seq = 23")
    board, entries, said = await opened(tmp_path)
    assert "Missing since then: entry 23; the total may be too low" in said
    assert [entry.seq for entry in entries] == list(range(1, 30))
    assert [entry.event for entry in entries] == [
        entry.event for entry in roses(1, 30) if entry.seq != 23
    ]
    assert board.real.gifts == 29
    assert board.ledger != id_, "pages must forget the old history"
    assert kept(tmp_path) == {FILE, "what-happened.txt"}
    assert (await opened(tmp_path))[2] == "", "once put right, it is sound"


async def test_with_a_backup_nothing_is_missing(tmp_path: Path) -> None:
    id_ = await recorded(tmp_path, 40, backed_up_at=30)
    forge(tmp_path / FILE, "UPDATE entries SET at = at + 1 WHERE seq IN (7, 23)")
    board, entries, said = await opened(tmp_path)
    assert "It was put right, and nothing is missing" in said
    assert entries == roses(1, 40), "also those that came after the backup"
    assert board.ledger == id_


async def test_rolled_back_to_an_older_copy_what_came_since_is_missing(tmp_path: Path) -> None:
    id_ = await recorded(tmp_path, 30)
    shutil.copy(tmp_path / FILE, tmp_path / "older")
    await recorded(tmp_path, 42)
    shutil.copy(tmp_path / "older", tmp_path / FILE)
    board, entries, said = await opened(tmp_path)
    assert "it ends at entry 30, but had come to 42" in said
    assert "Missing since then: entries 31 to 42" in said
    assert entries == roses(1, 30)
    assert board.ledger != id_


async def test_a_file_that_is_gone_comes_back_from_the_backup(tmp_path: Path) -> None:
    await recorded(tmp_path, 40, backed_up_at=30)
    (tmp_path / FILE).unlink()
    board, _, said = await opened(tmp_path)
    assert f"{FILE} is gone" in said
    assert "Missing since then: entries 31 to 40" in said
    assert board.real.gifts == 30


@pytest.mark.parametrize("size", [0, 50, 5000])
async def test_a_file_that_was_cut_off_comes_back_from_the_backup(
    tmp_path: Path, size: int
) -> None:
    await recorded(tmp_path, 400, backed_up_at=400)
    with (tmp_path / FILE).open("r+b") as file:
        file.truncate(size)
    board, entries, said = await opened(tmp_path)
    assert "nothing is missing" in said
    assert entries == roses(1, 400)
    assert board.real.gifts == 400


async def test_a_file_of_rubbish_is_put_aside_where_there_was_a_ledger(tmp_path: Path) -> None:
    await recorded(tmp_path, 40, backed_up_at=40)
    (tmp_path / FILE).write_bytes(bytes(range(256)) * 40)
    _, entries, said = await opened(tmp_path)
    assert "nothing is missing" in said
    assert entries == roses(1, 40)


async def test_without_a_backup_and_with_nothing_to_save_it_does_not_start(tmp_path: Path) -> None:
    await recorded(tmp_path, 40)
    (tmp_path / FILE).write_bytes(b"rubbish" * 1000)
    with pytest.raises(LedgerError, match="nothing of it could be saved, and there is no good"):
        await SqliteLedger.open(tmp_path)
    assert (tmp_path / FILE).read_bytes() == b"rubbish" * 1000


async def test_a_backup_that_is_damaged_too_is_passed_over_for_an_older_one(
    tmp_path: Path,
) -> None:
    await recorded(tmp_path, 30, backed_up_at=20)
    ledger, _ = await SqliteLedger.open(tmp_path)
    await ledger.backup(tmp_path / "backups" / "giftgoal-2.sqlite3")
    await ledger.close()
    forge(tmp_path / "backups" / "giftgoal-2.sqlite3", "UPDATE entries SET at = 0 WHERE seq = 2")
    (tmp_path / FILE).unlink()
    board, _, said = await opened(tmp_path)
    assert "entries 21 to 30" in said
    assert board.real.gifts == 20


async def crashed(folder: Path) -> tuple[Path, int]:
    """Make a data folder as a crash leaves it, with six roses that are in the log alone.

    Return the log, and how long it was after three.
    """
    running = folder.with_name("running")
    ledger, _ = await SqliteLedger.open(running)
    await ledger.append(roses(1, 3))
    size = (running / WAL).stat().st_size
    await ledger.append(roses(4, 6))
    shutil.copytree(running, folder)
    await ledger.close()
    return folder / WAL, size


async def test_a_damaged_log_is_kept_as_it_was(tmp_path: Path) -> None:
    log, size = await crashed(tmp_path / "data")
    cut = log.read_bytes()[:size]
    log.write_bytes(cut)
    board, _, said = await opened(tmp_path / "data")
    assert "it ends at entry 3, but had come to 6" in said
    assert "entries 4 to 6; the total may be too low" in said
    assert board.real.gifts == 3
    (damaged,) = (tmp_path / "data").glob("damaged-*")
    assert (damaged / WAL).read_bytes() == cut


@pytest.mark.parametrize("damaged", ["the log's salt", "a checksum", "the database's first bytes"])
async def test_entries_after_damage_in_the_log_are_not_lost_with_it(
    tmp_path: Path, damaged: str
) -> None:
    log, _ = await crashed(tmp_path / "data")
    content = bytearray(log.read_bytes())
    content[{"the log's salt": 20, "a checksum": 50}.get(damaged, 60)] ^= 1
    log.write_bytes(content)
    board, entries, said = await opened(tmp_path / "data")
    assert "nothing is missing" in said
    assert entries == roses(1, 6)
    assert board.real.gifts == 6
    assert not list((tmp_path / "data").glob("*.further"))


async def test_what_speaks_of_a_missing_entry_is_missing_too(tmp_path: Path) -> None:
    ledger, _ = await SqliteLedger.open(tmp_path)
    await ledger.append([*evening(), *roses(9, 12)])
    await ledger.close()
    forge(tmp_path / FILE, "UPDATE entries SET by_name = 'ben' WHERE seq = 1")
    board, entries, said = await opened(tmp_path)
    assert "Missing since then: entr" in said
    assert board.seq == len(entries)
    assert board.real.gifts >= 4


async def test_the_check_of_every_entry_has_the_next_start_put_it_right(tmp_path: Path) -> None:
    await recorded(tmp_path, 40, backed_up_at=30, saved=True)
    forge(tmp_path / FILE, "UPDATE entries SET at = 0 WHERE seq = 5")
    ledger, board = await SqliteLedger.open(tmp_path)
    with pytest.raises(LedgerError, match="damaged at entry 5"):
        await ledger.check()
    await ledger.close()
    assert board.real.gifts == 40, "the total was right: it lay before the checkpoint"
    board, entries, said = await opened(tmp_path)
    assert "nothing is missing" in said
    assert entries == roses(1, 40)


async def test_an_old_entry_that_no_backup_has_costs_the_total_nothing(tmp_path: Path) -> None:
    await recorded(tmp_path, 40, saved=True)
    forge(tmp_path / FILE, "UPDATE entries SET at = 0 WHERE seq = 5")
    ledger, _ = await SqliteLedger.open(tmp_path)
    with pytest.raises(LedgerError):
        await ledger.check()
    await ledger.close()
    board, _, said = await opened(tmp_path)
    assert "no backup holds entry 5" in said
    assert board.real.gifts == 40


async def test_a_damaged_index_is_found_by_a_backup_and_made_anew(tmp_path: Path) -> None:
    id_ = await recorded(tmp_path, 400, saved=True)
    forget_a_key(tmp_path / FILE, b"key-77")
    ledger, _ = await SqliteLedger.open(tmp_path)
    with pytest.raises(LedgerError, match=r"is not good: .*entries_place"):
        await ledger.backup(tmp_path / "backups" / "giftgoal-1.sqlite3")
    assert not (await ledger.find(requests=["6a1f key-77"])).requests
    await ledger.close()
    board, entries, said = await opened(tmp_path)
    assert "nothing is missing" in said
    assert entries == roses(1, 400)
    assert board.ledger == id_
    again, _ = await SqliteLedger.open(tmp_path)
    assert (await again.find(requests=["6a1f key-77"])).requests
    await again.close()


def forget_a_key(file: Path, key: bytes) -> None:
    """Damage a key in the page of an index: the entry itself stays as it is."""
    content = file.read_bytes()
    pages = [content[at : at + 4096] for at in range(0, len(content), 4096)]
    leaf_of_index = b"\x0a"
    changed = [
        page.replace(key, key.upper()) if page[:1] == leaf_of_index else page for page in pages
    ]
    assert changed != pages
    file.write_bytes(b"".join(changed))


async def test_another_ledger_in_its_place_is_not_taken_in_silence(tmp_path: Path) -> None:
    await recorded(tmp_path / "mine", 40)
    await recorded(tmp_path / "other", 20)
    shutil.copy(tmp_path / "other" / FILE, tmp_path / "mine" / FILE)
    board, _, said = await opened(tmp_path / "mine")
    assert "another ledger than the one that was here last" in said
    assert board.real.gifts == 20
