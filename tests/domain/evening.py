"""One evening in memory: a board, the entries behind it, and what a ledger would know of them."""

from collections.abc import Iterable
from dataclasses import replace

from giftgoal.domain.board import Answered, Board, Progress, request_place
from giftgoal.domain.commands import (
    CloseGoal,
    Command,
    EditGoal,
    OpenGoal,
    RecordGift,
    ResetGoal,
    RestoreGift,
    VoidGift,
)
from giftgoal.domain.decide import decide
from giftgoal.domain.events import Entry, Event, GiftReceived, Request, StreakGrew
from giftgoal.domain.fold import evolve, fold_gift
from giftgoal.domain.gift_decisions import DUPLICATE_MS, Asked, Known
from giftgoal.domain.gifts import MICRO, Gift, Person, Recorded, gifter_named
from giftgoal.domain.goals import GoalSettings, Standing
from giftgoal.domain.views import Celebration, celebration

MIKA = Person("owner", "mika")
NOOR = Person("noor-1", "noor")

START = 1_790_000_000_000
"""When the evening begins, in milliseconds since 1970."""

NEW_MIC = GoalSettings("New mic", 500)


def empty() -> Board:
    return Board("f3a9c2")


def roses(
    count: int = 1,
    gifter: str = "ana",
    *,
    price: int = 1,
    streak: str = "",
    goal: str = "",
    rehearsal: bool = False,
) -> Gift:
    """Return roses, not yet recorded."""
    micro = count * price * MICRO
    who = gifter_named(gifter)
    return Gift("", who, "Rose", count, micro, streak=streak, goal=goal, rehearsal=rehearsal)


def coins(
    amount: int, gifter: str = "ana", *, count: int = 1, streak: str = "", rehearsal: bool = False
) -> Gift:
    """Return free coins, not yet recorded."""
    who = gifter_named(gifter)
    return Gift("", who, "", count, amount * MICRO, streak=streak, rehearsal=rehearsal)


class Evening:
    """Asks the domain as the keeper does, one command at a time."""

    def __init__(self, *goals: GoalSettings, board: Board | None = None) -> None:
        self.board = board or empty()
        self.entries: list[Entry] = []
        self.now = START
        """Goes on by a minute with every gift, unless a test says otherwise."""
        self.ledger: dict[str, Recorded] = {}
        self._requests: dict[str, Answered] = {}
        self._streaks: dict[str, str] = {}
        self._opened = 0
        for settings in goals:
            self.open(settings)

    @property
    def known(self) -> Known:
        """All that the ledger knows."""
        return Known(self.ledger, self._requests, self._streaks)

    def do(
        self, command: Command, by: Person = MIKA, duplicate_ms: int = DUPLICATE_MS
    ) -> Event | None:
        """Decide a command, write down what follows and fold it."""
        event = decide(self.board, command, Asked(by, self.now, duplicate_ms), self.known)
        if event is not None:
            request = command.request if isinstance(command, RecordGift) else None
            self.write(Entry(self.board.seq + 1, self.now, by, event, request))
        return event

    def write(self, entry: Entry) -> None:
        self.entries.append(entry)
        draft = self.board.draft()
        evolve(draft, entry)
        self.board = draft
        gift = getattr(entry.event, "gift", None)
        if not isinstance(gift, Gift):
            return
        self.ledger[gift.id] = fold_gift(self.ledger.get(gift.id), entry)
        if gift.streak:
            self._streaks[gift.streak] = gift.id
        if entry.request:
            place = request_place(entry.by.id, entry.request.key)
            self._requests[place] = Answered(gift.id, entry.request.body)

    def give(
        self,
        gift: Gift,
        by: Person = MIKA,
        *,
        after_ms: int = 60_000,
        key: str = "",
        body: str = "body",
        confirm: bool = False,
    ) -> str:
        """Record a gift and return its id, or "" if nothing new came of it."""
        self.now += after_ms
        request = Request(key, body) if key else None
        gift = replace(gift, id=gift.id or f"gift-{self.board.seq + 1}")
        match self.do(RecordGift(gift, request, confirm), by):
            case GiftReceived(recorded) | StreakGrew(recorded):
                return recorded.id
            case _:
                return ""

    def give_all(self, gifts: Iterable[Gift]) -> list[str]:
        return [self.give(gift) for gift in gifts]

    def void(self, gift: str) -> Event | None:
        return self.do(VoidGift(gift))

    def restore(self, gift: str) -> Event | None:
        return self.do(RestoreGift(gift))

    def open(self, settings: GoalSettings) -> None:
        """Open goal-1, goal-2 and so on."""
        self._opened += 1
        self.do(OpenGoal(f"goal-{self._opened}", settings))

    def close(self, goal: str) -> None:
        self.do(CloseGoal(goal))

    def edit(self, goal: str = "goal-1", /, **changes: object) -> Event | None:
        return self.do(EditGoal(goal, changes))

    def reset(self, goal: str = "goal-1") -> Event | None:
        return self.do(ResetGoal(goal))

    def progress(self, goal: str = "goal-1", *, rehearsal: bool = False) -> Progress:
        return self.board.side(rehearsal).progress[goal]

    def raised(self, goal: str = "goal-1", *, rehearsal: bool = False) -> int:
        settings = self.board.goals[goal].settings
        return self.progress(goal, rehearsal=rehearsal).raised(settings)

    def standing(self, goal: str = "goal-1") -> Standing:
        return self.progress(goal).standing(self.board.goals[goal].settings)

    def coins(self, *, rehearsal: bool = False) -> int:
        return self.board.side(rehearsal).micro // MICRO

    def celebrated(self, after: int = 0, *, rehearsal: bool = False) -> Celebration:
        return celebration(self.board, rehearsal, after)

    def reached(self, after: int = 0, *, rehearsal: bool = False) -> list[int]:
        """Return the targets that were celebrated after an entry, in order."""
        told = self.celebrated(after, rehearsal=rehearsal)
        return [reached.standing.target for reached in told.reached]
