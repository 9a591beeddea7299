"""Telegram's updates and transactions become gifts, and refunds take them back."""

from decimal import Decimal
from typing import Any

import pytest

from giftgoal.domain.gifts import Gifter
from giftgoal.sources.arrivals import Arrived, Reversed, Unusable
from giftgoal.sources.telegram_events import normalise, sample, transaction
from tests.sources.telegram import ANA, EIGHT, message, payment
from tests.sources.telegram import transaction as listed


def test_a_payment_is_a_worth_in_stars() -> None:
    (arrived,) = normalise(message(successful_payment=payment("charge_1", 50)))
    assert isinstance(arrived, Arrived)
    gift = arrived.gift
    assert gift.worth is not None
    assert (gift.worth.amount, gift.worth.unit) == (Decimal(50), "stars")
    assert (gift.gifter.name, gift.platform, gift.given_at) == ("ana", "telegram", EIGHT * 1000)


def test_an_update_and_the_list_tell_of_one_payment_by_one_key() -> None:
    assert normalise(message(successful_payment=payment("charge_1", 50))) == transaction(
        listed("charge_1", 50)
    )


def test_a_refund_points_at_its_payment_though_both_have_one_id() -> None:
    (paid,) = transaction(listed("charge_1", 50))
    (refund,) = transaction(listed("charge_1", 50, refund=True))
    assert refund == Reversed(paid.key, "telegram")
    assert normalise(message(refunded_payment=payment("charge_1", 50))) == (refund,)


def test_parts_of_a_star_are_exact() -> None:
    (arrived,) = transaction(listed("c", 50, nanostar_amount=123_456_789))
    assert isinstance(arrived, Arrived)
    assert arrived.gift.worth is not None
    assert arrived.gift.worth.amount == Decimal("50.123456789")


@pytest.mark.parametrize(
    ("user", "name"),
    [
        ({"id": 7, "first_name": "ana", "last_name": "b."}, "ana b."),
        ({"id": 7, "first_name": "", "username": "ana7"}, "ana7"),
        ({"id": 7}, "Telegram"),
    ],
)
def test_the_gifter_is_known_by_name(user: dict[str, Any], name: str) -> None:
    told = message(successful_payment=payment("c", 1))
    told["message"]["from"] = user
    (arrived,) = normalise(told)
    assert isinstance(arrived, Arrived)
    assert arrived.gift.gifter == Gifter("telegram:7", name)


def test_what_is_no_payment_in_stars_is_no_gift() -> None:
    fragment = {"type": "fragment"}
    bought = {"type": "user", "transaction_type": "gift_purchase", "user": ANA}
    others: tuple[Any, ...] = (message(text="hello"), {"pre_checkout_query": {}}, {}, [], None)
    for raw in (*others, message(successful_payment=payment("c", 500, currency="EUR"))):
        assert normalise(raw) == ()
    for raw in (
        {"id": "w", "amount": 1000, "date": EIGHT, "receiver": fragment},
        {"id": "g", "amount": 15, "date": EIGHT, "receiver": bought},
        {"id": "d", "amount": 15, "date": EIGHT},
        None,
    ):
        assert transaction(raw) == ()


@pytest.mark.parametrize(("charge", "stars"), [("", 5), ("c", None), ("c", "x"), ("c", -5)])
def test_a_payment_that_lacks_something_is_told(charge: str, stars: Any) -> None:
    with pytest.raises(Unusable):
        normalise(message(successful_payment=payment(charge, stars)))


def test_a_sample_is_fifty_stars_of_anas() -> None:
    (arrived,) = sample("test-1")
    assert isinstance(arrived, Arrived)
    assert arrived.gift.gifter.name == "ana"
