"""The course of the evening: what came in each minute, what was reached, who waits for thanks."""

from collections.abc import Iterable

from giftgoal.domain.board import RECENT, Board, Goal, Passed, Side
from giftgoal.domain.events import Entry
from giftgoal.domain.gifts import MICRO, Gift
from giftgoal.domain.goals import Standing

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


def pass_marks(
    side: Side, entry: Entry, goal: Goal, rungs: Iterable[Standing], climbed: tuple[int, int]
) -> None:
    """Note what was reached for the first time in a run.

    Args:
        side: A draft's.
        entry: What led to it.
        goal: Whose marks they are.
        rungs: The rungs that were reached.
        climbed: The raised total before and after, in the goal's unit.
    """
    low, high = climbed
    marks = [
        Passed(entry.at, goal.id, milestone.label, milestone.at, milestone=True)
        for milestone in goal.settings.milestones
        if low < milestone.at <= high
    ]
    marks += [Passed(entry.at, goal.id, rung.title, rung.target, milestone=False) for rung in rungs]
    if marks:
        marks.sort(key=lambda passed: passed.mark)
        side.passed = (*side.passed, *marks)[-RECENT:]
