"""The story of an evening."""

from dataclasses import replace
from decimal import Decimal

from giftgoal.domain.commands import RecountGift, RuleGifter
from giftgoal.domain.events import GiftVoided
from giftgoal.domain.fold import fold
from giftgoal.domain.gifts import Gift, Worth
from giftgoal.domain.goals import GoalSettings, Milestone, Rung
from giftgoal.domain.plain import from_plain, to_plain
from giftgoal.domain.recap import evening_began, recap
from tests.domain.evening import NEW_MIC, START, Evening, coins, empty, roses

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


def late(gift: Gift, given_at: int) -> Gift:
    """Return a gift that a phone tells of later than it was given."""
    return replace(gift, given_at=given_at)


def test_gifts_of_a_phone_that_was_offline_stand_where_they_were_given() -> None:
    evening = Evening(LADDER)
    evening.give(coins(100))
    evening.give(late(coins(7), START + 3 * MINUTE), after_ms=HOUR)
    evening.give(late(coins(7), START + 3 * MINUTE))
    told = recap(evening.board, evening.ledger.values(), START, evening.now)
    at = START - START % MINUTE
    assert told.minutes == ((at + MINUTE, 100), (at + 3 * MINUTE, 14))
    assert [minute * MINUTE for minute in evening.board.real.minutes] == [
        at for at, _ in told.minutes
    ]


def test_a_table_that_is_read_in_the_day_after_makes_no_evening_of_its_own() -> None:
    evening = Evening()
    evening.give(coins(100))
    evening.now += 14 * HOUR
    evening.give_all(late(coins(5), START + minute * MINUTE) for minute in (2, 3, 4))
    began = START + MINUTE
    assert evening_began(evening.board) == began - began % MINUTE


def test_a_moment_to_come_is_a_wrong_clock() -> None:
    evening = Evening()
    gift = evening.give(late(coins(5), START + 9 * HOUR))
    assert evening.ledger[gift].moment == evening.now == START + MINUTE


def test_a_mark_is_reached_neither_before_its_goal_was_there_nor_before_a_lower_one() -> None:
    evening = Evening(LADDER)
    evening.give(late(coins(300), START - HOUR))
    evening.give(coins(1))
    evening.give(coins(300))
    evening.give(late(coins(500), START + 2 * MINUTE), after_ms=HOUR)
    told = [(passed.at - START, passed.mark) for passed in evening.board.real.passed]
    assert told == [(0, 250), (3 * MINUTE, 500), (3 * MINUTE + 1, 1000)]


def test_a_mark_passed_again_after_a_reset_is_another_one_however_late_it_is_told() -> None:
    evening = Evening(NEW_MIC)
    evening.give(coins(500))
    evening.reset()
    evening.give(late(coins(500), START))
    first, second = evening.board.real.passed
    assert first != second
    assert first.at < second.at


def test_a_milestone_is_told_of_when_its_gift_was_given() -> None:
    evening = Evening(LADDER)
    evening.give(late(coins(300), START + 2 * MINUTE), after_ms=HOUR)
    assert [passed.at for passed in evening.board.real.passed] == [START + 2 * MINUTE]


def test_what_is_taken_back_or_recounted_the_day_after_changes_its_own_evening_alone() -> None:
    evening = Evening()
    gone = evening.give(coins(50))
    bits = evening.give(replace(coins(0), worth=Worth(Decimal(3), "bits")))
    evening.now += 20 * HOUR
    evening.void(gone)
    evening.do(RecountGift(bits, Decimal(2)))
    first = (START + MINUTE) // MINUTE
    assert evening.board.real.minutes == {first: 0, first + 1: 6_000_000}
    assert evening_began(evening.board) == first * MINUTE


def test_an_evening_of_gifts_that_need_a_rate_is_one() -> None:
    evening = Evening()
    evening.give(replace(coins(0), worth=Worth(Decimal(3), "bits")))
    assert evening_began(evening.board) == (START + MINUTE) // MINUTE * MINUTE


def test_entries_of_before_moments_were_kept_still_fold() -> None:
    evening = Evening()
    gift = evening.give(coins(50))
    evening.now += 20 * HOUR
    event = evening.void(gift)
    assert isinstance(event, GiftVoided)
    plain_event = to_plain(event)
    del plain_event["moment"]
    old = [
        *evening.entries[:-1],
        replace(evening.entries[-1], event=from_plain(GiftVoided, plain_event)),
    ]
    board = fold(empty(), old)
    assert (board.real.micro, board.real.gifts) == (0, 0)
    assert evening_began(board) == (START + MINUTE) // MINUTE * MINUTE
