"""Gifts of a platform that no program can hear: one tap each, in its own unit."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.control.hands import expect_live, expect_saved, gift, name_gifter, row
from tests.browser.control.server import Giftgoal


def _chip(page: Page) -> Locator:
    return page.get_by_role("button", name="Taps are gifts on Instagram")


def _amount(page: Page, shown: str) -> Locator:
    there = page.locator("platform-grid button")
    return there.filter(has=page.get_by_text(shown, exact=True))


def test_taps_are_gifts_on_instagram_until_it_is_said_otherwise(
    giftgoal: Giftgoal, noor: Page
) -> None:
    giftgoal.ask("PUT", "/api/rates/STARS", {"rate": "1.3"})
    _chip(noor).tap()
    expect(_chip(noor)).to_have_text("InstagramTaps are gifts on Instagram")
    expect(_amount(noor, "50")).to_contain_text("65 coins")
    name_gifter(noor, "ana")
    for _ in range(2):
        _amount(noor, "50").tap()
    expect(_amount(noor, "50").locator(".gift-streak")).to_have_text(re.compile("2$"))
    expect_saved(noor, "100 Stars from ana")
    noor.reload()
    expect(noor.locator(".line-words")).to_have_text("live")
    _amount(noor, "$4.99").tap()
    expect(row(noor, "1 Badge from someone")).to_contain_text("needs a rate")
    expect(row(noor, "1 Badge from someone")).to_contain_text("Instagram")
    _chip(noor).tap()
    expect_live(noor)
    gift(noor, "Rose").tap()
    expect_saved(noor, "1 Rose from someone")
    told = [(g["platform"], g["coins"], g["worth"]) for g in giftgoal.gifts()]
    assert told == [
        (None, 1, None),
        ("instagram", 0, {"amount": "4.99", "unit": "USD", "rate": None}),
        ("instagram", 130, {"amount": "100", "unit": "stars", "rate": "1.3"}),
    ]


def test_a_streak_that_grows_without_a_line_is_one_gift_of_all_its_worth(
    giftgoal: Giftgoal, noor: Page
) -> None:
    _chip(noor).tap()
    _amount(noor, "$0.99").tap()
    expect(row(noor, "1 Badge")).to_contain_text("saved")
    noor.context.set_offline(True)
    for _ in range(2):
        _amount(noor, "$0.99").tap()
    expect(row(noor, "3 Badge")).to_contain_text("waiting")
    noor.context.set_offline(False)
    expect_saved(noor, "3 Badge")
    [recorded] = giftgoal.gifts()
    assert (recorded["count"], recorded["worth"]["amount"]) == (3, "2.97")
