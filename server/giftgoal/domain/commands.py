"""What may be asked of the keeper. A command may be refused; an event has happened."""

from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal

from giftgoal.domain.events import Request, Role, TokenKind
from giftgoal.domain.frozen import frozen
from giftgoal.domain.gifts import Gift
from giftgoal.domain.goals import GoalSettings


@frozen
class RecordGift:
    """Count a gift, or a report of a streak. The caller draws the id: deciding is not random."""

    gift: Gift
    request: Request | None = None
    confirm: bool = False
    """Count it even if another person has just entered the same."""


@frozen
class VoidGift:
    """Take a gift back."""

    gift: str


@frozen
class RestoreGift:
    """Count a voided gift again."""

    gift: str


@frozen
class ReverseGift:
    """Take back the gift that a request with this key led to: a platform refunded it."""

    key: str


@frozen
class RecountGift:
    """Turn a gift's native worth into coins at another rate."""

    gift: str
    rate: Decimal


@frozen
class ThankGift:
    """Note that a gift was thanked for."""

    gift: str


@frozen
class SetRate:
    """Turn a unit of native worth into coins at this rate from now on."""

    unit: str
    rate: Decimal | None


@frozen
class SetRules:
    """Change the rules about all gifters."""

    changes: Mapping[str, object]
    """By the field names of Rules; what is not named stays."""


@frozen
class RuleGifter:
    """Change the rule about one gifter."""

    gifter: str
    changes: Mapping[str, object]
    """By the field names of GifterRule; what is not named stays."""


@frozen
class OpenGoal:
    """Create a goal."""

    goal: str
    settings: GoalSettings


@frozen
class EditGoal:
    """Change some of a goal's settings."""

    goal: str
    changes: Mapping[str, object]
    """By the field names of GoalSettings; what is not named stays."""


@frozen
class ResetGoal:
    """Start a new run of a goal."""

    goal: str


@frozen
class CloseGoal:
    """Put a goal away."""

    goal: str


@frozen
class WipeRehearsal:
    """Forget every rehearsal gift."""


@frozen
class ShowRehearsal:
    """Let all overlays show the rehearsal, or the real board again."""

    on: bool


@frozen
class AddOverlay:
    """Describe a browser source."""

    overlay: str
    name: str
    key: str
    look: Mapping[str, object]


@frozen
class EditOverlay:
    """Rename an overlay or change parts of its look."""

    overlay: str
    name: str | None = None
    look: Mapping[str, object] = field(default_factory=dict)
    """Merged into the look at its first level."""


@frozen
class ChangeOverlayKey:
    """Give an overlay a new key."""

    overlay: str
    key: str


@frozen
class RemoveOverlay:
    """Delete an overlay."""

    overlay: str


@frozen
class IssueToken:
    """Let someone in."""

    token: str
    name: str
    role: Role
    kind: TokenKind
    hash: str


@frozen
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
