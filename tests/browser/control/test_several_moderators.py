"""Three people enter gifts for one stream."""

from playwright.sync_api import Page, expect

from tests.browser.control.conftest import Open
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


def test_what_one_enters_all_see(
    giftgoal: Giftgoal, mika: Page, noor: Page, open_page: Open
) -> None:
    leo = open_page(giftgoal.invite("leo"))
    expect_live(leo)
    for page, name in ((mika, "ana"), (noor, "ben"), (leo, "cleo")):
        name_gifter(page, name)
        gift(page, "Rose").tap()
    for page in (mika, noor, leo):
        expect(rows(page)).to_have_count(3)
        expect_raised(page, 3)
    expect(row(mika, "by noor")).to_be_visible()
    expect(row(noor, "by leo")).to_be_visible()
    expect(row(leo, "by mika")).to_be_visible()


def test_the_same_gift_at_the_same_time_is_asked_about(
    giftgoal: Giftgoal, mika: Page, noor: Page
) -> None:
    for page in (noor, mika):
        name_gifter(page, "ana")
        gift(page, "Rose").tap()
        expect(rows(page).first).to_be_visible()
    question = row(mika, "noor entered 1 Rose from ana a moment ago. Count it too?")
    expect(question).to_be_visible()
    assert len(giftgoal.gifts()) == 1
    question.get_by_role("button", name="Count it too").tap()
    expect_saved(mika, "1 Rose from ana")
    expect_raised(noor, 2)
    assert len(giftgoal.gifts()) == 2


def test_the_same_gift_can_be_left_out(giftgoal: Giftgoal, mika: Page, noor: Page) -> None:
    for page in (noor, mika):
        name_gifter(page, "ana")
        gift(page, "Rose").tap()
        expect(rows(page).first).to_be_visible()
    row(mika, "Count it too?").get_by_role("button", name="No, it is the same").tap()
    expect(rows(mika)).to_have_count(1)
    expect(row(mika, "by noor")).to_be_visible()
    assert len(giftgoal.gifts()) == 1


def test_taps_during_the_question_are_counted_with_the_yes(mika: Page, noor: Page) -> None:
    for page in (noor, mika):
        name_gifter(page, "ana")
        gift(page, "Rose").tap()
        expect(rows(page).first).to_be_visible()
    expect(row(mika, "Count it too?")).to_be_visible()
    gift(mika, "Rose").tap()
    gift(mika, "Rose").tap()
    row(mika, "3 Rose from ana").get_by_role("button", name="Count it too").tap()
    expect_saved(mika, "3 Rose from ana")
    expect_raised(noor, 4)


def test_one_undoes_what_another_entered(mika: Page, noor: Page) -> None:
    gift(noor, "Rose").tap()
    expect_raised(mika, 1)
    mika.get_by_role("button", name="Undo 1 Rose").tap()
    expect(row(noor, "undone")).to_be_visible()
    expect_raised(noor, 0)


def test_taps_after_another_undid_the_streak_are_a_new_gift(
    giftgoal: Giftgoal, mika: Page, noor: Page
) -> None:
    for _ in range(2):
        gift(noor, "Rose").tap()
    mika.get_by_role("button", name="Undo 2 Rose").tap()
    expect(row(noor, "undone")).to_be_visible()
    gift(noor, "Rose").tap()
    expect_saved(noor, "1 Rose")
    expect_raised(mika, 1)
    assert [(g["count"], g["voided"]) for g in giftgoal.gifts()] == [(1, False), (2, True)]
