"""A native worth becomes coins by the rate of its unit."""

import unicodedata
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giftgoal.domain.gifts import MICRO, Worth
from giftgoal.domain.rates import micro_of, rated, unit_meant, unit_of

RATES = {"EUR": Decimal(80), "BITS": Decimal("0.7")}


def test_a_worth_takes_the_rate_of_its_unit_in_any_letters() -> None:
    assert rated(Worth(Decimal(5), "eur"), RATES) == Worth(Decimal(5), "eur", Decimal(80))
    assert rated(Worth(Decimal(5), "bits"), RATES).rate == Decimal("0.7")


def test_a_rate_is_never_guessed() -> None:
    worth = rated(Worth(Decimal(30), "stars"), RATES)
    assert (worth.rate, micro_of(worth)) == (None, 0)


@pytest.mark.parametrize(
    ("amount", "rate", "micro"),
    [
        ("5.00", "80", 400 * MICRO),
        ("37", "0.7", 25_900_000),
        ("0.01", "0.00001", 0),
        ("0.000001", "0.5", 0),
        ("0.000003", "0.5", 2),
        ("999999999999.999999", "1", 999_999_999_999_999_999),
    ],
)
def test_a_worth_is_counted_to_the_millionth_of_a_coin(amount: str, rate: str, micro: int) -> None:
    assert micro_of(Worth(Decimal(amount), "EUR", Decimal(rate))) == micro


@given(st.decimals(0, 10**12, places=9), st.decimals(0, 10**6, places=9))
def test_nothing_is_rounded_before_the_end(amount: Decimal, rate: Decimal) -> None:
    exactly = Fraction(amount) * Fraction(rate) * MICRO
    assert micro_of(Worth(amount, "EUR", rate)) == round(exactly)


@pytest.mark.parametrize(
    ("said", "meant"),
    [("eur", "EUR"), (" bits ", "BITS"), ("GIFT-5655", "GIFT-5655"), ("gift-Rose", "GIFT-ROSE")],
)
def test_a_unit_is_meant_in_any_letters(said: str, meant: str) -> None:
    assert unit_meant(said) == meant


@given(st.text(min_size=1, max_size=64).filter(lambda name: name.strip() and name.isprintable()))
def test_every_gift_without_a_price_is_found_by_its_name_and_by_its_unit(name: str) -> None:
    name = " ".join(unicodedata.normalize("NFC", name).split())[:64].strip()
    unit = unit_of("", name)
    assert unit_meant(f"gift-{name}") == unit_meant(unit) == unit.upper()


@pytest.mark.parametrize("said", ["", "E UR", "1EUR", "\u20ac", "x" * 17, "gift-", "gift- "])
def test_what_is_no_unit_is_none(said: str) -> None:
    assert unit_meant(said) is None
