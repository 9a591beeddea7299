"""Rates to start from, each with where it is from.

They are offered on the control page and never applied by themselves: what a unit is worth in coins
is the streamer's to say.

They all rest on what a gifter pays for a TikTok coin, so that a goal in coins fills alike whichever
platform the same money comes by. None says what the streamer is paid.
"""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Offered:
    """A rate to start from."""

    unit: str
    """In capitals, as rates are kept."""
    rate: Decimal
    """Coins for one."""
    says: str
    """How it comes about, for people."""
    source: str
    date: str
    """Of which time the source speaks."""


_PACKAGES = "TikTok's coin packages in the United States: 65 for $0.99 to 6,607 for $99.99"

OFFERED = (
    Offered(
        "USD",
        Decimal(66),
        "A dollar buys about 66 coins.",
        _PACKAGES,
        "2024",
    ),
    Offered(
        "BITS",
        Decimal("0.92"),
        "100 bits cost a viewer about $1.40, which buys about 92 coins.",
        "Twitch's price for 100 bits, and " + _PACKAGES,
        "2024",
    ),
    Offered(
        "STARS",
        Decimal("1.3"),
        "A star costs about $0.02, which buys about 1.3 coins.",
        "Telegram's price for stars in app stores, and " + _PACKAGES,
        "2024",
    ),
    Offered(
        "KICKS",
        Decimal("0.66"),
        "A kick costs about $0.01, which buys about two thirds of a coin.",
        "Kick's price of 100 kicks for a dollar, and " + _PACKAGES,
        "2025",
    ),
    Offered(
        "JEWELS",
        Decimal("0.33"),
        "A jewel is taken for about $0.005, which buys about a third of a coin.",
        "The value that Social Stream Ninja uses, and " + _PACKAGES,
        "2026",
    ),
)
