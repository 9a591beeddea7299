"""The folded board is kept, used when it is certainly right, and put aside when it is not."""

from pathlib import Path

import pytest

from giftgoal.domain.board import Board, Tally
from giftgoal.domain.fold import fold
from giftgoal.domain.shards import Shards
from giftgoal.ledger import LedgerError, SqliteLedger
from giftgoal.ledger import checkpoint as checkpoints
from giftgoal.ledger.schema import FILE
from tests.ledger.evening import evening, roses
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
