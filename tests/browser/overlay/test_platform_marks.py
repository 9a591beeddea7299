"""Which platform a gift came by: told where the look wants it, readable in every theme."""

from playwright.sync_api import Page, expect

from tests.browser.overlay.air import Air, frame
from tests.browser.overlay.conftest import OpenOverlay
from tests.browser.overlay.grounds import GROUNDS, contrasts
from tests.browser.overlay.test_gifts import gift, gifts
from tests.browser.overlay.test_themes import dressed, end_motion, for_every_theme

BOXES = """() => ['.platform', '.who'].map((name) => {
  const { left, right } = document.querySelector(`.toast ${name}`).getBoundingClientRect();
  return { left, right };
})"""


def tell(page: Page, air: Air) -> None:
    air.say(gifts(gift(gifter="ana", platform="tiktok")))
    expect(page.locator(".toast")).to_have_count(1)
    end_motion(page)


def test_nothing_is_told_of_a_platform_unless_the_look_wants_it(
    open_overlay: OpenOverlay, air: Air
) -> None:
    page = open_overlay(frame("moving"))
    tell(page, air)
    assert page.locator(".platform:visible").count() == 0


def test_the_latest_gifts_tell_their_platforms(open_overlay: OpenOverlay) -> None:
    look = dressed("clean", widget="recent", platforms=True)
    state = frame("moving")
    state["recent"] = [gift("a", platform="twitch"), gift("b", platform=None)]
    page = open_overlay(state, look, size=(420, 300))
    expect(page.locator(".platform:visible")).to_have_text(["TW"])


@for_every_theme
def test_in_every_theme_a_mark_is_read_before_the_name(
    open_overlay: OpenOverlay, air: Air, theme: str
) -> None:
    page = open_overlay(frame("moving"), dressed(theme, platforms=True))
    tell(page, air)
    expect(page.locator(".toast .platform")).to_have_text("TT")
    mark, who = page.evaluate(BOXES)
    assert 0 <= mark["left"] < mark["right"] <= who["left"] + 1
    found = contrasts(page, [".platform"], GROUNDS)
    assert {where: worst for where, worst in found.items() if worst < 4.5} == {}
