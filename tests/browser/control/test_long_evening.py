"""After thousands of gifts the page of a phone keeps no more than after some hundreds."""

from playwright.sync_api import Page

from tests.browser import heap
from tests.browser.control.hands import expect_live, expect_raised, gift
from tests.browser.control.server import Giftgoal

TAPPED_EVERY = 50


def play(giftgoal: Giftgoal, page: Page, first: int, many: int) -> None:
    """Give gifts of one coin, each of another gifter, some of them by a tap on the page."""
    for number in range(first, first + many):
        if number % TAPPED_EVERY == 0:
            gift(page, "Rose").click()
            expect_raised(page, number + 1)
        else:
            giftgoal.ask("POST", "/api/gifts", {"gifter": f"gifter {number}", "coins": 1})
    expect_raised(page, first + many)


def test_an_evening_leaves_nothing_behind(giftgoal: Giftgoal, mika: Page) -> None:
    expect_live(mika)
    play(giftgoal, mika, first=0, many=400)
    before = heap.kept(mika)
    gifters = 1_000
    play(giftgoal, mika, first=400, many=gifters)
    more = heap.kept(mika) - before
    assert max(more.values(), default=0) < gifters / 4, (before, more)
