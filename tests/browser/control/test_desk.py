"""On a desk: three parts side by side, and a keyboard."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.control.conftest import DESK, Open
from tests.browser.control.hands import expect_live, expect_saved, gift, name_gifter, row
from tests.browser.control.server import Giftgoal


@pytest.fixture
def desk(giftgoal: Giftgoal, open_page: Open) -> Page:
    page = open_page(giftgoal.link, size=DESK)
    expect_live(page)
    return page


def test_entering_list_and_preview_stand_side_by_side(desk: Page) -> None:
    expect(desk.locator(".stage iframe")).to_be_visible()
    parts = [desk.locator(name).bounding_box() for name in ("gift-pad", "gift-list", "side-view")]
    lefts = [part["x"] for part in parts if part is not None]
    assert len(lefts) == 3
    assert lefts == sorted(lefts)
    assert lefts[0] < lefts[1] < lefts[2]


def test_the_preview_shows_the_overlay(desk: Page) -> None:
    bar = desk.frame_locator(".stage iframe").get_by_text("New mic")
    expect(bar.first).to_be_visible()


def test_letters_find_digits_count_and_enter_sends(giftgoal: Giftgoal, desk: Page) -> None:
    desk.keyboard.type("12")
    desk.keyboard.type("doug")
    expect(desk.locator("gift-button").first).to_contain_text("Doughnut")
    desk.keyboard.press("Enter")
    expect_saved(desk, "12 Doughnut from someone")
    assert [g["count"] for g in giftgoal.gifts()] == [12]


def test_a_gifter_is_named_without_a_mouse(desk: Page) -> None:
    desk.keyboard.press("@")
    desk.keyboard.type("ana")
    desk.keyboard.press("Enter")
    desk.keyboard.type("rose")
    desk.keyboard.press("Enter")
    expect_saved(desk, "1 Rose from ana")


def test_ctrl_z_undoes_the_last_own_gift(desk: Page, noor: Page) -> None:
    desk.keyboard.type("rose")
    desk.keyboard.press("Enter")
    expect_saved(desk, "1 Rose from someone")
    gift(noor, "Finger Heart").tap()
    expect(row(desk, "Finger Heart")).to_be_visible()
    desk.keyboard.press("Control+z")
    expect(row(desk, "1 Rose from someone").filter(has_text="undone")).to_be_visible()
    expect(row(desk, "Finger Heart").filter(has_text="undone")).to_have_count(0)


def test_settings_open_beside_the_work(desk: Page) -> None:
    desk.locator(".bar").get_by_role("button", name="Settings").click()
    expect(desk.locator("settings-door")).to_be_visible()
    expect(gift(desk, "Rose")).to_be_visible()
    desk.keyboard.press("Escape")
    expect(desk.locator("settings-door")).to_be_hidden()


def test_who_gave_most_is_listed(desk: Page) -> None:
    name_gifter(desk, "ana")
    gift(desk, "Rose").click()
    expect(desk.locator("top-row")).to_contain_text("ana")
