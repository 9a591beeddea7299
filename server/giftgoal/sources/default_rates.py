"""Rates to start from, each with where it is from.

They are offered on the control page and never applied by themselves: what a unit is worth in coins
is the streamer's to say.

They all rest on what a gifter pays for a TikTok coin, so that a goal in coins fills alike whichever
platform the same money comes by. None says what the streamer is paid.
"""

from dataclasses import dataclass
from decimal import Context, Decimal


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

_DOLLAR = Decimal(66)
"""Coins that a dollar buys."""

_EXCHANGE = "The European Central Bank's reference rates, and " + _PACKAGES

_RATES_OF_A_EURO = """
    EUR 1        USD 1.1172   JPY 175.68   CZK 24.353   DKK 7.4735   GBP 0.83380  HUF 366.33
    PLN 4.4038   RON 5.3447   SEK 10.9780  CHF 0.9194   ISK 136.00   NOK 10.3120  TRY 55.8015
    AUD 1.5904   BRL 6.0692   CAD 1.5606   CNY 7.4326   HKD 8.7652   ILS 3.4950   INR 106.0840
    KRW 1491.76  MXN 21.1237  MYR 4.5325   NZD 1.9823   PHP 71.143   SGD 1.4282   THB 37.683
    ZAR 18.6455  IDR 20275.17
"""
_PER_EURO = {
    code: Decimal(rate)
    for code, rate in zip(
        _RATES_OF_A_EURO.split()[::2], _RATES_OF_A_EURO.split()[1::2], strict=True
    )
}
"""How much of a currency a euro was: the European Central Bank's reference rates of that day."""

_EXCHANGED_ON = "2026-10-30"


def _currency(code: str, per_euro: Decimal) -> Offered:
    """Return what a currency buys, to three digits: more would be pretended."""
    three = Context(prec=3)
    dollars = _PER_EURO["USD"] / per_euro
    rate = three.create_decimal(_DOLLAR * dollars).normalize()
    says = f"One {code} was about {three.create_decimal(dollars):f} dollars; each buys 66 coins."
    return Offered(code, Decimal(f"{rate:f}"), says, _EXCHANGE, _EXCHANGED_ON)


OFFERED = (
    Offered(
        "USD",
        _DOLLAR,
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
    *(_currency(code, rate) for code, rate in _PER_EURO.items() if code != "USD"),
)
