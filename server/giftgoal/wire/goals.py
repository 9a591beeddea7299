"""A goal as it is sent to us, and as we tell of it."""

from decimal import Decimal
from typing import NotRequired

from pydantic import Field
from typing_extensions import TypedDict

from giftgoal.domain.goals import (
    MAX_RUNGS,
    MAX_TARGET,
    GoalSettings,
    Milestone,
    OnReach,
    Rule,
    Rung,
)
from giftgoal.domain.views import GoalView
from giftgoal.wire import times
from giftgoal.wire.body import Message, Patch
from giftgoal.wire.gifts import Moment, Source
from giftgoal.wire.words import Line, Name, Title, either

_POSITIVE = f"a whole number from 1 to {MAX_TARGET:,}"
_NOT_NEGATIVE = f"a whole number from 0 to {MAX_TARGET:,}"
_SOURCES = 'a source or platform in a list like ["twitch","manual"], or [] for all'


class MilestoneIn(Message):
    """A mark on the way."""

    at: int = Field(ge=1, le=MAX_TARGET, description=_POSITIVE)
    label: Line = Field(default="", max_length=60, description="at most 60 characters on one line")


class RungIn(Message):
    """A further target of a ladder."""

    target: int = Field(ge=1, le=MAX_TARGET, description=_POSITIVE)
    title: Title | None = None


class OnReachIn(Message):
    """What follows the last rung."""

    rule: Rule = Field(default="stay", description=either(Rule))
    step: int | None = Field(default=None, ge=1, le=MAX_TARGET, description=_POSITIVE)
    factor: str | None = Field(
        default=None,
        pattern=r"^[0-9]{1,3}(\.[0-9]{1,4})?$",
        description='a number in quotes, "1.1" to "100"',
    )

    def rule_of(self) -> OnReach:
        """Return the rule.

        Raises:
            Invalid: If the rule lacks its number.
        """
        return OnReach(self.rule, self.step or 0, Decimal(self.factor or "2"))


class GoalPatch(Patch):
    """What can be changed of a goal. Progress never changes."""

    title: Title = Field(default="", description="1 to 60 characters that can be seen")
    target: int = Field(default=0, ge=1, le=MAX_TARGET, description=_POSITIVE)
    offset: int = Field(default=0, ge=0, le=MAX_TARGET, description=_NOT_NEGATIVE)
    gift: Name | None = Field(default=None, description="a gift's name, or null to count coins")
    milestones: list[MilestoneIn] = Field(
        default=[], max_length=MAX_RUNGS, description=f"a list of at most {MAX_RUNGS} milestones"
    )
    ladder: list[RungIn] = Field(
        default=[], max_length=MAX_RUNGS, description=f"a list of at most {MAX_RUNGS} rungs"
    )
    on_reach: OnReachIn = Field(default=OnReachIn(), description='like {"rule":"stay"}')
    deadline: Moment | None = None
    sources: list[Source] = Field(default=[], max_length=16, description=_SOURCES)

    def changes(self) -> dict[str, object]:
        """Return what was said, by the names of GoalSettings.

        Raises:
            Invalid: If a rule lacks its number.
        """
        sayings: dict[str, object] = {
            "title": self.title,
            "target": self.target,
            "offset": self.offset,
            "gift": self.gift or "",
            "milestones": tuple(
                Milestone(m.at, m.label) for m in sorted(self.milestones, key=lambda m: m.at)
            ),
            "ladder": tuple(Rung(rung.target, rung.title or "") for rung in self.ladder),
            "on_reach": self.on_reach.rule_of(),
            "deadline": times.milliseconds(self.deadline) if self.deadline else None,
            "sources": tuple(dict.fromkeys(self.sources)),
        }
        return {name: sayings[name] for name in self.model_fields_set}


class GoalIn(GoalPatch):
    """A new goal."""

    title: Title
    target: int = Field(ge=1, le=MAX_TARGET, description=_POSITIVE)

    def settings(self) -> GoalSettings:
        """Return the goal's settings.

        Raises:
            Invalid: If the ladder does not climb or a rule lacks its number.
        """
        return GoalSettings(**self.changes())  # type: ignore[arg-type]


class MilestoneOut(TypedDict):
    """A mark on the way."""

    at: int
    label: str


class RungOut(TypedDict):
    """A further target of a ladder."""

    target: int
    title: str | None


class OnReachOut(TypedDict):
    """What follows the last rung."""

    rule: Rule
    step: NotRequired[int]
    factor: NotRequired[str]


class StandingOut(TypedDict):
    """The rung being climbed."""

    title: str
    target: int
    rung: int
    rungs: int
    reached: bool
    missing: int


class GoalOut(TypedDict):
    """A goal with its numbers."""

    id: str
    title: str
    target: int
    offset: int
    gift: str | None
    milestones: list[MilestoneOut]
    ladder: list[RungOut]
    on_reach: OnReachOut
    deadline: str | None
    sources: list[str]
    run: int
    raised: int
    all_time: int
    opened_at: str
    now: StandingOut


class GoalsOut(TypedDict):
    """Every open goal, oldest first."""

    goals: list[GoalOut]


class PublicGoal(TypedDict):
    """A goal as viewers see it."""

    id: str
    title: str
    unit: str
    raised: int
    target: int
    rung: int
    rungs: int
    reached: bool
    missing: int
    milestones: list[MilestoneOut]
    deadline: str | None
    run: int


def goal_out(view: GoalView) -> GoalOut:
    """Return a goal with all its settings and numbers."""
    goal, settings, now = view.goal, view.goal.settings, view.standing
    return {
        "id": goal.id,
        "title": settings.title,
        "target": settings.target,
        "offset": settings.offset,
        "gift": settings.gift or None,
        "milestones": _milestones(settings),
        "ladder": [{"target": r.target, "title": r.title or None} for r in settings.ladder],
        "on_reach": _on_reach(settings.on_reach),
        "deadline": _deadline(settings),
        "sources": list(settings.sources),
        "run": goal.run,
        "raised": view.raised,
        "all_time": view.all_time,
        "opened_at": times.text(goal.opened_at),
        "now": {
            "title": now.title,
            "target": now.target,
            "rung": now.rung,
            "rungs": now.rungs,
            "reached": now.reached,
            "missing": now.missing,
        },
    }


def public_goal(view: GoalView) -> PublicGoal:
    """Return a goal as viewers see it: the rung that is being climbed."""
    settings, now = view.goal.settings, view.standing
    return {
        "id": view.goal.id,
        "title": now.title,
        "unit": settings.unit,
        "raised": view.raised,
        "target": now.target,
        "rung": now.rung,
        "rungs": now.rungs,
        "reached": now.reached,
        "missing": now.missing,
        "milestones": _milestones(settings),
        "deadline": _deadline(settings),
        "run": view.goal.run,
    }


def _milestones(settings: GoalSettings) -> list[MilestoneOut]:
    return [{"at": milestone.at, "label": milestone.label} for milestone in settings.milestones]


def _deadline(settings: GoalSettings) -> str | None:
    return None if settings.deadline is None else times.text(settings.deadline)


def _on_reach(rule: OnReach) -> OnReachOut:
    if rule.rule == "step":
        return {"rule": "step", "step": rule.step}
    if rule.rule == "factor":
        return {"rule": "factor", "factor": format(rule.factor, "f")}
    return {"rule": rule.rule}
