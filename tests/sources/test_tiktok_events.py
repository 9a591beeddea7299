"""Every shape of TikTok's gift event, and its traps."""

import itertools
import random
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from giftgoal.domain.gifts import Worth
from giftgoal.sources import euler, tikfinity
from giftgoal.sources.arrivals import Arrived, Unusable
from giftgoal.sources.tiktok_events import gift_event
from tests.sources.studio import studio
from tests.sources.tiktok import lion, message, nested, of_the_schema, rose


def only(event: dict[str, Any], me: str = "") -> Arrived:
    (arrived,) = gift_event(event, me)
    assert isinstance(arrived, Arrived)
    return arrived


@pytest.mark.parametrize("shape", [nested, of_the_schema], ids=["nested", "of the schema"])
@pytest.mark.parametrize("event", [rose(3, 1), lion(2)], ids=["a streak", "a single gift"])
def test_every_shape_means_the_same(shape: Any, event: dict[str, Any]) -> None:
    assert only(shape(event)) == only(event)


def test_a_streak_is_told_by_gifter_gift_and_group() -> None:
    gift = only(rose(3, 1)).gift
    assert gift.streak == "tiktok:7000000000000000101:5655:1700000000001"
    assert (gift.count, gift.coins) == (3, 3)
    keys = {only(rose(1, 1, **{name: "9"})).gift.streak for name in ("groupId", "userId", "giftId")}
    assert len(keys | {gift.streak}) == 4


def test_a_gift_of_another_type_is_single_and_comes_without_an_end() -> None:
    gift = only(lion(1)).gift
    assert (gift.streak, gift.count, gift.coins) == ("", 1, 29_999)


def test_the_price_that_comes_with_the_gift_wins_whatever_the_gift_is_called() -> None:
    assert only(rose(2, 1, giftName="Rosa", diamondCount=7)).gift.coins == 14


def test_a_gift_without_a_price_asks_for_the_one_of_its_id() -> None:
    event = rose(2, 1)
    del event["diamondCount"]
    gift = only(event).gift
    assert (gift.coins, gift.worth) == (0, Worth(Decimal(2), "gift-5655"))


def test_gifts_to_a_guest_are_left_out_once_it_is_known_who_the_streamer_is() -> None:
    to_guest = rose(1, 1, receiverUserId="22")
    assert len(gift_event(to_guest)) == 1
    assert gift_event(to_guest, me="11") == ()
    assert gift_event({**nested(rose(1, 1)), "toUser": {"userId": "22"}}, me="11") == ()
    assert len(gift_event(rose(1, 1, receiverUserId="11"), me="11")) == 1
    assert len(gift_event(rose(1, 1), me="11")) == 1


def test_without_a_group_only_the_end_of_a_streak_counts() -> None:
    reports = [rose(n, n, groupId="0", repeatEnd=n == 3) for n in (1, 2, 3)]
    arrived = [one for report in reports for one in gift_event(report)]
    assert [(one.gift.count, one.gift.streak) for one in arrived if isinstance(one, Arrived)] == [
        (3, "")
    ]


def test_the_platforms_message_id_is_the_key_and_without_one_all_that_tells_it_apart() -> None:
    assert only(rose(3, 771)).key == "771"
    nameless = [rose(count, "") for count in (1, 2)]
    assert len({only(event).key for event in nameless}) == 2
    assert only(nameless[0]).key == only(dict(nameless[0])).key


@pytest.mark.parametrize(
    "event",
    [rose(2_000_000, 1), lion(1, diamondCount=10**13), rose(10**17, 1)],
    ids=["too many", "too dear", "absurd"],
)
def test_a_lie_is_not_a_gift(event: dict[str, Any]) -> None:
    with pytest.raises(Unusable):
        gift_event(event)


def test_other_events_are_no_gifts() -> None:
    for event in ("chat", "like", "roomUser", "config"):
        assert tikfinity.normalise({"event": event, "data": rose(1, 1)}) == ()
    odds: tuple[Any, ...] = (None, 3, [], {}, {"event": "gift"}, {"event": "gift", "data": []})
    assert [tikfinity.normalise(odd) for odd in odds] == [()] * len(odds)
    bundle = {"messages": [{"type": "WebcastLikeMessage", "data": rose(1, 1)}, 3, None]}
    assert euler.normalise(bundle) == ()


def test_a_bundle_holds_several_gifts() -> None:
    events = [rose(1, 1), lion(2)]
    messages = [{"type": "WebcastGiftMessage", "data": of_the_schema(event)} for event in events]
    assert len(euler.normalise({"timestamp": 1, "messages": messages})) == 2


async def test_lost_late_repeated_and_jumping_reports_come_to_the_same(tmp_path: Path) -> None:
    """Ana taps 40 Roses in two streaks, ben sends two Lions; whatever order it comes in."""
    chance = random.Random(11)  # noqa: S311  # a test needs the same each time
    reports = [rose(n, f"a{n}") for n in range(1, 31)]
    second = [rose(n, f"b{n}", groupId="1700000000002") for n in range(1, 11)]
    sent = [*chance.sample(reports[:-1], 12), reports[-1], *chance.sample(second[:-1], 3)]
    sent += [second[-1], lion("c1"), lion("c2")]
    shuffled = list(itertools.chain(sent, chance.sample(sent, 10)))
    chance.shuffle(shuffled)
    async with studio(tmp_path, on={"tikfinity": {"address": "ws://127.0.0.1:9/"}}) as here:
        lane = here.supervisor.watch("tikfinity").lane
        for event in shuffled:
            await lane.deliver(tikfinity.normalise(message(event)))
        assert await here.coins() == 40 + 2 * 29_999
        assert len(await here.gifts()) == 4
