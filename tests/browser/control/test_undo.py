"""Undoing with a finger, and the way back from it."""

from playwright.sync_api import Page, expect

from tests.browser.control.hands import (
    drag,
    expect_live,
    expect_raised,
    expect_saved,
    gift,
    row,
    rows,
)
from tests.browser.control.server import Giftgoal


def test_a_row_pulled_aside_is_undone_and_the_bar_restores_it(
    giftgoal: Giftgoal, noor: Page
) -> None:
    gift(noor, "Rose").tap()
    expect_saved(noor, "1 Rose")
    drag(noor, rows(noor).first, 160, 0)
    drag(noor, rows(noor).first, -40, 0)
    assert [g["voided"] for g in giftgoal.gifts()] == [False]
    drag(noor, rows(noor).first, -160, 0)
    expect_raised(noor, 0)
    expect(row(noor, "undone")).to_be_visible()
    bar = noor.locator("undone-bar")
    expect(bar).to_contain_text("1 Rose from someone")
    bar.get_by_role("button", name="Restore 1 Rose").tap()
    expect(bar).to_be_hidden()
    expect_raised(noor, 1)
    assert [g["voided"] for g in giftgoal.gifts()] == [False]


def test_what_never_left_the_phone_comes_back_too(giftgoal: Giftgoal, noor: Page) -> None:
    noor.context.set_offline(True)
    for _ in range(3):
        gift(noor, "Rose").tap()
    expect(row(noor, "3 Rose")).to_be_visible()
    drag(noor, rows(noor).first, -160, 0)
    expect(rows(noor)).to_have_count(0)
    noor.locator("undone-bar").get_by_role("button").tap()
    expect(row(noor, "3 Rose")).to_be_visible()
    noor.context.set_offline(False)
    expect_live(noor)
    expect_saved(noor, "3 Rose")
    assert [(g["count"], g["voided"]) for g in giftgoal.gifts()] == [(3, False)]


def test_a_finger_that_scrolls_undoes_nothing(giftgoal: Giftgoal, noor: Page) -> None:
    for number in range(12):
        giftgoal.ask("POST", "/api/gifts", {"gifter": f"ana {number}", "gift": "Rose"})
    expect(rows(noor)).to_have_count(12)
    drag(noor, rows(noor).nth(2), -60, -150)
    noor.wait_for_function("() => document.querySelector('.rows-scroll').scrollTop > 60")
    assert not any(g["voided"] for g in giftgoal.gifts())
    expect(noor.locator("undone-bar")).to_be_hidden()


def test_where_words_run_from_the_right_a_row_is_pulled_to_the_right(
    giftgoal: Giftgoal, noor: Page
) -> None:
    noor.emulate_media(reduced_motion="reduce")
    noor.evaluate("document.documentElement.dir = 'rtl'")
    gift(noor, "Rose").tap()
    expect_saved(noor, "1 Rose")
    drag(noor, rows(noor).first, -160, 0)
    assert [g["voided"] for g in giftgoal.gifts()] == [False]
    drag(noor, rows(noor).first, 160, 0)
    expect_raised(noor, 0)
    drag(noor, rows(noor).first, 160, 0)
    expect_raised(noor, 1)
