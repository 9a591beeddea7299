"""Where a raised total stands on a ladder, and which rungs are celebrated."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giftgoal.domain.board import RECENT
from giftgoal.domain.gifts import MAX_COINS, MICRO
from giftgoal.domain.goals import (
    GoalSettings,
    OnReach,
    Rung,
    Standing,
    pleasant_above,
    reached_between,
    standing,
)
from tests.domain.evening import NEW_MIC, Evening, coins, roses
from tests.domain.strategies import goal_settings

STEP = OnReach("step", step=500)
LADDER = GoalSettings("New mic", 500, ladder=(Rung(1000, "New camera"), Rung(2000)))


def test_below_the_target_it_says_what_is_missing() -> None:
    assert standing(NEW_MIC, 125) == Standing("New mic", 500, 1, 1, reached=False, missing=375)


def test_a_goal_that_stays_is_reached_and_may_pass_its_target() -> None:
    assert standing(NEW_MIC, 500) == Standing("New mic", 500, 1, 1, reached=True, missing=0)
    assert standing(NEW_MIC, 750) == Standing("New mic", 500, 1, 1, reached=True, missing=0)


def test_the_rungs_of_a_ladder_lie_on_one_raised_total() -> None:
    assert standing(LADDER, 499) == Standing("New mic", 500, 1, 3, reached=False, missing=1)
    assert standing(LADDER, 500) == Standing("New camera", 1000, 2, 3, reached=False, missing=500)
    assert standing(LADDER, 1000) == Standing("New mic", 2000, 3, 3, reached=False, missing=1000)
    assert standing(LADDER, 2000) == Standing("New mic", 2000, 3, 3, reached=True, missing=0)


@pytest.mark.parametrize(
    ("rule", "raised", "target", "rung"),
    [
        (STEP, 499, 500, 1),
        (STEP, 500, 1000, 2),
        (STEP, 1999, 2000, 4),
        (OnReach("factor", factor=Decimal("1.5")), 500, 750, 2),
        (OnReach("factor", factor=Decimal("1.5")), 750, 1125, 3),
        (OnReach("factor", factor=Decimal("1.5")), 1125, 1688, 4),
        (OnReach("pleasant"), 500, 1000, 2),
        (OnReach("pleasant"), 1000, 2000, 3),
        (OnReach("pleasant"), 2000, 5000, 4),
        (OnReach("pleasant"), 123_456, 200_000, 9),
    ],
)
def test_a_target_is_raised_by_its_rule(rule: OnReach, raised: int, target: int, rung: int) -> None:
    settings = GoalSettings("New mic", 500, on_reach=rule)
    missing = target - raised
    assert standing(settings, raised) == Standing(
        "New mic", target, rung, 0, reached=False, missing=missing
    )


def test_a_rule_goes_on_where_the_ladder_ends() -> None:
    settings = GoalSettings("New mic", 500, ladder=(Rung(800, "New camera"),), on_reach=STEP)
    assert standing(settings, 900) == Standing("New camera", 1300, 3, 0, reached=False, missing=400)


def test_the_smallest_factor_still_climbs_from_one() -> None:
    settings = GoalSettings("New mic", 1, on_reach=OnReach("factor", factor=Decimal("1.1")))
    targets = [reached.target for reached in reached_between(settings, 0, 12, most=99)]
    assert targets == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]


@pytest.mark.parametrize(
    ("number", "above"),
    [(1, 2), (2, 5), (3, 5), (5, 10), (9, 10), (10, 20), (499, 500), (750, 1000)],
)
def test_pleasant_numbers_are_one_two_or_five_with_zeros(number: int, above: int) -> None:
    assert pleasant_above(number) == above


def test_reaching_a_rung_is_celebrated_with_what_it_was() -> None:
    evening = Evening(LADDER)
    evening.give(coins(600))
    (reached,) = evening.celebrated().reached
    assert (reached.goal, reached.seq) == ("goal-1", 2)
    assert reached.standing == Standing("New mic", 500, 1, 3, reached=False, missing=1)
    assert evening.standing().title == "New camera"


def test_two_rungs_by_one_gift_are_celebrated_in_order_once() -> None:
    evening = Evening(LADDER)
    evening.give(coins(1200))
    assert evening.reached() == [500, 1000]
    evening.give(coins(1))
    assert evening.reached(after=2) == []


def test_a_void_may_fall_back_below_a_rung_that_is_not_celebrated_again() -> None:
    evening = Evening(LADDER)
    gift = evening.give(coins(600))
    evening.void(gift)
    assert evening.standing().target == 500
    fallen = evening.board.seq
    evening.restore(gift)
    evening.give(coins(399))
    assert evening.reached(after=fallen) == []
    evening.give(coins(1))
    assert evening.reached(after=fallen) == [1000]


def test_a_streak_reaches_a_rung_when_it_grows_to_it() -> None:
    evening = Evening(LADDER)
    evening.give(roses(499, streak="s1"))
    assert evening.reached() == []
    evening.give(roses(500, streak="s1"))
    assert evening.reached() == [500]


def test_a_part_of_a_coin_reaches_nothing() -> None:
    evening = Evening(NEW_MIC)
    evening.give(replace(coins(0), micro=500 * MICRO - 1))
    assert (evening.raised(), evening.reached()) == (499, [])
    evening.give(replace(coins(0), micro=1))
    assert (evening.raised(), evening.reached()) == (500, [500])


@pytest.mark.parametrize(
    "rule", [OnReach("step", step=1), OnReach("factor", factor=Decimal("1.1")), OnReach("pleasant")]
)
def test_the_largest_gifts_over_the_smallest_ladder_are_bounded_and_fast(rule: OnReach) -> None:
    # Were every rung walked, this would not end.
    evening = Evening(GoalSettings("New mic", 1, on_reach=rule))
    evening.give(coins(MAX_COINS))
    assert len(evening.reached()) == 5
    assert evening.reached() == sorted(evening.reached())
    evening.give_all(coins(MAX_COINS) for _ in range(100))
    assert len(evening.board.real.moments) <= RECENT
    assert evening.standing().target > 100 * MAX_COINS


def test_an_offset_above_the_target_is_not_celebrated() -> None:
    evening = Evening(GoalSettings("New mic", 500, offset=600, on_reach=STEP))
    assert evening.standing().target == 1000
    evening.give(coins(10))
    assert (evening.raised(), evening.reached()) == (610, [])
    evening.give(coins(390))
    assert evening.reached() == [1000]


def every_rung(settings: GoalSettings, up_to: int) -> list[tuple[int, str]]:
    """Return the target and title of every rung, one by one, the first above `up_to` included."""
    rungs = [(settings.target, settings.title)]
    rungs += [(rung.target, rung.title or settings.title) for rung in settings.ladder]
    rule = settings.on_reach
    while rule.rule != "stay" and rungs[-1][0] <= up_to:
        target, title = rungs[-1]
        match rule.rule:
            case "step":
                target += rule.step
            case "factor":
                target = max(target + 1, ceil(Fraction(rule.factor) * target))
            case _:
                target = next(n for n in PLEASANT if n > target)
        rungs.append((target, title))
    return rungs


PLEASANT = [digit * 10**zeros for zeros in range(12) for digit in (1, 2, 5)]


@given(goal_settings(), st.integers(0, 1500))
def test_a_standing_is_what_walking_the_ladder_finds(settings: GoalSettings, raised: int) -> None:
    rungs = every_rung(settings, raised)
    above = (number for number, (target, _) in enumerate(rungs, 1) if target > raised)
    number = next(above, len(rungs))
    target, title = rungs[number - 1]
    assert standing(settings, raised) == Standing(
        title,
        target,
        number,
        rungs=len(rungs) if settings.on_reach.rule == "stay" else 0,
        reached=target <= raised,
        missing=max(0, target - raised),
    )


@given(goal_settings(), st.integers(0, 1500), st.integers(0, 1500), st.integers(1, 9))
def test_what_was_reached_is_what_walking_the_ladder_passes(
    settings: GoalSettings, low: int, high: int, most: int
) -> None:
    passed = [target for target, _ in every_rung(settings, high) if low < target <= high]
    reached = reached_between(settings, low, high, most)
    assert [rung.target for rung in reached] == passed[-most:]
    assert reached == [standing(settings, target - 1) for target in passed[-most:]]
