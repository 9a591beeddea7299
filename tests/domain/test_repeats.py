"""A gift that is sent again counts once; a gift that two people enter is asked about."""

from dataclasses import replace

import pytest

from giftgoal.domain.commands import RecordGift
from giftgoal.domain.errors import KeyReused, PossibleDuplicate
from giftgoal.domain.events import Request
from giftgoal.domain.gift_decisions import Asked, Known, find, target
from giftgoal.domain.gifts import Gift
from tests.domain.evening import MIKA, NEW_MIC, NOOR, Evening, coins, roses


def test_the_same_key_again_counts_once() -> None:
    evening = Evening(NEW_MIC)
    assert evening.give(roses(5), key="k1")
    assert evening.give(roses(5), key="k1") == ""
    assert evening.raised() == 5


def test_the_same_key_leads_to_the_gift_of_the_first_time() -> None:
    evening = Evening(NEW_MIC)
    gift = evening.give(roses(5), key="k1")
    again = RecordGift(roses(5), Request("k1", "body"))
    answered = target(evening.board, again, Asked(MIKA, evening.now), Known())
    assert answered == evening.board.real.recent[gift]


def test_the_same_key_with_another_body_is_refused() -> None:
    evening = Evening(NEW_MIC)
    evening.give(roses(5), key="k1", body="five")
    with pytest.raises(KeyReused, match="'k1' was already used"):
        evening.give(roses(6), key="k1", body="six")
    assert evening.raised() == 5


def test_a_key_belongs_to_its_person() -> None:
    evening = Evening(NEW_MIC)
    evening.give(roses(5), key="k1", body="five")
    assert evening.give(roses(6), NOOR, key="k1", body="six")
    assert evening.raised() == 11


def test_a_key_that_the_board_has_forgotten_still_counts_once() -> None:
    evening = Evening(NEW_MIC)
    evening.give(roses(5), key="first")
    for number in range(300):
        evening.give(roses(1), key=f"k{number}")
    assert len(evening.board.requests) == 256
    assert evening.give(roses(5), key="first") == ""
    with pytest.raises(KeyReused):
        evening.give(roses(5), key="first", body="other")
    assert evening.raised() == 305


def test_a_voided_gift_sent_again_with_its_key_stays_voided() -> None:
    evening = Evening(NEW_MIC)
    gift = evening.give(roses(5), key="k1")
    evening.void(gift)
    assert evening.give(roses(5), key="k1") == ""
    assert evening.raised() == 0


def test_a_report_sent_again_after_the_streak_went_on_changes_nothing() -> None:
    evening = Evening(NEW_MIC)
    evening.give(roses(1, streak="s1"), key="k1")
    evening.give(roses(2, streak="s1"), key="k2")
    assert evening.give(roses(1, streak="s1"), key="k1") == ""
    with pytest.raises(KeyReused):
        evening.give(roses(9, streak="s1"), key="k2", body="nine")
    assert evening.raised() == 2


def test_a_gift_sent_again_is_answered_even_if_its_goal_has_closed() -> None:
    evening = Evening(NEW_MIC)
    evening.give(roses(5, goal="goal-1"), key="k1")
    evening.close("goal-1")
    assert evening.give(roses(5, goal="goal-1"), key="k1") == ""
    assert evening.coins() == 5


def test_a_gift_sent_again_is_no_duplicate_of_another_persons() -> None:
    evening = Evening(NEW_MIC)
    evening.give(roses(5), key="k1")
    evening.give(roses(5), NOOR, after_ms=0, confirm=True)
    assert evening.give(roses(5), key="k1", after_ms=0) == ""


def test_the_same_gift_by_another_person_within_five_seconds_is_asked_about() -> None:
    evening = Evening(NEW_MIC)
    gift = evening.give(roses(5), NOOR)
    with pytest.raises(PossibleDuplicate, match="noor entered 5 Rose from ana") as refusal:
        evening.give(roses(3), after_ms=4_999)
    assert refusal.value.other == evening.board.real.recent[gift]
    assert evening.raised() == 5


def test_it_counts_when_confirmed() -> None:
    evening = Evening(NEW_MIC)
    evening.give(roses(5), NOOR)
    assert evening.give(roses(5), after_ms=0, confirm=True)
    assert evening.raised() == 10


def test_it_counts_five_seconds_later() -> None:
    evening = Evening(NEW_MIC)
    evening.give(roses(5), NOOR)
    assert evening.give(roses(5), after_ms=5_000)


def test_a_clock_that_was_set_back_has_nobody_asked_until_it_is_as_late_again() -> None:
    evening = Evening(NEW_MIC)
    evening.give(roses(5), NOOR)
    evening.now -= 3_600_000
    assert evening.give(roses(5))


def test_nobody_is_asked_where_asking_is_switched_off() -> None:
    evening = Evening(NEW_MIC)
    evening.give(roses(5), NOOR)
    # The clock was set back meanwhile.
    evening.now -= 60_000
    assert evening.do(RecordGift(replace(roses(5), id="again")), duplicate_ms=0)


def test_one_person_may_enter_the_same_gift_as_often_as_they_like() -> None:
    evening = Evening(NEW_MIC)
    evening.give(roses(5), after_ms=0)
    assert evening.give(roses(5), after_ms=0)


@pytest.mark.parametrize(
    "gift",
    [roses(5, "ben"), replace(roses(5), name="Lion"), coins(5), replace(roses(5), source="script")],
)
def test_another_gift_gifter_or_source_is_no_duplicate(gift: Gift) -> None:
    evening = Evening(NEW_MIC)
    evening.give(roses(5), NOOR, after_ms=0)
    assert evening.give(gift, after_ms=0)


def test_a_gift_of_a_platform_is_not_asked_about() -> None:
    evening = Evening(NEW_MIC)
    evening.give(replace(roses(5), source="tiktok"), NOOR, after_ms=0)
    assert evening.give(roses(5), after_ms=0)


def test_anonymous_gifts_are_not_asked_about() -> None:
    evening = Evening(NEW_MIC)
    evening.give(roses(5, ""), NOOR, after_ms=0)
    assert evening.give(roses(5, ""), after_ms=0)


def test_free_coins_are_the_same_gift_only_when_they_are_as_many() -> None:
    evening = Evening(NEW_MIC)
    evening.give(coins(500), NOOR, after_ms=0)
    assert evening.give(coins(400), after_ms=0)
    with pytest.raises(PossibleDuplicate, match="noor entered 500 coins from ana"):
        evening.give(coins(500), after_ms=0)


def test_a_voided_gift_may_be_entered_again_by_another_person() -> None:
    evening = Evening(NEW_MIC)
    evening.void(evening.give(roses(5), NOOR, after_ms=0))
    assert evening.give(roses(5), after_ms=0)


def test_the_same_gift_is_found_behind_others_and_in_other_letters() -> None:
    evening = Evening(NEW_MIC)
    evening.give(roses(5), NOOR, after_ms=0)
    evening.give(coins(600, "ben"), NOOR, after_ms=1_000)
    with pytest.raises(PossibleDuplicate):
        evening.give(replace(roses(5, "ANA"), name="rose"), after_ms=1_000)


def test_a_streak_that_another_person_is_tapping_is_asked_about() -> None:
    evening = Evening(NEW_MIC)
    evening.give(roses(1, streak="s1"), NOOR)
    evening.give(roses(2, streak="s1"), NOOR, after_ms=8_000)
    with pytest.raises(PossibleDuplicate):
        evening.give(roses(2), after_ms=1_000)


def test_a_gift_is_found_on_either_side_of_the_board_or_in_the_ledger() -> None:
    evening = Evening(NEW_MIC)
    real, rehearsed = evening.give(roses()), evening.give(roses(rehearsal=True))
    for gift in (real, rehearsed):
        assert find(evening.board, gift, Known()) == evening.ledger[gift]
    old = replace(evening.ledger[real], seq=0)
    assert find(evening.board, "old", Known(gifts={"old": old})) == old
    assert find(evening.board, "nothing", evening.known) is None
