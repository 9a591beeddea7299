"""A server's inside without its web: a real ledger and keeper, real sources, a clock in a hurry."""

import asyncio
import contextlib
import random
import secrets
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from giftgoal.domain.commands import RecordGift, ReverseGift
from giftgoal.domain.gifts import Gift, Person, Recorded
from giftgoal.keeper import Keeper
from giftgoal.ledger import SqliteLedger
from giftgoal.sources.lane import Desk
from giftgoal.sources.roads import ROADS, further
from giftgoal.sources.seen import Seen
from giftgoal.sources.settings import Settings
from giftgoal.sources.source import Road, Unwritten
from giftgoal.sources.status import Status
from giftgoal.sources.supervisor import Supervisor

EIGHT = 1_795_550_400_000
"""Eight in the evening, in milliseconds since 1970."""


class HastyClock:
    """Time that runs as it does, but whose waits are over at once."""

    def __init__(self, start: int) -> None:
        self._first = start
        self.waits: list[float] = []
        self._skipped = 0.0
        self._start = time.monotonic()

    def seconds(self) -> float:
        return time.monotonic() - self._start + self._skipped

    def now(self) -> int:
        return self._first + round(self.seconds() * 1000)

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self._skipped += seconds
        await asyncio.sleep(0.005)


@dataclass
class Studio:
    """What is running."""

    keeper: Keeper
    ledger: SqliteLedger
    supervisor: Supervisor
    clock: HastyClock
    rates: dict[str, Decimal] = field(default_factory=dict)
    full: bool = False
    """Whether no gift can be written down."""
    changes: int = 0
    task: "asyncio.Task[None] | None" = None

    async def submit(self, command: RecordGift | ReverseGift, by: Person) -> bool:
        # What is not there is refused without asking the disk.
        if self.full and isinstance(command, RecordGift):
            raise Unwritten("The disk is full.")
        return (await self.keeper.ask(command, by)).entry is not None

    def status(self, road: str) -> Status:
        return self.supervisor.status(road)

    async def gifts(self, rehearsal: bool = False) -> list[Recorded]:
        return await self.ledger.gifts(None, 5000, rehearsal)

    async def coins(self) -> int:
        """Return what all gifts that count are worth, added up by hand."""
        return sum(one.gift.coins for one in await self.gifts() if not one.voided)

    async def until(self, true: Callable[[], bool], seconds: float = 10) -> None:
        """Wait for something to become true, and insist on it."""
        end = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < end, [
                self.status(road.name) for road in self.supervisor.roads
            ]
            await asyncio.sleep(0.005)

    async def state(self, road: str, state: str) -> Status:
        """Wait for a road to come into a state."""
        await self.until(lambda: self.status(road).state == state)
        return self.status(road)


@contextlib.asynccontextmanager
async def studio(
    folder: Path,
    roads: Sequence[Road] = ROADS,
    on: Mapping[str, Mapping[str, str]] | None = None,
    later: int = 0,
) -> AsyncIterator[Studio]:
    """Open a studio on a data folder, so many seconds later, with roads on by their fields.

    It is left as a kill would leave it: what is queued is dropped.
    """
    ledger, board = await SqliteLedger.open(folder)
    clock = HastyClock(EIGHT + later * 1000)
    keeper = Keeper(ledger, board, publish=lambda _: None, now=clock.now)
    at: list[Studio] = []

    def desk(counts: Callable[[str, str], bool]) -> Desk:
        return Desk(
            submit=lambda command, by: at[0].submit(command, by),
            rates=lambda: at[0].rates,
            price=_price,
            counts=counts,
            new_id=lambda: secrets.token_hex(8),
            clock=clock,
        )

    def changed() -> None:
        at[0].changes += 1

    chance = random.Random(7)  # noqa: S311  # a test needs the same each time
    settings, seen = Settings(folder), Seen(folder)
    supervisor = Supervisor(roads, further, settings, seen, desk, chance.random, changed)
    at.append(Studio(keeper, ledger, supervisor, clock))
    running = asyncio.create_task(keeper.run())
    try:
        supervisor.start()
        for name, values in (on or {}).items():
            await supervisor.edit(name, on=True, values=values)
        yield at[0]
    finally:
        await supervisor.close()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await ledger.close()


def _price(gift: Gift) -> int | None:
    return {"Rose": 1, "Lion": 29_999}.get(gift.name)
