"""Who sent a gift, and who has sent the most."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giftgoal.domain.gifts import MICRO, Gift, Gifter, Worth, gifter_named
from giftgoal.domain.views import TopGifter, public_view
from tests.domain.evening import NEW_MIC, Evening, coins, roses


@pytest.mark.parametrize("name", ["ana", "Ana", " ana ", "ANA", "a\u200bna", "\uff41\uff4e\uff41"])
def test_one_name_in_other_letters_is_one_gifter(name: str) -> None:
    assert gifter_named(name) == Gifter("ana", name)


def test_invisible_characters_hide_no_accent() -> None:
    assert gifter_named("jose\u200b\u0301").key == gifter_named("Jos\u00e9").key


@pytest.mark.parametrize("name", ["", " ", "\u200b", "\u2066 \u2069"])
def test_a_name_that_shows_nothing_is_anonymous(name: str) -> None:
    assert gifter_named(name) == Gifter()


@given(st.text())
def test_a_key_names_its_own_gifter(name: str) -> None:
    key = gifter_named(name).key
    assert gifter_named(key).key == key


def bits(amount: int, rate: str | None = None, *, count: int = 1, streak: str = "") -> Gift:
    worth = Worth(Decimal(amount), "bits", Decimal(rate) if rate else None)
    micro = int(amount * Decimal(rate or 0) * MICRO)
    return replace(coins(0, count=count, streak=streak), worth=worth, micro=micro)


def top(evening: Evening) -> list[tuple[str, int]]:
    ranked = public_view(evening.board, rehearsal=False).top
    return [(gifter.name, gifter.coins) for gifter in ranked]


def test_gifters_are_ranked_by_their_coins() -> None:
    evening = Evening()
    evening.give_all([coins(10, "ana"), coins(30, "ben"), roses(5, "ana"), roses(2, "cem")])
    assert top(evening) == [("ben", 30), ("ana", 15), ("cem", 2)]


def test_equal_gifters_are_ranked_by_their_names() -> None:
    evening = Evening()
    evening.give_all([coins(10, "cem"), coins(10, "ana"), coins(10, "ben")])
    assert top(evening) == [("ana", 10), ("ben", 10), ("cem", 10)]


def test_only_ten_gifters_are_ranked_and_the_next_moves_up_when_one_falls() -> None:
    evening = Evening()
    gifts = evening.give_all(coins(100 - n, f"gifter {n:02}") for n in range(12))
    assert [name for name, _ in top(evening)] == [f"gifter {n:02}" for n in range(10)]
    evening.void(gifts[3])
    assert top(evening)[-1] == ("gifter 10", 90)
    evening.restore(gifts[3])
    assert top(evening)[3] == ("gifter 03", 97)
    assert len(top(evening)) == 10


def test_a_gifter_whose_gifts_are_all_voided_is_neither_ranked_nor_counted() -> None:
    evening = Evening()
    gift = evening.give(coins(100, "ana"))
    evening.give(coins(1, "ben"))
    evening.void(gift)
    assert top(evening) == [("ben", 1)]
    assert public_view(evening.board, rehearsal=False).gifters == 1
    evening.restore(gift)
    assert public_view(evening.board, rehearsal=False).gifters == 2


def test_a_gifter_without_coins_is_counted_and_not_ranked() -> None:
    evening = Evening()
    evening.give(bits(37))
    assert top(evening) == []
    assert public_view(evening.board, rehearsal=False).gifters == 1


def test_anonymous_gifts_count_for_the_goal_and_for_nobody() -> None:
    evening = Evening(NEW_MIC)
    gift = evening.give(coins(100, ""))
    assert (evening.raised(), evening.board.real.gifts, evening.coins()) == (100, 1, 100)
    assert (top(evening), len(evening.board.real.tallies)) == ([], 0)
    evening.void(gift)
    assert (evening.raised(), evening.board.real.gifts, evening.coins()) == (0, 0, 0)


def test_the_newest_spelling_of_a_name_is_shown() -> None:
    evening = Evening()
    evening.give(coins(1, "ana"))
    evening.give(coins(1, "Ana"))
    assert top(evening) == [("Ana", 2)]


def test_voiding_and_restoring_an_old_gift_brings_no_old_spelling_back() -> None:
    evening = Evening()
    old = evening.give(coins(1, "ana"))
    evening.give(coins(1, "Ana"))
    evening.void(old)
    evening.restore(old)
    assert top(evening) == [("Ana", 2)]


def test_top_gifters_are_told_in_whole_coins() -> None:
    evening = Evening()
    evening.give(replace(coins(0), micro=1_999_999))
    assert public_view(evening.board, rehearsal=False).top == (TopGifter("ana", 1),)


def test_a_worth_without_a_rate_counts_nothing_and_is_kept() -> None:
    evening = Evening(NEW_MIC)
    gift = evening.give(bits(37))
    recorded = evening.board.real.recent[gift].gift
    assert recorded.needs_rate
    assert recorded.worth == Worth(Decimal(37), "bits")
    assert (evening.raised(), evening.board.real.gifts) == (0, 1)
    assert public_view(evening.board, rehearsal=False).needs_rate == 1
    evening.void(gift)
    assert public_view(evening.board, rehearsal=False).needs_rate == 0
    evening.restore(gift)
    assert public_view(evening.board, rehearsal=False).needs_rate == 1


def test_a_streak_needs_no_rate_any_more_once_a_report_has_one() -> None:
    evening = Evening(NEW_MIC)
    gift = evening.give(bits(37, streak="s1"))
    evening.give(bits(74, rate="0.5", count=2, streak="s1"))
    assert evening.board.real.needs_rate == 0
    assert evening.raised() == 37
    evening.void(gift)
    evening.restore(gift)
    assert evening.board.real.needs_rate == 0


def test_a_gift_with_a_rate_needs_none() -> None:
    evening = Evening(NEW_MIC)
    evening.give(bits(37, rate="2"))
    assert (evening.raised(), evening.board.real.needs_rate) == (74, 0)
