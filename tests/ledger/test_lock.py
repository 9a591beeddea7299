"""One Giftgoal at a time works in a data folder."""

import os
from pathlib import Path

import pytest

from giftgoal.ledger import DataFolderInUse, LedgerError, SqliteLedger, lock
from tests.ledger import programs


def test_a_folder_that_another_process_has_is_refused_with_its_id(tmp_path: Path) -> None:
    with programs.start("hold", tmp_path) as other:
        assert other.stdout
        assert other.stdout.readline() == "locked\n"
        with pytest.raises(DataFolderInUse) as refusal:
            lock(tmp_path)
        other.kill()
    assert refusal.value.pid == other.pid
    assert str(refusal.value) == (
        f"another Giftgoal (process {other.pid}) is already working in {tmp_path}"
    )


def test_a_folder_whose_process_was_killed_is_free(tmp_path: Path) -> None:
    with programs.start("hold", tmp_path) as other:
        assert other.stdout
        assert other.stdout.readline() == "locked\n"
        other.kill()
        other.wait()
        lock(tmp_path).release()


async def test_an_open_ledger_has_its_folder_until_it_is_closed(tmp_path: Path) -> None:
    ledger, _ = await SqliteLedger.open(tmp_path)
    with pytest.raises(DataFolderInUse, match=f"process {os.getpid()}"):
        await SqliteLedger.open(tmp_path)
    await ledger.close()
    lock(tmp_path).release()


async def test_the_lock_can_be_taken_before_the_ledger_is_opened(tmp_path: Path) -> None:
    ledger, _ = await SqliteLedger.open(tmp_path, lock(tmp_path))
    with pytest.raises(DataFolderInUse):
        lock(tmp_path)
    await ledger.close()
    lock(tmp_path).release()


def test_a_lock_without_a_readable_process_id_still_holds(tmp_path: Path) -> None:
    held = lock(tmp_path)
    (tmp_path / "giftgoal.lock").write_bytes(b"\xff")
    with pytest.raises(DataFolderInUse) as refusal:
        lock(tmp_path)
    held.release()
    assert refusal.value.pid is None
    assert str(refusal.value) == f"another Giftgoal is already working in {tmp_path}"


def test_a_released_lock_can_be_released_again(tmp_path: Path) -> None:
    held = lock(tmp_path)
    held.release()
    held.release()
    lock(tmp_path).release()


def test_a_file_in_the_folders_place_is_named(tmp_path: Path) -> None:
    place = tmp_path / "data"
    place.touch()
    with pytest.raises(LedgerError, match=f"the data folder {place} is not a folder"):
        lock(place)
    with pytest.raises(LedgerError, match="is not a folder"):
        lock(place / "deeper")


def test_a_folder_that_cannot_be_written_to_is_named() -> None:
    # Nobody may make files there, not even root.
    with pytest.raises(LedgerError, match="the data folder /sys cannot be written to: "):
        lock(Path("/sys"))
