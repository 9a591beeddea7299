"""A goal's settings, and where a raised total stands on its ladder.

Every number here is in the goal's own unit, whole: coins, or pieces of the one gift it counts.
"""

from dataclasses import replace
from decimal import ROUND_CEILING, Decimal
from typing import Literal

from giftgoal.domain.errors import Invalid
from giftgoal.domain.frozen import frozen

Rule = Literal["stay", "step", "factor", "pleasant"]

MAX_TARGET = 1_000_000_000_000
"""The highest target, offset or milestone."""

MAX_RUNGS = 100
"""The most further rungs, or milestones, that a goal may have."""


@frozen
class Milestone:
    """A mark on the way."""

    at: int
    label: str = ""


@frozen
class Rung:
    """A further target of a ladder. Without a title it keeps the goal's."""

    target: int
    title: str = ""


@frozen
class OnReach:
    """What follows the last rung: it stays, or the target is raised by a rule."""

    rule: Rule = "stay"
    step: int = 0
    """For `step`: how much is added each time."""
    factor: Decimal = Decimal(2)
    """For `factor`: what the target is multiplied by, 1.1 to 100."""

    def __post_init__(self) -> None:
        if self.rule == "step" and not 1 <= self.step <= MAX_TARGET:
            raise Invalid("on_reach.step", self.step, f"a whole number from 1 to {MAX_TARGET:,}")
        if self.rule == "factor" and not _between(Decimal("1.1"), self.factor, Decimal(100)):
            raise Invalid("on_reach.factor", self.factor, "a number from 1.1 to 100")


def _between(low: Decimal, number: Decimal, high: Decimal) -> bool:
    return number.is_finite() and low <= number <= high


@frozen
class GoalSettings:
    """All that a streamer can edit of a goal. Progress is kept elsewhere and no edit changes it.

    Raises:
        Invalid: If a number is out of range or the ladder does not climb.
    """

    title: str
    target: int
    offset: int = 0
    """Where the bar starts."""
    gift: str = ""
    """The one gift that is counted, in pieces; empty: coins of every gift."""
    milestones: tuple[Milestone, ...] = ()
    ladder: tuple[Rung, ...] = ()
    """Further rungs on the same raised total, ascending."""
    on_reach: OnReach = OnReach()
    deadline: int | None = None
    """In milliseconds since 1970."""
    sources: tuple[str, ...] = ()
    """The sources and platforms whose gifts count, like `twitch` or `manual`; empty: all."""

    def __post_init__(self) -> None:
        if not 1 <= self.target <= MAX_TARGET:
            raise Invalid("target", self.target, f"a whole number from 1 to {MAX_TARGET:,}")
        if not 0 <= self.offset <= MAX_TARGET:
            raise Invalid("offset", self.offset, f"a whole number from 0 to {MAX_TARGET:,}")
        for name, marks in (("milestones", self.milestones), ("ladder", self.ladder)):
            if len(marks) > MAX_RUNGS:
                raise Invalid(name, len(marks), f"at most {MAX_RUNGS} long")
        for place, milestone in enumerate(self.milestones):
            if not 1 <= milestone.at <= MAX_TARGET:
                expected = f"a whole number from 1 to {MAX_TARGET:,}"
                raise Invalid(f"milestones.{place}.at", milestone.at, expected)
        last = self.target
        for place, rung in enumerate(self.ladder):
            if not last < rung.target <= MAX_TARGET:
                expected = f"more than {last:,}, the rung below"
                raise Invalid(f"ladder.{place}.target", rung.target, expected)
            last = rung.target

    @property
    def unit(self) -> str:
        """What is counted: `coins`, or the gift's name."""
        return self.gift or "coins"

    @property
    def rungs(self) -> tuple[Rung, ...]:
        """The targets that were written down, the first one included."""
        return (Rung(self.target, self.title), *self.ladder)


@frozen
class Standing:
    """The rung that a raised total is climbing."""

    title: str
    target: int
    rung: int
    """Its number, from 1."""
    rungs: int
    """How many there are; 0: they go on for ever."""
    reached: bool
    """Whether the last rung is reached. Never, where targets are raised by a rule."""
    missing: int
    """What is still to go; 0 when reached."""


def standing(settings: GoalSettings, raised: int) -> Standing:
    """Return where `raised` stands on the goal's ladder."""
    rungs = settings.rungs
    endless = settings.on_reach.rule != "stay"
    for number, rung in enumerate(rungs, start=1):
        if raised < rung.target:
            return _at(settings, rung, number, 0 if endless else len(rungs), raised)
    if not endless:
        return _at(settings, rungs[-1], len(rungs), len(rungs), raised)
    target, number = _raised_target(settings.on_reach, rungs[-1].target, raised)
    return _at(settings, replace(rungs[-1], target=target), len(rungs) + number, 0, raised)


def _at(settings: GoalSettings, rung: Rung, number: int, rungs: int, raised: int) -> Standing:
    missing = max(0, rung.target - raised)
    return Standing(rung.title or settings.title, rung.target, number, rungs, missing == 0, missing)


def reached_between(settings: GoalSettings, low: int, high: int, most: int = 5) -> list[Standing]:
    """Return the rungs with `low` < target <= `high`, in order; the last `most` of them.

    Each is described as it looked the moment before it was reached.
    """
    if high < settings.target:  # on the way to the first
        return []
    reached: list[Standing] = []
    while len(reached) < most and high > low:
        target = _last_target(settings, high)
        if target is None or target <= low:
            break
        high = target - 1
        reached.append(standing(settings, high))
    return reached[::-1]


def _last_target(settings: GoalSettings, raised: int) -> int | None:
    """Return the highest target that is not above `raised`; None if all are."""
    last = settings.target
    if raised < last:
        return None
    for rung in settings.ladder:
        if raised < rung.target:
            return last
        last = rung.target
    if settings.on_reach.rule == "stay":
        return last
    return _last_raised_target(settings.on_reach, last, raised)


def _raised_target(rule: OnReach, last: int, raised: int) -> tuple[int, int]:
    """Return the first target after `last` above `raised`, and how many rungs it lies after it."""
    if rule.rule == "step":
        number = (raised - last) // rule.step + 1
        return last + number * rule.step, number
    target, number = last, 0
    while target <= raised:
        target, number = _next_target(rule, target), number + 1
    return target, number


def _last_raised_target(rule: OnReach, last: int, raised: int) -> int:
    """Return the highest of `last` and the targets after it that is not above `raised`."""
    if rule.rule == "step":
        return last + (raised - last) // rule.step * rule.step
    target = last
    while (following := _next_target(rule, target)) <= raised:
        target = following
    return target


def _next_target(rule: OnReach, target: int) -> int:
    if rule.rule == "factor":
        return int((target * rule.factor).to_integral_value(rounding=ROUND_CEILING))
    return pleasant_above(target)


def pleasant_above(number: int) -> int:
    """Return the next number above it that reads well: 1, 2 or 5 with zeros."""
    power = int("1" + "0" * (len(str(number)) - 1))
    return next(power * n for n in (1, 2, 5, 10) if power * n > number)
