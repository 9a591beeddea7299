"""What each gifter has sent, and who has sent the most."""

import heapq

from giftgoal.domain.board import TOP, Side, Tally
from giftgoal.domain.gifts import Gifter


def add(side: Side, gifter: Gifter, micro: int, gifts: int) -> None:
    """Add to the totals of a side and of one gifter; negative amounts take away."""
    side.micro += micro
    side.gifts += gifts
    if not gifter.key:
        return
    before = side.tally(gifter)
    # The newest spelling of a name is the one to show.
    name = gifter.name if gifts >= 0 else before.name
    after = Tally(name, before.micro + micro, before.gifts + gifts)
    side.tallies = side.tallies.set(gifter.key, after)
    if after.micro < before.micro and gifter.key in side.top:
        side.top = _ranked(side, [key for key, _ in side.tallies.items()])
    elif gifter.key in side.top:
        side.top = _ranked(side, list(side.top))
    elif after.micro > 0:
        side.top = _ranked(side, [*side.top, gifter.key])


def _ranked(side: Side, keys: list[str]) -> tuple[str, ...]:
    """Return the first of the keys by coins; equal ones by key, so that every fold agrees."""
    ranks = []
    for key in keys:
        tally = side.tallies.get(key)
        if tally and tally.micro > 0:
            ranks.append((-tally.micro, key))
    return tuple(key for _, key in heapq.nsmallest(TOP, ranks))
