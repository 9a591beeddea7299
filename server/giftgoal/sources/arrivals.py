"""What every source's deliveries come down to: a gift that arrived, or one that was taken back."""

import hashlib
import json
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from giftgoal.domain.gifts import (
    MAX_COINS,
    MAX_COUNT,
    MICRO,
    Gift,
    Gifter,
    Person,
    Worth,
    gifter_named,
)
from giftgoal.domain.rates import UNIT, unit_of

PLATFORMS = {
    "tiktok": "TikTok",
    "twitch": "Twitch",
    "youtube": "YouTube",
    "telegram": "Telegram",
    "instagram": "Instagram",
    "kick": "Kick",
    "streamlabs": "Streamlabs",
    "streamelements": "StreamElements",
    "kofi": "Ko-fi",
    "other": "Webhook",
}
"""Every platform that a gift may come from, and what people call it."""

MAX_AMOUNT = Decimal(10) ** 12
"""The most of any unit that a gift may be worth."""

_PLACES = -9
"""The smallest part of a unit that is read: billionths, for Telegram's nanostars."""

_PLAIN = re.compile(r"[!-9;-~]+")
"""Printable ASCII without a space and without the colon that parts are joined with."""

_PLAIN_ALONE = re.compile(r"[!-~]+")


class Unusable(Exception):
    """A delivery that cannot be read as a gift. The message says what is wrong, without names."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A gift, or a report of a streak."""

    key: str
    """The platform's own id of this delivery. It is committed together with the gift, so that the
    same delivery counts once however often it comes, by whichever road, over any restart."""
    gift: Gift
    """Without an id. Marked as a rehearsal where the platform marks a test."""


@dataclass(frozen=True, slots=True)
class Reversed:
    """The platform took back the gift that arrived with this key."""

    key: str
    platform: str


Arrival = Arrived | Reversed


def person(platform: str) -> Person:
    """Return the platform as the one who entered a gift; idempotency keys belong to it."""
    return Person(platform, PLATFORMS[platform])


def key_of(*parts: object, most: int = 128) -> str:
    """Return an idempotency key, or a streak's, made of the ids that tell one thing from others.

    It can be read where the ids are plain; else it is a hash, so that whatever a platform sends
    makes a key without spaces, of at most `most` characters.
    """
    texts = [str(part) for part in parts]
    joined = ":".join(texts)
    plain = _PLAIN if len(texts) > 1 else _PLAIN_ALONE
    if len(joined) <= most and all(map(plain.fullmatch, texts)):
        return joined
    return hashlib.blake2b(json.dumps(texts).encode(), digest_size=16).hexdigest()


def one_line(text: object, most: int) -> str:
    """Return text as it may be kept: on one line, without control or half characters, cut off."""
    if not isinstance(text, str):
        return ""
    plain = "".join(c if unicodedata.category(c) not in _UNKEPT else " " for c in text[: 4 * most])
    return unicodedata.normalize("NFC", " ".join(plain.split()))[:most].strip()


_UNKEPT = frozenset(("Cc", "Cs", "Zl", "Zp"))


def gifter_of(platform: str, id_: object, name: object) -> Gifter:
    """Return who sent it: known by the platform's user id, else by name, else anonymous."""
    shown = one_line(name, 64)
    if id_ in (None, "", 0, "0"):
        return gifter_named(shown) if shown else Gifter()
    return Gifter(key_of(platform, id_), shown or PLATFORMS[platform])


def gift_of(
    platform: str,
    gifter: Gifter,
    *,
    name: object = "",
    count: int = 1,
    coins: int | None = None,
    worth: Worth | None = None,
    message: object = "",
    streak: str = "",
    catalogue_id: str = "",
    given_at: int | None = None,
    rehearsal: bool = False,
    source: str = "",
) -> Gift:
    """Return a gift without an id.

    Args:
        platform: One of PLATFORMS.
        gifter: See `gifter_of`.
        name: What the platform calls the gift.
        count: How many; in a streak all so far.
        coins: What all of them are worth in coins, where the platform counts in coins.
        worth: What all of them are worth in the platform's own unit; the lane applies the rate.
            With neither coins nor worth the gift is worth its price in the catalogue.
        message: What the gifter wrote with it.
        streak: The streak's key after `platform:`; see `key_of`.
        catalogue_id: TikTok's id of the gift.
        given_at: When, in milliseconds since 1970, if that is not now.
        rehearsal: Whether it is a test.
        source: Where it came from, if that is not the platform itself: `webhook`.

    Raises:
        Unusable: If a number is more than a gift can have, or no number of things at all.
    """
    if not 1 <= count <= MAX_COUNT:
        raise Unusable(f"the count is not a number from 1 to {MAX_COUNT:,}")
    if coins is not None and not 0 <= coins <= MAX_COINS:
        raise Unusable(f"the coins are not a number from 0 to {MAX_COINS:,}")
    shown = one_line(name, 64)
    if coins is None and worth is None:
        worth = Worth(Decimal(count), unit_of(catalogue_id, shown))
    return Gift(
        id="",
        gifter=gifter,
        name=shown,
        count=count,
        micro=(coins or 0) * MICRO,
        source=source or platform,
        catalogue_id=catalogue_id,
        platform=platform,
        message=one_line(message, 500),
        streak=f"{platform}:{key_of(streak, most=100)}" if streak else "",
        worth=worth,
        rehearsal=rehearsal,
        given_at=given_at,
    )


def worth_of(amount: Decimal | int, unit: str) -> Worth:
    """Return a native worth.

    Raises:
        Unusable: If the amount is not from 0 to a million millions, or the unit is no word.
    """
    number = Decimal(amount)
    if not (number.is_finite() and 0 <= number <= MAX_AMOUNT):
        raise Unusable("the amount is not a number from 0 to a million millions")
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent < _PLACES:
        number = number.quantize(Decimal(1).scaleb(_PLACES))
    if not re.fullmatch(UNIT, unit):
        raise Unusable("the unit is not a currency like EUR or a word like bits")
    return Worth(number, unit)
