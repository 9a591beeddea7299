"""What may be asked of the keeper. A command may be refused; an event has happened."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from giftgoal.domain.events import Request, Role, TokenKind
from giftgoal.domain.gifts import Gift
from giftgoal.domain.goals import GoalSettings


@dataclass(frozen=True, slots=True)
class RecordGift:
    """Count a gift, or a report of a streak. The caller draws the id: deciding is not random."""

    gift: Gift
    request: Request | None = None
    confirm: bool = False
    """Count it even if another person has just entered the same."""


@dataclass(frozen=True, slots=True)
class VoidGift:
    """Take a gift back."""

    gift: str


@dataclass(frozen=True, slots=True)
class RestoreGift:
    """Count a voided gift again."""

    gift: str


@dataclass(frozen=True, slots=True)
class ReverseGift:
    """Take back the gift that a request with this key led to: a platform refunded it."""

    key: str


@dataclass(frozen=True, slots=True)
class RecountGift:
    """Turn a gift's native worth into coins at another rate."""

    gift: str
    rate: Decimal


@dataclass(frozen=True, slots=True)
class ThankGift:
    """Note that a gift was thanked for."""

    gift: str


@dataclass(frozen=True, slots=True)
class SetRate:
    """Turn a unit of native worth into coins at this rate from now on."""

    unit: str
    rate: Decimal | None


@dataclass(frozen=True, slots=True)
class SetRules:
    """Change the rules about all gifters."""

    changes: Mapping[str, object]
    """By the field names of Rules; what is not named stays."""


@dataclass(frozen=True, slots=True)
class RuleGifter:
    """Change the rule about one gifter."""

    gifter: str
    changes: Mapping[str, object]
    """By the field names of GifterRule; what is not named stays."""


@dataclass(frozen=True, slots=True)
class OpenGoal:
    """Create a goal."""

    goal: str
    settings: GoalSettings


@dataclass(frozen=True, slots=True)
class EditGoal:
    """Change some of a goal's settings."""

    goal: str
    changes: Mapping[str, object]
    """By the field names of GoalSettings; what is not named stays."""


@dataclass(frozen=True, slots=True)
class ResetGoal:
    """Start a new run of a goal."""

    goal: str


@dataclass(frozen=True, slots=True)
class CloseGoal:
    """Put a goal away."""

    goal: str


@dataclass(frozen=True, slots=True)
class WipeRehearsal:
    """Forget every rehearsal gift."""


@dataclass(frozen=True, slots=True)
class ShowRehearsal:
    """Let all overlays show the rehearsal, or the real board again."""

    on: bool


@dataclass(frozen=True, slots=True)
class AddOverlay:
    """Describe a browser source."""

    overlay: str
    name: str
    key: str
    look: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class EditOverlay:
    """Rename an overlay or change parts of its look."""

    overlay: str
    name: str | None = None
    look: Mapping[str, object] = field(default_factory=dict)
    """Merged into the look at its first level."""


@dataclass(frozen=True, slots=True)
class ChangeOverlayKey:
    """Give an overlay a new key."""

    overlay: str
    key: str


@dataclass(frozen=True, slots=True)
class RemoveOverlay:
    """Delete an overlay."""

    overlay: str


@dataclass(frozen=True, slots=True)
class IssueToken:
    """Let someone in."""

    token: str
    name: str
    role: Role
    kind: TokenKind
    hash: str


@dataclass(frozen=True, slots=True)
class RevokeToken:
    """Let someone in no longer."""

    token: str


GiftCommand = RecordGift | VoidGift | RestoreGift | ReverseGift | RecountGift
GoalCommand = OpenGoal | EditGoal | ResetGoal | CloseGoal
OverlayCommand = AddOverlay | EditOverlay | ChangeOverlayKey | RemoveOverlay
TokenCommand = IssueToken | RevokeToken
RuleCommand = SetRate | SetRules | RuleGifter | ThankGift
RehearsalCommand = WipeRehearsal | ShowRehearsal
Command = GiftCommand | GoalCommand | OverlayCommand | TokenCommand | RuleCommand | RehearsalCommand
