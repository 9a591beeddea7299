"""Evenings that were really recorded: a script played into the domain, entry by entry."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from giftgoal.domain.board import Board
from giftgoal.domain.commands import Command, OpenGoal, RecordGift, RestoreGift, VoidGift
from giftgoal.domain.decide import decide
from giftgoal.domain.events import Entry, Event, GiftReceived, GiftRestored, GiftVoided, StreakGrew
from giftgoal.domain.fold import fold, fold_gift
from giftgoal.domain.gift_decisions import Asked, Known
from giftgoal.domain.gifts import Person, Recorded
from giftgoal.domain.goals import GoalSettings
from giftgoal.scripts.player import RunInfo
from giftgoal.scripts.script import GiftStep, RestoreStep, Step, UndoStep

MIKA = Person("owner", "mika")
EVENING = RunInfo("evening", 0, live=True, by=MIKA)
EIGHT_O_CLOCK = 1_795_550_400_000


@dataclass
class Evening:
    """A ledger in memory, and its board."""

    entries: list[Entry] = field(default_factory=list)
    board: Board = field(default_factory=lambda: Board("evening"))
    gifts: dict[str, Recorded] = field(default_factory=dict)

    def command(self, command: Command, at: int) -> None:
        streaks = {gift.gift.streak: id_ for id_, gift in self.gifts.items() if gift.gift.streak}
        known = Known(gifts=self.gifts, streaks=streaks)
        event = decide(self.board, command, Asked(MIKA, at), known)
        if event:
            self._append(Entry(len(self.entries) + 1, at, MIKA, event))

    def _append(self, entry: Entry) -> None:
        self.entries.append(entry)
        self.board = fold(self.board, [entry])
        if id_ := gift_id(entry.event):
            self.gifts[id_] = fold_gift(self.gifts.get(id_), entry)


def gift_id(event: Event) -> str:
    match event:
        case GiftReceived() | StreakGrew() | GiftVoided() | GiftRestored():
            return event.gift.id
        case _:
            return ""


def command_of(step: Step, info: RunInfo = EVENING) -> Command:
    match step:
        case GiftStep():
            return RecordGift(info.gift(step))
        case UndoStep():
            return VoidGift(info.gift_id(step.ref))
        case RestoreStep():
            return RestoreGift(info.gift_id(step.ref))


def played(steps: Iterable[Step], info: RunInfo = EVENING) -> Evening:
    """Play steps into a fresh ledger with the goal "New mic" open."""
    evening = Evening()
    evening.command(OpenGoal("mic", GoalSettings("New mic", 500)), EIGHT_O_CLOCK - 60_000)
    for step in steps:
        evening.command(command_of(step, info), EIGHT_O_CLOCK + step.at_ms)
    return evening
