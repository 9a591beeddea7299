"""What Telethon's own objects come to. No Telegram was ever asked: see `telethon_client.py`."""

from datetime import UTC, datetime

import pytest
from telethon.extensions import BinaryReader
from telethon.tl import types

from giftgoal.domain.gifts import Gifter
from giftgoal.sources.arrivals import Arrived, Unusable, worth_of
from giftgoal.sources.telegram_live_events import call_of, normalise
from tests.sources.telethon_client import BEGAN, CALL, call, sent


def arrived(update: object) -> Arrived:
    (one,) = normalise(update)
    assert isinstance(one, Arrived)
    return one


def test_a_paid_comment_is_one_gift_in_stars_with_its_words() -> None:
    one = arrived(sent(3, 50, text="play the slow one"))
    assert one.key == f"live:{CALL}:3"
    assert one.gift.worth == worth_of(50, "stars")
    assert (one.gift.name, one.gift.count, one.gift.platform) == ("Stars", 1, "telegram")
    assert (one.gift.message, one.gift.gifter.name) == ("play the slow one", "ana b")
    assert one.gift.given_at == BEGAN.timestamp() * 1000


def test_a_donation_without_words_is_one_too() -> None:
    one = arrived(sent(4, 1))
    assert (one.gift.message, one.gift.worth) == ("", worth_of(1, "stars"))


@pytest.mark.parametrize("stars", [None, 0])
def test_a_message_without_stars_is_no_gift(stars: int | None) -> None:
    assert normalise(sent(3, stars, text="hello")) == ()


def test_other_updates_are_no_gift() -> None:
    discarded = types.GroupCallDiscarded(CALL, 1, 60)
    assert normalise(types.UpdateGroupCall(discarded)) == ()
    assert normalise(types.UpdateDeleteGroupCallMessages(call(), [3])) == ()
    assert normalise(types.UpdateGroupCallEncryptedMessage(call(), types.PeerUser(7), b"")) == ()


def test_a_viewer_is_the_same_one_as_by_the_bot() -> None:
    assert arrived(sent(3, 5)).gift.gifter == Gifter("telegram:7", "ana b")


def test_a_channel_that_someone_speaks_for_is_shown_by_its_title() -> None:
    update = sent(3, 5, who=types.PeerChannel(7))
    update._entities[-1_000_000_000_007] = types.Channel(7, "Mika's", None, None)
    assert arrived(update).gift.gifter.name == "Mika's"
    assert arrived(update).gift.gifter.key != arrived(sent(3, 5)).gift.gifter.key


def test_who_is_not_told_of_has_no_name_of_their_own() -> None:
    update = sent(3, 5)
    del update._entities
    assert arrived(update).gift.gifter == Gifter("telegram:7", "Telegram")
    update.message.from_id = None
    assert arrived(update).gift.gifter == Gifter()
    assert arrived(sent(3, 5, who=types.PeerChat(9))).gift.gifter.key == "telegram:-9"


def test_one_message_has_one_key_and_two_calls_are_two() -> None:
    again, other = sent(3, 50, text="edited"), sent(3, 50, in_call=-5)
    assert arrived(again).key == arrived(sent(3, 50)).key
    assert arrived(other).key != arrived(sent(3, 50)).key
    assert call_of(other) == -5


def test_it_is_read_back_from_the_bytes_that_telegram_sends() -> None:
    read = BinaryReader(bytes(sent(3, 50, text="hé"))).tgread_object()
    one = arrived(read)
    assert (one.key, one.gift.message) == (f"live:{CALL}:3", "hé")
    assert (
        one.gift.given_at == datetime.fromtimestamp(int(BEGAN.timestamp()), UTC).timestamp() * 1000
    )


def test_lies_are_told_of() -> None:
    with pytest.raises(Unusable):
        normalise(sent(3, -5))
    with pytest.raises(Unusable):
        normalise(sent(3, 10**17))
    broken = sent(3, 5)
    broken.call = types.InputGroupCallSlug("x")
    with pytest.raises(Unusable):
        normalise(broken)
