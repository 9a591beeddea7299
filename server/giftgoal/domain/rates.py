"""Turning a native worth into coins."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import ROUND_HALF_EVEN, Decimal

from giftgoal.domain.gifts import MICRO, Worth

Rates = Mapping[str, Decimal]
"""Coins for one unit, by the unit's name in capitals."""


def rated(worth: Worth, rates: Rates) -> Worth:
    """Return the worth with the rate of its unit, if there is one. A rate is never guessed."""
    return replace(worth, rate=rates.get(worth.unit.upper()))


def micro_of(worth: Worth) -> int:
    """Return what a worth comes to in millionths of a coin; 0 without a rate.

    Half a millionth goes to the even neighbour, so that many small roundings cancel out.
    """
    if worth.rate is None:
        return 0
    return int((worth.amount * worth.rate * MICRO).to_integral_value(rounding=ROUND_HALF_EVEN))
