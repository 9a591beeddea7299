"""A gift as it is sent to us, and as we tell of it."""

import hashlib
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AwareDatetime, BeforeValidator, Field, model_validator
from typing_extensions import TypedDict

from giftgoal.domain.gifts import MAX_COINS, MAX_COUNT, Gift, Platform, Recorded, Worth
from giftgoal.wire import times
from giftgoal.wire.body import Message
from giftgoal.wire.words import Id, Key, Line, Name, StreakKey, either

Source = Literal["manual", "script", "webhook", Platform]
"""What a goal may be told to count: a source or a platform."""

_DECIMAL = r"^[0-9]{1,12}(\.[0-9]{1,6})?$"


def _moment(value: object) -> object:
    """Read RFC 3339 text; strict mode would take it from JSON only, and ours is parsed already."""
    if not isinstance(value, str):
        raise ValueError("a moment like 2026-11-24T20:01:02Z")  # noqa: TRY004  # pydantic's way
    try:
        return times.moment(value)
    except ValueError:
        raise ValueError("a moment like 2026-11-24T20:01:02Z") from None


Moment = Annotated[
    AwareDatetime,
    BeforeValidator(_moment),
    Field(description="a moment like 2026-11-24T20:01:02Z"),
]


_NOT_THE_GIFT = {"id", "confirm"}


class WorthIn(Message):
    """What a platform says a gift is worth."""

    amount: str = Field(pattern=_DECIMAL, description='a decimal number in quotes, like "5.00"')
    unit: str = Field(
        pattern=r"^[A-Za-z][A-Za-z0-9_-]{0,15}$",
        description="a currency like EUR or a unit like bits, 1 to 16 letters or digits",
    )


class GiftIn(Message):
    """A gift, or a report of a streak. At least one of gift, gift_id, coins and worth."""

    gifter: Name | None = Field(
        default=None, description="a name of 1 to 64 characters that can be seen, or null"
    )
    gift: Name | None = Field(default=None, description="a gift's name, 1 to 64 characters")
    gift_id: Id | None = Field(default=None, description="a gift's id in the catalogue")
    count: int = Field(
        default=1, ge=1, le=MAX_COUNT, description=f"a whole number from 1 to {MAX_COUNT:,}"
    )
    coins: int | None = Field(
        default=None, ge=1, le=MAX_COINS, description=f"a whole number from 1 to {MAX_COINS:,}"
    )
    worth: WorthIn | None = Field(default=None, description='like {"amount":"5.00","unit":"EUR"}')
    streak: StreakKey | None = None
    platform: Platform | None = Field(default=None, description=either(Platform))
    message: Line | None = None
    at: Moment | None = None
    goal: Id | None = None
    rehearsal: bool = Field(default=False, description="true or false")
    confirm: bool = Field(default=False, description="true or false")
    id: Key | None = None

    @model_validator(mode="after")
    def _says_what(self) -> "GiftIn":
        if not (self.gift or self.gift_id or self.coins or self.worth):
            raise ValueError("a gift with at least one of gift, gift_id, coins or worth")
        return self

    def fingerprint(self) -> str:
        """Return a hash of all that makes it this gift: not of its key, nor of `confirm`."""
        # As `model_dump_json` does, which would make text of the bytes.
        said = self.__pydantic_serializer__.to_json(
            self, exclude=_NOT_THE_GIFT, exclude_defaults=True
        )
        return hashlib.blake2b(said, digest_size=16).hexdigest()


class PersonOut(TypedDict):
    """Who did something."""

    id: str
    name: str


class WorthOut(TypedDict):
    """What a platform says a gift is worth, and the rate it was counted at."""

    amount: str
    unit: str
    rate: str | None


class PublicGift(TypedDict):
    """A gift as viewers may see it."""

    id: str
    seq: int
    at: str
    gifter: str | None
    gift: str | None
    count: int
    coins: int
    source: str
    platform: str | None


class CelebratedGift(PublicGift):
    """A gift to celebrate."""

    streak: bool


class GiftOut(CelebratedGift):
    """A gift as the streamer and moderators see it."""

    gifter_key: str | None
    gift_id: str | None
    streak_key: str | None
    given_at: str | None
    by: PersonOut
    message: str | None
    voided: bool
    rehearsal: bool
    worth: WorthOut | None
    needs_rate: bool
    goals: list[str]


class GiftsOut(TypedDict):
    """A page of gifts, newest first; `before` asks for the next."""

    gifts: list[GiftOut]
    before: int | None


def public_gift(recorded: Recorded, seq: int | None = None) -> PublicGift:
    """Return a gift as viewers may see it, with another number than its first if one is given."""
    gift = recorded.gift
    return {
        "id": gift.id,
        "seq": recorded.seq if seq is None else seq,
        "at": times.text(recorded.at),
        "gifter": gift.gifter.name or None,
        "gift": gift.name or None,
        "count": gift.count,
        "coins": gift.coins,
        "source": gift.source,
        "platform": gift.platform or None,
    }


def celebrated_gift(recorded: Recorded, seq: int) -> CelebratedGift:
    """Return a gift to celebrate, with the number of the entry that made it so."""
    return {**public_gift(recorded, seq), "streak": bool(recorded.gift.streak)}


def gift_out(recorded: Recorded) -> GiftOut:
    """Return a gift with all that is known of it."""
    gift = recorded.gift
    return {
        **celebrated_gift(recorded, recorded.seq),
        "gifter_key": gift.gifter.key or None,
        "gift_id": gift.catalogue_id or None,
        "streak_key": _own_key(gift),
        "given_at": None if gift.given_at is None else times.text(recorded.moment),
        "by": {"id": recorded.by.id, "name": recorded.by.name},
        "message": gift.message or None,
        "voided": recorded.voided,
        "rehearsal": gift.rehearsal,
        "worth": worth_out(gift.worth) if gift.worth else None,
        "needs_rate": gift.needs_rate,
        "goals": list({share.goal: None for share in recorded.shares}),
    }


def _own_key(gift: Gift) -> str | None:
    """Return the key that a person's page gave a streak, without what keeps it apart here."""
    by_hand = gift.source == "manual" and gift.streak
    return gift.streak.split(":", 1)[-1] if by_hand else None


def worth_out(worth: Worth) -> WorthOut:
    """Return a native worth with the rate it was counted at."""
    rate = None if worth.rate is None else _decimal(worth.rate)
    return {"amount": _decimal(worth.amount), "unit": worth.unit, "rate": rate}


def _decimal(number: Decimal) -> str:
    return format(number, "f")
