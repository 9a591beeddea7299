from pathlib import Path

from giftgoal.domain.board import Board
from giftgoal.domain.fold import fold
from giftgoal.ledger import SqliteLedger
from tests.ledger.evening import evening


async def test_a_ledger_that_is_opened_again_has_its_id_and_its_board(tmp_path: Path) -> None:
    ledger, board = await SqliteLedger.open(tmp_path)
    assert board == Board(ledger.id)
    await ledger.append(evening())
    await ledger.close()
    again, board = await SqliteLedger.open(tmp_path)
    await again.close()
    assert again.id == ledger.id
    assert board == fold(Board(ledger.id), evening())
