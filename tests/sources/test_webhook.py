"""A webhook of one's own: places in a message, and what they come to."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from giftgoal.sources import webhook
from giftgoal.sources.arrivals import Arrived, Unusable
from giftgoal.sources.source import Letter, WrongSignature
from tests.sources.studio import studio
from tests.sources.test_signatures import SECRET

DEFAULTS = {field.name: field.default for field in webhook.FIELDS}

SHOP = {
    "gifter": "/order/buyer/name",
    "amount": "/order/total",
    "unit": "/order/currency",
    "id": "/order/number",
    "when_at": "/event",
    "when_is": "paid",
}

ORDER = {
    "event": "paid",
    "order": {"number": 771, "buyer": {"name": "ana"}, "total": 4.2, "currency": "EUR"},
}


def read(message: object, /, **values: str) -> Arrived:
    letter = Letter({}, json.dumps(message).encode(), 0)
    (arrived,) = webhook.Webhook("webhook", {**DEFAULTS, **values}).normalise(letter)
    assert isinstance(arrived, Arrived)
    return arrived


def test_our_own_shape_needs_nothing_filled_in() -> None:
    message = {"id": "a1", "gifter": "ana", "gift": "Rose", "count": 3, "coins": 3, "message": "hi"}
    arrived = read(message)
    gift = arrived.gift
    assert arrived.key == "webhook:a1"
    assert (gift.gifter.name, gift.name, gift.count, gift.coins) == ("ana", "Rose", 3, 3)
    assert (gift.message, gift.source, gift.platform) == ("hi", "webhook", "other")


def test_a_message_of_another_shape_is_read_by_its_places() -> None:
    arrived = read(ORDER, **SHOP, platform="kofi")
    assert arrived.key == "webhook:771"
    assert arrived.gift.worth
    assert str(arrived.gift.worth.amount) == "4.2"  # though JSON has it as a float
    assert (arrived.gift.worth.unit, arrived.gift.platform) == ("EUR", "kofi")


def test_other_events_are_no_gifts() -> None:
    letter = Letter({}, json.dumps({**ORDER, "event": "refunded"}).encode(), 0)
    assert webhook.Webhook("webhook", {**DEFAULTS, **SHOP}).normalise(letter) == ()


@pytest.mark.parametrize(
    ("amount_in", "unit", "amount", "worth"),
    [
        ("main", "EUR", "5.00", "5.00"),
        ("smallest", "EUR", 500, "5.00"),
        ("smallest", "JPY", 500, "500"),
        ("smallest", "KWD", 500, "0.500"),
        ("hundredths", "EUR", 499, "4.99"),
        ("micros", "JPY", "500000000", "500.000000"),
        ("main", "stars", 30, "30"),
    ],
)
def test_amounts_are_exact_in_every_unit(
    amount_in: str, unit: str, amount: object, worth: str
) -> None:
    message = {"id": "1", "worth": {"amount": amount, "unit": unit}}
    native = read(message, amount_in=amount_in).gift.worth
    assert native
    assert format(native.amount, "f") == worth


def test_the_unit_may_be_said_once_for_all() -> None:
    native = read({"id": "1", "sum": 3}, amount="/sum", unit="GBP").gift.worth
    assert native
    assert native.unit == "GBP"


def test_the_id_of_the_delivery_will_do_where_the_message_has_none() -> None:
    letter = Letter({"webhook-id": "msg_1"}, b'{"coins": 5}', 0)
    (arrived,) = webhook.Webhook("webhook-shop", DEFAULTS).normalise(letter)
    assert arrived.key == "webhook-shop:msg_1"


def test_two_hooks_may_use_the_same_ids() -> None:
    letter = Letter({}, b'{"id": 1, "coins": 5}', 0)
    keys = {webhook.Webhook(name, DEFAULTS).normalise(letter)[0].key for name in ("a", "b")}
    assert len(keys) == 2


@pytest.mark.parametrize(
    ("message", "says"),
    [
        ({"coins": 5}, "no id"),
        ({"id": 1}, "neither a gift"),
        ({"id": 1, "coins": "many"}, "/coins is no whole number"),
        ({"id": 1, "coins": 1.5}, "/coins is no whole number"),
        ({"id": 1, "coins": -1}, "coins"),
        ({"id": 1, "count": 0.5, "coins": 1}, "/count is no whole number"),
        ({"id": 1, "worth": {"amount": "lots", "unit": "EUR"}}, "not a number"),
        ({"id": 1, "worth": {"amount": "1e30", "unit": "EUR"}}, "amount"),
        ({"id": 1, "worth": {"amount": -5, "unit": "EUR"}}, "amount"),
        ({"id": 1, "worth": {"amount": 5}}, "no currency"),
        ({"id": 1, "worth": {"amount": 5, "unit": "a b"}}, "unit"),
        ([], "no id"),
        (3, "no id"),
    ],
)
def test_what_cannot_be_read_says_why(message: object, says: str) -> None:
    with pytest.raises(Unusable, match=says):
        read(message, proof="header")


def test_a_sample_of_a_signed_message_needs_no_id_in_it() -> None:
    assert read({"coins": 5}, proof="standard").key == "webhook:webhook-id"


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b'{"id": NaN}', b"[" * 100_000])
def test_what_is_no_json_says_so(body: bytes) -> None:
    with pytest.raises(Unusable, match="not JSON"):
        webhook.Webhook("webhook", DEFAULTS).normalise(Letter({}, body, 0))


def test_what_stands_nowhere_is_not_read_from_the_usual_place() -> None:
    said = {"id": 1, "coins": 5, "message": "an address", "gift": "Rose"}
    gift = read(said, message="-", gift="-").gift
    assert (gift.coins, gift.name, gift.message) == (5, "", "")


def test_a_place_that_is_none_is_told() -> None:
    with pytest.raises(Unusable, match="'order/total' is no place"):
        read({"id": 1, **ORDER}, amount="order/total")


@pytest.mark.parametrize(
    ("values", "headers", "body"),
    [
        ({"proof": "header"}, {"authorization": "Bearer s1"}, {}),
        ({"proof": "header"}, {"authorization": "bearer s2"}, {}),
        ({"proof": "body"}, {}, {"secret": "s1"}),
        ({"proof": "body", "secret_at": "/a/token"}, {}, {"a": {"token": "s2"}}),
    ],
)
def test_a_secret_may_come_in_a_header_or_in_the_message(
    values: dict[str, str], headers: dict[str, str], body: dict[str, Any]
) -> None:
    hook = webhook.Webhook("webhook", {**DEFAULTS, "secrets": "s1 s2", **values})
    hook.check(Letter(headers, json.dumps(body).encode(), 0))
    with pytest.raises(WrongSignature):
        hook.check(Letter({"authorization": "Basic s1"}, b'{"secret": "s"}', 0))


def test_signatures_are_asked_for_unless_the_streamer_says_otherwise() -> None:
    hook = webhook.Webhook("webhook", {**DEFAULTS, "secrets": SECRET})
    with pytest.raises(WrongSignature):
        hook.check(Letter({"authorization": f"Bearer {SECRET}"}, b"{}", 0))


async def test_a_name_is_priced_by_the_catalogue_and_else_by_the_streamer(tmp_path: Path) -> None:
    async with studio(tmp_path) as here:
        here.rates["EUR"] = Decimal(80)
        rose, moon, euro = (
            here.supervisor.drawn(read({"id": 1, **message}).gift)
            for message in (
                {"gift": "Rose", "count": 4},
                {"gift": "Moon"},
                {"worth": {"amount": "2.50", "unit": "eur"}},
            )
        )
        assert (rose.coins, rose.worth) == (4, None)
        assert moon.needs_rate
        assert euro.coins == 200
