"""TikFinity's letters."""

import json
from urllib.parse import urlencode

import pytest

from giftgoal.sources.arrivals import Arrived, Unusable
from giftgoal.sources.source import Letter, WrongSignature
from giftgoal.sources.tikfinity_webhook import TikFinityWebhook

HOOK = TikFinityWebhook({"token": "a token of mika's"})

GIFT = {
    "value1": "ana",
    "value3": "5655",
    "content": "a gift",
    "userId": "7000000000000000101",
    "username": "ana",
    "nickname": "Ana",
    "giftId": "5655",
    "giftName": "Rose",
    "coins": "22",
    "repeatCount": "22",
    "triggerTypeId": "3",
    "token": "a token of mika's",
}


def letter(body: object, at: float = 100) -> Letter:
    return Letter({"content-type": "application/json"}, json.dumps(body).encode(), at)


def only(body: object, at: float = 100) -> Arrived:
    (arrived,) = HOOK.normalise(letter(body, at))
    assert isinstance(arrived, Arrived)
    return arrived


def test_coins_are_the_total_already() -> None:
    gift = only(GIFT).gift
    assert (gift.name, gift.count, gift.coins, gift.gifter.name) == ("Rose", 22, 22, "Ana")
    assert gift.gifter.key == "tiktok:7000000000000000101"


def test_a_form_is_read_like_json() -> None:
    form = Letter(
        {"content-type": "application/x-www-form-urlencoded"}, urlencode(GIFT).encode(), 100
    )
    HOOK.check(form)
    assert HOOK.normalise(form) == HOOK.normalise(letter(GIFT))


def test_a_comment_is_no_gift() -> None:
    assert HOOK.normalise(letter({**GIFT, "triggerTypeId": "2", "giftId": None})) == ()


def test_only_the_same_within_two_seconds_is_a_repeat() -> None:
    assert only(GIFT, 100.0).key == only(GIFT, 101.9).key
    others = [({}, 102.0), ({"coins": "23"}, 100), ({"userId": "1"}, 100), ({"giftId": "1"}, 100)]
    assert only(GIFT, 100).key not in {only({**GIFT, **more}, at).key for more, at in others}


@pytest.mark.parametrize("token", ["", "a token", None, 3, "a token of mika's "])
def test_another_token_is_refused(token: object) -> None:
    HOOK.check(letter(GIFT))
    with pytest.raises(WrongSignature):
        HOOK.check(letter({**GIFT, "token": token}))


def test_a_lie_is_not_a_gift() -> None:
    with pytest.raises(Unusable):
        HOOK.normalise(letter({**GIFT, "coins": "9" * 15}))
    with pytest.raises(Unusable):
        HOOK.normalise(letter({**GIFT, "repeatCount": "-3"}))
