"""What viewers see of the goal: number, fill, states, and nothing that is not for them."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.overlay.air import Air, Frame, frame, goal
from tests.browser.overlay.conftest import OpenOverlay


def fill(page: Page) -> float:
    """Return how much of the track is filled, as it is drawn now, from 0 to 1."""
    share: float = page.evaluate(
        """() => {
          const track = document.querySelector('.track').getBoundingClientRect();
          const fill = document.querySelector('.fill').getBoundingClientRect();
          const filled = Math.min(track.right, fill.right) - Math.max(track.left, fill.left);
          return filled / track.width;
        }"""
    )
    return share


def amount(page: Page) -> str:
    return page.locator(".amount").inner_text().replace("\n", " ")


def test_the_first_state_is_painted_without_motion(open_overlay: OpenOverlay) -> None:
    page = open_overlay(frame("moving"))
    assert amount(page) == "125 / 500"
    assert fill(page) == pytest.approx(0.25, abs=0.01)
    assert page.evaluate("probe.moved.size") == 0


def test_a_gift_moves_fill_and_number_to_the_new_total(open_overlay: OpenOverlay, air: Air) -> None:
    page = open_overlay(frame("moving"))
    air.say(goal("near", raised=400, missing=100))
    expect(page.locator(".raised")).to_have_text("400")
    expect(page.locator(".togo")).to_have_text("100 to go")
    page.wait_for_timeout(800)
    assert fill(page) == pytest.approx(0.8, abs=0.01)
    assert set(page.evaluate("[...probe.moved]")) <= {"transform", "opacity"}


@pytest.mark.parametrize("name", ["empty", "moving", "near", "reached"])
def test_each_state_has_a_look_of_its_own(open_overlay: OpenOverlay, name: str) -> None:
    page = open_overlay(frame(name))
    assert page.locator("goal-bar").get_attribute("data-phase") == name


def test_an_empty_track_shows_where_it_begins(open_overlay: OpenOverlay) -> None:
    page = open_overlay(frame("empty"))
    assert 0 < fill(page) < 0.03


def test_past_the_target_the_bar_is_full_and_the_number_true(open_overlay: OpenOverlay) -> None:
    page = open_overlay(goal("reached", raised=1740))
    assert amount(page) == "1,740 / 500"
    assert fill(page) == pytest.approx(1)


def test_milestones_are_ticks_and_the_next_one_has_its_label_over_it(
    open_overlay: OpenOverlay,
) -> None:
    page = open_overlay(frame("moving"))
    tick = page.locator(".tick").bounding_box()
    label = page.locator(".next").bounding_box()
    assert tick
    assert label
    assert label["x"] < tick["x"] < label["x"] + label["width"]
    expect(page.locator(".next")).to_have_text("Song request")


def test_a_right_to_left_title_mirrors_the_bar(open_overlay: OpenOverlay) -> None:
    page = open_overlay(goal("moving", title="ميكروفون جديد"))
    places: dict[str, Any] = page.evaluate(
        """() => Object.fromEntries(['track', 'edge', 'title', 'amount', 'tick'].map(
             (name) => [name, document.querySelector('.' + name).getBoundingClientRect()]))"""
    )
    middle = 450
    assert places["title"]["left"] > middle > places["amount"]["right"]
    assert places["edge"]["left"] == pytest.approx(888 - 876 * 0.25, abs=2)
    assert fill(page) == pytest.approx(0.25, abs=0.01)


def test_words_and_numbers_keep_their_own_direction_in_a_mirrored_bar(
    open_overlay: OpenOverlay, air: Air
) -> None:
    page = open_overlay(goal("moving", title="ميكروفون جديد"), size=(800, 600))
    air.say(frame("gifts"))
    page.wait_for_selector(".toast")
    directions = """() => ['.togo', '.worth'].map(
        (name) => getComputedStyle(document.querySelector(name)).direction)"""
    assert page.evaluate(directions) == ["ltr", "ltr"]


MALFORMED: list[Frame | str] = [
    "",
    "{",
    "null",
    "[1]",
    '{"type":"state"}',
    goal("near", seq=99, raised=None),
    goal("near", seq=99, target=0),
    goal("near", seq=99, title=7),
    frame("near", seq=99, goals=[{}]),
    frame("gifts", gifts=[{"id": "x"}]),
    {"type": "look"},
    {"type": "weather", "seq": 1},
]


def test_malformed_frames_leave_the_picture_as_it_is(open_overlay: OpenOverlay, air: Air) -> None:
    page = open_overlay(frame("moving"))
    before = page.screenshot()
    air.say(*MALFORMED)
    page.wait_for_timeout(500)
    assert page.screenshot() == before
    text = page.locator("body").inner_text()
    assert "NaN" not in text
    assert "undefined" not in text


def test_a_title_that_looks_like_markup_is_text(open_overlay: OpenOverlay) -> None:
    page = open_overlay(goal("moving", title="<img src=x onerror=alert(1)>"))
    expect(page.locator(".title")).to_have_text("<img src=x onerror=alert(1)>")


def test_without_a_goal_nothing_is_shown(open_overlay: OpenOverlay, air: Air) -> None:
    page = open_overlay(frame("moving"))
    air.say(frame("no-goal", seq=50))
    expect(page.locator(".stage")).to_be_hidden()
    air.say(frame("near"))
    expect(page.locator(".raised")).to_have_text("460")


def test_a_rehearsal_is_marked_and_comes_and_goes_with_a_cut(
    open_overlay: OpenOverlay, air: Air
) -> None:
    page = open_overlay(frame("moving"))
    expect(page.locator(".mark")).to_be_hidden()
    air.say(frame("rehearsal"))
    expect(page.locator(".mark")).to_have_text("rehearsal")
    assert amount(page) == "25 / 500"
    air.say(frame("moving"))
    expect(page.locator(".mark")).to_be_hidden()
    assert amount(page) == "125 / 500"
    assert set(page.evaluate("[...probe.moved]")) <= {"opacity"}


def test_the_rehearsal_is_asked_for_where_the_url_says_so(
    open_overlay: OpenOverlay, air: Air
) -> None:
    open_overlay(frame("rehearsal"), query="?rehearsal")
    assert air.dialled == ["/ws/overlay/key-of-mika?rehearsal"]


def test_an_edited_look_is_worn_at_once(open_overlay: OpenOverlay, air: Air) -> None:
    page = open_overlay(goal("moving", target=2000, missing=1875))
    air.say(frame("look-edited"))
    expect(page.locator(".target")).to_have_text("2.000")
    expect(page.locator(".togo")).to_be_hidden()
    expect(page.locator(".tick")).to_have_count(0)
    accent = "getComputedStyle(document.querySelector('.paint')).backgroundImage"
    assert "rgb(255, 79, 121)" in page.evaluate(accent)
    assert page.evaluate("document.documentElement.hasAttribute('data-calm')")


def test_a_theme_that_does_not_come_leaves_the_one_that_is_worn(
    open_overlay: OpenOverlay, air: Air
) -> None:
    page = open_overlay(frame("moving"))
    worn = "getComputedStyle(document.querySelector('.plate')).backgroundColor"
    before = page.evaluate(worn)
    page.route("**/themes/gone.css", lambda route: route.abort())
    look = frame("look")
    look["look"]["theme"] = "gone"
    with page.expect_event("requestfailed"):
        air.say(look)
    page.wait_for_timeout(100)
    assert page.evaluate(worn) == before
    assert page.locator("link[data-theme]").count() == 1


def test_custom_css_of_obs_wins(open_overlay: OpenOverlay) -> None:
    page = open_overlay(frame("moving"))
    page.add_style_tag(content=":root { --fill-from: red; --ink: lime } .title { color: blue }")
    colours = page.evaluate(
        """() => ['.title', '.raised'].map(
             (name) => getComputedStyle(document.querySelector(name)).color)"""
    )
    assert colours == ["rgb(0, 0, 255)", "rgb(0, 255, 0)"]


def test_the_page_is_transparent(open_overlay: OpenOverlay) -> None:
    page = open_overlay(frame("moving"))
    grounds = "[document.documentElement, document.body].map((e) => getComputedStyle(e).background)"
    assert all("rgba(0, 0, 0, 0)" in ground for ground in page.evaluate(grounds))
