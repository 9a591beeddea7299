"""A moderator's phone: one tap, one gift, seen at once and undone as fast."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.control.hands import (
    expect_live,
    expect_raised,
    expect_saved,
    gift,
    name_gifter,
    row,
    rows,
)
from tests.browser.control.server import Giftgoal

DOUBLE_TAP_MS = 600
"""After so long Chromium takes a tap for a new one."""


def test_one_tap_is_counted_and_seen(giftgoal: Giftgoal, noor: Page) -> None:
    name_gifter(noor, "ana")
    gift(noor, "Rose").tap()
    expect_saved(noor, "1 Rose from ana")
    expect_raised(noor, 1)
    [recorded] = giftgoal.gifts()
    assert (recorded["gifter"], recorded["count"], recorded["by"]["name"]) == ("ana", 1, "noor")


def test_repeated_taps_grow_one_streak(giftgoal: Giftgoal, noor: Page) -> None:
    name_gifter(noor, "ana")
    for _ in range(7):
        gift(noor, "Rose").tap()
    expect(gift(noor, "Rose").locator(".gift-streak")).to_have_text(re.compile("7"))
    expect_saved(noor, "7 Rose from ana")
    assert [(g["count"], g["coins"]) for g in giftgoal.gifts()] == [(7, 7)]
    expect(rows(noor)).to_have_count(1)


def test_a_gift_held_down_taps_on_by_itself(giftgoal: Giftgoal, noor: Page) -> None:
    box = gift(noor, "Rose").bounding_box()
    assert box is not None
    noor.mouse.move(box["x"] + 20, box["y"] + 20)
    noor.mouse.down()
    expect(gift(noor, "Rose").locator(".gift-streak")).to_have_text(re.compile("[3-9]"))
    noor.mouse.up()
    expect(noor.locator(".mark.waiting")).to_have_count(0)
    counted = giftgoal.gifts()
    assert len(counted) == 1
    expect(row(noor, f"{counted[0]['count']} Rose from someone")).to_be_visible()


def test_another_gifter_begins_another_gift(giftgoal: Giftgoal, noor: Page) -> None:
    for name in ("ana", "ben", "ana"):
        name_gifter(noor, name)
        gift(noor, "Rose").tap()
    expect_saved(noor, "2 Rose from ana")
    expect_saved(noor, "1 Rose from ben")
    assert sorted((g["gifter"], g["count"]) for g in giftgoal.gifts()) == [("ana", 2), ("ben", 1)]


def test_a_quantity_is_entered_with_one_tap(giftgoal: Giftgoal, noor: Page) -> None:
    noor.get_by_role("button", name="10", exact=True).tap()
    gift(noor, "Rose").tap()
    expect_saved(noor, "10 Rose from someone")
    noor.get_by_label("Other number").fill("250")
    gift(noor, "Finger Heart").tap()
    expect_saved(noor, "250 Finger Heart from someone")
    assert {g["count"] for g in giftgoal.gifts()} == {10, 250}


def test_what_is_no_whole_number_is_no_quantity(noor: Page) -> None:
    other = noor.get_by_label("Other number")
    other.fill("2.5")
    expect(noor.get_by_role("button", name="1", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    other.fill("1,200")
    other.blur()
    expect(other).to_have_value("1200")


def test_free_coins(giftgoal: Giftgoal, noor: Page) -> None:
    name_gifter(noor, "ben")
    noor.get_by_role("button", name="Coins any amount").tap()
    noor.get_by_label("How many coins").fill("1,200")
    noor.get_by_role("button", name="Count them").tap()
    expect_saved(noor, "1,200 coins from ben")
    assert [(g["gift"], g["coins"]) for g in giftgoal.gifts()] == [(None, 1200)]


@pytest.mark.parametrize("typed", ["many", "4.99"])
def test_coins_that_are_no_number_are_named_and_nothing_is_sent(
    giftgoal: Giftgoal, noor: Page, typed: str
) -> None:
    noor.get_by_role("button", name="Coins any amount").tap()
    noor.get_by_label("How many coins").fill(typed)
    noor.get_by_role("button", name="Count them").tap()
    expect(noor.get_by_text("A whole number from 1 to 1,000,000,000")).to_be_visible()
    assert giftgoal.gifts() == []


def test_a_search_forgives_a_typo_and_enter_sends(giftgoal: Giftgoal, noor: Page) -> None:
    noor.get_by_label("Find a gift").fill("3 doghnut")
    expect(noor.locator("gift-button").first).to_contain_text("Doughnut")
    noor.keyboard.press("Enter")
    expect_saved(noor, "3 Doughnut from someone")
    assert [g["coins"] for g in giftgoal.gifts()] == [90]


def test_a_gift_nobody_knows_is_counted_by_its_coins(giftgoal: Giftgoal, noor: Page) -> None:
    noor.get_by_label("Find a gift").fill("Super chat")
    noor.get_by_role("button", name="Count it by its coins").tap()
    noor.get_by_label("How many coins").fill("500")
    noor.get_by_role("button", name="Count them").tap()
    expect_saved(noor, "1 Super chat from someone")
    assert [(g["gift"], g["coins"]) for g in giftgoal.gifts()] == [("Super chat", 500)]


def test_names_are_remembered(noor: Page) -> None:
    name_gifter(noor, "ana")
    gift(noor, "Rose").tap()
    expect_saved(noor, "Rose from ana")
    noor.reload()
    expect_live(noor)
    noor.get_by_role("button", name="ana", exact=True).tap()
    expect(noor.get_by_label("From", exact=True)).to_have_value("ana")


def test_undo_and_restore(giftgoal: Giftgoal, noor: Page) -> None:
    gift(noor, "Rose").tap()
    expect_saved(noor, "1 Rose")
    noor.get_by_role("button", name="Undo 1 Rose").tap()
    expect(row(noor, "undone")).to_be_visible()
    expect_raised(noor, 0)
    noor.wait_for_timeout(DOUBLE_TAP_MS)
    rows(noor).get_by_role("button", name="Restore 1 Rose").tap()
    expect_raised(noor, 1)
    assert [g["voided"] for g in giftgoal.gifts()] == [False]


def test_a_nervous_double_tap_undoes_once(giftgoal: Giftgoal, noor: Page) -> None:
    gift(noor, "Rose").tap()
    expect_saved(noor, "1 Rose")
    button = noor.get_by_role("button", name="Undo 1 Rose").bounding_box()
    assert button
    for _ in range(2):
        noor.touchscreen.tap(button["x"] + 10, button["y"] + 10)
        noor.wait_for_timeout(150)
    expect(row(noor, "undone")).to_be_visible()
    noor.wait_for_timeout(500)
    assert [g["voided"] for g in giftgoal.gifts()] == [True]


def test_a_streak_undone_half_way_stays_undone(giftgoal: Giftgoal, noor: Page) -> None:
    for _ in range(3):
        gift(noor, "Rose").tap()
    expect_saved(noor, "3 Rose")
    noor.get_by_role("button", name="Undo 3 Rose").tap()
    expect(row(noor, "undone")).to_be_visible()
    gift(noor, "Rose").tap()
    expect_saved(noor, "1 Rose")
    expect_raised(noor, 1)
    assert [(g["count"], g["voided"]) for g in giftgoal.gifts()] == [(1, False), (3, True)]


def test_a_hostile_name_is_only_text(noor: Page) -> None:
    name_gifter(noor, "<img src=x onerror=alert(1)>")
    gift(noor, "Rose").tap()
    expect_saved(noor, "<img src=x onerror=alert(1)>")
    assert noor.locator("gift-row img").count() == 0


def test_the_buttons_stay_where_they_are(noor: Page) -> None:
    before = gift(noor, "Rose").bounding_box()
    name_gifter(noor, "ana")
    gift(noor, "TikTok").tap()
    expect_saved(noor, "1 TikTok from ana")
    name_gifter(noor, "ben")
    gift(noor, "Rose").tap()
    expect_saved(noor, "1 Rose from ben")
    assert gift(noor, "Rose").bounding_box() == before
