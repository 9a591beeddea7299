"""The high-water mark tells of an end that is missing, and never of one that was not there."""

from pathlib import Path

import pytest

from giftgoal.ledger import SqliteLedger
from giftgoal.ledger.high_water import FILE, HighWater, Mark
from giftgoal.ledger.rows import Head
from tests.ledger.evening import roses


def mark(seq: int) -> Mark:
    return Mark("c0ffee", Head(seq, bytes([seq] * 16)))


def found(folder: Path) -> Mark | None:
    file = HighWater(folder / FILE)
    file.close()
    return file.found


def test_a_new_file_has_no_mark(tmp_path: Path) -> None:
    assert found(tmp_path) is None


def test_the_newest_mark_is_found_again(tmp_path: Path) -> None:
    file = HighWater(tmp_path / FILE)
    for seq in (1, 2, 3):
        file.raise_to(mark(seq))
        assert found(tmp_path) == mark(seq), "written through at once"
    file.close()


def test_another_ledgers_mark_takes_the_place_of_a_higher_one(tmp_path: Path) -> None:
    file = HighWater(tmp_path / FILE)
    file.raise_to(mark(200))
    file.raise_to(Mark("another", Head(1, b"x" * 16)))
    file.close()
    assert found(tmp_path) == Mark("another", Head(1, b"x" * 16))


@pytest.mark.parametrize("torn_at", [0, 1, 20, 50])
def test_of_a_mark_that_was_written_in_part_the_one_before_is_left(
    tmp_path: Path, torn_at: int
) -> None:
    file = HighWater(tmp_path / FILE)
    file.raise_to(mark(1))
    before = (tmp_path / FILE).read_bytes()
    file.raise_to(mark(2))
    file.close()
    after = (tmp_path / FILE).read_bytes()
    # The second slot comes first: one turn is odd, the next even.
    (tmp_path / FILE).write_bytes(after[:torn_at] + before[torn_at:])
    assert found(tmp_path) == mark(1)


def test_a_mark_that_is_no_text_is_no_mark(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(bytes(range(256)) * 4)
    assert found(tmp_path) is None


async def test_each_batch_raises_it(ledger: SqliteLedger, tmp_path: Path) -> None:
    await ledger.append(roses(1, 3))
    first = found(tmp_path)
    await ledger.append(roses(4, 5))
    second = found(tmp_path)
    assert first
    assert second
    assert (first.head.seq, second.head.seq) == (3, 5)


async def test_without_a_place_for_it_gifts_are_recorded_all_the_same(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / FILE).mkdir()
    ledger, _ = await SqliteLedger.open(tmp_path)
    await ledger.append(roses(1, 3))
    await ledger.close()
    again, board = await SqliteLedger.open(tmp_path)
    await again.close()
    assert board.real.gifts == 3
    assert "high-water cannot be written to" in caplog.text
