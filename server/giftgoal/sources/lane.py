"""One road's way to the keeper: what arrives is checked, rated, bounded and counted here."""

import asyncio
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from giftgoal.domain.commands import RecordGift, ReverseGift
from giftgoal.domain.errors import Invalid, NotFound, Refusal
from giftgoal.domain.events import Request
from giftgoal.domain.gifts import MAX_COINS, MICRO, Gift, Person, Worth
from giftgoal.domain.rates import PRICED, Rates, micro_of, rated
from giftgoal.sources.arrivals import Arrival, Arrived, Reversed, key_of, person
from giftgoal.sources.clock import Clock
from giftgoal.sources.crashes import log_crash
from giftgoal.sources.source import Flooded, Unwritten
from giftgoal.sources.status import Counters

log = logging.getLogger(__name__)

IN_FLIGHT = 16
"""Commands of one road that may wait for the keeper at once: a quarter of one of its batches, so a
tap never waits for more than the batch that is being written."""

POSTS = 100
"""Letters of one road that may be in hand at once; further ones are sent away."""

PER_SECOND = 500.0
"""Arrivals a second that one road may bring for long."""

BURST = 1000.0
"""Arrivals that one road may bring at once after a quiet time, such as a backlog."""

_HOLD = 2.0
"""Seconds until what could not be written down is tried again."""


class Submit(Protocol):
    """Hands a command to the keeper."""

    async def __call__(self, command: RecordGift | ReverseGift, by: Person) -> bool:
        """Return when it is on disk, with whether it changed anything.

        Raises:
            Refusal: If it cannot be; trying again is of no use.
            Unwritten: If it could not be written down; trying again is.
        """


@dataclass(frozen=True, slots=True)
class Desk:
    """What all lanes share."""

    submit: Submit
    rates: Callable[[], Rates]
    """Returns the rates as they are now."""
    price: Callable[[Gift], int | None]
    """Returns what one gift costs in coins, by the catalogue."""
    counts: Callable[[str, str], bool]
    """Tells whether a platform, the first, counts by a road, the second."""
    new_id: Callable[[], str]
    clock: Clock

    def valued(self, gift: Gift) -> Gift:
        """Return the gift with its worth turned into coins, if that is known.

        Raises:
            Invalid: If that is more than a gift may be worth: a lie, or a rate with too many zeros.
        """
        if gift.worth is None or gift.micro:
            return gift
        rated_worth = rated(gift.worth, self.rates())
        worth: Worth | None = rated_worth
        micro = micro_of(rated_worth)
        if rated_worth.rate is None and rated_worth.unit.startswith(PRICED):
            price = self.price(gift)
            if price is not None:
                worth, micro = None, price * gift.count * MICRO
        if micro > MAX_COINS * MICRO:
            raise Invalid("worth", gift.worth.amount, f"at most {MAX_COINS:,} coins")
        return replace(gift, worth=worth, micro=micro)


class Lane:
    """Takes what one road brings.

    Args:
        road: The road's name.
        desk: What all lanes share.
        changed: Called when there is something new to show.
        holding: Called with a line while nothing can be written, and with nothing afterwards.
    """

    def __init__(
        self,
        road: str,
        desk: Desk,
        changed: Callable[[], None],
        holding: Callable[[str], None],
    ) -> None:
        self.counters = Counters()
        # When a gift last came, in milliseconds since 1970.
        self.gift_at: int | None = None
        # The last gift of a platform that counts by another road, in words.
        self.last_ignored = ""
        self._road = road
        self._desk = desk
        self._changed = changed
        self._holding = holding
        self._posts = 0
        self._slots = asyncio.Semaphore(IN_FLIGHT)
        # What was delivered and is not on disk yet.
        self._under_way: set[asyncio.Task[None]] = set()
        self._pace = Pace(desk.clock)

    async def deliver(self, arrivals: Iterable[Arrival]) -> None:
        """Take what a source brings; return when all of it is on disk."""
        # Tasks start in order and the slots are first come, first served: so gifts keep theirs.
        async with asyncio.TaskGroup() as group:
            for arrival in arrivals:
                await self._pace.wait()
                await self._slots.acquire()
                # What is taken back may be among what still waits for a full disk.
                before = tuple(self._under_way) if isinstance(arrival, Reversed) else ()
                task = group.create_task(self._in_slot(arrival, before))
                self._under_way.add(task)
                task.add_done_callback(self._under_way.discard)

    async def post(self, arrivals: tuple[Arrival, ...]) -> None:
        """Take what came in a letter, or say at once that it cannot be taken now.

        Raises:
            Flooded: If too much comes at once; nothing of it was taken.
            Unwritten: If it could not be written down, or not all of it.
        """
        if self._posts >= POSTS or not self._pace.has(len(arrivals)):
            raise Flooded("Too much came at once. Send it again in a moment.")
        self._posts += 1
        try:
            for arrival in arrivals:
                await self._pace.wait()
                async with self._slots:
                    await self._take(arrival)
        finally:
            self._posts -= 1
            self._changed()

    async def rehearse(self, arrivals: Iterable[Arrival]) -> None:
        """Take a test delivery: whatever it says, it goes to the rehearsal.

        Raises:
            Refusal: If it cannot be.
            Unwritten: If it could not be written down.
        """
        for arrival in arrivals:
            if isinstance(arrival, Arrived):
                gift = replace(arrival.gift, rehearsal=True)
                test = Arrived(key_of("test", self._desk.new_id()), gift)
                await self._desk.submit(self._command(test), person(gift.platform))
                self.counters.tests += 1
        self._changed()

    async def _in_slot(self, arrival: Arrival, before: tuple[asyncio.Task[None], ...]) -> None:
        try:
            if before:
                await asyncio.wait(before)
            await self._insist(arrival)
        finally:
            self._slots.release()
            self._changed()

    async def _insist(self, arrival: Arrival) -> None:
        """Take an arrival, however long the disk is full."""
        held = False
        while True:
            try:
                await self._take(arrival)
            except Unwritten as error:
                held = True
                self._holding(f"Gifts wait: {error}")
                await self._desk.clock.sleep(_HOLD)
            else:
                if held:
                    self._holding("")
                return

    async def _take(self, arrival: Arrival) -> None:
        self.gift_at = self._desk.clock.now()
        if self._is_elsewhere(arrival):
            return
        try:
            command = self._command(arrival)
            new = await self._desk.submit(command, person(_platform(arrival)))
        except Refusal as refusal:
            self._refuse(arrival, refusal)
        except Unwritten:
            raise
        except Exception as error:  # noqa: BLE001  # one bad gift must not stop those behind it
            log_crash(log, f"a gift by {self._road} broke the keeper", error)
            self.counters.refused += 1
        else:
            self._count(command, new)

    def _is_elsewhere(self, arrival: Arrival) -> bool:
        """Tell whether the platform's gifts count by another road, and remember what came by ours.

        A test is let through: it moves nothing that counts. So is what was taken back: it may be
        what counted by our road before the streamer chose another.
        """
        if isinstance(arrival, Reversed) or arrival.gift.rehearsal:
            return False
        if self._desk.counts(arrival.gift.platform, self._road):
            return False
        self.counters.ignored += 1
        self.last_ignored = f"{arrival.gift.count} {arrival.gift.name}".strip()
        return True

    def _command(self, arrival: Arrival) -> RecordGift | ReverseGift:
        if isinstance(arrival, Reversed):
            return ReverseGift(arrival.key)
        gift = replace(self._desk.valued(arrival.gift), id=self._desk.new_id())
        # The key alone says that two deliveries are one, whatever else differs: no body.
        return RecordGift(gift, Request(arrival.key, ""))

    def _count(self, command: RecordGift | ReverseGift, new: bool) -> None:
        if not new:
            self.counters.repeated += 1
        elif isinstance(command, ReverseGift):
            self.counters.reversed += 1
        elif command.gift.rehearsal:
            self.counters.tests += 1
        else:
            self.counters.counted += 1
            self.counters.unrated += command.gift.needs_rate

    def _refuse(self, arrival: Arrival, refusal: Refusal) -> None:
        if isinstance(arrival, Reversed) and isinstance(refusal, NotFound):
            # It was ignored when it came, or came before Giftgoal: there is nothing to take back.
            self.counters.repeated += 1
            return
        self.counters.refused += 1
        log.warning("%s: a gift was not counted: %s", self._road, type(refusal).__name__)


class Pace:
    """Lets PER_SECOND things through for long, and BURST at once after a quiet time."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._left = BURST
        self._at = clock.seconds()

    def has(self, things: int) -> bool:
        """Tell whether so many may come at once just now."""
        self._refill()
        return self._left >= min(things, BURST)

    async def wait(self) -> None:
        """Wait until one more may come."""
        self._refill()
        self._left -= 1
        if self._left < 0:
            await self._clock.sleep(-self._left / PER_SECOND)

    def _refill(self) -> None:
        now = self._clock.seconds()
        self._left = min(BURST, self._left + (now - self._at) * PER_SECOND)
        self._at = now


def _platform(arrival: Arrival) -> str:
    return arrival.platform if isinstance(arrival, Reversed) else arrival.gift.platform
