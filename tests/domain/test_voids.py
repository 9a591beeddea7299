"""A mistake is taken back by voiding, and that by restoring."""

import pytest

from giftgoal.domain.errors import NotFound
from giftgoal.domain.gifts import MICRO
from tests.domain.evening import NEW_MIC, Evening, coins, roses


def test_a_voided_gift_counts_nowhere() -> None:
    evening = Evening(NEW_MIC)
    gift = evening.give(coins(100))
    evening.give(coins(30, "ben"))
    evening.void(gift)
    side = evening.board.real
    assert (evening.raised(), side.micro, side.gifts, side.gifters) == (30, 30 * MICRO, 1, 1)
    assert evening.progress().all_time == 30 * MICRO
    assert side.recent[gift].voided


def test_a_restored_gift_counts_again() -> None:
    evening = Evening(NEW_MIC)
    gift = evening.give(coins(100))
    evening.void(gift)
    evening.restore(gift)
    side = evening.board.real
    assert (evening.raised(), side.micro, side.gifts, side.gifters) == (100, 100 * MICRO, 1, 1)
    assert not side.recent[gift].voided


def test_voiding_or_restoring_twice_is_the_same_as_once() -> None:
    evening = Evening(NEW_MIC)
    gift = evening.give(coins(100))
    assert evening.restore(gift) is None
    assert evening.void(gift) is not None
    assert evening.void(gift) is None
    assert evening.raised() == 0


def test_a_gift_that_never_was_can_be_neither_voided_nor_restored() -> None:
    evening = Evening(NEW_MIC)
    with pytest.raises(NotFound, match="There is no gift 'nothing'"):
        evening.void("nothing")
    with pytest.raises(NotFound):
        evening.restore("nothing")


def test_a_gift_that_the_board_has_forgotten_can_be_voided_and_restored() -> None:
    evening = Evening(NEW_MIC)
    gift = evening.give(coins(100))
    evening.give_all(roses() for _ in range(300))
    evening.void(gift)
    assert (evening.raised(), evening.board.real.gifts) == (300, 300)
    evening.restore(gift)
    assert (evening.raised(), evening.board.real.gifts) == (400, 301)
    assert gift not in evening.board.real.recent


def test_a_gift_given_before_a_goal_opened_never_counts_toward_it() -> None:
    evening = Evening()
    gift = evening.give(coins(100))
    evening.open(NEW_MIC)
    evening.void(gift)
    evening.restore(gift)
    assert (evening.raised(), evening.progress().all_time) == (0, 0)
    assert evening.coins() == 100


def test_a_gift_of_a_closed_goal_can_be_voided_and_restored() -> None:
    evening = Evening(NEW_MIC, NEW_MIC)
    gift = evening.give(coins(100))
    evening.close("goal-1")
    evening.void(gift)
    assert evening.raised("goal-2") == 0
    evening.restore(gift)
    assert evening.raised("goal-2") == 100
