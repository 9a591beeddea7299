"""Coming in by a link, and being kept out kindly."""

from playwright.sync_api import Page, expect

from tests.browser.control.conftest import Open
from tests.browser.control.hands import expect_live, gift, name_gifter
from tests.browser.control.server import Giftgoal


def test_a_link_signs_in_and_leaves_no_token_in_the_address(mika: Page) -> None:
    assert mika.url.endswith("/control")


def test_a_reload_stays_signed_in(noor: Page) -> None:
    noor.reload()
    expect_live(noor)


def test_without_a_link_there_is_a_place_to_paste_one(giftgoal: Giftgoal, open_page: Open) -> None:
    page = open_page(f"{giftgoal.url}/control")
    expect(page.get_by_role("heading", name="Good to see you")).to_be_visible()
    page.get_by_label("Your link").fill(giftgoal.link)
    page.get_by_role("button", name="Come in").click()
    expect_live(page)


def test_a_link_that_has_ended_says_so(giftgoal: Giftgoal, open_page: Open) -> None:
    page = open_page(f"{giftgoal.url}/control#token=0123456789abcdefghijkl")
    expect(page.get_by_role("heading", name="This link has ended")).to_be_visible()
    assert "token" not in page.url


def test_something_that_is_no_link_is_named(giftgoal: Giftgoal, open_page: Open) -> None:
    page = open_page(f"{giftgoal.url}/control")
    page.get_by_label("Your link").fill("hello")
    page.get_by_role("button", name="Come in").click()
    expect(page.get_by_role("alert")).to_contain_text("does not look like a link")


def test_a_link_taken_back_closes_the_page_and_keeps_what_was_not_sent(
    giftgoal: Giftgoal, noor: Page
) -> None:
    noor.context.set_offline(True)
    name_gifter(noor, "ana")
    gift(noor, "Rose").click()
    invite = giftgoal.ask("GET", "/api/invites")["invites"][0]["id"]
    giftgoal.ask("DELETE", f"/api/invites/{invite}")
    noor.context.set_offline(False)
    expect(noor.get_by_role("heading", name="This link has ended")).to_be_visible()
    expect(noor.get_by_text("1 gift kept on this phone")).to_be_visible()
    assert giftgoal.gifts() == []


def test_a_new_link_sends_what_was_kept(giftgoal: Giftgoal, noor: Page) -> None:
    noor.context.set_offline(True)
    gift(noor, "Rose").click()
    invite = giftgoal.ask("GET", "/api/invites")["invites"][0]["id"]
    giftgoal.ask("DELETE", f"/api/invites/{invite}")
    noor.context.set_offline(False)
    expect(noor.get_by_text("1 gift kept on this phone")).to_be_visible()
    noor.goto(giftgoal.invite("noor"))
    expect_live(noor)
    expect(noor.locator("gift-row")).to_have_count(1)
    expect(noor.locator(".mark.waiting")).to_have_count(0)
