"""What each gifter has sent, and who has sent the most."""

import heapq

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
    side.tallies[key] = after
    side.gifters += (after.gifts > 0) - (before.gifts > 0)
    if after.micro < before.micro:
        if key in side.top:
            # Anyone may come next after one who fell.
            side.top = _ranked(side)
    elif after.micro > 0:
        side.top = _risen(side, key, after)


def _risen(side: Side, key: str, tally: Tally) -> tuple[str, ...]:
    """Return the top with a gifter in place who has more than before, or as much."""
    top = side.top
    # From where they were: most come no further.
    here = place = top.index(key) if key in top else len(top)
    while place and _is_before(side, key, tally, top[place - 1]):
        place -= 1
    if place == here and (key in top or place == TOP):
        return top
    return (*top[:place], key, *top[place:here], *top[here + 1 :])[:TOP]


def _is_before(side: Side, key: str, tally: Tally, other: str) -> bool:
    """Tell whether one gifter ranks before another: by coins; equal ones by key."""
    below = side.tallies.get(other)
    return below is None or (below.micro, key) < (tally.micro, other)


def _ranked(side: Side) -> tuple[str, ...]:
    """Return the first of all gifters by coins; equal ones by key, so that every fold agrees."""
    ranks = ((-tally.micro, key) for key, tally in side.tallies.items() if tally.micro > 0)
    return tuple(key for _, key in heapq.nsmallest(TOP, ranks))
