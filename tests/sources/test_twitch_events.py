"""Twitch's messages become gifts."""

from decimal import Decimal
from typing import Any

import pytest

from giftgoal.domain.gifts import Gift, Gifter
from giftgoal.sources.arrivals import Arrived, Unusable
from giftgoal.sources.twitch_events import normalise, sample
from tests.sources.twitch import bits, message


def gift(raw: Any) -> Gift:
    (arrived,) = normalise(raw)
    assert isinstance(arrived, Arrived)
    return arrived.gift


def test_bits_are_a_worth_in_bits_with_what_was_said() -> None:
    said = {"text": "cheer100 hi", "fragments": [{"type": "text", "text": " hi"}]}
    (arrived,) = normalise(bits("m-1", 100, type="cheer", power_up=None, message=said))
    assert isinstance(arrived, Arrived)
    cheer = arrived.gift
    assert arrived.key == "m-1"
    assert cheer.worth is not None
    assert (cheer.worth.amount, cheer.worth.unit) == (Decimal(100), "bits")
    assert (cheer.name, cheer.count, cheer.message) == ("Cheer", 1, "cheer100 hi")
    assert (cheer.gifter.name, cheer.platform, cheer.rehearsal) == ("ana", "twitch", False)


def test_a_cheer_of_the_older_type_is_the_same_gift() -> None:
    said = {"is_anonymous": False, "message": "cheer100 hi"}
    old = gift(bits("m-1", 100, "channel.cheer", **said))
    new = gift(bits("m-1", 100, type="cheer", message={"text": "cheer100 hi"}))
    assert old == new


@pytest.mark.parametrize("nobody", [None, ""])
def test_nobody_is_anonymous_whether_null_or_empty(nobody: str | None) -> None:
    who: dict[str, Any] = {"user_id": nobody, "user_login": nobody, "user_name": nobody}
    assert gift(bits(1, 5, "channel.cheer", is_anonymous=True, **who)).gifter == Gifter()
    assert gift(bits(1, 5, type="cheer", message=None, **who)).gifter == Gifter()


def test_a_name_is_not_told_of_one_who_wants_to_be_anonymous() -> None:
    assert gift(bits(1, 5, "channel.cheer", is_anonymous=True)).gifter == Gifter()


@pytest.mark.parametrize(
    ("kind", "more", "name"),
    [
        ("cheer", {}, "Cheer"),
        ("power_up", {"power_up": {"type": "celebration"}}, "Power-up"),
        ("combo", {}, "Combo"),
        ("custom_power_up", {"custom_power_up": {"title": "Hydrate"}}, "Hydrate"),
        ("never_heard_of", {}, "Never heard of"),
        (None, {}, "Cheer"),
    ],
)
def test_every_type_of_use_counts_also_one_nobody_knows(
    kind: str | None, more: dict[str, Any], name: str
) -> None:
    used = gift(bits(1, 300, type=kind, **more))
    assert used.worth is not None
    assert (used.name, used.worth.amount) == (name, Decimal(300))


def test_other_messages_are_no_gifts() -> None:
    others: tuple[Any, ...] = (
        message("session_keepalive", 1, {}),
        bits(1, 5, "channel.follow"),
        {},
        [],
        None,
        {"metadata": [], "payload": 3},
    )
    for raw in others:
        assert normalise(raw) == ()


@pytest.mark.parametrize("number", [None, "many", True, -1])
def test_bits_that_are_no_number_are_told(number: Any) -> None:
    with pytest.raises(Unusable):
        normalise(bits(1, number))


def test_a_sample_is_a_cheer_of_anas() -> None:
    (arrived,) = sample("test-1")
    assert isinstance(arrived, Arrived)
    assert (arrived.key, arrived.gift.gifter.name) == ("test-1", "ana")
