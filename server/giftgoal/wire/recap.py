"""The evening as we tell of it."""

from typing_extensions import TypedDict

from giftgoal.domain.board import Passed
from giftgoal.domain.recap import Recap
from giftgoal.wire import times


class MinuteOut(TypedDict):
    """A minute in which something came."""

    at: str
    coins: int


class PassedOut(TypedDict):
    """A rung or milestone that was reached."""

    at: str
    goal: str
    title: str
    mark: int
    milestone: bool


class RecapGifterOut(TypedDict):
    """A top gifter; null: they did not agree to be named."""

    gifter: str | None
    coins: int
    gifts: int


class RecapOut(TypedDict):
    """One evening."""

    since: str
    until: str
    coins: int
    gifts: int
    gifters: int
    top: list[RecapGifterOut]
    minutes: list[MinuteOut]
    passed: list[PassedOut]


def passed_out(passed: Passed) -> PassedOut:
    """Return a rung or milestone that was reached."""
    return {
        "at": times.text(passed.at),
        "goal": passed.goal,
        "title": passed.title,
        "mark": passed.mark,
        "milestone": passed.milestone,
    }


def recap_out(recap: Recap) -> RecapOut:
    """Return one evening."""
    return {
        "since": times.text(recap.since),
        "until": times.text(recap.until),
        "coins": recap.coins,
        "gifts": recap.gifts,
        "gifters": recap.gifters,
        "top": [
            {"gifter": one.name or None, "coins": one.coins, "gifts": one.gifts}
            for one in recap.top
        ],
        "minutes": [{"at": times.text(at), "coins": coins} for at, coins in recap.minutes],
        "passed": [passed_out(passed) for passed in recap.passed],
    }
