"""Evenings as they might go: commands in any order, sensible or not."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from hypothesis import strategies as st

from giftgoal.domain.commands import (
    CloseGoal,
    Command,
    EditGoal,
    OpenGoal,
    RecordGift,
    ResetGoal,
    RestoreGift,
    ShowRehearsal,
    VoidGift,
    WipeRehearsal,
)
from giftgoal.domain.errors import Refusal
from giftgoal.domain.events import Event, Request
from giftgoal.domain.gifts import MICRO, Gift, Person, Worth, gifter_named
from giftgoal.domain.goals import GoalSettings, OnReach, Rung
from tests.domain.evening import MIKA, NOOR, Evening


@dataclass(frozen=True)
class Step:
    """One command, by whom, and how long after the one before, in milliseconds."""

    command: Command
    by: Person
    after_ms: int


PRICES = {"Rose": 1, "Lion": 299, "": 1}
"""In coins; free coins cost what they are worth."""

GIFTERS = st.sampled_from(["ana", "Ana", "ben", "cem", ""]).map(gifter_named)
GOALS = st.sampled_from(["goal-1", "goal-2", "goal-3"])

rules = st.one_of(
    st.just(OnReach()),
    st.integers(1, 50).map(lambda step: OnReach("step", step=step)),
    st.decimals("1.1", "3", places=2).map(lambda factor: OnReach("factor", factor=factor)),
    st.just(OnReach("pleasant")),
)


@st.composite
def goal_settings(draw: st.DrawFn) -> GoalSettings:
    targets = draw(st.lists(st.integers(1, 500), min_size=1, max_size=4, unique=True).map(sorted))
    return GoalSettings(
        "New mic",
        targets[0],
        offset=draw(st.sampled_from([0, 0, 7, 600])),
        gift=draw(st.sampled_from(["", "", "rose", "Lion"])),
        ladder=tuple(Rung(target) for target in targets[1:]),
        on_reach=draw(rules),
    )


@st.composite
def gifts(draw: st.DrawFn, rehearsal: bool) -> Gift:
    """Return a gift, a report of a streak, or one that needs a rate."""
    name = draw(st.sampled_from(sorted(PRICES)))
    count = draw(st.integers(1, 20))
    gift = Gift(
        id="",
        gifter=draw(GIFTERS),
        name=name,
        count=count,
        micro=count * PRICES[name] * MICRO,
        goal=draw(st.one_of(st.just(""), st.just(""), GOALS)),
        rehearsal=rehearsal,
    )
    match draw(st.sampled_from(["single", "streak", "needs a rate", "part of a coin"])):
        case "streak":
            # The key holds what must not change within one.
            return replace(gift, streak=f"{gift.gifter.key or 'nobody'}-{name or 'coins'}")
        case "needs a rate":
            return replace(gift, micro=0, worth=Worth(Decimal(count), "bits"))
        case "part of a coin":
            return replace(gift, micro=draw(st.integers(1, 3 * MICRO)))
        case _:
            return gift


def _keys(*keys: str) -> st.SearchStrategy[Request | None]:
    bodies = st.sampled_from(["body", "other body"])
    return st.one_of(st.none(), st.builds(Request, st.sampled_from(keys), bodies))


def _about_gifts(rehearsal: bool, *keys: str) -> st.SearchStrategy[Command]:
    """Return commands about the gifts of one side, which `play` numbers as they come."""
    ids = st.integers(1, 20).map(lambda number: gift_id(rehearsal, number))
    recorded = st.builds(RecordGift, gifts(rehearsal), _keys(*keys), st.booleans())
    return st.one_of(recorded, recorded, recorded, ids.map(VoidGift), ids.map(RestoreGift))


def gift_id(rehearsal: bool, number: int) -> str:
    """Return the id of the `number`-th gift that one side was asked to record."""
    return f"{'rehearsed' if rehearsal else 'real'}-{number}"


_edits = st.fixed_dictionaries(
    {},
    optional={
        "target": st.integers(1, 900),
        "offset": st.sampled_from([0, 7, 600]),
        "gift": st.sampled_from(["", "Rose"]),
    },
)
_about_goals: st.SearchStrategy[Command] = st.one_of(
    goal_settings().map(lambda settings: OpenGoal("", settings)),
    st.builds(EditGoal, GOALS, _edits),
    GOALS.map(ResetGoal),
    GOALS.map(CloseGoal),
)
_real: st.SearchStrategy[Command] = st.one_of(
    _about_gifts(False, "k1", "k2"), _about_gifts(False, "k1", "k2"), _about_goals
)
_rehearsed: st.SearchStrategy[Command] = st.one_of(
    _about_gifts(True, "k3", "k4"),
    _about_gifts(True, "k3", "k4"),
    st.just(WipeRehearsal()),
    st.booleans().map(ShowRehearsal),
)


def steps_of(commands: st.SearchStrategy[Command]) -> st.SearchStrategy[Step]:
    """Return steps that are taken by two people, often soon after one another."""
    return st.builds(
        Step, commands, st.sampled_from([MIKA, NOOR]), st.sampled_from([0, 900, 60_000])
    )


real_steps = steps_of(_real)
rehearsal_steps = steps_of(_rehearsed)
evenings = st.lists(st.one_of(real_steps, real_steps, rehearsal_steps), max_size=30)


class Play:
    """Takes steps, one after another; what is refused changes nothing."""

    def __init__(self) -> None:
        self.evening = Evening(GoalSettings("New mic", 500))
        self._asked = {False: 0, True: 0}
        self._opened = 1

    def take(self, step: Step) -> Event | None:
        """Take one step and return the event it led to, if any."""
        self.evening.now += step.after_ms
        try:
            return self.evening.do(self._with_id(step.command), step.by)
        except Refusal:
            return None

    def take_all(self, steps: Iterable[Step]) -> Evening:
        for step in steps:
            self.take(step)
        return self.evening

    def _with_id(self, command: Command) -> Command:
        match command:
            case RecordGift(gift):
                self._asked[gift.rehearsal] += 1
                id_ = gift_id(gift.rehearsal, self._asked[gift.rehearsal])
                return replace(command, gift=replace(gift, id=id_))
            case OpenGoal():
                self._opened += 1
                return replace(command, goal=f"goal-{self._opened}")
            case _:
                return command


def play(steps: Iterable[Step]) -> Evening:
    """Return the evening after all steps."""
    return Play().take_all(steps)
