"""A native worth becomes coins by the rate of its unit."""

from decimal import Decimal

import pytest

from giftgoal.domain.gifts import MICRO, Worth
from giftgoal.domain.rates import micro_of, rated

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
