"""When the board is saved: often enough for a quick start, seldom enough not to be felt."""

import asyncio
import logging

from giftgoal.domain.board import Board
from giftgoal.ledger.errors import LedgerError
from giftgoal.ledger.protocol import Ledger

_BUSY = 2
"""So many times the entries may pass while commands wait."""

_REST = 4
"""So many times as long as a save took, none follows: with 100,000 gifters it is dear."""

_log = logging.getLogger(__name__)


class Saving:
    """Saves a checkpoint now and then, beside what the ledger is asked for meanwhile.

    Args:
        ledger: The ledger.
        seq: What the board was folded to when it was opened.
        every: Entries between two checkpoints. A start after a crash folds 30,000 a second.
    """

    def __init__(self, ledger: Ledger, seq: int, every: int) -> None:
        self._ledger = ledger
        self._every = every
        # The newest checkpoint's, saved or being saved.
        self._seq = seq
        self._saving: asyncio.Task[None] | None = None
        self._not_before = 0.0

    def when_due(self, board: Board, *, busy: bool) -> None:
        """Begin to save if the last is long ago; later while commands wait."""
        due = self._every * (_BUSY if busy else 1)
        if board.seq - self._seq < due or asyncio.get_running_loop().time() < self._not_before:
            return
        if self._saving is None or self._saving.done():
            # With many gifters it takes a while, and the commands need not wait.
            self._saving = asyncio.create_task(self._save(board))

    async def finish(self, board: Board) -> None:
        """Save the last board."""
        if self._saving is not None:
            await self._saving
        await self._save(board)

    async def _save(self, board: Board) -> None:
        if board.seq == self._seq:
            return
        self._seq = board.seq
        loop = asyncio.get_running_loop()
        began = loop.time()
        try:
            await self._ledger.save(board)
        except LedgerError as error:
            # Nothing is lost: the next start folds more entries.
            _log.warning("the checkpoint could not be saved: %s", error)
        self._not_before = loop.time() + _REST * (loop.time() - began)
