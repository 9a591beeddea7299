"""Amounts of money, exactly, however a platform writes them down."""

from dataclasses import replace
from decimal import Decimal

from giftgoal.domain.gifts import Worth
from giftgoal.sources.arrivals import Unusable, worth_of

# ISO 4217, list one, of 2026-01-01: those whose smallest unit is not a hundredth.
_NO_DECIMALS = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
_THREE_DECIMALS = "BHD IQD JOD KWD LYD OMR TND"


def decimals(currency: str) -> int:
    """Return how many decimals a currency's smallest unit has, by ISO 4217."""
    code = currency.upper()
    return 0 if code in _NO_DECIMALS.split() else 3 if code in _THREE_DECIMALS.split() else 2


def is_currency(unit: str) -> bool:
    """Tell whether a unit looks like a currency: three letters."""
    return len(unit) == 3 and unit.isascii() and unit.isalpha()


def from_micros(micros: int, currency: str) -> Worth:
    """Return a worth from millionths of the main unit. 500000000 JPY are 500 yen.

    Raises:
        Unusable: If that is no amount, or no currency.
    """
    return money(Decimal(micros).scaleb(-6), currency)


def from_smallest(amount: int, currency: str) -> Worth:
    """Return a worth from the currency's smallest units: 500 EUR are 5.00, 500 JPY are 500.

    Raises:
        Unusable: If that is no amount, or no currency.
    """
    return money(Decimal(amount).scaleb(-decimals(currency)), currency)


def money(amount: Decimal, currency: str) -> Worth:
    """Return a worth in main units, like 5.00 EUR, whether it came as 5, 5.0 or 5.0000000000.

    Raises:
        Unusable: If that is no amount, or no currency.
    """
    code = currency.strip().upper()
    if not is_currency(code):
        raise Unusable("the currency is not three letters, like EUR")
    worth = worth_of(amount, code)
    usual = worth.amount.quantize(Decimal(1).scaleb(-decimals(code)))
    return replace(worth, amount=usual) if usual == worth.amount else worth
