"""The story of an evening."""

from giftgoal.domain.commands import RuleGifter
from giftgoal.domain.goals import GoalSettings, Milestone, Rung
from giftgoal.domain.recap import evening_began, recap
from tests.domain.evening import NEW_MIC, START, Evening, coins, roses

MINUTE = 60_000
HOUR = 60 * MINUTE

LADDER = GoalSettings(
    "New mic",
    500,
    milestones=(Milestone(250, "Song request"),),
    ladder=(Rung(1000, "New camera"),),
)


def test_what_was_reached_is_remembered_in_order_with_its_time() -> None:
    evening = Evening(LADDER)
    evening.give(coins(300))
    evening.give(coins(800))
    told = [(p.at, p.title, p.mark, p.milestone) for p in evening.board.real.passed]
    assert told == [
        (START + MINUTE, "Song request", 250, True),
        (START + 2 * MINUTE, "New mic", 500, False),
        (START + 2 * MINUTE, "New camera", 1000, False),
    ]


def test_what_is_reached_again_is_not_remembered_twice_but_after_a_reset_it_is() -> None:
    evening = Evening(NEW_MIC)
    gift = evening.give(coins(500))
    evening.void(gift)
    evening.restore(gift)
    assert [passed.mark for passed in evening.board.real.passed] == [500]
    evening.reset()
    evening.give(coins(500))
    assert [passed.mark for passed in evening.board.real.passed] == [500, 500]


def test_each_minute_has_its_sum() -> None:
    evening = Evening()
    evening.give(coins(5))
    evening.give(coins(7), after_ms=1)
    gift = evening.give(coins(11))
    evening.void(gift)
    first = (START + MINUTE) // MINUTE
    assert evening.board.real.minutes == {first: 12_000_000, first + 1: 0}


def test_only_the_last_day_of_minutes_is_kept() -> None:
    evening = Evening()
    evening.give_all(coins(1) for _ in range(1500))
    minutes = list(evening.board.real.minutes)
    assert len(minutes) == 1440
    assert minutes[-1] == (START + 1500 * MINUTE) // MINUTE


def test_an_evening_begins_after_a_long_pause() -> None:
    evening = Evening()
    assert evening_began(evening.board) is None
    evening.give(coins(1))
    evening.give(coins(1), after_ms=5 * HOUR)
    evening.give(coins(1), after_ms=3 * HOUR)
    began = START + MINUTE + 5 * HOUR
    assert evening_began(evening.board) == began - began % MINUTE


def test_a_recap_tells_of_the_gifts_that_count_and_names_those_who_agreed() -> None:
    evening = Evening(LADDER)
    evening.give_all([coins(300), coins(100, "ben"), roses(50, "ben"), coins(40, "")])
    evening.void(evening.give(coins(999, "cem")))
    evening.do(RuleGifter("ben", {"in_recap": True}))
    told = recap(evening.board, evening.ledger.values(), START, evening.now)
    assert (told.coins, told.gifts, told.gifters) == (490, 4, 2)
    assert [(one.name, one.coins, one.gifts) for one in told.top] == [("", 300, 1), ("ben", 150, 2)]
    assert [coins for _, coins in told.minutes] == [300, 100, 50, 40]
    assert [passed.title for passed in told.passed][:1] == ["Song request"]


def test_a_recap_of_a_time_without_gifts_is_empty() -> None:
    evening = Evening()
    told = recap(evening.board, [], START, START)
    assert (told.coins, told.gifts, told.top, told.minutes, told.passed) == (0, 0, (), (), ())
