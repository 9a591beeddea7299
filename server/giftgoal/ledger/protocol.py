"""What the rest of the server may expect of a ledger, whatever keeps it."""

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Protocol

from giftgoal.domain.board import Board
from giftgoal.domain.events import Entry
from giftgoal.domain.gift_decisions import Known
from giftgoal.domain.gifts import Recorded


class Ledger(Protocol):
    """The durable record of all entries, in order. Nothing in it ever changes."""

    @property
    def id(self) -> str:
        """Twelve hexadecimal digits drawn when the ledger was made: another id, another history."""

    async def append(
        self, entries: Sequence[Entry], meanwhile: Callable[[], None] | None = None
    ) -> None:
        """Write the entries down, all or none; when this returns they are on disk.

        Args:
            entries: What follows the last entry there is.
            meanwhile: Called, on the event loop, while the disk works; where there are many entries
                it may not be called.

        Raises:
            Taken: If a seq, a new gift's id or streak, or an idempotency key is already there.
            DiskFull: If there is no space left. Try again later.
            LedgerError: If they could not be written, or it is not certain that they were.
        """

    async def find(
        self,
        gifts: Collection[str] = (),
        requests: Collection[str] = (),
        streaks: Collection[str] = (),
    ) -> Known:
        """Return what is known of gift ids, request places and streak keys.

        The gifts that the requests and streaks led to are among the result's gifts.
        """

    async def gifts(
        self, before: int | None, limit: int, rehearsal: bool = False
    ) -> list[Recorded]:
        """Return gifts as they are now, voided ones too, newest first by their first entry.

        Args:
            before: Only gifts first recorded before this seq; None: from the newest on.
            limit: At most so many.
            rehearsal: The rehearsal's gifts instead of the real ones; those wiped since are still
                there, told apart by their seq.
        """

    async def entries(self, after: int, limit: int = 1000) -> list[Entry]:
        """Return up to `limit` entries that follow entry `after`, in order."""

    async def save(self, board: Board) -> None:
        """Keep the board, so that opening the ledger need not fold what led to it."""

    async def backup(self, path: Path, keep: int | None = None) -> int:
        """Put a verified copy at `path` and return its size in bytes; writing goes on meanwhile.

        Args:
            path: Where to; a file that is there is replaced once the copy is known to be good.
            keep: How many of the newest backups in that folder stay; None: all.

        Raises:
            LedgerError: If no good copy could be made; what was at `path` is untouched.
        """

    async def close(self) -> None:
        """Finish what was asked for and let go of the data folder."""
