"""The board: everything that is true now, folded from the ledger.

A board is published and then never changed. A batch of entries is folded into a *draft*, a copy
that shares all that is large, and the draft becomes the next board once the batch is on disk.
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from giftgoal.domain.events import Role, TokenKind
from giftgoal.domain.frozen import frozen
from giftgoal.domain.gifts import MICRO, Recorded
from giftgoal.domain.goals import GoalSettings, Standing, standing
from giftgoal.domain.rules import GifterRule, Rules
from giftgoal.domain.shards import Shards

RECENT = 256
"""How many of the newest gifts, streaks and moments the board remembers."""

TOP = 10
"""How many top gifters the board ranks."""


@frozen
class Goal:
    """An open goal."""

    id: str
    settings: GoalSettings
    run: int
    """Its number, from 1; a reset starts the next."""
    opened_at: int
    """In milliseconds since 1970."""


@frozen
class Progress:
    """How far one goal is. Amounts are in millionths of the goal's unit, without the offset."""

    run: int = 1
    amount: int = 0
    """What the gifts of this run add up to."""
    all_time: int = 0
    """What the gifts of every run add up to."""
    celebrated: int = 0
    """The highest raised total so far in this run, in whole units with the offset: rungs up to here
    are not celebrated again."""

    def raised(self, settings: GoalSettings) -> int:
        """Return the raised total in whole units, offset included."""
        return raised_by(self.amount, settings)

    def standing(self, settings: GoalSettings) -> Standing:
        """Return the rung that is being climbed."""
        return standing(settings, self.raised(settings))


def raised_by(amount: int, settings: GoalSettings) -> int:
    """Return the raised total in whole units, offset included, for an amount in millionths."""
    return settings.offset + amount // MICRO


@frozen
class Tally:
    """What one gifter has sent, voided gifts left out."""

    name: str
    """As it was spelled in the newest gift."""
    micro: int = 0
    """In millionths of a coin."""
    gifts: int = 0


@frozen
class Moment:
    """Something to celebrate: a gift that came or grew, or (with `reached`) a rung."""

    seq: int
    """The entry that led to it."""
    at: int
    """When that was recorded, in milliseconds since 1970."""
    gift: str = ""
    goal: str = ""
    reached: Standing | None = None


@frozen
class Passed:
    """A rung or milestone that was reached, for the story of the evening."""

    at: int
    """In milliseconds since 1970."""
    goal: str
    title: str
    """The rung's title, or the milestone's label."""
    mark: int
    """The target or milestone, in the goal's unit."""
    milestone: bool


@dataclass(slots=True)
class Side:
    """One half of the board: the real evening, or the rehearsal."""

    progress: dict[str, Progress] = field(default_factory=dict)
    """By goal id."""
    recent: dict[str, Recorded] = field(default_factory=dict)
    """The newest gifts by id, oldest first."""
    streaks: dict[str, str] = field(default_factory=dict)
    """The newest streaks: key to gift id."""
    moments: deque[Moment] = field(default_factory=deque)
    """The newest things to celebrate, oldest first."""
    tallies: Shards[Tally] = field(default_factory=Shards)
    """By gifter key; anonymous gifts are in nobody's."""
    top: tuple[str, ...] = ()
    """The keys of the gifters with the most coins, most first."""
    micro: int = 0
    """The worth of all gifts that are not voided, in millionths of a coin."""
    gifts: int = 0
    """How many gifts are not voided."""
    gifters: int = 0
    """How many gifters sent those, anonymous ones left out."""
    needs_rate: int = 0
    """How many of those could not be turned into coins."""
    hands: dict[str, int] = field(default_factory=dict)
    """When each person last entered a gift by hand, by their id, in milliseconds since 1970."""
    waiting: dict[str, Recorded] = field(default_factory=dict)
    """The newest gifts that wait to be thanked, by id, oldest first."""
    minutes: dict[int, int] = field(default_factory=dict)
    """What was given in each minute since 1970, of the last 1440 in which something was."""
    passed: tuple[Passed, ...] = ()
    """The newest rungs and milestones that were reached, oldest first."""
    since: int = 0
    """The entry it starts after: that of the last wipe, for the rehearsal."""

    def draft(self) -> "Side":
        """Return a copy to fold into."""
        # Written out: where a batch is one gift, `replace` would be a tenth of what that costs.
        return Side(
            self.progress.copy(),
            self.recent.copy(),
            self.streaks.copy(),
            self.moments.copy(),
            self.tallies.copy(),
            self.top,
            self.micro,
            self.gifts,
            self.gifters,
            self.needs_rate,
            self.hands.copy(),
            self.waiting.copy(),
            self.minutes.copy(),
            self.passed,
            self.since,
        )


@frozen
class Overlay:
    """A saved description of what one browser source shows."""

    id: str
    name: str
    key: str
    look: Mapping[str, object]


@frozen
class Token:
    """A way in that is not revoked."""

    id: str
    name: str
    role: Role
    kind: TokenKind
    hash: str
    issued_at: int
    """In milliseconds since 1970."""


@frozen
class Answered:
    """What a request with an idempotency key led to."""

    gift: str
    body: str
    """The hash of the body it came with."""


def request_place(person: str, key: str) -> str:
    """Return where the board keeps a person's idempotency key. Neither has a space in it."""
    return f"{person} {key}"


@dataclass(slots=True)
class Board:
    """Everything that is true after entry `seq` of the ledger `ledger`."""

    ledger: str
    """The ledger's id: another id means another history."""
    seq: int = 0
    goals: dict[str, Goal] = field(default_factory=dict)
    """Open goals by id, oldest first."""
    real: Side = field(default_factory=Side)
    rehearsal: Side = field(default_factory=Side)
    rehearsal_shown: bool = False
    """Whether all overlays show the rehearsal."""
    overlays: dict[str, Overlay] = field(default_factory=dict)
    tokens: dict[str, Token] = field(default_factory=dict)
    """Replaced when one comes or goes, so that whoever looks at them knows that none did."""
    requests: dict[str, Answered] = field(default_factory=dict)
    """The newest requests that had an idempotency key, by `request_place`, oldest first."""
    rates: dict[str, Decimal | None] = field(default_factory=dict)
    """Coins for one unit of native worth, by the unit in capitals, where the streamer has set it
    here; None: not known. What is not here is as the settings say."""
    rules: Rules = field(default_factory=Rules)
    gifters: dict[str, GifterRule] = field(default_factory=dict)
    """The rules about single gifters, by their keys."""

    def side(self, rehearsal: bool) -> Side:
        """Return the half that a gift belongs to."""
        return self.rehearsal if rehearsal else self.real

    def draft(self) -> "Board":
        """Return a copy to fold into; this board stays as it is."""
        return Board(
            self.ledger,
            self.seq,
            self.goals.copy(),
            self.real.draft(),
            self.rehearsal.draft(),
            self.rehearsal_shown,
            self.overlays.copy(),
            self.tokens,
            self.requests.copy(),
            self.rates.copy(),
            self.rules,
            self.gifters.copy(),
        )
