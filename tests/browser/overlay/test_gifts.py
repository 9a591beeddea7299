"""Who sent what, and the moment a target is reached."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.overlay.air import Air, Frame, frame, goal
from tests.browser.overlay.conftest import OpenOverlay

CARD = (800, 600)


def gift(key: str = "g1", **changes: Any) -> Frame:
    read: Frame = frame("gifts")["gifts"][0]
    return read | {"id": key} | changes


def gifts(*given: Frame, seq: int = 70, reached: tuple[int, ...] = ()) -> Frame:
    rungs = [
        {
            "seq": seq,
            "goal": "a1b2c3d4",
            "title": f"Rung {rung}",
            "target": rung * 500,
            "rung": rung,
        }
        for rung in reached
    ]
    return frame("gifts", seq=seq, gifts=list(given), reached=rungs)


def told(page: Page) -> list[str]:
    return [text.replace("\n", " ") for text in page.locator(".toast").all_inner_texts()]


def test_a_gift_is_told_with_who_and_what_and_its_coins(
    open_overlay: OpenOverlay, air: Air
) -> None:
    page = open_overlay(frame("moving"), size=CARD)
    air.say(gifts(gift(), gift("g2", gifter="ben", gift="Galaxy", count=1, coins=1000)))
    expect(page.locator(".toast")).to_have_count(2)
    assert told(page) == ["ana Rose \u00d75 +5", "ben Galaxy +1,000"]


def test_a_gift_without_a_name_and_free_coins_are_told_in_words(
    open_overlay: OpenOverlay, air: Air
) -> None:
    page = open_overlay(frame("moving"), size=CARD)
    air.say(gifts(gift(gifter=None, gift=None, count=1, coins=50)))
    expect(page.locator(".toast")).to_have_count(1)
    assert told(page) == ["someone 50 coins"]


def test_a_name_is_text_and_keeps_to_itself(open_overlay: OpenOverlay, air: Air) -> None:
    page = open_overlay(frame("moving"), size=CARD)
    name = "\u202e<b>أنا</b>"
    air.say(gifts(gift(gifter=name)))
    expect(page.locator(".toast .who bdi")).to_have_text(name)
    assert page.locator(".toast b").count() == 0


def test_a_streak_keeps_its_toast_and_counts_in_place(open_overlay: OpenOverlay, air: Air) -> None:
    page = open_overlay(frame("moving"), size=CARD)
    air.say(gifts(gift()))
    toast = page.locator(".toast")
    expect(toast).to_have_count(1)
    page.evaluate("document.querySelector('.toast').dataset.mine = 'yes'")
    air.say(gifts(gift(count=12, coins=12), seq=71))
    expect(toast.locator(".what")).to_have_text("Rose \u00d712")
    expect(toast).to_have_attribute("data-mine", "yes")
    expect(toast).to_have_count(1)


def test_a_gift_that_comes_twice_is_told_once(open_overlay: OpenOverlay, air: Air) -> None:
    page = open_overlay(frame("moving"), size=CARD)
    air.say(gifts(gift()), gifts(gift()))
    expect(page.locator(".toast")).to_have_count(1)
    page.evaluate("document.querySelector('toast-stack').clear()")
    air.say(gifts(gift()), gifts(gift(count=4), seq=71))
    page.wait_for_timeout(400)
    assert told(page) == []


def test_many_gifts_at_once_merge_into_a_crowd(open_overlay: OpenOverlay, air: Air) -> None:
    page = open_overlay(frame("moving"), size=CARD)
    air.say(gifts(*(gift(f"g{n}", gifter=f"gifter {n}", count=10) for n in range(45))))
    expect(page.locator(".toast.crowd")).to_have_count(1, timeout=8_000)
    assert "gifter 3 and 41 others sent 420 gifts" in " ".join(told(page))
    assert page.locator(".toast:not([data-leaving])").count() <= 3


def test_a_look_without_toasts_tells_nothing(open_overlay: OpenOverlay, air: Air) -> None:
    page = open_overlay(frame("moving"), frame("look-edited"), size=CARD)
    air.say(gifts(gift()))
    page.wait_for_timeout(400)
    assert told(page) == []


def test_in_a_strip_a_toast_takes_the_titles_place_and_gives_it_back(
    open_overlay: OpenOverlay, air: Air
) -> None:
    page = open_overlay(frame("moving"))
    air.say(gifts(gift()))
    expect(page.locator(".headline .toast")).to_have_count(1)
    expect(page.locator(".title")).to_have_css("opacity", "0")
    expect(page.locator(".title")).to_have_css("opacity", "1", timeout=6_000)
    expect(page.locator(".toast")).to_have_count(0)


def test_sparks_fly_to_the_fill_and_are_gone(open_overlay: OpenOverlay, air: Air) -> None:
    page = open_overlay(frame("moving"), size=CARD)
    air.say(gifts(gift(coins=500)))
    expect(page.locator(".spark")).to_have_count(5)
    expect(page.locator(".spark")).to_have_count(0)


@pytest.mark.parametrize("by", ["the look", "the system"])
def test_calm_means_fades_only(open_overlay: OpenOverlay, air: Air, by: str) -> None:
    look = frame("look")
    look["look"]["calm"] = by == "the look"
    page = open_overlay(frame("moving"), look, size=CARD, calm=by == "the system")
    air.say(goal("reached", raised=505), gifts(gift(coins=380), reached=(1,)))
    expect(page.locator(".cheer").first).to_be_visible()
    page.wait_for_timeout(1_500)
    assert page.locator(".spark, .confetti").count() == 0
    assert set(page.evaluate("[...probe.moved]")) == {"opacity"}


def test_reaching_the_target_is_celebrated_and_then_rests(
    open_overlay: OpenOverlay, air: Air
) -> None:
    page = open_overlay(frame("near"))
    air.say(frame("reached"), gifts(gift(), reached=(1,)))
    expect(page.locator(".headline .cheer")).to_have_text("Goal reached")
    assert page.locator(".confetti").count() > 10
    expect(page.locator(".cheer")).to_have_count(0, timeout=8_000)
    expect(page.locator(".confetti")).to_have_count(0)
    expect(page.locator(".seal")).to_be_visible()
    expect(page.locator(".title")).to_have_text("New mic")
    assert set(page.evaluate("[...probe.moved]")) <= {"transform", "opacity"}


def test_a_rung_is_celebrated_full_before_the_bar_turns_to_the_next(
    open_overlay: OpenOverlay, air: Air
) -> None:
    page = open_overlay(goal("near", rungs=2))
    air.say(frame("ladder"), gifts(gift(), reached=(1,)))
    expect(page.locator(".raised")).to_have_text("640")
    expect(page.locator(".target")).to_have_text("500")
    expect(page.locator(".headline .cheer")).to_be_visible()
    expect(page.locator(".target")).to_have_text("1,000", timeout=8_000)
    expect(page.locator(".title")).to_have_text("New camera")
    expect(page.locator(".togo")).to_have_text("360 to go")


def test_a_reached_target_that_is_old_news_is_not_celebrated(
    open_overlay: OpenOverlay, air: Air
) -> None:
    page = open_overlay(frame("reached"))
    air.say(gifts(gift(), seq=41, reached=(1,)))
    page.wait_for_timeout(1_200)
    assert page.locator(".cheer, .confetti, .toast").count() == 0
