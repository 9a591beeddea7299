"""What an audience is told to celebrate, and what it sees of the newest gifts."""

from giftgoal.domain.board import RECENT
from giftgoal.domain.goals import GoalSettings, OnReach
from giftgoal.domain.views import (
    PRIVATE_RECENT,
    PUBLIC_RECENT,
    Celebration,
    celebration,
    private_view,
    public_view,
)
from tests.domain.evening import NEW_MIC, Evening, coins, roses


def test_gifts_after_an_entry_are_celebrated_in_order() -> None:
    evening = Evening(NEW_MIC)
    first, second, third = evening.give_all([coins(1), coins(2), coins(3)])
    assert [gift.gift.id for _, gift in evening.celebrated().gifts] == [first, second, third]
    assert [(seq, gift.gift.id) for seq, gift in evening.celebrated(after=2).gifts] == [
        (3, second),
        (4, third),
    ]
    assert evening.celebrated(after=4) == Celebration((), ())
    assert not evening.celebrated(after=4)


def test_a_streak_is_celebrated_once_with_all_it_grew_to() -> None:
    evening = Evening(NEW_MIC)
    streak = evening.give(roses(1, streak="s1"))
    other = evening.give(coins(2))
    evening.give(roses(7, streak="s1"))
    (_, first), (seq, second) = evening.celebrated().gifts
    assert (first.gift.id, second.gift.id, seq) == (other, streak, 4)
    assert (second.gift.count, second.seq) == (7, 2)


def test_a_streak_that_grew_is_celebrated_again_by_those_who_saw_it_begin() -> None:
    evening = Evening(NEW_MIC)
    streak = evening.give(roses(1, streak="s1"))
    evening.give(roses(7, streak="s1"))
    ((seq, gift),) = evening.celebrated(after=2).gifts
    assert (seq, gift.gift.id, gift.gift.count) == (3, streak, 7)


def test_what_is_too_old_is_not_celebrated() -> None:
    evening = Evening(GoalSettings("New mic", 1))
    evening.give(coins(1))
    second = evening.give(coins(2))
    told = celebration(evening.board, rehearsal=False, after=0, since=evening.now)
    assert ([gift.gift.id for _, gift in told.gifts], told.reached) == ([second], ())


def test_a_voided_gift_is_not_celebrated_and_a_restored_one_not_anew() -> None:
    evening = Evening(NEW_MIC)
    gift = evening.give(coins(1))
    evening.void(gift)
    assert not evening.celebrated()
    evening.restore(gift)
    assert not evening.celebrated(after=2)


def test_a_rung_alone_is_worth_celebrating() -> None:
    evening = Evening(GoalSettings("New mic", 1))
    gift = evening.give(coins(1))
    evening.void(gift)
    assert evening.celebrated()
    assert evening.celebrated().gifts == ()


def test_each_goal_that_a_gift_reaches_is_celebrated() -> None:
    evening = Evening(NEW_MIC, GoalSettings("New camera", 300))
    evening.give(coins(500))
    reached = [(reached.goal, reached.standing.title) for reached in evening.celebrated().reached]
    assert reached == [("goal-1", "New mic"), ("goal-2", "New camera")]


def test_the_board_remembers_only_the_newest() -> None:
    evening = Evening(GoalSettings("New mic", 1, on_reach=OnReach("step", step=1)))
    for number in range(RECENT + 50):
        evening.give(roses(1, streak=f"s{number}"), key=f"k{number}")
    side, newest = evening.board.real, RECENT + 49
    assert len(side.recent) == len(side.streaks) == len(side.moments) == RECENT
    assert len(evening.board.requests) == RECENT
    assert list(side.streaks)[-1] == f"s{newest}"
    assert next(iter(side.streaks)) == f"s{newest - RECENT + 1}"
    assert side.recent[side.streaks[f"s{newest}"]].seq == evening.board.seq
    assert side.gifts == RECENT + 50


def test_a_gift_that_is_forgotten_is_no_longer_celebrated() -> None:
    evening = Evening(NEW_MIC)
    evening.give(roses(1, streak="s1"))
    evening.give_all(coins(1) for _ in range(RECENT))
    evening.give(roses(2, streak="s1"))
    assert evening.board.seq not in [seq for seq, _ in evening.celebrated().gifts]


def test_viewers_see_fewer_gifts_and_no_voided_ones() -> None:
    evening = Evening(NEW_MIC)
    gifts = evening.give_all(coins(1) for _ in range(60))
    evening.void(gifts[-1])
    public = [gift.gift.id for gift in public_view(evening.board, rehearsal=False).recent]
    private = [gift.gift.id for gift in private_view(evening.board, rehearsal=False).recent]
    assert public == gifts[-2 : -2 - PUBLIC_RECENT : -1]
    assert private == gifts[-1 : -1 - PRIVATE_RECENT : -1]


def test_a_view_tells_every_goal_in_whole_numbers() -> None:
    evening = Evening(
        GoalSettings("New mic", 500, offset=20), GoalSettings("Roses", 9, gift="Rose")
    )
    evening.give(coins(80))
    evening.reset()
    evening.give(roses(5, "ben"))
    view = public_view(evening.board, rehearsal=False)
    assert [(goal.raised, goal.all_time) for goal in view.goals] == [(25, 85), (5, 5)]
    assert view.goals[0].standing.missing == 475
    assert (view.coins, view.gifts, view.gifters, view.needs_rate) == (85, 2, 2, 0)
    assert not view.rehearsal
