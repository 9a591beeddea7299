"""Evenings as they might go: commands in any order, sensible or not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from hypothesis import strategies as st

from giftgoal.domain.commands import (
    CloseGoal,
    Command,
    EditGoal,
    OpenGoal,
    RecordGift,
    RecountGift,
    ResetGoal,
    RestoreGift,
    SetRules,
    ShowRehearsal,
    VoidGift,
    WipeRehearsal,
)
from giftgoal.domain.errors import Refusal
from giftgoal.domain.events import Event, GiftReceived, Request
from giftgoal.domain.gifts import MICRO, Gift, Person, Worth
from giftgoal.domain.goals import GoalSettings, OnReach, Rung
from tests.domain.evening import MIKA, NOOR, Evening, coins, roses


@dataclass(frozen=True)
class Step:
    """One command, by whom, and how long after the one before, in milliseconds."""

    command: Command
    rehearsal: bool
    by: Person
    after_ms: int


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
    gifter = draw(st.sampled_from(["ana", "Ana", "ben", "cem", ""]))
    goal = draw(st.sampled_from(["", "", "goal-1", "goal-2"]))
    count = draw(st.integers(1, 20))
    kind = draw(st.sampled_from(["roses", "lions", "coins", "streak", "streak", "bits"]))
    match kind:
        case "roses":
            return roses(count, gifter, goal=goal, rehearsal=rehearsal)
        case "lions":
            lions = roses(count, gifter, price=299, goal=goal, rehearsal=rehearsal)
            return replace(lions, name="Lion")
        case "coins":
            parts = replace(coins(0, gifter, rehearsal=rehearsal), goal=goal)
            return replace(parts, micro=draw(st.integers(1, 300 * MICRO)))
        case "streak":
            gifter = draw(st.sampled_from(["ana", "ben"]))
            return roses(count, gifter, streak=gifter, goal=goal, rehearsal=rehearsal)
        case _:
            unrated = coins(0, gifter, count=count, rehearsal=rehearsal)
            return replace(unrated, worth=Worth(Decimal(count), "bits"))


edits = st.fixed_dictionaries(
    {},
    optional={
        "target": st.integers(1, 900),
        "offset": st.sampled_from([0, 7, 600]),
        "gift": st.sampled_from(["", "Rose"]),
        "ladder": st.just(()),
    },
)


@st.composite
def commands(draw: st.DrawFn, rehearsal: bool, kinds: Sequence[str]) -> Command:
    """Return a command of one of the kinds; of gifts it speaks by their place on one side."""
    match draw(st.sampled_from(kinds)):
        case "gift":
            keys = [None, None, None, None, f"{rehearsal}-1", f"{rehearsal}-2", f"{rehearsal}-3"]
            key = draw(st.sampled_from(keys))
            request = Request(key, draw(st.sampled_from(["body", "other"]))) if key else None
            return RecordGift(draw(gifts(rehearsal)), request, confirm=draw(st.booleans()))
        case "void":
            return VoidGift(draw(places))
        case "restore":
            return RestoreGift(draw(places))
        case "recount":
            return RecountGift(draw(places), Decimal(draw(st.sampled_from(["0.5", "3", "80"]))))
        case "rules":
            return SetRules({"shoutout_coins": draw(st.sampled_from([None, 1, 50]))})
        case "open":
            return OpenGoal("", draw(goal_settings()))
        case "edit":
            return EditGoal(draw(GOALS), draw(edits))
        case "reset":
            return ResetGoal(draw(GOALS))
        case "close":
            return CloseGoal(draw(GOALS))
        case "wipe":
            return WipeRehearsal()
        case _:
            return ShowRehearsal(draw(st.booleans()))


places = st.integers(0, 9).map(str)
"""Which gift is meant; `Play` puts its id."""


@st.composite
def steps(draw: st.DrawFn, rehearsal: bool, kinds: Sequence[str]) -> Step:
    """Return a step that one of two people takes, often soon after the one before."""
    command = draw(commands(rehearsal, kinds))
    by = draw(st.sampled_from([MIKA, NOOR]))
    return Step(command, rehearsal, by, draw(st.sampled_from([0, 900, 60_000])))


_GIFTS = ["gift"] * 10 + ["void"] * 3 + ["restore"] * 2 + ["recount"] * 2
real_steps = steps(False, [*_GIFTS, "rules", "open", "open", "edit", "edit", "reset", "close"])
rehearsal_steps = steps(True, [*_GIFTS, "wipe", "show"])
evenings = st.lists(st.one_of(real_steps, rehearsal_steps), min_size=10, max_size=40)


class Play:
    """Takes steps, one after another; what is refused changes nothing."""

    def __init__(self) -> None:
        self.evening = Evening(GoalSettings("New mic", 500))
        self._received: dict[bool, list[str]] = {False: [], True: []}
        self._goals = 1

    def take(self, step: Step) -> Event | None:
        """Take one step and return the event it led to, if any."""
        self.evening.now += step.after_ms
        try:
            event = self.evening.do(self._with_id(step), step.by)
        except Refusal:
            return None
        if isinstance(event, GiftReceived):
            self._received[step.rehearsal].append(event.gift.id)
        return event

    def take_all(self, steps: Iterable[Step]) -> Evening:
        """Take steps and return the evening after them."""
        for step in steps:
            self.take(step)
        return self.evening

    def _with_id(self, step: Step) -> Command:
        received = self._received[step.rehearsal]
        match step.command:
            case RecordGift(gift):
                id_ = f"{'rehearsed' if step.rehearsal else 'real'}-{len(received)}"
                return replace(step.command, gift=replace(gift, id=id_))
            case VoidGift(place) | RestoreGift(place) | RecountGift(place) if received:
                return replace(step.command, gift=received[-1 - int(place) % len(received)])
            case OpenGoal():
                self._goals += 1
                return replace(step.command, goal=f"goal-{self._goals}")
            case _:
                return step.command


def play(steps: Iterable[Step]) -> Evening:
    """Return the evening after all steps."""
    return Play().take_all(steps)
