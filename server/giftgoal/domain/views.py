"""What each audience sees of a board, in whole numbers; and what it should celebrate."""

from collections import deque
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from giftgoal.domain.board import Board, Goal, Moment, Progress, Side, Tally
from giftgoal.domain.frozen import frozen
from giftgoal.domain.gifts import MICRO, Gifter, Recorded
from giftgoal.domain.goals import Standing
from giftgoal.domain.rules import is_blocked, over_budget, shown_name

PUBLIC_RECENT = 20
PRIVATE_RECENT = 50
WAITING = 20
CELEBRATE_MS = 60_000
"""How old a moment may be when a client that was away still gets it."""


@frozen
class GoalView:
    """One goal with its numbers, in its own unit."""

    goal: Goal
    raised: int
    all_time: int
    standing: Standing


@frozen
class TopGifter:
    """One of the gifters with the most coins."""

    name: str
    coins: int


@frozen
class SideView:
    """One half of the board."""

    rehearsal: bool
    goals: tuple[GoalView, ...]
    top: tuple[TopGifter, ...]
    recent: tuple[Recorded, ...]
    """Newest first."""
    coins: int
    gifts: int
    gifters: int
    """How many sent something that is not voided, anonymous ones left out."""
    needs_rate: int
    """How many gifts could not be turned into coins."""
    waiting: tuple[Recorded, ...] = ()
    """Gifts that wait to be thanked, newest first; viewers see them if the streamer wants it."""
    over_budget: tuple[str, ...] = ()
    """The keys of gifters who are past the budget they asked for."""


@frozen
class Reached:
    """A rung that was reached."""

    seq: int
    goal: str
    standing: Standing
    """As it was the moment before."""


@frozen
class Celebration:
    """What to celebrate, in order: gifts as they are now, merged by streak, and rungs."""

    gifts: tuple[tuple[int, Recorded], ...]
    """Each with the number of the newest entry that made it worth celebrating."""
    reached: tuple[Reached, ...]

    def __bool__(self) -> bool:
        return bool(self.gifts or self.reached)


def goal_view(goal: Goal, progress: Progress) -> GoalView:
    """Return one goal with its numbers."""
    return GoalView(
        goal,
        progress.raised(goal.settings),
        progress.all_time // MICRO,
        progress.standing(goal.settings),
    )


def public_view(board: Board, rehearsal: bool) -> SideView:
    """Return what viewers may see: voided gifts left out, gifters by their names on air."""
    side = board.side(rehearsal)
    waiting = _waiting(side) if board.rules.shoutouts_on_air else ()
    newest = (gift for gift in reversed(side.recent.values()) if not gift.voided)
    return _view(
        board,
        rehearsal,
        top=_top(side, board),
        recent=tuple(_on_air(board, gift) for gift in islice(newest, PUBLIC_RECENT)),
        waiting=tuple(
            _on_air(board, recorded)
            for recorded in waiting
            if not is_past_budget(board, side, recorded)
        ),
    )


def private_view(board: Board, rehearsal: bool) -> SideView:
    """Return what the streamer and moderators see."""
    side = board.side(rehearsal)
    return _view(
        board,
        rehearsal,
        top=_top(side),
        recent=tuple(islice(reversed(side.recent.values()), PRIVATE_RECENT)),
        waiting=_waiting(side),
        over_budget=tuple(
            key
            for key in board.gifters
            if (tally := side.tallies.get(key)) and over_budget(key, tally.micro, board.gifters)
        ),
    )


def _view(
    board: Board,
    rehearsal: bool,
    top: tuple[TopGifter, ...],
    recent: tuple[Recorded, ...],
    waiting: tuple[Recorded, ...],
    over_budget: tuple[str, ...] = (),
) -> SideView:
    side = board.side(rehearsal)
    return SideView(
        rehearsal,
        tuple([goal_view(goal, side.progress[goal.id]) for goal in board.goals.values()]),
        top,
        recent,
        side.micro // MICRO,
        side.gifts,
        side.gifters,
        side.needs_rate,
        waiting,
        over_budget,
    )


def _waiting(side: Side) -> tuple[Recorded, ...]:
    return tuple(islice(reversed(side.waiting.values()), WAITING))


def _on_air(board: Board, recorded: Recorded) -> Recorded:
    """Return a gift with its gifter's name and its message as viewers may read them."""
    gift = recorded.gift
    name = shown_name(gift.gifter.key, gift.gifter.name, board.rules, board.gifters)
    message = "" if is_blocked(gift.message, board.rules) else gift.message
    if name == gift.gifter.name and message == gift.message:
        return recorded
    gifter = Gifter(gift.gifter.key, name)
    return replace(recorded, gift=replace(gift, gifter=gifter, message=message))


def _top(side: Side, on_air: Board | None = None) -> tuple[TopGifter, ...]:
    """Return the top gifters; those without a name on air are left out there."""
    top = []
    for key in side.top:
        tally = side.tallies.get(key) or Tally("")
        name = tally.name
        if on_air is not None:
            name = shown_name(key, name, on_air.rules, on_air.gifters)
        if name:
            top.append(_top_gifter(name, tally.micro // MICRO))
    return tuple(top)


# Most are in the next view as they were in this, so that nothing is made of them anew.
_top_gifter = lru_cache(maxsize=64)(TopGifter)


def celebration(board: Board, rehearsal: bool, after: int, since: int = 0) -> Celebration:
    """Return what happened after entry `after` and not before `since`, merged by gift.

    Args:
        board: The board.
        rehearsal: Which half of it.
        after: The newest entry that was celebrated before.
        since: In milliseconds since 1970.
    """
    side = board.side(rehearsal)
    moments = _after(side.moments, after, since)
    newest: dict[str, int] = {}
    for moment in moments:
        if moment.gift:
            newest.pop(moment.gift, None)
            newest[moment.gift] = moment.seq
    gifts = [(seq, recorded) for id_, seq in newest.items() if (recorded := side.recent.get(id_))]
    return Celebration(
        tuple(
            (seq, _on_air(board, recorded))
            for seq, recorded in gifts
            if not (recorded.voided or is_past_budget(board, side, recorded))
        ),
        tuple(Reached(m.seq, m.goal, m.reached) for m in moments if m.reached),
    )


def is_past_budget(board: Board, side: Side, recorded: Recorded) -> bool:
    """Tell whether a gift's gifter has sent more than they asked to be stopped at."""
    key = recorded.gift.gifter.key
    tally = side.tallies.get(key)
    return tally is not None and over_budget(key, tally.micro, board.gifters)


def _after(moments: deque[Moment], after: int, since: int) -> list[Moment]:
    """Return the moments that are new, oldest first, looking only at as many as there are."""
    new = []
    for moment in reversed(moments):
        if moment.seq <= after or moment.at < since:
            break
        new.append(moment)
    return new[::-1]
