"""What each gifter has sent, and who has sent the most."""

import heapq
from collections.abc import Iterable

from giftgoal.domain.board import TOP, Side, Tally
from giftgoal.domain.gifts import Gifter


def add(side: Side, gifter: Gifter, micro: int, gifts: int) -> None:
    """Add a new gift, or what a streak grew by, to the totals of a side and of its gifter.

    Args:
        side: A draft's.
        gifter: Who sent it; this newest spelling of the name is the one to show.
        micro: In millionths of a coin.
        gifts: 1 for a new gift, 0 for a streak that grew.
    """
    _change(side, gifter.key, gifter.name, micro, gifts)


def correct(side: Side, gifter: Gifter, micro: int, gifts: int) -> None:
    """Take a voided gift from the totals (both numbers negative), or put it back."""
    before = side.tallies.get(gifter.key)
    _change(side, gifter.key, before.name if before else gifter.name, micro, gifts)


def _change(side: Side, key: str, name: str, micro: int, gifts: int) -> None:
    side.micro += micro
    side.gifts += gifts
    if not key:
        return
    before = side.tallies.get(key) or Tally(name)
    after = Tally(name, before.micro + micro, before.gifts + gifts)
    side.tallies = side.tallies.set(key, after)
    side.gifters += (after.gifts > 0) - (before.gifts > 0)
    if key in side.top and after.micro < before.micro:
        # Anyone may come next after one who fell.
        side.top = _ranked(side, (key for key, _ in side.tallies.items()))
    elif key in side.top or _overtakes_the_last(side, key, after):
        side.top = _ranked(side, {*side.top, key})


def _overtakes_the_last(side: Side, key: str, tally: Tally) -> bool:
    """Tell whether a gifter outside the top comes into it. Hardly any does, so look no further."""
    if len(side.top) < TOP:
        return True
    last = side.tallies.get(side.top[-1])
    return last is None or (-tally.micro, key) < (-last.micro, side.top[-1])


def _ranked(side: Side, keys: Iterable[str]) -> tuple[str, ...]:
    """Return the first of the keys by coins; equal ones by key, so that every fold agrees."""
    ranks = []
    for key in keys:
        tally = side.tallies.get(key)
        if tally and tally.micro > 0:
            ranks.append((-tally.micro, key))
    return tuple(key for _, key in heapq.nsmallest(TOP, ranks))
