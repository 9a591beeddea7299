"""Native worth that gets a rate later, and gifts that a platform takes back."""

from dataclasses import replace
from decimal import Decimal

import pytest

from giftgoal.domain.commands import RecordGift, RecountGift, ReverseGift, SetRate
from giftgoal.domain.errors import Invalid, NotFound
from giftgoal.domain.events import Event, Request
from giftgoal.domain.gifts import MICRO, Gift, Worth
from giftgoal.domain.goals import GoalSettings
from tests.domain.evening import MIKA, NEW_MIC, NOOR, Evening, coins, roses

BITS = Worth(Decimal(37), "bits")


def bits(worth: Worth = BITS, *, micro: int = 0) -> Gift:
    return replace(coins(0), micro=micro, worth=worth)


def pandas(count: int, rate: int | None = None) -> Gift:
    """Return a report of a streak."""
    worth = Worth(Decimal(count), "gift-panda", None if rate is None else Decimal(rate))
    gift = coins(0, count=count, streak="panda")
    return replace(gift, micro=count * (rate or 0) * MICRO, worth=worth)


def recount(evening: Evening, gift: str, rate: str) -> Event | None:
    return evening.do(RecountGift(gift, Decimal(rate)))


def test_a_gift_without_a_rate_counts_once_it_has_one() -> None:
    evening = Evening(NEW_MIC)
    gift = evening.give(bits())
    assert (evening.raised(), evening.board.real.needs_rate) == (0, 1)
    recount(evening, gift, "2")
    assert (evening.raised(), evening.board.real.needs_rate) == (74, 0)
    assert evening.board.real.recent[gift].gift.coins == 74


def test_another_rate_changes_what_the_gift_had_counted_for() -> None:
    evening = Evening(NEW_MIC)
    gift = evening.give(bits())
    recount(evening, gift, "2")
    evening.open(GoalSettings("New camera", 900))
    recount(evening, gift, "1")
    assert (evening.raised(), evening.raised("goal-2"), evening.coins()) == (37, 0, 37)


def test_a_gift_of_a_run_before_the_reset_changes_only_the_all_time_figure() -> None:
    evening = Evening(NEW_MIC)
    gift = evening.give(bits())
    recount(evening, gift, "2")
    evening.reset()
    recount(evening, gift, "3")
    assert (evening.raised(), evening.progress().all_time) == (0, 111 * MICRO)


def test_the_same_rate_again_changes_nothing() -> None:
    evening = Evening(NEW_MIC)
    gift = evening.give(bits())
    assert recount(evening, gift, "2") is not None
    assert recount(evening, gift, "2") is None


def test_a_streak_that_kept_coins_of_a_higher_rate_is_recounted_at_the_lower_one() -> None:
    evening = Evening(NEW_MIC)
    gift = evening.give(pandas(10, rate=2))
    evening.give(pandas(12, rate=1))
    assert evening.raised() == 20
    recount(evening, gift, "1")
    assert (evening.raised(), evening.coins()) == (12, 12)
    assert recount(evening, gift, "1") is None


def test_a_streak_counts_as_a_whole_at_a_rate_that_was_raised_meanwhile() -> None:
    evening = Evening(NEW_MIC)
    evening.give(pandas(10, rate=2))
    evening.give(pandas(12, rate=3))
    assert (evening.raised(), evening.coins()) == (36, 36)


def test_a_streak_keeps_its_rate_when_that_is_forgotten_meanwhile() -> None:
    evening = Evening(NEW_MIC)
    gift = evening.give(pandas(10, rate=2))
    evening.give(pandas(30))
    assert (evening.raised(), evening.coins(), evening.board.real.needs_rate) == (60, 60, 0)
    recount(evening, gift, "1")
    assert evening.raised() == 30


def test_a_streak_at_its_own_rate_is_worth_no_more_than_a_gift_may_be() -> None:
    evening = Evening(NEW_MIC)
    evening.give(pandas(10, rate=1_000_000))
    with pytest.raises(Invalid, match="1,000,000,000 coins"):
        evening.give(pandas(1_001))
    assert evening.raised() == 10_000_000


def test_a_streak_that_began_without_a_rate_still_waits_for_one() -> None:
    evening = Evening(NEW_MIC)
    gift = evening.give(pandas(10))
    evening.give(pandas(12))
    assert (evening.raised(), evening.board.real.needs_rate) == (0, 1)
    recount(evening, gift, "2")
    assert evening.raised() == 24


def test_coins_that_were_told_and_gifts_without_a_worth_stay_as_they_are() -> None:
    evening = Evening(NEW_MIC)
    told = evening.give(bits(micro=5 * MICRO))
    plain = evening.give(roses(3))
    assert recount(evening, told, "2") is None
    assert recount(evening, plain, "2") is None
    assert evening.raised() == 8


def test_a_voided_gift_is_recounted_in_silence_and_restored_at_its_new_worth() -> None:
    evening = Evening(NEW_MIC)
    gift = evening.give(bits())
    evening.void(gift)
    recount(evening, gift, "2")
    assert (evening.raised(), evening.coins(), evening.board.real.needs_rate) == (0, 0, 0)
    evening.restore(gift)
    assert (evening.raised(), evening.coins()) == (74, 74)


def test_a_rate_is_remembered_and_can_be_forgotten() -> None:
    evening = Evening()
    evening.do(SetRate("BITS", Decimal(2)))
    assert evening.do(SetRate("BITS", Decimal(2))) is None
    assert evening.board.rates == {"BITS": Decimal(2)}
    evening.do(SetRate("BITS", None))
    assert evening.board.rates == {"BITS": None}


def test_a_platform_takes_a_gift_back_by_the_key_it_came_with() -> None:
    evening = Evening(NEW_MIC)
    evening.do(RecordGift(replace(coins(50), id="paid"), Request("charge-1", "body")), NOOR)
    evening.do(ReverseGift("charge-1"), NOOR)
    assert evening.raised() == 0
    assert evening.board.real.recent["paid"].voided
    assert evening.do(ReverseGift("charge-1"), NOOR) is None


def test_a_key_that_nobody_sent_takes_nothing_back() -> None:
    evening = Evening(NEW_MIC)
    evening.do(RecordGift(replace(coins(50), id="paid"), Request("charge-1", "body")), NOOR)
    with pytest.raises(NotFound, match="gift with the key"):
        evening.do(ReverseGift("charge-1"), MIKA)
    assert evening.raised() == 50


def test_a_goal_may_count_some_sources_only() -> None:
    evening = Evening(GoalSettings("New mic", 500, sources=("twitch", "manual")))
    evening.give(coins(5))
    evening.give(replace(coins(7), source="twitch"))
    evening.give(replace(coins(11), source="webhook", platform="twitch"))
    evening.give(replace(coins(13), source="tiktok", platform="tiktok"))
    assert evening.raised() == 5 + 7 + 11
