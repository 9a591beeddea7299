"""The course of the evening: what came in each minute, and which gifts wait to be thanked."""

from giftgoal.domain.board import RECENT, Board, Side
from giftgoal.domain.events import Entry
from giftgoal.domain.gifts import MICRO, Gift

DAY = 24 * 60
"""How many minutes are remembered."""

_MINUTE_MS = 60_000


def add(draft: Board, side: Side, entry: Entry, gift: Gift, micro: int) -> None:
    """Note a gift that came, or what a streak grew by."""
    correct(side, entry, micro)
    least = draft.rules.shoutout_coins
    if least is not None and gift.micro >= least * MICRO:
        recorded = side.recent.get(gift.id)
        if recorded is not None:
            side.waiting[gift.id] = recorded
        if len(side.waiting) > RECENT:
            del side.waiting[next(iter(side.waiting))]


def correct(side: Side, entry: Entry, micro: int) -> None:
    """Note an amount that came, or (negative) was taken back, in the minute in which it was."""
    if not micro:
        return
    minute = entry.at // _MINUTE_MS
    side.minutes[minute] = side.minutes.get(minute, 0) + micro
    if len(side.minutes) > DAY:
        del side.minutes[next(iter(side.minutes))]
