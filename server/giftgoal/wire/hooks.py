"""Webhooks that are sent to us: a sample that is tried, and their secrets."""

from pydantic import Field
from typing_extensions import TypedDict

from giftgoal.domain.gifts import Gift
from giftgoal.wire.body import Message
from giftgoal.wire.gifts import WorthOut, worth_out


class TryIn(Message):
    """A sample of what a webhook is sent."""

    body: str = Field(
        max_length=65_536, description="what is sent, as text of at most 65,536 characters"
    )
    fields: dict[str, str] | None = Field(
        default=None, max_length=30, description="fields to try, over those that are filled in"
    )


class TriedGiftOut(TypedDict):
    """The gift that a webhook's message would be counted as."""

    key: str
    gifter: str | None
    gift: str | None
    gift_id: str | None
    count: int
    coins: int
    worth: WorthOut | None
    needs_rate: bool
    platform: str
    message: str | None
    streak: bool
    rehearsal: bool


class TriedOut(TypedDict):
    """What a webhook's message comes to. Nothing was stored."""

    gifts: list[TriedGiftOut]


class SecretOut(TypedDict):
    """A webhook's new secret; it is told this once."""

    secret: str
    old_until: str | None
    """Until when the one before is good as well; None: there was none."""


def tried_out(key: str, gift: Gift) -> TriedGiftOut:
    """Return the gift that a message would be counted as."""
    return {
        "key": key,
        "gifter": gift.gifter.name or None,
        "gift": gift.name or None,
        "gift_id": gift.catalogue_id or None,
        "count": gift.count,
        "coins": gift.coins,
        "worth": worth_out(gift.worth) if gift.worth else None,
        "needs_rate": gift.needs_rate,
        "platform": gift.platform,
        "message": gift.message or None,
        "streak": bool(gift.streak),
        "rehearsal": gift.rehearsal,
    }
