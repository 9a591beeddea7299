"""Anything that can post JSON: a webhook of the streamer's own, read by where its values stand.

Without a word filled in it takes what `POST /api/gifts` takes, signed as Standard Webhooks wants.
"""

import re
from dataclasses import replace
from functools import partial
from typing import Any

from giftgoal.domain.gifts import Worth
from giftgoal.domain.rates import PRICED
from giftgoal.sources import currencies
from giftgoal.sources.arrivals import (
    PLATFORMS,
    Arrival,
    Arrived,
    Unusable,
    gift_of,
    gifter_of,
    key_of,
    worth_of,
)
from giftgoal.sources.payloads import decimal, object_in, read_json, text, whole
from giftgoal.sources.pointers import NOWHERE, at
from giftgoal.sources.secrets_kept import good
from giftgoal.sources.signatures import check_standard, check_token
from giftgoal.sources.source import Field, Letter, Road, Values

_PARTS = {"main": 0, "hundredths": -2, "thousandths": -3, "micros": -6}


def normalise(message: Any, values: Values, id_: str = "") -> tuple[Arrival, ...]:
    """Return the gift in a message; nothing where it speaks of something else.

    Args:
        message: What was posted.
        values: Where everything stands, by the road's fields.
        id_: The delivery's id, if its headers have one.

    Raises:
        Unusable: If it has no id, or something in it is not as it should be.
    """
    object_in(message)  # a bare number or text has nothing at any place
    if values["when_at"] and text(at(message, values["when_at"])) != values["when_is"]:
        return ()
    key = text(at(message, values["id"])) or id_
    if not key:
        raise Unusable(f"there is no id at {values['id']}, so a repeat could not be told")
    count = at(message, values["count"])
    coins = at(message, values["coins"])
    gifter = gifter_of(
        values["platform"],
        text(at(message, values["gifter_id"])),
        at(message, values["gifter"]),
    )
    gift = gift_of(
        values["platform"],
        gifter,
        name=text(at(message, values["gift"])),
        count=1 if count is None else _whole(count, values["count"]),
        coins=None if coins is None else _whole(coins, values["coins"]),
        worth=None if coins is not None else _worth(message, values),
        message=at(message, values["message"]),
        streak=text(at(message, values["streak"])),
        catalogue_id=text(at(message, values["gift_id"]))[:64],
        rehearsal=at(message, values["test"]) in (True, "true", "1", 1),
        source="webhook",
    )
    if not (gift.micro or gift.name or gift.catalogue_id or (gift.worth and _told(gift.worth))):
        raise Unusable("it says neither a gift, nor coins, nor an amount")
    return (Arrived(key_of(key), gift),)


def _whole(value: Any, place: str) -> int:
    number = whole(value)
    if number is None:
        raise Unusable(f"what stands at {place} is no whole number")
    return number


def _worth(message: Any, values: Values) -> Worth | None:
    amount = at(message, values["amount"])
    if amount is None:
        return None
    number = decimal(amount)
    place = values["unit"]
    unit = place if place[:1] not in ("/", NOWHERE) else text(at(message, place))
    if not unit:
        raise Unusable(f"there is no currency or unit at {place}")
    if values["amount_in"] == "smallest":
        return currencies.from_smallest(_whole(number, values["amount"]), unit)
    return worth_of(number.scaleb(_PARTS.get(values["amount_in"], 0)), unit)


def _told(worth: Worth) -> bool:
    return not worth.unit.startswith(PRICED)


class Webhook:
    """Reads letters of the streamer's own.

    Args:
        name: The hook's name: keys of two hooks are apart.
        values: What was filled in.
    """

    def __init__(self, name: str, values: Values) -> None:
        self._name = name
        self._values = values

    def check(self, letter: Letter) -> None:
        """See `Hook.check`."""
        secrets = good(self._values["secrets"], letter.at)
        match self._values["proof"]:
            case "header":
                scheme, _, said = letter.headers.get("authorization", "").partition(" ")
                check_token(said if scheme.lower() == "bearer" else "", secrets)
            case "body":
                said = text(at(read_json(letter.body), self._values["secret_at"]))
                check_token(said, secrets)
            case _:
                check_standard(letter, secrets)

    def normalise(self, letter: Letter) -> tuple[Arrival, ...]:
        """See `Hook.normalise`."""
        headers = letter.headers
        id_ = headers.get("webhook-id") or headers.get("idempotency-key") or ""
        if not headers and self._values["proof"] == "standard":
            id_ = "webhook-id"  # a sample: without it the letter itself is refused
        return tuple(
            replace(arrival, key=f"{self._name}:{key_of(arrival.key, most=90)}")
            for arrival in normalise(read_json(letter.body), self._values, id_)
        )


def _place(name: str, label: str, default: str, hint: str = "") -> Field:
    return Field(name, label, hint=hint or "A place in the message.", default=default, most=200)


FIELDS = (
    Field(
        "platform",
        "Whose gifts these are",
        "choice",
        hint="A platform counts by one road only.",
        default="other",
        choices=tuple({**PLATFORMS, "other": "None of these platforms"}.items()),
    ),
    Field(
        "proof",
        "How it shows who it is",
        "choice",
        default="standard",
        choices=(
            ("standard", "A signature (Standard Webhooks)"),
            ("header", "The secret in the header Authorization: Bearer"),
            ("body", "The secret in the message"),
        ),
    ),
    Field(
        "secrets",
        "Secret",
        "secret",
        hint="Only if the sender made it. Two with a space between are both good.",
        required=True,
    ),
    _place("secret_at", "Where the secret stands", "/secret", "Only if it is in the message."),
    _place("id", "Where the id stands", "/id", "Whatever differs for each gift and is the same "
           "when one is sent again. The header webhook-id is taken where there is none."),
    _place("gifter", "Where the gifter's name stands", "/gifter"),
    _place("gifter_id", "Where the gifter's id stands", "/gifter_id"),
    _place("gift", "Where the gift's name stands", "/gift"),
    _place("gift_id", "Where the gift's TikTok id stands", "/gift_id"),
    _place("count", "Where the number of gifts stands", "/count"),
    _place("coins", "Where the coins stand", "/coins", "What all of them are worth together."),
    _place("amount", "Where the amount stands", "/worth/amount", "For money, bits, stars, ..."),
    _place("unit", "Where the currency stands", "/worth/unit", "Or the currency itself, like EUR."),
    Field(
        "amount_in",
        "What the amount is in",
        "choice",
        default="main",
        choices=(
            ("main", "Whole units: 5.00"),
            ("smallest", "The currency's smallest unit: 500 cents, 500 yen"),
            ("hundredths", "Hundredths"),
            ("thousandths", "Thousandths"),
            ("micros", "Millionths"),
        ),
    ),
    _place(
        "streak",
        "Where the streak's key stands",
        "/streak",
        "Only if the same gift is told several times: then the count is all so far.",
    ),
    _place("message", "Where the gifter's words stand", "/message"),
    _place("test", "Where a test is marked", "/rehearsal", "Tests go to the rehearsal."),
    Field("when_at", "Only if here", hint="Leave it empty to take every message.", most=200),
    Field("when_is", "stands this", hint="Like gift.", most=200),
)  # fmt: skip


def sample(id_: str, platform: str = "other") -> tuple[Arrival, ...]:
    """Return a test delivery in our own shape."""
    message = {"id": id_, "gifter": "ana", "gift": "Rose", "count": 5, "coins": 5}
    values = {field.name: field.default for field in FIELDS}
    return normalise(message, {**values, "platform": platform})


def road(name: str) -> Road:
    """Return the road of a webhook of this name."""
    _, _, word = name.partition("-")
    return Road(
        name=name,
        title=f"Webhook {word}".strip(),
        platforms=tuple(PLATFORMS),
        about="Takes gifts from anything that can post JSON.",
        sample=sample,
        fields=FIELDS,
        hook=partial(Webhook, name),
    )


def further(name: str) -> Road | None:
    """Return the road of a webhook that the streamer names: `webhook-shop`."""
    return road(name) if re.fullmatch(r"webhook-[a-z0-9]{1,20}", name) else None


ROAD = road("webhook")
