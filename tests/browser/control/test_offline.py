"""A phone that loses its signal loses no gift, and counts none twice."""

from playwright.sync_api import Page, Route, expect

from tests.browser.control.hands import (
    expect_live,
    expect_raised,
    expect_saved,
    gift,
    name_gifter,
    row,
)
from tests.browser.control.server import Giftgoal


def test_the_lost_line_is_said_in_words(noor: Page) -> None:
    noor.context.set_offline(True)
    expect(noor.locator(".line-words")).to_have_text("no line")
    gift(noor, "Rose").tap()
    expect(noor.locator(".line-kept")).to_have_text("1 kept")
    size = noor.viewport_size
    assert size
    noor.set_viewport_size({"width": 240, "height": 700})
    dot, said = (noor.locator(part).bounding_box() for part in (".dot", ".line-words"))
    assert dot
    assert said
    assert dot["y"] > said["y"], "the dot stands beside the words, not over them"
    noor.set_viewport_size(size)
    noor.context.set_offline(False)
    expect_live(noor)


def test_gifts_entered_offline_are_sent_in_order_when_the_line_is_back(
    giftgoal: Giftgoal, noor: Page
) -> None:
    noor.context.set_offline(True)
    for name in ("ana", "ben"):
        name_gifter(noor, name)
        gift(noor, "Rose").tap()
        gift(noor, "Rose").tap()
    expect(row(noor, "waiting")).to_have_count(2)
    noor.context.set_offline(False)
    expect_saved(noor, "2 Rose from ana")
    expect_saved(noor, "2 Rose from ben")
    expect_raised(noor, 4)
    assert [(g["gifter"], g["count"]) for g in giftgoal.gifts()] == [("ben", 2), ("ana", 2)]


def test_a_gift_entered_offline_survives_a_closed_page(giftgoal: Giftgoal, noor: Page) -> None:
    noor.context.set_offline(True)
    name_gifter(noor, "ana")
    gift(noor, "Rose").tap()
    expect(row(noor, "waiting")).to_be_visible()
    context = noor.context
    noor.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(f"{giftgoal.url}/control")
    expect_live(again)
    expect(row(again, "1 Rose from ana")).to_have_count(1)
    expect(again.locator(".mark.waiting")).to_have_count(0)
    assert [g["count"] for g in giftgoal.gifts()] == [1]


def test_a_gift_waits_for_a_server_that_restarts(giftgoal: Giftgoal, noor: Page) -> None:
    giftgoal.stop()
    name_gifter(noor, "ana")
    gift(noor, "Rose").tap()
    expect(row(noor, "waiting")).to_be_visible()
    giftgoal.start()
    expect_saved(noor, "1 Rose from ana")
    expect_live(noor)
    assert [g["count"] for g in giftgoal.gifts()] == [1]


def test_a_gift_whose_answer_was_lost_is_counted_once(giftgoal: Giftgoal, noor: Page) -> None:
    lost: list[int] = []

    def lose_the_first_answer(route: Route) -> None:
        answer = route.fetch()
        if lost:
            route.fulfill(response=answer)
        else:
            lost.append(answer.status)
            route.abort("connectionreset")

    noor.route("**/api/gifts", lose_the_first_answer)
    name_gifter(noor, "ana")
    gift(noor, "Rose").tap()
    expect_saved(noor, "1 Rose from ana")
    expect(noor.locator("gift-row")).to_have_count(1)
    assert lost == [201]
    assert [g["count"] for g in giftgoal.gifts()] == [1]


def test_a_gift_without_its_answer_is_one_row_with_what_the_server_tells_of_it(
    giftgoal: Giftgoal, noor: Page
) -> None:
    kept: list[Route] = []
    answered: list[int] = []

    def keep_two_answers(route: Route) -> None:
        answer = route.fetch()
        answered.append(answer.status)
        if len(answered) > 2:
            route.fulfill(response=answer)
        else:
            kept.append(route)

    noor.route("**/api/gifts", keep_two_answers)
    name_gifter(noor, "ana")
    gift(noor, "Rose").tap()
    expect_raised(noor, 1)
    noor.reload()
    expect_raised(noor, 1)
    expect(row(noor, "waiting")).to_have_count(1)
    expect(noor.locator("gift-row")).to_have_count(1)
    kept[-1].abort()
    expect_saved(noor, "1 Rose from ana")
    assert answered == [201, 200, 200]
    assert [g["count"] for g in giftgoal.gifts()] == [1]


def test_a_gift_can_be_taken_back_before_it_was_sent(giftgoal: Giftgoal, noor: Page) -> None:
    noor.context.set_offline(True)
    gift(noor, "Rose").tap()
    noor.get_by_role("button", name="Undo 1 Rose").tap()
    expect(noor.locator("gift-row")).to_have_count(0)
    noor.context.set_offline(False)
    expect_live(noor)
    assert giftgoal.gifts() == []


def test_an_undo_without_a_line_is_kept_too(giftgoal: Giftgoal, noor: Page) -> None:
    gift(noor, "Rose").tap()
    expect_saved(noor, "1 Rose")
    noor.context.set_offline(True)
    noor.get_by_role("button", name="Undo 1 Rose").tap()
    expect(row(noor, "undoing")).to_be_visible()
    noor.context.set_offline(False)
    expect(row(noor, "undone")).to_be_visible()
    assert [g["voided"] for g in giftgoal.gifts()] == [True]


def test_a_refused_gift_is_shown_in_the_servers_words_and_dropped(
    giftgoal: Giftgoal, noor: Page
) -> None:
    again = _reopened_with(noor, giftgoal, "entry.body.count = -3")
    expect(row(again, "Not counted. count")).to_be_visible()
    again.get_by_role("button", name="Drop it").tap()
    expect(again.locator("gift-row")).to_have_count(0)
    assert giftgoal.gifts() == []


def test_a_name_that_stands_for_several_gifts_lets_choose(giftgoal: Giftgoal, noor: Page) -> None:
    again = _reopened_with(noor, giftgoal, "entry.body.gift = 'Coffee'; delete entry.body.gift_id")
    choices = row(again, "Which one was it?").get_by_role("button", name="Coffee, 10")
    expect(choices.first).to_be_visible()
    choices.first.tap()
    expect(again.locator(".row-ask:visible")).to_have_count(0)
    expect(again.locator(".mark.waiting")).to_have_count(0)
    assert [g["gift"] for g in giftgoal.gifts()] == ["Coffee"]


def _reopened_with(page: Page, giftgoal: Giftgoal, change: str) -> Page:
    """Leave a gift on the phone, as an older page may have: one that the server does not take."""
    context = page.context
    context.set_offline(True)
    gift(page, "Rose").tap()
    expect(row(page, "waiting")).to_be_visible()
    page.close()
    again = context.new_page()
    again.add_init_script(f"""
      for (const place of Object.keys(localStorage).filter((key) => key.includes("outbox"))) {{
        const entry = JSON.parse(localStorage.getItem(place));
        {change};
        localStorage.setItem(place, JSON.stringify(entry));
      }}""")
    context.set_offline(False)
    again.goto(f"{giftgoal.url}/control")
    return again
