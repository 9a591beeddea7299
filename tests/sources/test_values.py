"""Numbers, names, keys and places, whatever a platform sends."""

from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giftgoal.domain.gifts import Gifter
from giftgoal.domain.rates import unit_of
from giftgoal.sources.arrivals import (
    Unusable,
    gift_of,
    gifter_of,
    key_of,
    one_line,
    worth_of,
)
from giftgoal.sources.backoff import MOST, STEADY, BackOff
from giftgoal.sources.connections import retry_after
from giftgoal.sources.currencies import from_micros, from_smallest, money
from giftgoal.sources.payloads import decimal, object_in, read_json, text, whole
from giftgoal.sources.pointers import at

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_a_key_can_be_kept_and_differs_where_its_parts_do(parts: list[str]) -> None:
    key = key_of(*parts)
    assert 1 <= len(key) <= 128
    assert all("!" <= character <= "~" for character in key)
    assert key != key_of(*parts, "more")


def test_plain_ids_make_a_key_that_can_be_read() -> None:
    assert key_of("7", "5655", 3) == "7:5655:3"
    assert key_of("a:b", "c") != key_of("a", "b:c")
    assert len(key_of("x" * 200)) == 32
    assert len(key_of("")) == 32


@given(st.text())
def test_every_text_becomes_one_line_that_can_be_kept(said: str) -> None:
    line = one_line(said, 64)
    assert len(line) <= 64
    assert line.splitlines() in ([], [line])
    line.encode()


def test_half_characters_and_control_characters_are_left_out() -> None:
    assert one_line("a\ud83d b\u2028c\x00", 64) == "a b c"
    assert one_line(None, 64) == one_line(3, 64) == ""


def test_a_gifter_is_known_by_id_then_by_name_and_else_by_nothing() -> None:
    assert gifter_of("twitch", "7", "Ana") == Gifter("twitch:7", "Ana")
    assert gifter_of("twitch", 7, None) == Gifter("twitch:7", "Twitch")
    assert gifter_of("twitch", None, "Ana") == Gifter("ana", "Ana")
    assert gifter_of("twitch", "", "") == gifter_of("twitch", None, "\u200b\n") == Gifter()


def test_units_of_gifts_without_a_price_differ_by_gift() -> None:
    names = ["Rose", "TikTok Universe", "TikTok Universe 2", "\u30d0\u30e9", ""]
    units = [unit_of("", name) for name in names]
    assert units[0] == "gift-rose"
    assert unit_of("5655", "Rose") == "gift-5655"
    assert len(set(units)) == len(units)
    assert all(worth_of(1, unit) for unit in units)


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "-1", "1e13", "1e999999"])
def test_an_amount_out_of_bounds_is_refused(amount: str) -> None:
    with pytest.raises(Unusable):
        worth_of(Decimal(amount), "EUR")


def test_more_than_billionths_are_rounded_away() -> None:
    assert worth_of(Decimal("1e-30"), "stars").amount == 0
    assert str(worth_of(Decimal("0.1234567895"), "stars").amount) == "0.123456790"


@pytest.mark.parametrize("unit", ["", "E UR", "1EUR", "\u20ac", "x" * 17])
def test_a_unit_is_a_word(unit: str) -> None:
    with pytest.raises(Unusable):
        worth_of(1, unit)


@pytest.mark.parametrize(
    ("count", "coins"), [(0, 1), (-1, 1), (1_000_001, 1), (1, -1), (1, 10**10)]
)
def test_a_gift_has_numbers_that_a_gift_can_have(count: int, coins: int) -> None:
    with pytest.raises(Unusable):
        gift_of("twitch", Gifter(), count=count, coins=coins)


@pytest.mark.parametrize(
    ("convert", "amount", "currency", "worth"),
    [
        (from_smallest, 500, "EUR", "5.00"),
        (from_smallest, 500, "jpy", "500"),
        (from_smallest, 500, "KWD", "0.500"),
        (from_micros, 500_000_000, "JPY", "500"),
        (from_micros, 4_990_000, "USD", "4.99"),
        (from_micros, 1_234_000, "BHD", "1.234"),
        (money, Decimal("4.2"), "eur", "4.2"),
    ],
)
def test_currencies_of_no_two_and_three_decimals(
    convert: Callable[[Any, str], Any], amount: object, currency: str, worth: str
) -> None:
    native = convert(amount, currency)
    assert (native.amount, native.unit) == (Decimal(worth), currency.upper())


@pytest.mark.parametrize("currency", ["", "EURO", "E1R", "\u20ac", "eu"])
def test_a_currency_is_three_letters(currency: str) -> None:
    with pytest.raises(Unusable):
        money(Decimal(1), currency)


def test_json_numbers_stay_exact() -> None:
    assert read_json('{"amount": 4.2}') == {"amount": Decimal("4.2")}
    assert decimal(read_json("0.1")) + decimal("0.2") == Decimal("0.3")


@given(anything)
def test_nothing_that_is_sent_breaks_a_reader(value: object) -> None:
    text(value), object_in(value, "a", "b"), at(value, "/a/0/b")
    number = whole(value)
    assert number is None or abs(number) < 10**18
    with suppress(Unusable):
        assert decimal(value).is_finite()


@pytest.mark.parametrize("odd", [True, None, "1_0", "\u0663", "9" * 30, 1.5, Decimal("1.5"), "--1"])
def test_what_looks_like_a_whole_number_is_none(odd: object) -> None:
    assert whole(odd) is None


def test_places_in_a_message() -> None:
    message = {"a": [{"b/c": 1, "~": 2}], "": 3}
    assert at(message, "/a/0/b~1c") == 1
    assert at(message, "/a/0/~0") == 2
    assert at(message, "/") == 3
    assert at(message, "") is message
    assert at(message, "/a/1") is at(message, "/a/-") is at(message, "/x/y") is None
    with pytest.raises(Unusable):
        at(message, "a")


def test_waits_double_up_to_a_minute_and_start_anew_after_a_steady_time() -> None:
    longest = BackOff(lambda: 1.0)
    waits = [longest.next(held=0) for _ in range(9)]
    assert waits == [1, 2, 4, 8, 16, 32, MOST, MOST, MOST]
    assert longest.next(held=STEADY - 1) == MOST
    assert longest.next(held=STEADY) == 1


def test_jitter_is_full_and_what_was_asked_for_is_waited() -> None:
    none = BackOff(lambda: 0.0)
    assert [none.next(0) for _ in range(3)] == [0, 0, 0]
    assert none.next(0, retry_after=7) == 7
    assert none.next(0, retry_after=10**9) == 3600
    shares = iter((0.1, 0.5, 0.9))
    bounds = [BackOff(lambda: next(shares)).next(0) for _ in range(3)]
    assert all(less < more for less, more in pairwise(bounds))


def test_retry_after_is_seconds_or_a_date() -> None:
    assert retry_after("37") == 37
    assert retry_after("Tue, 24 Nov 2026 20:00:30 GMT", now=1_795_550_400) == 30
    assert retry_after("Tue, 24 Nov 2026 19:00:00 GMT", now=1_795_550_400) == 0
    assert retry_after(None) is retry_after("soon") is retry_after("-1") is None
