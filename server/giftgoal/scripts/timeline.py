"""A script unrolled into single steps: lazily, in time order, the same for the same seed.

Chance uses nothing but `Random.random()` seeded with an integer. Python promises that its sequence
never changes, which it does not promise for `choice`, `randint` or `shuffle`; and what follows is
only multiplied and compared, so every version and platform draws the same evening.
"""

import bisect
import heapq
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import replace
from random import Random

from giftgoal.domain.gifts import MICRO, Gift, gifter_named
from giftgoal.scripts.script import (
    Crowd,
    GiftStep,
    Giving,
    RestoreStep,
    Script,
    ScriptStep,
    Step,
    UndoStep,
    reports,
    start_of,
)

Source = tuple[int, int, Iterator[Step]]
"""A time, a number that decides between equal times, and steps in order, none before the time."""


def timeline(script: Script) -> Iterator[Step]:
    """Yield the steps of one play, in time order; of equal times in the order of the file."""
    in_time = sorted(enumerate(script.steps), key=lambda numbered: start_of(numbered[1]))
    return _in_order((start_of(step), n, _steps(script.seed, n, step)) for n, step in in_time)


def _steps(seed: int, number: int, step: ScriptStep) -> Iterator[Step]:
    match step:
        case UndoStep() | RestoreStep():
            return iter((step,))
        case Giving():
            return _in_order(_repeated(step))
        case Crowd():
            # Each crowd draws from its own sequence, so editing one leaves the others as they were.
            chance = Random(seed * 1_000_003 + number)  # noqa: S311  # to be repeatable, not secret
            return _in_order(_crowd(step, chance))


def _in_order(sources: Iterable[Source]) -> Iterator[Step]:
    """Merge sources that are sorted by their times, opening each only when its time has come."""
    opened: list[_Opened] = []
    for start, number, steps in sources:
        while opened and opened[0][0] < start:
            yield _next_step(opened)
        _open(opened, number, steps)
    while opened:
        yield _next_step(opened)


_Opened = tuple[int, int, Step, Iterator[Step]]


def _next_step(opened: list[_Opened]) -> Step:
    _, number, step, steps = heapq.heappop(opened)
    _open(opened, number, steps)
    return step


def _open(opened: list[_Opened], number: int, steps: Iterator[Step]) -> None:
    step = next(steps, None)
    if step is not None:
        heapq.heappush(opened, (step.at_ms, number, step, steps))


def _repeated(giving: Giving) -> Iterator[Source]:
    for time in range(giving.times):
        start = giving.start_ms + time * giving.every_ms
        ref = giving.ref if giving.times == 1 else f"{giving.ref}.{time}"
        yield start, time, _reports(start, ref, giving.gift, giving.over_ms)


def _crowd(crowd: Crowd, chance: Random) -> Iterator[Source]:
    """Yield gifts at random moments: each in its own slot of the time, so the rate always holds."""
    slot = crowd.lasts_ms / crowd.gifts
    *bounds, total = itertools.accumulate(choice.weight for choice in crowd.mix)
    gifters = [gifter_named(name) for name in crowd.gifters]
    for number in range(crowd.gifts):
        start = crowd.start_ms + int((number + chance.random()) * slot)
        choice = crowd.mix[bisect.bisect_right(bounds, chance.random() * total)]
        gifter = gifters[_mostly_low(chance, len(gifters))]
        count = choice.low + _mostly_low(chance, choice.high - choice.low + 1)
        gift = replace(choice.gift, gifter=gifter)
        if choice.high:
            gift = replace(gift, count=count, micro=count * gift.micro)
        yield start, number, _reports(start, f"{crowd.ref}.{number}", gift, choice.over_ms)


def _mostly_low(chance: Random, below: int) -> int:
    """Draw a whole number from 0, the low ones more often."""
    drawn = chance.random()
    return int(drawn * drawn * below)


def _reports(start: int, ref: str, gift: Gift, over_ms: int) -> Iterator[Step]:
    """Yield a gift whole, or as a streak that grows from its first piece to its last."""
    number = reports(gift.count, over_ms)
    if number == 1:
        yield GiftStep(start, ref, gift)
        return
    for report in range(number):
        count = -(-gift.count * (report + 1) // number)
        micro = worth_of_part(gift, count)
        so_far = replace(gift, count=count, micro=micro, streak=ref)
        yield GiftStep(start + over_ms * report // (number - 1), ref, so_far)


def worth_of_part(gift: Gift, count: int) -> int:
    """Return what the first `count` pieces are worth: whole coins, rounded up, in millionths."""
    coins = -(-gift.micro * count // (gift.count * MICRO))
    return min(gift.micro, coins * MICRO)
