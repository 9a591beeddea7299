"""A streak is one gift whose count grows, whatever order its reports come in."""

import pytest

from giftgoal.domain.errors import StreakMismatch
from giftgoal.domain.gifts import MICRO
from giftgoal.domain.goals import GoalSettings
from tests.domain.evening import NEW_MIC, NOOR, Evening, coins, roses


def test_reports_carry_the_count_so_far_and_make_one_gift() -> None:
    evening = Evening(NEW_MIC)
    gift = evening.give(roses(1, streak="s1"))
    assert evening.give(roses(2, streak="s1")) == gift
    assert evening.give(roses(5, streak="s1")) == gift
    assert (evening.raised(), evening.board.real.gifts) == (5, 1)
    assert evening.board.real.recent[gift].gift.count == 5


def test_a_report_not_above_the_highest_changes_nothing() -> None:
    evening = Evening(NEW_MIC)
    evening.give(roses(5, streak="s1"))
    before = evening.board
    assert evening.give(roses(5, streak="s1")) == ""
    assert evening.give(roses(3, streak="s1")) == ""
    assert evening.board == before


def test_a_missing_report_loses_nothing() -> None:
    evening = Evening(NEW_MIC)
    evening.give(roses(9, streak="s1"))
    assert evening.raised() == 9


def test_a_voided_streak_stays_voided_and_grows_in_silence() -> None:
    evening = Evening(NEW_MIC)
    gift = evening.give(roses(5, streak="s1"))
    evening.void(gift)
    voided_at = evening.board.seq
    assert evening.give(roses(8, streak="s1")) == gift
    assert (evening.raised(), evening.coins(), evening.board.real.gifts) == (0, 0, 0)
    assert not evening.celebrated(after=voided_at)


def test_a_restored_streak_counts_what_it_grew_to_while_voided() -> None:
    evening = Evening(NEW_MIC)
    gift = evening.give(roses(5, streak="s1"))
    evening.void(gift)
    evening.give(roses(8, streak="s1"))
    evening.restore(gift)
    assert (evening.raised(), evening.coins(), evening.board.real.gifts) == (8, 8, 1)


def test_a_streak_that_the_board_has_forgotten_goes_on() -> None:
    evening = Evening(NEW_MIC)
    gift = evening.give(roses(2, streak="s1"))
    evening.give_all(roses(1, streak=f"other-{n}") for n in range(300))
    assert gift not in evening.board.real.recent
    assert evening.give(roses(4, streak="s1")) == gift
    assert evening.raised() == 300 + 4
    evening.void(gift)
    assert evening.raised() == 300


def test_one_person_may_carry_on_the_streak_that_another_began() -> None:
    evening = Evening(NEW_MIC)
    gift = evening.give(roses(2, streak="s1"), after_ms=0)
    assert evening.give(roses(3, streak="s1"), NOOR, after_ms=0) == gift


@pytest.mark.parametrize("gifter", ["ben", ""])
def test_a_streak_of_another_gifter_is_a_mismatch(gifter: str) -> None:
    evening = Evening(NEW_MIC)
    evening.give(roses(1, streak="s1"))
    with pytest.raises(StreakMismatch, match="'s1'"):
        evening.give(roses(9, gifter, streak="s1"))
    assert evening.raised() == 1


def test_a_streak_of_another_gift_is_a_mismatch_that_names_the_senders_own_key() -> None:
    evening = Evening(NEW_MIC)
    evening.give(roses(1, streak="noor-1:tiktok:7"))
    with pytest.raises(StreakMismatch, match="'tiktok:7'"):
        evening.give(coins(100, streak="noor-1:tiktok:7"))
    assert evening.raised() == 1


def test_free_coins_make_a_streak_too() -> None:
    evening = Evening(NEW_MIC)
    gift = evening.give(coins(100, streak="s1"))
    evening.give(coins(250, streak="s1", count=2))
    assert (evening.raised(), evening.coins()) == (250, 250)
    assert evening.board.real.recent[gift].gift.coins == 250


def test_a_price_that_fell_takes_nothing_back() -> None:
    evening = Evening(NEW_MIC)
    evening.give(roses(5, price=10, streak="s1"))
    evening.give(roses(6, price=1, streak="s1"))
    assert evening.progress().amount == 50 * MICRO
    evening.give(roses(7, price=10, streak="s1"))
    assert evening.raised() == 70


def test_pieces_of_a_streak_count_toward_a_goal_of_that_gift() -> None:
    evening = Evening(GoalSettings("100 roses", 100, gift="Rose"))
    evening.give(roses(3, price=5, streak="s1"))
    evening.give(roses(7, price=5, streak="s1"))
    assert evening.raised() == 7


def test_a_report_of_the_same_gift_in_other_letters_is_no_mismatch() -> None:
    evening = Evening(NEW_MIC)
    evening.give(roses(1, "Ana", streak="s1"))
    evening.give(roses(2, "ana ", streak="s1"))
    assert evening.raised() == 2


def test_growth_after_a_reset_counts_for_the_new_run() -> None:
    evening = Evening(NEW_MIC)
    gift = evening.give(roses(5, streak="s1"))
    evening.reset()
    evening.give(roses(8, streak="s1"))
    assert (evening.raised(), evening.progress().all_time) == (3, 8 * MICRO)
    evening.void(gift)
    assert (evening.raised(), evening.progress().all_time) == (0, 0)
