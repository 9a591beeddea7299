"""Facts in the past tense. Each carries all that the fold needs: folding looks nothing up."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from giftgoal.domain.gifts import Gift, Person, Share
from giftgoal.domain.goals import GoalSettings

Role = Literal["owner", "moderator"]
TokenKind = Literal["invite", "session", "token"]


@dataclass(frozen=True, slots=True)
class GiftReceived:
    """A gift, or the first report of a streak, was recorded."""

    gift: Gift
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class StreakGrew:
    """A later report of a streak counted more than any before it."""

    gift: Gift
    """With the new absolute count and worth."""
    added_micro: int
    """What the growth is worth, in millionths of a coin."""
    shares: tuple[Share, ...]
    """What the growth adds."""
    counted: bool
    """False where the streak is voided: it grows in silence."""
    needed_rate: bool = False
    """Whether it could not be turned into coins before this report."""


@dataclass(frozen=True, slots=True)
class GiftVoided:
    """A gift was taken back. `shares` is all that it counted for."""

    gift: Gift
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class GiftRestored:
    """A voided gift counts again."""

    gift: Gift
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class GoalOpened:
    """A goal was created."""

    goal: str
    settings: GoalSettings


@dataclass(frozen=True, slots=True)
class GoalEdited:
    """A goal has new settings; its progress is untouched."""

    goal: str
    settings: GoalSettings


@dataclass(frozen=True, slots=True)
class GoalReset:
    """A goal starts a new run; its all-time figure goes on."""

    goal: str


@dataclass(frozen=True, slots=True)
class GoalClosed:
    """A goal was put away."""

    goal: str


@dataclass(frozen=True, slots=True)
class RehearsalWiped:
    """The rehearsal starts from nothing."""


@dataclass(frozen=True, slots=True)
class RehearsalShown:
    """Overlays show the rehearsal from now on, or no longer."""

    on: bool


@dataclass(frozen=True, slots=True)
class OverlayAdded:
    """A browser source was described."""

    overlay: str
    name: str
    key: str
    look: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class OverlayEdited:
    """An overlay has a new name or look."""

    overlay: str
    name: str
    look: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class OverlayKeyChanged:
    """An overlay has a new key; the old URL is dead."""

    overlay: str
    key: str


@dataclass(frozen=True, slots=True)
class OverlayRemoved:
    """An overlay was deleted."""

    overlay: str


@dataclass(frozen=True, slots=True)
class TokenIssued:
    """Someone may come in. Only the token's hash is known."""

    token: str
    """The token's id, not the token."""
    name: str
    role: Role
    kind: TokenKind
    hash: str


@dataclass(frozen=True, slots=True)
class TokenRevoked:
    """A token no longer opens anything."""

    token: str


GiftEvent = GiftReceived | StreakGrew | GiftVoided | GiftRestored
GoalEvent = GoalOpened | GoalEdited | GoalReset | GoalClosed
RehearsalEvent = RehearsalWiped | RehearsalShown
OverlayEvent = OverlayAdded | OverlayEdited | OverlayKeyChanged | OverlayRemoved
TokenEvent = TokenIssued | TokenRevoked
Event = GiftEvent | GoalEvent | RehearsalEvent | OverlayEvent | TokenEvent


@dataclass(frozen=True, slots=True)
class Request:
    """The idempotency key that a gift came with, and a hash of the body it came in."""

    key: str
    body: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One event in its place in the ledger."""

    seq: int
    """From 1, without gaps."""
    at: int
    """When it was recorded, in milliseconds since 1970."""
    by: Person
    event: Event
    request: Request | None = None
