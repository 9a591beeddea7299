"""Goals: what counts toward them, what an edit leaves alone, what a reset begins."""

from decimal import Decimal

import pytest

from giftgoal.domain.errors import Invalid, NotFound, UnknownGoal
from giftgoal.domain.events import GoalEdited
from giftgoal.domain.gifts import MICRO
from giftgoal.domain.goals import (
    MAX_RUNGS,
    MAX_TARGET,
    GoalSettings,
    Milestone,
    OnReach,
    Rule,
    Rung,
)
from tests.domain.evening import NEW_MIC, Evening, coins, roses

ROSES = GoalSettings("100 roses", 100, gift="rose")


def test_every_open_goal_that_a_gift_matches_counts_it() -> None:
    evening = Evening(NEW_MIC, ROSES, NEW_MIC)
    evening.give(roses(3, price=10))
    evening.give(coins(5))
    assert [evening.raised(f"goal-{n}") for n in (1, 2, 3)] == [35, 3, 35]


def test_a_goal_of_one_gift_counts_its_pieces_in_any_letters() -> None:
    evening = Evening(ROSES)
    evening.give(roses(3, price=10))
    assert (evening.raised(), ROSES.unit) == (3, "rose")
    assert NEW_MIC.unit == "coins"


def test_a_gift_aimed_at_one_goal_counts_there_alone() -> None:
    evening = Evening(NEW_MIC, NEW_MIC)
    evening.give(roses(3, goal="goal-2"))
    assert (evening.raised("goal-1"), evening.raised("goal-2")) == (0, 3)
    assert evening.coins() == 3


def test_a_gift_aimed_at_a_goal_of_another_gift_counts_toward_none() -> None:
    evening = Evening(GoalSettings("Lions", 10, gift="Lion"), NEW_MIC)
    evening.give(roses(3, goal="goal-1"))
    assert (evening.raised("goal-1"), evening.raised("goal-2"), evening.coins()) == (0, 0, 3)


def test_a_gift_aimed_at_a_goal_that_is_not_open_is_refused() -> None:
    evening = Evening(NEW_MIC)
    evening.close("goal-1")
    with pytest.raises(UnknownGoal, match="No open goal has the id 'goal-1'"):
        evening.give(roses(3, goal="goal-1"))
    assert evening.coins() == 0


def test_a_streak_aimed_at_a_goal_that_has_closed_still_grows() -> None:
    evening = Evening(NEW_MIC)
    evening.give(roses(3, goal="goal-1", streak="s1"))
    evening.close("goal-1")
    evening.give(roses(4, goal="goal-1", streak="s1"))
    assert evening.coins() == 4


def test_editing_changes_no_progress_and_celebrates_nothing() -> None:
    evening = Evening(NEW_MIC)
    evening.give(coins(450))
    before = evening.progress()
    evening.edit(target=400, title="New camera")
    assert evening.standing().reached
    assert (evening.progress(), evening.reached()) == (before, [])
    evening.give(coins(1))
    assert evening.reached() == []


def test_a_target_that_was_passed_by_an_edit_is_celebrated_when_it_is_reached_after_all() -> None:
    evening = Evening(NEW_MIC)
    evening.give(coins(450))
    evening.edit(target=400)
    evening.edit(target=500)
    evening.give(coins(50))
    assert evening.reached() == [500]


def test_a_target_raised_out_of_reach_is_celebrated_anew() -> None:
    evening = Evening(NEW_MIC)
    evening.give(coins(500))
    evening.edit(target=1000)
    assert not evening.standing().reached
    evening.give(coins(500))
    assert evening.reached() == [500, 1000]


def test_an_offset_moves_what_is_raised_and_celebrates_nothing() -> None:
    evening = Evening(NEW_MIC)
    evening.give(coins(100))
    evening.edit(offset=450)
    assert (evening.raised(), evening.progress().amount) == (550, 100 * MICRO)
    evening.give(coins(1))
    assert evening.reached() == []


def test_correcting_an_offset_that_was_too_high_brings_the_celebration_back() -> None:
    evening = Evening(GoalSettings("New mic", 500, offset=600))
    evening.edit(offset=60)
    evening.give(coins(440))
    assert evening.reached() == [500]


def test_filters_apply_from_now_on() -> None:
    evening = Evening(NEW_MIC)
    gift = evening.give(coins(100))
    evening.edit(gift="Rose")
    evening.give(coins(50))
    evening.give(roses(2, price=10))
    assert evening.raised() == 102
    evening.void(gift)
    assert evening.raised() == 2


def test_an_edit_that_changes_nothing_is_no_event() -> None:
    evening = Evening(NEW_MIC)
    assert evening.edit(title="New mic", target=500) is None
    assert evening.edit(target=600) == GoalEdited("goal-1", GoalSettings("New mic", 600))


def test_an_edit_that_breaks_the_ladder_is_refused() -> None:
    evening = Evening(GoalSettings("New mic", 500, ladder=(Rung(1000),)))
    with pytest.raises(Invalid, match=r"ladder\.0\.target must be more than 1,000, the rung below"):
        evening.edit(target=1000)
    assert evening.board.goals["goal-1"].settings.target == 500


def test_a_reset_starts_a_new_run_and_keeps_the_all_time_figure() -> None:
    evening = Evening(GoalSettings("New mic", 500, offset=20))
    evening.give(coins(600))
    evening.reset()
    assert (evening.raised(), evening.progress().all_time) == (20, 600 * MICRO)
    assert evening.board.goals["goal-1"].run == evening.progress().run == 2
    evening.give(coins(480))
    assert (evening.raised(), evening.progress().all_time) == (500, 1080 * MICRO)
    assert evening.reached() == [500, 500]


def test_voiding_a_gift_of_an_old_run_touches_the_all_time_figure_only() -> None:
    evening = Evening(NEW_MIC)
    gift = evening.give(coins(100))
    evening.reset()
    evening.give(coins(30))
    evening.void(gift)
    assert (evening.raised(), evening.progress().all_time) == (30, 30 * MICRO)
    evening.restore(gift)
    assert (evening.raised(), evening.progress().all_time) == (30, 130 * MICRO)


def test_a_closed_goal_counts_no_more_and_the_others_do() -> None:
    evening = Evening(NEW_MIC, NEW_MIC)
    evening.close("goal-1")
    evening.give(coins(5))
    assert list(evening.board.goals) == list(evening.board.real.progress) == ["goal-2"]
    assert evening.raised("goal-2") == 5


def test_a_goal_that_is_not_there_cannot_be_edited_reset_or_closed() -> None:
    evening = Evening()
    for ask in (evening.edit, evening.reset, evening.close):
        with pytest.raises(NotFound, match="There is no goal 'goal-1'"):
            ask("goal-1")


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("target", {"target": 0}),
        ("target", {"target": MAX_TARGET + 1}),
        ("offset", {"offset": -1}),
        ("offset", {"offset": MAX_TARGET + 1}),
        ("milestones.1.at", {"milestones": (Milestone(1), Milestone(0))}),
        ("milestones.0.at", {"milestones": (Milestone(MAX_TARGET + 1),)}),
        ("milestones", {"milestones": (Milestone(1),) * (MAX_RUNGS + 1)}),
        ("ladder.0.target", {"ladder": (Rung(500),)}),
        ("ladder.1.target", {"ladder": (Rung(501), Rung(501))}),
        ("ladder.0.target", {"ladder": (Rung(MAX_TARGET + 1),)}),
        ("ladder", {"ladder": tuple(Rung(501 + n) for n in range(MAX_RUNGS + 1))}),
    ],
)
def test_impossible_settings_are_named(field: str, wrong: dict[str, object]) -> None:
    evening = Evening(NEW_MIC)
    with pytest.raises(Invalid) as refusal:
        evening.edit(**wrong)
    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("rule", "step", "factor", "message"),
    [
        ("step", 0, "2", "on_reach.step must be a whole number from 1 to .*, but it is 0"),
        ("step", MAX_TARGET + 1, "2", "on_reach.step must be"),
        ("factor", 0, "1.09", "on_reach.factor must be a number from 1.1 to 100, but it is 1.09"),
        ("factor", 0, "100.1", "on_reach.factor must be"),
        ("factor", 0, "NaN", "on_reach.factor must be"),
        ("factor", 0, "Infinity", "on_reach.factor must be"),
    ],
)
def test_impossible_rules_are_named(rule: Rule, step: int, factor: str, message: str) -> None:
    with pytest.raises(Invalid, match=message):
        OnReach(rule, step, Decimal(factor))


def test_the_outermost_settings_are_possible() -> None:
    last = Rung(MAX_TARGET)
    GoalSettings("New mic", MAX_TARGET, MAX_TARGET, milestones=(Milestone(MAX_TARGET),))
    GoalSettings("New mic", MAX_TARGET - 1, ladder=(last,), on_reach=OnReach("step", MAX_TARGET))
    OnReach("factor", factor=Decimal("1.1"))
    OnReach("factor", factor=Decimal(100))
