"""Facts in the past tense. Each carries all that the fold needs: folding looks nothing up."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from giftgoal.domain.frozen import frozen
from giftgoal.domain.gifts import Gift, Person, Share
from giftgoal.domain.goals import GoalSettings
from giftgoal.domain.rules import GifterRule, Rules

Role = Literal["owner", "moderator"]
TokenKind = Literal["invite", "session", "token"]


@frozen
class GiftReceived:
    """A gift, or the first report of a streak, was recorded."""

    gift: Gift
    shares: tuple[Share, ...]


@frozen
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


@frozen
class GiftVoided:
    """A gift was taken back. `shares` is all that it counted for."""

    gift: Gift
    shares: tuple[Share, ...]
    moment: int = 0
    """When it was given, in milliseconds since 1970; 0: an entry of before this was kept."""


@frozen
class GiftRestored:
    """A voided gift counts again."""

    gift: Gift
    shares: tuple[Share, ...]
    moment: int = 0
    """As in GiftVoided."""


@frozen
class GiftRecounted:
    """A gift's native worth was turned into coins at another rate."""

    gift: Gift
    """With the new rate and worth in coins."""
    added_micro: int
    """What that adds; negative where it is worth less now."""
    shares: tuple[Share, ...]
    """What that adds to goals, or takes from them."""
    counted: bool
    """False where the gift is voided."""
    needed_rate: bool
    """Whether it could not be turned into coins before."""
    moment: int = 0
    """As in GiftVoided."""


@frozen
class RateSet:
    """From now on a unit of native worth is turned into coins at this rate."""

    unit: str
    """In capitals."""
    rate: Decimal | None
    """Coins for one; None: not known any more."""


@frozen
class RulesSet:
    """The streamer's rules about all gifters have changed."""

    rules: Rules


@frozen
class GifterRuled:
    """The streamer's rule about one gifter has changed."""

    gifter: str
    """The gifter's key."""
    rule: GifterRule


@frozen
class GiftThanked:
    """The streamer has thanked for a gift."""

    gift: str


@frozen
class GoalOpened:
    """A goal was created."""

    goal: str
    settings: GoalSettings


@frozen
class GoalEdited:
    """A goal has new settings; its progress is untouched."""

    goal: str
    settings: GoalSettings


@frozen
class GoalReset:
    """A goal starts a new run; its all-time figure goes on."""

    goal: str


@frozen
class GoalClosed:
    """A goal was put away."""

    goal: str


@frozen
class RehearsalWiped:
    """The rehearsal starts from nothing."""


@frozen
class RehearsalShown:
    """Overlays show the rehearsal from now on, or no longer."""

    on: bool


@frozen
class OverlayAdded:
    """A browser source was described."""

    overlay: str
    name: str
    key: str
    look: Mapping[str, object]


@frozen
class OverlayEdited:
    """An overlay has a new name or look."""

    overlay: str
    name: str
    look: Mapping[str, object]


@frozen
class OverlayKeyChanged:
    """An overlay has a new key; the old URL is dead."""

    overlay: str
    key: str


@frozen
class OverlayRemoved:
    """An overlay was deleted."""

    overlay: str


@frozen
class TokenIssued:
    """Someone may come in. Only the token's hash is known."""

    token: str
    """The token's id, not the token."""
    name: str
    role: Role
    kind: TokenKind
    hash: str


@frozen
class TokenRevoked:
    """A token no longer opens anything."""

    token: str


GiftEvent = GiftReceived | StreakGrew | GiftVoided | GiftRestored | GiftRecounted
GoalEvent = GoalOpened | GoalEdited | GoalReset | GoalClosed
RehearsalEvent = RehearsalWiped | RehearsalShown
OverlayEvent = OverlayAdded | OverlayEdited | OverlayKeyChanged | OverlayRemoved
TokenEvent = TokenIssued | TokenRevoked
RuleEvent = RateSet | RulesSet | GifterRuled | GiftThanked
Event = GiftEvent | GoalEvent | RehearsalEvent | OverlayEvent | TokenEvent | RuleEvent


@frozen
class Request:
    """The idempotency key that a gift came with, and a hash of the body it came in."""

    key: str
    body: str


@frozen
class Entry:
    """One event in its place in the ledger."""

    seq: int
    """From 1, without gaps."""
    at: int
    """When it was recorded, in milliseconds since 1970."""
    by: Person
    event: Event
    request: Request | None = None
