"""The evening told afterwards: what came, when, from whom, and what was reached."""

from collections.abc import Iterable

from giftgoal.domain.board import Board, Passed
from giftgoal.domain.frozen import frozen
from giftgoal.domain.gifts import MICRO, Recorded
from giftgoal.domain.rules import GifterRule, shown_name

GAP_MINUTES = 4 * 60
"""A pause as long as this ends an evening."""

TOP = 10
"""How many gifters a recap ranks."""

_MINUTE_MS = 60_000


@frozen
class RecapGifter:
    """One of the evening's top gifters."""

    name: str
    """Their name on air; empty: they did not agree to be named."""
    coins: int
    gifts: int


@frozen
class Recap:
    """One evening. Moments are in milliseconds since 1970."""

    since: int
    until: int
    coins: int
    gifts: int
    gifters: int
    top: tuple[RecapGifter, ...]
    minutes: tuple[tuple[int, int], ...]
    """When a minute began, and the coins that came in it; minutes without any are left out."""
    passed: tuple[Passed, ...]
    """Rungs and milestones, in the order in which they were reached."""


def evening_began(board: Board) -> int | None:
    """Return when the present evening began, in milliseconds since 1970; None before any gift.

    An evening is what has no pause of `GAP_MINUTES` in it.
    """
    began: int | None = None
    minutes = board.real.minutes
    # Old entries do not say when a gift was given that is taken back: it makes no evening.
    for minute in sorted((one for one in minutes if minutes[one] >= 0), reverse=True):
        if began is not None and began - minute > GAP_MINUTES:
            break
        began = minute
    return None if began is None else began * _MINUTE_MS


def recap(board: Board, gifts: Iterable[Recorded], since: int, until: int) -> Recap:
    """Tell of an evening.

    Args:
        board: For what was reached and for the rules about names.
        gifts: The gifts given in that time, in any order; voided ones are left out here.
        since: When it began.
        until: When it ended.
    """
    sums: dict[str, list[int]] = {}
    names: dict[str, Recorded] = {}
    minutes: dict[int, int] = {}
    micro = count = 0
    for recorded in gifts:
        if recorded.voided:
            continue
        gift = recorded.gift
        micro, count = micro + gift.micro, count + 1
        minute = recorded.moment - recorded.moment % _MINUTE_MS
        minutes[minute] = minutes.get(minute, 0) + gift.micro
        if gift.gifter.key:
            entry = sums.setdefault(gift.gifter.key, [0, 0])
            entry[0], entry[1] = entry[0] + gift.micro, entry[1] + 1
            names[gift.gifter.key] = recorded
    passed = (one for one in board.real.passed if since <= one.at <= until)
    ranked = sorted(sums, key=lambda key: (-sums[key][0], key))[:TOP]
    return Recap(
        since,
        until,
        micro // MICRO,
        count,
        len(sums),
        tuple(
            RecapGifter(_name(board, names[key]), sums[key][0] // MICRO, sums[key][1])
            for key in ranked
        ),
        tuple((minute, minutes[minute] // MICRO) for minute in sorted(minutes)),
        tuple(sorted(passed, key=lambda one: one.at)),
    )


def _name(board: Board, recorded: Recorded) -> str:
    gifter = recorded.gift.gifter
    agreed = board.gifters.get(gifter.key, GifterRule()).in_recap
    return shown_name(gifter.key, gifter.name, board.rules, board.gifters) if agreed else ""
