"""The course of the evening: what came in each minute, what was reached, who waits for thanks.

It goes by when a gift was given, not by when it was recorded: a phone that was offline and a table
that is read in make no spike.
"""

from collections.abc import Sequence

from giftgoal.domain.board import RECENT, Board, Goal, Passed, Side
from giftgoal.domain.gifts import MICRO, Gift
from giftgoal.domain.goals import Standing

DAY = 24 * 60
"""How many minutes are remembered."""

_MINUTE_MS = 60_000


def add(draft: Board, side: Side, moment: int, gift: Gift, micro: int) -> None:
    """Note a gift that came, or what a streak grew by.

    Args:
        draft: The board to be.
        side: One of its halves.
        moment: When that was, in milliseconds since 1970.
        gift: As it is now.
        micro: What it added, in millionths of a coin.
    """
    _note(side, moment, micro)
    least = draft.rules.shoutout_coins
    if least is not None and gift.micro >= least * MICRO:
        recorded = side.recent.get(gift.id)
        if recorded is not None:
            side.waiting[gift.id] = recorded
        if len(side.waiting) > RECENT:
            del side.waiting[next(iter(side.waiting))]


def correct(side: Side, moment: int, micro: int) -> None:
    """Note an amount that was taken back (negative) or counted again, where it had been given."""
    if micro:
        _note(side, moment, micro)


def _note(side: Side, moment: int, micro: int) -> None:
    minute = moment // _MINUTE_MS
    side.minutes[minute] = side.minutes.get(minute, 0) + micro
    if len(side.minutes) > DAY:
        del side.minutes[min(side.minutes)]


def pass_marks(
    side: Side, moment: int, goal: Goal, rungs: Sequence[Standing], climbed: tuple[int, int]
) -> None:
    """Note what was reached for the first time in a run.

    A mark of a goal is reached neither before the goal was there, nor before a lower one.

    Args:
        side: A draft's.
        moment: When what led to it was, in milliseconds since 1970.
        goal: Whose marks they are.
        rungs: The rungs that were reached.
        climbed: The raised total before and after, in the goal's unit.
    """
    low, high = climbed
    milestones = [each for each in goal.settings.milestones if low < each.at <= high]
    if not (milestones or rungs):
        return
    # After it, not at the same time: a mark that is passed again after a reset is another fact.
    after_earlier = (passed.at + 1 for passed in side.passed if passed.goal == goal.id)
    at = max(moment, goal.opened_at, *after_earlier)
    marks = [Passed(at, goal.id, each.label, each.at, milestone=True) for each in milestones]
    marks += [Passed(at, goal.id, rung.title, rung.target, milestone=False) for rung in rungs]
    marks.sort(key=lambda passed: passed.mark)
    side.passed = (*side.passed, *marks)[-RECENT:]
