"""A rehearsal moves a shadow of the board that never mixes with the real one."""

import pytest

from giftgoal.domain.commands import ShowRehearsal, WipeRehearsal
from giftgoal.domain.errors import NotFound
from giftgoal.domain.events import RehearsalShown, RehearsalWiped
from giftgoal.domain.gifts import MICRO
from giftgoal.domain.goals import GoalSettings
from giftgoal.domain.views import private_view, public_view
from tests.domain.evening import NEW_MIC, NOOR, Evening, coins, roses


def test_rehearsal_gifts_move_the_shadow_alone() -> None:
    evening = Evening(NEW_MIC)
    evening.give(coins(100))
    before = evening.board.real
    gift = evening.give(coins(600, rehearsal=True))
    evening.give(roses(3, "ben", streak="s1", rehearsal=True))
    evening.void(gift)
    assert evening.board.real == before
    assert (evening.raised(rehearsal=True), evening.coins(rehearsal=True)) == (3, 3)
    assert not evening.celebrated(after=2)
    assert evening.reached(rehearsal=True) == [500]


def test_real_gifts_leave_the_rehearsal_alone() -> None:
    evening = Evening(NEW_MIC)
    evening.give(coins(600, rehearsal=True))
    before = evening.board.rehearsal
    evening.give(coins(100))
    assert evening.board.rehearsal == before


def test_each_side_has_its_own_view() -> None:
    evening = Evening(NEW_MIC)
    evening.give(coins(600, "ben", rehearsal=True))
    assert public_view(evening.board, rehearsal=False).top == ()
    view = private_view(evening.board, rehearsal=True)
    assert view.rehearsal
    assert [top.name for top in view.top] == ["ben"]
    assert view.goals[0].raised == 600


def test_a_goal_opened_or_reset_in_a_rehearsal_is_in_step_on_both_sides() -> None:
    evening = Evening(GoalSettings("New mic", 500, offset=20))
    evening.give(coins(100, rehearsal=True))
    evening.reset()
    assert evening.raised(rehearsal=True) == evening.raised() == 20
    evening.give(coins(5, rehearsal=True))
    evening.open(NEW_MIC)
    evening.give(coins(1, rehearsal=True))
    assert (evening.raised(rehearsal=True), evening.raised("goal-2", rehearsal=True)) == (26, 1)


def test_wiping_starts_the_rehearsal_from_nothing() -> None:
    evening = Evening(GoalSettings("New mic", 500, offset=20))
    evening.reset()
    evening.give(coins(600, rehearsal=True))
    evening.give(coins(7))
    real = evening.board.real
    assert evening.do(WipeRehearsal()) == RehearsalWiped()
    assert evening.board.real == real
    assert (evening.coins(rehearsal=True), evening.raised(rehearsal=True)) == (0, 20)
    assert private_view(evening.board, rehearsal=True).recent == ()
    assert not evening.celebrated(rehearsal=True)
    evening.give(coins(480, rehearsal=True))
    assert [reached.standing.target for reached in evening.celebrated(rehearsal=True).reached] == [
        500
    ]


def test_wiping_nothing_is_no_event() -> None:
    evening = Evening(NEW_MIC)
    assert evening.do(WipeRehearsal()) is None
    evening.give(coins(1, rehearsal=True))
    evening.do(WipeRehearsal())
    assert evening.do(WipeRehearsal()) is None


def test_a_gift_of_a_wiped_rehearsal_is_not_there_any_more() -> None:
    evening = Evening(NEW_MIC)
    gift = evening.give(coins(600, rehearsal=True))
    evening.void(gift)
    evening.do(WipeRehearsal())
    with pytest.raises(NotFound):
        evening.void(gift)
    with pytest.raises(NotFound):
        evening.restore(gift)
    assert evening.coins(rehearsal=True) == 0


def test_a_streak_begun_before_a_wipe_begins_anew_after_it() -> None:
    evening = Evening(NEW_MIC)
    before = evening.give(roses(5, streak="s1", rehearsal=True))
    evening.do(WipeRehearsal())
    after = evening.give(roses(3, streak="s1", rehearsal=True))
    assert after != before
    assert evening.raised(rehearsal=True) == 3
    assert evening.give(roses(4, streak="s1", rehearsal=True)) == after


def test_a_wiped_gift_that_is_sent_again_with_its_key_stays_wiped() -> None:
    evening = Evening(NEW_MIC)
    evening.give(coins(600, rehearsal=True), key="k1")
    evening.do(WipeRehearsal())
    assert evening.give(coins(600, rehearsal=True), key="k1") == ""
    assert evening.coins(rehearsal=True) == 0


def test_one_streak_key_on_both_sides_makes_two_gifts() -> None:
    evening = Evening(NEW_MIC)
    real = evening.give(roses(5, streak="s1"))
    rehearsed = evening.give(roses(9, streak="s1", rehearsal=True))
    assert real != rehearsed
    assert (evening.raised(), evening.raised(rehearsal=True)) == (5, 9)


def test_no_real_streak_can_pass_for_a_rehearsed_one() -> None:
    evening = Evening(NEW_MIC)
    evening.give(roses(9, streak="s1", rehearsal=True))
    evening.give(roses(5, streak="rehearsal-0:s1"))
    assert (evening.raised(), evening.raised(rehearsal=True)) == (5, 9)


def test_a_rehearsed_gift_is_no_duplicate_of_a_real_one() -> None:
    evening = Evening(NEW_MIC)
    evening.give(roses(5), after_ms=0)
    assert evening.give(roses(5, rehearsal=True), NOOR, after_ms=0)


def test_overlays_show_the_rehearsal_only_while_asked_to() -> None:
    evening = Evening()
    assert evening.do(ShowRehearsal(False)) is None
    assert evening.do(ShowRehearsal(True)) == RehearsalShown(True)
    assert evening.board.rehearsal_shown
    assert evening.do(ShowRehearsal(True)) is None
    evening.do(ShowRehearsal(False))
    assert not evening.board.rehearsal_shown


def test_wiping_forgets_the_rehearsals_all_time_figure_and_no_other() -> None:
    evening = Evening(NEW_MIC)
    evening.give(coins(5))
    evening.give(coins(600, rehearsal=True))
    evening.do(WipeRehearsal())
    assert evening.progress(rehearsal=True).all_time == 0
    assert evening.progress().all_time == 5 * MICRO
