"""What holds on every evening, however it goes."""

import json
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from giftgoal.domain import plain
from giftgoal.domain.board import TOP, Board, Side, Tally
from giftgoal.domain.fold import fold
from giftgoal.domain.gifts import Recorded
from giftgoal.domain.goals import GoalSettings
from tests.domain.evening import NEW_MIC, Evening, coins, empty, roses
from tests.domain.strategies import (
    Play,
    Step,
    evenings,
    goal_settings,
    play,
    real_steps,
    rehearsal_steps,
)

FORGOTTEN = 300
"""More gifts than a board remembers."""

some = settings(max_examples=50)
"""A whole evening is long."""

fewer = settings(max_examples=15)


def written(board: Board) -> str:
    """Return all of a board, in its order: nothing that changes in it goes unseen."""
    return json.dumps(plain.to_plain(board))


def amounts(side: Side) -> dict[str, tuple[int, int]]:
    return {goal: (progress.amount, progress.all_time) for goal, progress in side.progress.items()}


def sums(side: Side) -> tuple[object, ...]:
    """Return everything that gifts add up to."""
    counted = (side.micro, side.gifts, side.gifters, side.needs_rate)
    return (*counted, dict(side.tallies.items()), side.top, amounts(side))


def gifts_of(evening: Evening, *, rehearsal: bool) -> list[Recorded]:
    """Return what the ledger says of one side's gifts, those of wiped rehearsals left out."""
    since = evening.board.side(rehearsal).since
    gifts = evening.ledger.values()
    return [gift for gift in gifts if gift.gift.rehearsal == rehearsal and gift.seq > since]


def assert_sums_are_those_of_the_ledger(evening: Evening, *, rehearsal: bool) -> None:
    side = evening.board.side(rehearsal)
    gifts = [gift for gift in gifts_of(evening, rehearsal=rehearsal) if not gift.voided]
    assert side.micro == sum(gift.gift.micro for gift in gifts)
    assert side.gifts == len(gifts)
    assert side.needs_rate == sum(gift.gift.needs_rate for gift in gifts)
    worth, number = Counter[str](), Counter[str]()
    for gift in gifts:
        worth[gift.gift.gifter.key] += gift.gift.micro
        number[gift.gift.gifter.key] += 1
    del worth[""], number[""]
    assert side.gifters == len(number)
    for key, tally in side.tallies.items():
        assert (tally.micro, tally.gifts) == (worth[key], number[key])
    assert set(number) <= {key for key, _ in side.tallies.items()}
    assert sum(side.minutes.values()) == side.micro
    assert set(side.waiting) <= {gift.gift.id for gift in gifts}
    shares = [share for gift in gifts for share in gift.shares]
    for goal in evening.board.goals.values():
        of_goal = [share for share in shares if share.goal == goal.id]
        this_run = sum(share.amount for share in of_goal if share.run == goal.run)
        assert amounts(side)[goal.id] == (this_run, sum(share.amount for share in of_goal))


@some
@given(evenings, st.data())
def test_folding_all_at_once_or_in_parts_is_folding_one_by_one(
    steps: list[Step], data: st.DataObject
) -> None:
    evening = play(steps)
    split = data.draw(st.integers(0, len(evening.entries)))
    one_by_one = written(evening.board)
    assert written(fold(empty(), evening.entries)) == one_by_one
    first = fold(empty(), evening.entries[:split])
    assert written(fold(first, evening.entries[split:])) == one_by_one


@some
@given(evenings)
def test_a_board_that_was_published_never_changes(steps: list[Step]) -> None:
    evening = Play()
    published = []
    for step in steps:
        board = evening.evening.board
        published.append((board, written(board)))
        evening.take(step)
    assert all(written(board) == before for board, before in published)


@some
@given(evenings)
def test_a_board_comes_back_from_plain_values(steps: list[Step]) -> None:
    board = play(steps).board
    again = plain.from_plain(Board, json.loads(written(board)))
    assert again == board
    assert written(again) == written(board)


@some
@given(evenings)
def test_totals_are_the_sum_of_the_gifts_that_are_not_voided(steps: list[Step]) -> None:
    evening = play(steps)
    assert_sums_are_those_of_the_ledger(evening, rehearsal=False)
    assert_sums_are_those_of_the_ledger(evening, rehearsal=True)


@fewer
@given(evenings, evenings)
def test_totals_hold_when_the_board_has_forgotten_the_gifts(
    before: list[Step], after: list[Step]
) -> None:
    playing = Play()
    evening = playing.take_all(before)
    evening.give_all(coins(1, "dora") for _ in range(FORGOTTEN))
    playing.take_all(after)
    assert_sums_are_those_of_the_ledger(evening, rehearsal=False)
    assert written(fold(empty(), evening.entries)) == written(evening.board)


@some
@given(evenings)
def test_voiding_and_restoring_is_as_if_nothing_had_been(steps: list[Step]) -> None:
    evening = play(steps)
    for rehearsal in (False, True):
        for gift in gifts_of(evening, rehearsal=rehearsal):
            side = evening.board.side(rehearsal)
            before = sums(side), side.progress, side.recent
            there, back = evening.void, evening.restore
            if gift.voided:
                there, back = back, there
            there(gift.gift.id)
            back(gift.gift.id)
            side = evening.board.side(rehearsal)
            assert sums(side) == before[0]
            assert side.recent == before[2]
            assert gift.voided or side.progress == before[1]


@some
@given(st.lists(real_steps, min_size=5, max_size=20), st.data())
def test_a_rehearsal_never_touches_the_real_side(steps: list[Step], data: st.DataObject) -> None:
    alone, disturbed = Play(), Play()
    for step in steps:
        for rehearsed in data.draw(st.lists(rehearsal_steps, max_size=3)):
            before = written(disturbed.evening.board)
            real = json.loads(before)["real"]
            disturbed.evening.now -= rehearsed.after_ms
            disturbed.take(rehearsed)
            assert json.loads(written(disturbed.evening.board))["real"] == real
        assert disturbed.take(step) == alone.take(step)
    assert sums(disturbed.evening.board.real) == sums(alone.evening.board.real)


reports = st.lists(st.integers(1, 50), min_size=1, max_size=12)


@given(reports, st.data())
def test_any_order_and_repetition_of_reports_gives_the_same_coins(
    counts: list[int], data: st.DataObject
) -> None:
    """Voids and restores may come in between; the last of them decides."""
    evening = Evening(NEW_MIC, GoalSettings("Roses", 20, gift="Rose"))
    others = data.draw(st.lists(st.sampled_from(counts), max_size=12))
    sent = data.draw(st.permutations([*counts, *others]))
    gift, voided = "", False
    for count in sent:
        gift = evening.give(roses(count, price=7, streak="s1")) or gift
        match data.draw(st.sampled_from(["void", "restore", "neither", "neither"])):
            case "void":
                evening.void(gift)
                voided = True
            case "restore":
                evening.restore(gift)
                voided = False
            case _:
                pass
    at_once = Evening(NEW_MIC, GoalSettings("Roses", 20, gift="Rose"))
    whole = at_once.give(roses(max(counts), price=7, streak="s1"))
    if voided:
        at_once.void(whole)
    assert sums(evening.board.real) == sums(at_once.board.real)
    recorded, expected = evening.ledger[gift], at_once.ledger[whole]
    assert (recorded.gift, recorded.voided) == (expected.gift, expected.voided)
    assert set(recorded.shares) == set(expected.shares)


amount_of_a_gifter = st.tuples(st.sampled_from("abcdefghijklmno"), st.integers(0, 4))


@given(st.lists(amount_of_a_gifter, max_size=40), st.lists(st.integers(0, 39), max_size=20))
def test_the_top_gifters_are_those_of_a_plain_sort(
    given_coins: list[tuple[str, int]], toggled: list[int]
) -> None:
    evening = Evening()
    gifts = evening.give_all(coins(amount, gifter) for gifter, amount in given_coins)
    for number in toggled:
        if number < len(gifts):
            gift = gifts[number]
            toggle = evening.restore if evening.ledger[gift].voided else evening.void
            toggle(gift)
            assert evening.board.real.top == plainly_ranked(evening.board.real)
    assert evening.board.real.top == plainly_ranked(evening.board.real)


def plainly_ranked(side: Side) -> tuple[str, ...]:
    def rank(item: tuple[str, Tally]) -> tuple[int, str]:
        return -item[1].micro, item[0]

    ranked = sorted(side.tallies.items(), key=rank)
    return tuple(key for key, tally in ranked if tally.micro > 0)[:TOP]


@some
@given(evenings)
def test_what_the_board_says_of_itself_agrees(steps: list[Step]) -> None:
    board = play(steps).board
    for side in (board.real, board.rehearsal):
        assert side.top == plainly_ranked(side)
        assert list(side.progress) == list(board.goals)
        for id_, progress in side.progress.items():
            goal = board.goals[id_]
            assert progress.run == goal.run
            assert 0 <= progress.amount <= progress.all_time
            assert progress.raised(goal.settings) <= progress.celebrated


@given(goal_settings(), st.lists(st.integers(0, 300), max_size=15), st.data())
def test_every_rung_is_celebrated_once_and_in_order(
    goal: GoalSettings, amounts_given: list[int], data: st.DataObject
) -> None:
    evening = Evening(goal)
    highest = evening.raised()
    for amount in amounts_given:
        gift = evening.give(coins(amount))
        highest = max(highest, evening.raised())
        if data.draw(st.booleans()):
            evening.void(gift)
    reached = evening.reached()
    assert reached == sorted(set(reached))
    assert all(goal.offset < target <= highest for target in reached)
