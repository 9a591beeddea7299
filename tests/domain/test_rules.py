"""What viewers read of gifters, who waits for thanks, and when enough is enough."""

from dataclasses import replace

import pytest

from giftgoal.domain.commands import RuleGifter, SetRules, ThankGift
from giftgoal.domain.events import GifterRuled, GiftThanked
from giftgoal.domain.rules import Rules, is_blocked
from giftgoal.domain.views import private_view, public_view
from tests.domain.evening import NEW_MIC, Evening, coins, roses


def on_air(evening: Evening) -> list[str]:
    view = public_view(evening.board, rehearsal=False)
    return [recorded.gift.gifter.name for recorded in view.recent]


def test_a_gifter_is_called_on_air_as_the_streamer_says_and_in_private_as_they_do() -> None:
    evening = Evening(NEW_MIC)
    evening.give(coins(50, "xX_ana_Xx"))
    evening.do(RuleGifter("xx_ana_xx", {"name": "Ana"}))
    assert on_air(evening) == ["Ana"]
    assert [top.name for top in public_view(evening.board, rehearsal=False).top] == ["Ana"]
    private = private_view(evening.board, rehearsal=False)
    assert private.recent[0].gift.gifter.name == "xX_ana_Xx"
    assert private.top[0].name == "xX_ana_Xx"


def test_a_hidden_gifter_is_anonymous_on_air_and_not_among_the_top() -> None:
    evening = Evening(NEW_MIC)
    evening.give_all([coins(50), coins(20, "ben")])
    evening.do(RuleGifter("ana", {"hidden": True}))
    assert on_air(evening) == ["ben", ""]
    assert [top.name for top in public_view(evening.board, rehearsal=False).top] == ["ben"]
    assert [gift.gift.gifter.name for _, gift in evening.celebrated().gifts] == ["", "ben"]


def test_rules_change_one_by_one() -> None:
    evening = Evening()
    evening.do(RuleGifter("ana", {"budget": 100}))
    event = evening.do(RuleGifter("ana", {"hidden": True}))
    assert isinstance(event, GifterRuled)
    assert (event.rule.budget, event.rule.hidden) == (100, True)
    assert evening.do(RuleGifter("ana", {"hidden": True})) is None
    evening.do(SetRules({"blocked_words": ("spam",)}))
    evening.do(SetRules({"block_links": False}))
    assert evening.board.rules == Rules(blocked_words=("spam",), block_links=False)
    assert evening.do(SetRules({"block_links": False})) is None


@pytest.mark.parametrize(
    "name", ["buy SPAM now", "s.p.a.m", "$p4m", "špám", "visit www.evil", "evil.com", "https://x"]
)
def test_blocked_words_and_links_are_not_read_on_air(name: str) -> None:
    evening = Evening(NEW_MIC)
    evening.do(SetRules({"blocked_words": ("spam",)}))
    evening.give(replace(coins(5, name), message=f"hello {name}"))
    evening.give(coins(5, "ben"))
    assert on_air(evening) == ["ben", ""]
    assert public_view(evening.board, rehearsal=False).recent[1].gift.message == ""


@pytest.mark.parametrize("name", ["ana", "Dr. No", "a.b", "さくら", "spa", "…", "🌹"])
def test_ordinary_names_are_not_blocked(name: str) -> None:
    assert not is_blocked(name, Rules(blocked_words=("spam", "!!", "...")))


def test_past_their_budget_gifts_count_but_are_not_celebrated() -> None:
    evening = Evening(NEW_MIC)
    evening.do(RuleGifter("ana", {"budget": 60}))
    within = evening.give(coins(60))
    assert [gift.gift.id for _, gift in evening.celebrated().gifts] == [within]
    assert private_view(evening.board, rehearsal=False).over_budget == ()
    evening.give(coins(1))
    assert evening.raised() == 61
    assert not evening.celebrated().gifts
    assert private_view(evening.board, rehearsal=False).over_budget == ("ana",)


def test_large_gifts_wait_to_be_thanked() -> None:
    evening = Evening(NEW_MIC)
    evening.give(coins(999))
    evening.do(SetRules({"shoutout_coins": 100}))
    large = evening.give(coins(100))
    evening.give(coins(99))
    assert list(evening.board.real.waiting) == [large]
    assert isinstance(evening.do(ThankGift(large)), GiftThanked)
    assert not evening.board.real.waiting
    assert evening.do(ThankGift(large)) is None


def test_a_streak_waits_once_it_is_large_and_a_voided_gift_no_longer() -> None:
    evening = Evening(NEW_MIC)
    evening.do(SetRules({"shoutout_coins": 10}))
    gift = evening.give(roses(4, streak="noor:1"))
    assert not evening.board.real.waiting
    evening.give(roses(12, streak="noor:1"))
    assert evening.board.real.waiting[gift].gift.count == 12
    evening.void(gift)
    assert not evening.board.real.waiting


def test_only_the_newest_large_gifts_wait() -> None:
    evening = Evening()
    evening.do(SetRules({"shoutout_coins": 1}))
    given = evening.give_all(coins(1) for _ in range(300))
    assert list(evening.board.real.waiting) == given[-256:]


def shoutouts(evening: Evening) -> list[str]:
    view = public_view(evening.board, rehearsal=False)
    return [recorded.gift.gifter.name for recorded in view.waiting]


def test_who_waits_for_thanks_is_on_air_only_if_the_streamer_wishes() -> None:
    evening = Evening()
    evening.do(SetRules({"shoutout_coins": 10}))
    evening.give_all([coins(50, "xX_ana_Xx"), coins(20, "ben")])
    assert shoutouts(evening) == []
    evening.do(SetRules({"shoutouts_on_air": True}))
    evening.do(RuleGifter("xx_ana_xx", {"name": "Ana"}))
    assert shoutouts(evening) == ["ben", "Ana"]


def test_a_gifter_past_their_budget_gets_no_shoutout_on_air() -> None:
    evening = Evening()
    evening.do(SetRules({"shoutout_coins": 10, "shoutouts_on_air": True}))
    evening.do(RuleGifter("ana", {"budget": 30}))
    evening.give_all([coins(50), coins(20, "ben")])
    assert shoutouts(evening) == ["ben"]
