"""The folded board is kept, used when it is certainly right, and put aside when it is not."""

import json
import tracemalloc
import zlib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from giftgoal.domain import plain
from giftgoal.domain.board import RECENT, Board, Tally
from giftgoal.domain.events import RateSet
from giftgoal.domain.fold import fold
from giftgoal.domain.shards import Shards
from giftgoal.ledger import LedgerError, SqliteLedger
from giftgoal.ledger import checkpoint as checkpoints
from giftgoal.ledger.schema import FILE
from tests.ledger.evening import evening, numbered, roses
from tests.ledger.every_kind import ENTRIES
from tests.ledger.files import forge


async def kept(folder: Path) -> str:
    """Make a ledger with a saved board and two entries after it; return its id."""
    ledger, board = await SqliteLedger.open(folder)
    await ledger.append(evening())
    await ledger.save(fold(board, evening()))
    await ledger.append(roses(9, 10))
    await ledger.close()
    return ledger.id


async def opened(folder: Path) -> tuple[Board, list[str]]:
    """Open and close; return the board and what was said about damage."""
    said: list[str] = []
    ledger, board = await SqliteLedger.open(folder, on_damage=said.append)
    await ledger.close()
    return board, said


async def test_the_board_is_that_of_all_entries(tmp_path: Path) -> None:
    id_ = await kept(tmp_path)
    board, said = await opened(tmp_path)
    assert board == fold(Board(id_), [*evening(), *roses(9, 10)])
    assert said == []


async def test_entries_before_the_saved_board_are_not_read(tmp_path: Path) -> None:
    await kept(tmp_path)
    forge(tmp_path / FILE, "UPDATE entries SET body = 'unreadable' WHERE seq < 8")
    board, _ = await opened(tmp_path)
    assert board.seq == 10


@pytest.mark.parametrize(
    ("forgery", "doubt"),
    [
        ("UPDATE checkpoint SET body = zeroblob(100)", "it is damaged"),
        ("UPDATE checkpoint SET seq = 7", "it is damaged"),
        ("UPDATE checkpoint SET checksum = x'00'", "it is damaged"),
        ("UPDATE ledger SET id = 'another'", "it belongs to another ledger"),
    ],
)
async def test_a_saved_board_in_doubt_is_not_used_and_that_is_said(
    tmp_path: Path, forgery: str, doubt: str
) -> None:
    await kept(tmp_path)
    forge(tmp_path / FILE, forgery)
    (tmp_path / "high-water").unlink()
    board, said = await opened(tmp_path)
    assert board == fold(Board(board.ledger), [*evening(), *roses(9, 10)])
    assert len(said) == 1
    assert doubt in said[0]


async def test_a_saved_board_is_not_used_when_its_entry_is_gone(tmp_path: Path) -> None:
    id_ = await kept(tmp_path)
    forge(tmp_path / FILE, "DELETE FROM entries WHERE seq > 7")
    (tmp_path / "high-water").unlink()
    board, said = await opened(tmp_path)
    assert board == fold(Board(id_), evening()[:7])
    assert "entry 8, which it was saved at, is missing" in said[0]


async def test_a_board_that_cannot_be_read_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as other_version:
        other_version.setattr(checkpoints, "encode", lambda _board: b"no board")
        id_ = await kept(tmp_path)
    board, said = await opened(tmp_path)
    assert board == fold(Board(id_), [*evening(), *roses(9, 10)])
    assert len(said) == 1


async def test_a_board_of_another_fold_version_is_not_used_in_silence(tmp_path: Path) -> None:
    id_ = await kept(tmp_path)
    forge(
        tmp_path / FILE, "UPDATE checkpoint SET fold_version = fold_version + 1, body = zeroblob(9)"
    )
    board, said = await opened(tmp_path)
    assert board == fold(Board(id_), [*evening(), *roses(9, 10)])
    assert said == []


async def test_a_board_of_another_ledger_is_not_saved(ledger: SqliteLedger) -> None:
    await ledger.append(evening())
    with pytest.raises(LedgerError, match="not of this ledger"):
        await ledger.save(fold(Board("another"), evening()))
    with pytest.raises(LedgerError, match="not of this ledger"):
        await ledger.save(fold(Board(ledger.id), [*evening(), *roses(9, 9)]))


def test_a_board_with_many_gifters_comes_back_from_its_bytes() -> None:
    board = Board("c0ffee")
    tallies = {f"ana-{n}": Tally(f"Ana {n}", n, n) for n in range(2500)}
    board.real.tallies = Shards(tallies)
    board.rehearsal.tallies = Shards({"ben": Tally("Ben\r\n\u2028")})
    assert checkpoints.decode(checkpoints.encode(board)) == board


def test_a_board_is_kept_as_json_would_write_its_plain_value() -> None:
    """So that what an earlier version kept is read, and the other way round."""
    set_here = numbered([RateSet("EUR", Decimal("80.5")), RateSet("USD", None)], len(ENTRIES) + 1)
    board = fold(Board("c0ffee"), [*ENTRIES, *set_here])
    bare = replace(
        board,
        real=replace(board.real, tallies=Shards()),
        rehearsal=replace(board.rehearsal, tallies=Shards()),
    )
    text = json.dumps(plain.to_plain(bare), ensure_ascii=False, separators=(",", ":"))
    assert zlib.decompress(checkpoints.encode(board)).splitlines()[0] == text.encode()
    assert checkpoints.decode(checkpoints.encode(board)) == board


def test_keeping_a_board_takes_little_more_memory_than_its_text() -> None:
    board = fold(Board("c0ffee"), [*evening(), *roses(9, 9 + 2 * RECENT)])
    kept = len(zlib.decompress(checkpoints.encode(board)))
    tracemalloc.start()
    checkpoints.encode(board)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 6 * kept  # as plain values and in one go it is 16 times its text
