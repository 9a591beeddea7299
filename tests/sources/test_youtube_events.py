"""YouTube's messages become gifts."""

from decimal import Decimal
from typing import Any

import pytest

from giftgoal.domain.gifts import Gift
from giftgoal.sources.arrivals import Arrived, Unusable
from giftgoal.sources.youtube_events import normalise, sample
from tests.sources.youtube import chat, gift, item, money, super_chat


def read(raw: Any) -> Gift:
    (arrived,) = normalise(raw)
    assert isinstance(arrived, Arrived)
    return arrived.gift


def worth(raw: Any) -> tuple[Decimal, str]:
    told = read(raw).worth
    assert told is not None
    return told.amount, told.unit


@pytest.mark.parametrize(
    ("micros", "currency", "amount"),
    [
        ("1490000", "GBP", "1.49"),
        ("500000000", "JPY", "500"),
        ("5000000", "EUR", "5"),
        ("1234567", "KWD", "1.234567"),
        ("10000000000", "COP", "10000"),
        ("1", "USD", "0.000001"),
    ],
)
def test_an_amount_is_exact_in_every_currency(micros: str, currency: str, amount: str) -> None:
    assert worth(super_chat("a", micros, currency)) == (Decimal(amount), currency)


def test_an_amount_may_come_as_a_number_too() -> None:
    numbered = super_chat("a")
    numbered["snippet"]["superChatDetails"]["amountMicros"] = 5_000_000
    assert normalise(numbered) == normalise(super_chat("a"))


def test_a_super_chat_says_who_when_and_what() -> None:
    (arrived,) = normalise(super_chat("LCC.abc"))
    assert isinstance(arrived, Arrived)
    told = arrived.gift
    assert arrived.key == "LCC.abc"
    assert (told.name, told.gifter.name, told.message) == ("Super Chat", "ana", "hello")
    assert told.given_at == 1_795_550_400_104


def test_a_super_chat_without_a_word_has_no_message() -> None:
    details = money("5000000", "EUR", "5,00")
    assert read(item("a", "superChatEvent", superChatDetails=details)).message == ""


def test_a_super_sticker_is_told_by_its_description() -> None:
    sticker = {"stickerId": "hi", "altText": "A cat waves", "altTextLanguage": "en"}
    details = money("2000000", "USD", "$2.00", superStickerMetadata=sticker)
    told = read(item("a", "superStickerEvent", superStickerDetails=details))
    assert (told.name, told.message) == ("Super Sticker", "A cat waves")


def test_a_combo_is_one_streak_that_grows() -> None:
    first, third = (read(gift("g-1", 10, combo)) for combo in (1, 3))
    assert first.streak == third.streak == "youtube:g-1"
    assert (first.count, third.count) == (1, 3)
    assert worth(gift("g-1", 10, 3)) == (Decimal(30), "jewels")
    assert {a.key for n in (1, 3) for a in normalise(gift("g-1", 10, n))} == {"g-1:1", "g-1:3"}


@pytest.mark.parametrize("combo", [None, 0, 1, -2])
def test_a_gift_without_a_combo_is_one(combo: int | None) -> None:
    assert read(gift("g-1", 10, combo)).count == 1


def test_a_gift_is_read_in_both_documented_places() -> None:
    flat = gift("g-1", 10, 3)
    nested = gift("g-1", 10, 3)
    nested["snippet"]["giftEventDetails"] = {"giftMetadata": nested["snippet"].pop("giftDetails")}
    assert normalise(nested) == normalise(flat)


def test_a_gift_without_its_jewels_waits_for_a_rate() -> None:
    told = read(gift("g-1", None, 2))
    assert told.needs_rate
    assert told.worth is not None
    assert told.worth.unit.startswith("gift-")


def test_gifted_memberships_count_where_they_are_given_not_where_they_arrive() -> None:
    given = {"giftMembershipsCount": 5, "giftMembershipsLevelName": "Fan"}
    told = item("m-1", "membershipGiftingEvent", membershipGiftingDetails=given)
    assert worth(told) == (Decimal(5), "memberships")
    assert (read(told).name, read(told).count) == ("Gifted membership Fan", 5)
    details = {"associatedMembershipGiftingMessageId": "m-1", "memberLevelName": "Fan"}
    received = item("r", "giftMembershipReceivedEvent", giftMembershipReceivedDetails=details)
    assert normalise(received) == ()


def test_other_messages_are_no_gifts() -> None:
    deleted = item("d", "messageDeletedEvent", messageDeletedDetails={"deletedMessageId": "a"})
    others: tuple[Any, ...] = ({}, [], None, {"id": "x", "snippet": {"type": 3}})
    for raw in (chat("c"), deleted, item("t", "tombstone"), *others):
        assert normalise(raw) == ()


@pytest.mark.parametrize(
    "details",
    [
        {},
        {"amountMicros": "many", "currency": "EUR"},
        {"amountMicros": "-5", "currency": "EUR"},
        {"amountMicros": "5000000"},
        {"amountMicros": "5000000", "currency": "euros"},
        {"amountMicros": "9" * 19, "currency": "EUR"},
    ],
)
def test_an_amount_that_is_none_is_told(details: dict[str, str]) -> None:
    raw = {"id": "a", "snippet": {"type": "superChatEvent", "superChatDetails": details}}
    with pytest.raises(Unusable):
        normalise(raw)


def test_a_gift_without_an_id_is_told() -> None:
    with pytest.raises(Unusable):
        normalise({**super_chat("a"), "id": ""})


def test_a_sample_is_a_super_chat_of_anas() -> None:
    (arrived,) = sample("test-1")
    assert isinstance(arrived, Arrived)
    assert (arrived.key, arrived.gift.gifter.name) == ("test-1", "ana")
