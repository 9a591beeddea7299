"""What was asked for before closing is done; nothing is asked for afterwards."""

import asyncio
import threading
from pathlib import Path

import pytest

from giftgoal.domain.board import Board
from giftgoal.domain.fold import fold
from giftgoal.ledger import LedgerError, SqliteLedger
from tests.ledger.evening import roses


async def test_what_was_asked_for_before_closing_is_done(tmp_path: Path) -> None:
    ledger, _ = await SqliteLedger.open(tmp_path)
    appending = asyncio.create_task(ledger.append(roses(1, 100)))
    await asyncio.sleep(0)
    await ledger.close()
    await appending
    again, board = await SqliteLedger.open(tmp_path)
    await again.close()
    assert board.real.gifts == 100


async def test_a_closed_ledger_says_so(tmp_path: Path) -> None:
    ledger, _ = await SqliteLedger.open(tmp_path)
    await ledger.close()
    await ledger.close()
    with pytest.raises(LedgerError, match="the ledger is closed"):
        await ledger.append(roses(1, 1))
    with pytest.raises(LedgerError, match="the ledger is closed"):
        await ledger.gifts(None, 10)
    with pytest.raises(LedgerError, match="the ledger is closed"):
        await ledger.save(Board(ledger.id))


async def test_a_caller_that_gives_up_does_not_stop_what_it_asked_for(tmp_path: Path) -> None:
    ledger, _ = await SqliteLedger.open(tmp_path)
    appending = asyncio.create_task(ledger.append(roses(1, 100)))
    await asyncio.sleep(0)
    appending.cancel()
    with pytest.raises(asyncio.CancelledError):
        await appending
    assert await ledger.entries(after=0) == roses(1, 100)
    await ledger.close()


async def test_a_ledger_has_two_threads_whatever_it_does_at_once_and_none_once_closed(
    tmp_path: Path,
) -> None:
    before = set(threading.enumerate())
    ledger, board = await SqliteLedger.open(tmp_path)
    await ledger.append(roses(1, 1000))
    saving = ledger.save(fold(board, roses(1, 1000)))
    await asyncio.gather(saving, ledger.check(), ledger.backup(tmp_path / "copy.sqlite3", keep=3))
    threads = set(threading.enumerate()) - before
    await ledger.close()
    assert len(threads) == 2, threads
    for thread in threads:
        await asyncio.to_thread(thread.join, 10)
        assert not thread.is_alive()
