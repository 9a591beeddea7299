"""A script unrolls into the same steps every time, in time order."""

import itertools
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giftgoal.domain.gifts import MICRO, Gift, Gifter
from giftgoal.scripts.script import GiftStep, Step, UndoStep
from giftgoal.scripts.timeline import timeline, worth_of_part
from giftgoal.scripts.totals import Totals, totals
from tests.scripts.shelves import script

CROWD = """
    seed = 7
    [[steps]]
    at = 10
    crowd = "1m"
    rate = 120
    gifters = 30
    mix = [
        { gift = "Rose", weight = 8, count = [1, 20], over = "5s" },
        { gift = "Lion", weight = 1 },
        { coins = 100, count = 10, over = "20s" },
    ]
"""


def gifts(steps: list[Step]) -> list[GiftStep]:
    return [step for step in steps if isinstance(step, GiftStep)]


def seen(source: str) -> list[tuple[int, int, int]]:
    steps = gifts(list(timeline(script(f"[[steps]]\n{source}"))))
    return [(step.at_ms, step.gift.count, step.gift.coins) for step in steps]


def test_a_gift_is_one_step() -> None:
    assert seen('at = 5\ngift = "Rose"\ncount = 3') == [(5000, 3, 3)]


def test_a_streak_grows_to_its_count_over_its_time() -> None:
    assert seen('gift = "Finger Heart"\ncount = 4\nover = "3s"') == [
        (0, 1, 5),
        (1000, 2, 10),
        (2000, 3, 15),
        (3000, 4, 20),
    ]


def test_a_fast_streak_reports_at_most_four_times_a_second() -> None:
    steps = seen('gift = "Rose"\ncount = 1000\nover = "10s"')
    assert len(steps) == 41
    assert steps[-1] == (10_000, 1000, 1000)


def test_coins_grow_with_a_streak_and_end_at_the_whole() -> None:
    assert [coins for _, _, coins in seen("coins = 10\ncount = 4\nover = 3")] == [3, 5, 8, 10]


def test_all_reports_of_a_streak_are_one_gift() -> None:
    steps = gifts(list(timeline(script("[[steps]]\ncoins = 9\ncount = 9\nover = 3"))))
    assert len({step.ref for step in steps}) == 1
    assert {step.gift.streak for step in steps} == {steps[0].ref}


def test_a_repeated_step_gives_another_gift_each_time() -> None:
    steps = gifts(list(timeline(script('[[steps]]\ncoins = 1\nevery = "1m"\ntimes = 3'))))
    assert [step.at_ms for step in steps] == [0, 60_000, 120_000]
    assert len({step.ref for step in steps}) == 3


def test_repetitions_may_overlap() -> None:
    steps = list(
        timeline(script("[[steps]]\ncoins = 3\ncount = 3\nover = 4\nevery = 1\ntimes = 3"))
    )
    assert [step.at_ms for step in steps] == sorted(step.at_ms for step in steps)
    assert len(steps) == 9


def test_steps_of_one_moment_come_in_the_order_of_the_file() -> None:
    source = """
        [[steps]]
        at = 5
        coins = 1
        ref = "a"
        [[steps]]
        at = 5
        undo = "a"
        [[steps]]
        at = 0
        coins = 2
        count = 2
        over = 5
    """
    steps = list(timeline(script(source)))
    assert [step.at_ms for step in steps] == [0, 5000, 5000, 5000]
    assert steps[2] == UndoStep(5000, "a")
    assert [step.gift.count for step in gifts(steps)] == [1, 1, 2]


def test_the_same_seed_gives_the_same_evening() -> None:
    assert list(timeline(script(CROWD))) == list(timeline(script(CROWD)))


def test_another_seed_gives_another_evening() -> None:
    other = replace(script(CROWD), seed=8)
    assert list(timeline(other)) != list(timeline(script(CROWD)))


def test_the_evening_of_a_seed_never_changes() -> None:
    steps = gifts(list(itertools.islice(timeline(script(CROWD)), 5)))
    assert [(s.at_ms, s.gift.gifter.name, s.gift.name, s.gift.count) for s in steps] == [
        (10_486, "ben", "Rose", 1),
        (10_610, "Mei Lin", "Rose", 1),
        (10_873, "Mei Lin", "Rose", 2),
        (11_136, "Mei Lin", "Rose", 3),
        (11_321, "José", "Rose", 1),
    ]


def test_chance_uses_only_what_python_promises_to_keep() -> None:
    chance = Random(7)  # noqa: S311  # not for secrets
    assert [chance.random() for _ in range(2)] == [0.32383276483316237, 0.15084917392450192]


def test_a_crowd_gives_exactly_its_rate_within_its_time() -> None:
    steps = gifts(list(timeline(script(CROWD))))
    begun = {step.ref: step.at_ms for step in reversed(steps)}
    assert len(begun) == 120
    assert all(10_000 <= at <= 70_000 for at in begun.values())


def test_a_crowd_draws_from_its_mix_and_its_people() -> None:
    steps = gifts(list(timeline(script(CROWD))))
    assert {step.gift.name for step in steps} == {"Rose", "Lion", ""}
    assert 5 < len({step.gift.gifter for step in steps}) <= 30
    assert max(step.gift.count for step in steps if step.gift.name == "Rose") <= 20


def test_a_crowd_comes_in_time_order_though_its_streaks_overlap() -> None:
    times = [step.at_ms for step in timeline(script(CROWD))]
    assert times == sorted(times)


def test_editing_one_crowd_leaves_the_others_as_they_were() -> None:
    one = '[[steps]]\nat = 0\ncrowd = "1m"\nrate = {rate}\nmix = [{{ coins = 1 }}]\n'
    two = '[[steps]]\nat = "1h"\ncrowd = "1m"\nrate = 60\nmix = [{ gift = "Rose" }]\n'

    def of_the_second(rate: int) -> list[Step]:
        steps = timeline(script(one.format(rate=rate) + two))
        return [step for step in steps if step.at_ms >= 3_600_000]

    assert of_the_second(10) == of_the_second(50)


def test_a_timeline_is_lazy() -> None:
    source = '[[steps]]\ncrowd = "1h"\nrate = 10000\nmix = [{ coins = 1 }]'
    assert next(timeline(script(source))).at_ms < 10


@given(st.integers(1, 10**9), st.integers(1, 1000), st.data())
def test_parts_of_a_worth_grow_in_whole_coins_to_the_whole(
    coins: int, count: int, data: st.DataObject
) -> None:
    gift = Gift("", Gifter(), "", count, coins * MICRO)
    low, high = sorted(data.draw(st.tuples(st.integers(1, count), st.integers(1, count))))
    assert 0 < worth_of_part(gift, low) <= worth_of_part(gift, high) <= gift.micro
    assert worth_of_part(gift, low) % MICRO == 0
    assert worth_of_part(gift, count) == gift.micro


def test_the_totals_leave_out_what_is_undone_in_the_end() -> None:
    source = """
        [[steps]]
        from = "ana"
        gift = "Rose"
        count = 10
        over = 3
        [[steps]]
        from = "Ana"
        coins = 100
        ref = "a"
        [[steps]]
        coins = 1000
        ref = "b"
        [[steps]]
        undo = "a"
        [[steps]]
        undo = "b"
        [[steps]]
        restore = "a"
    """
    assert totals(script(source)) == Totals(steps=15, gifts=2, gifters=1, coins=110)


@pytest.mark.parametrize("seconds", [1, 60])
def test_a_slow_crowd_gives_at_least_once(seconds: int) -> None:
    source = f'[[steps]]\ncrowd = "{seconds}s"\nrate = 0.001\nmix = [{{ coins = 1 }}]'
    assert totals(script(source)).gifts == 1
