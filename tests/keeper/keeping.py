"""A keeper at work on a real ledger, and a ledger that fails when it is told to."""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from giftgoal.askers import Answer
from giftgoal.domain.board import Board
from giftgoal.domain.commands import Command, OpenGoal, RecordGift
from giftgoal.domain.events import Entry, Request
from giftgoal.domain.gift_decisions import Known
from giftgoal.domain.gifts import MICRO, Gift, Person, Recorded, gifter_named
from giftgoal.domain.goals import GoalSettings
from giftgoal.keeper import Keeper
from giftgoal.ledger import SqliteLedger

MIKA = Person("owner", "mika")
NOOR = Person("6a1f", "noor")
NEW_MIC = GoalSettings("New mic", 500)
EIGHT = 1_795_550_400_000
"""Eight in the evening, in milliseconds since 1970."""

_ids = count(1)


def rose(gifter: str = "ana", pieces: int = 1, *, id_: str = "", streak: str = "") -> Gift:
    """Return roses, a coin each, with an id of their own."""
    who = gifter_named(gifter)
    return Gift(id_ or f"rose-{next(_ids)}", who, "Rose", pieces, pieces * MICRO, streak=streak)


def tap(gifter: str = "ana", key: str = "", body: str = "a rose") -> RecordGift:
    """Return the command to count a rose."""
    return RecordGift(rose(gifter), Request(key, body) if key else None, confirm=True)


class Diary:
    """A ledger that writes down what is asked of it, and fails when it is told to."""

    def __init__(self, ledger: SqliteLedger, told: list[str]) -> None:
        self.ledger = ledger
        self.told = told
        self.batches: list[int] = []
        """How many entries each append had."""
        self.saved: list[int] = []
        """The seq of each checkpoint."""
        self.fails: list[Exception] = []
        """Raised by the next appends, one each; nothing is written then."""
        self.gate = asyncio.Event()
        """Appends wait for it."""
        self.gate.set()

    @property
    def id(self) -> str:
        return self.ledger.id

    async def append(
        self, entries: Sequence[Entry], meanwhile: Callable[[], None] | None = None
    ) -> None:
        await self.gate.wait()
        if self.fails:
            raise self.fails.pop(0)
        await self.ledger.append(entries, meanwhile)
        self.batches.append(len(entries))
        self.told.append("on disk")

    async def find(
        self,
        gifts: Collection[str] = (),
        requests: Collection[str] = (),
        streaks: Collection[str] = (),
    ) -> Known:
        return await self.ledger.find(gifts, requests, streaks)

    async def gifts(
        self, before: int | None, limit: int, rehearsal: bool = False
    ) -> list[Recorded]:
        return await self.ledger.gifts(before, limit, rehearsal)

    async def entries(self, after: int, limit: int = 1000) -> list[Entry]:
        return await self.ledger.entries(after, limit)

    async def save(self, board: Board) -> None:
        await self.ledger.save(board)
        self.saved.append(board.seq)

    async def backup(self, path: Path, keep: int | None = None) -> int:
        return await self.ledger.backup(path, keep)

    async def close(self) -> None:
        await self.ledger.close()


@dataclass
class Evening:
    """A keeper that runs."""

    keeper: Keeper
    diary: Diary
    now: list[int]
    """Milliseconds since 1970."""
    shown: list[Board] = field(default_factory=list)
    """Every board that was published."""

    @property
    def board(self) -> Board:
        return self.keeper.board

    @property
    def raised(self) -> int:
        return self.board.real.progress["mic"].raised(self.board.goals["mic"].settings)

    async def give(self, gift: Gift, key: str = "", body: str = "a rose") -> Answer:
        """Count a gift that noor enters."""
        request = Request(key, body) if key else None
        return await self.keeper.ask(RecordGift(gift, request, confirm=True), NOOR)

    async def forget(self) -> None:
        """Let so much happen that the board remembers no gift, key or streak from before."""
        for first in range(0, 300, 50):
            keys = [f"filler-{next(_ids)}" for _ in range(first, first + 50)]
            asked = [
                self.keeper.ask(RecordGift(rose("ben", streak=key), Request(key, "")), MIKA)
                for key in keys
            ]
            await asyncio.gather(*asked)

    async def together(self, *commands: Command) -> list[Answer | BaseException]:
        """Ask for all at once while a rose is being written, so that they make one batch."""
        self.diary.gate.clear()
        first = asyncio.create_task(self.give(rose()))
        await asyncio.sleep(0)
        rest = [asyncio.create_task(self.keeper.ask(each, NOOR)) for each in commands]
        await asyncio.sleep(0)
        self.diary.gate.set()
        await first
        return await asyncio.gather(*rest, return_exceptions=True)

    async def on_disk(self) -> list[Entry]:
        return await self.diary.entries(0, 10_000)


@asynccontextmanager
async def evening(
    folder: Path,
    publish: Callable[[Board], None] | None = None,
    checkpoint_every: int = 20_000,
) -> AsyncIterator[Evening]:
    """Run a keeper on the ledger of a folder, with the goal `mic` open; stop it at the end."""
    ledger, board = await SqliteLedger.open(folder)
    told: list[str] = []
    now = [EIGHT]
    shown: list[Board] = []

    def show(board: Board) -> None:
        told.append("shown")
        shown.append(board)
        if publish is not None:
            publish(board)

    diary = Diary(ledger, told)
    keeper = Keeper(
        diary, board, publish=show, now=lambda: now[0], checkpoint_every=checkpoint_every
    )
    running = asyncio.create_task(keeper.run())
    try:
        if "mic" not in board.goals:
            await keeper.ask(OpenGoal("mic", NEW_MIC), MIKA)
        yield Evening(keeper, diary, now, shown)
    finally:
        diary.gate.set()
        keeper.stop()
        await running
        await ledger.close()
