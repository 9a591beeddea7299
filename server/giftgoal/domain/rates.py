"""Turning a native worth into coins, and what the units of worth are called."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from decimal import ROUND_HALF_EVEN, Context, Decimal

from giftgoal.domain.gifts import MICRO, Worth

Rates = Mapping[str, Decimal]
"""Coins for one unit, by the unit's name in capitals."""

UNIT = r"[A-Za-z][A-Za-z0-9_-]{0,15}"
"""A currency, or a platform's word."""

PRICED = "gift-"
"""How the units begin of gifts that came without a price."""

_LONGEST_NAME = 64
"""A gift's name has at most so many characters."""

_EXACT = Context(prec=100)
"""More digits than any amount times any rate has: nothing is rounded but at the end."""


def rated(worth: Worth, rates: Rates) -> Worth:
    """Return the worth with the rate of its unit, if there is one. A rate is never guessed."""
    return replace(worth, rate=rates.get(worth.unit.upper()))


def micro_of(worth: Worth) -> int:
    """Return what a worth comes to in millionths of a coin; 0 without a rate.

    Half a millionth goes to the even neighbour, so that many small roundings cancel out.
    """
    if worth.rate is None:
        return 0
    coins = _EXACT.multiply(worth.amount, worth.rate)
    return int(_EXACT.multiply(coins, MICRO).to_integral_value(ROUND_HALF_EVEN, _EXACT))


def unit_of(catalogue_id: str, name: str) -> str:
    """Return the unit of a gift that came without its price: one of it, by its id or else its name.

    So a streamer can say what one is worth where the catalogue does not know, as for any unit. A
    name that is no short word is told by its hash.
    """
    plain = catalogue_id or name.casefold()
    if not re.fullmatch(r"[0-9a-z]{1,11}", plain):
        plain = hashlib.blake2b(plain.encode(), digest_size=5).hexdigest()
    return PRICED + plain


def unit_meant(said: str) -> str | None:
    """Return the unit that people mean, in capitals as rates are kept; None: it is none.

    `eur` is EUR. `gift-Golden Dragon` is the unit of a gift of that name that came without a price,
    and so is that unit itself.
    """
    plain = unicodedata.normalize("NFC", " ".join(said.split()))
    if plain[: len(PRICED)].casefold() == PRICED:
        name = plain[len(PRICED) :].strip()
        return unit_of("", name[:_LONGEST_NAME].strip()).upper() if name else None
    return plain.upper() if re.fullmatch(UNIT, plain) else None
