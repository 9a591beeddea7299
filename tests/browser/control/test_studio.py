"""The overlay studio: what is chosen is on air at once, what is tried moves the preview alone."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from giftgoal.wire.look_options import LookIn
from tests.browser.control.axe import violations
from tests.browser.control.conftest import DESK, PHONE, Stage
from tests.browser.control.hands import open_section
from tests.browser.control.server import Giftgoal

CHANGES = """() => {
  const html = document.documentElement;
  window.changes = 0;
  new MutationObserver((changes) => { window.changes += changes.length; })
    .observe(html, { subtree: true, childList: true, attributes: true, characterData: true });
}"""


@pytest.fixture(scope="module")
def stage(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    giftgoal = Giftgoal(tmp_path_factory.mktemp("studio"))
    giftgoal.start()
    goal = {"title": "New mic", "target": 5_000, "ladder": [{"target": 9_000, "title": "Camera"}]}
    giftgoal.ask("POST", "/api/goals", goal)
    giftgoal.ask("POST", "/api/gifts", {"gifter": "ana", "coins": 1_200})
    stage = Stage(browser, giftgoal)
    yield stage
    stage.close()
    giftgoal.stop()


@pytest.fixture
def evening(stage: Stage) -> Iterator[Stage]:
    yield stage
    stage.clear()


def made(stage: Stage, name: str = "Top bar", **look: Any) -> dict[str, Any]:
    """Make an overlay."""
    body = {"name": name, "look": look}
    overlay: dict[str, Any] = stage.giftgoal.ask("POST", "/api/overlays", body)
    return overlay


def look_of(stage: Stage, overlay: dict[str, Any]) -> dict[str, Any]:
    """Return what the server has."""
    overlays = stage.giftgoal.ask("GET", "/api/overlays")["overlays"]
    [look] = [each["look"] for each in overlays if each["id"] == overlay["id"]]
    return dict(look)


def enter(stage: Stage, overlay: dict[str, Any], size: tuple[int, int] = DESK) -> Page:
    """Open an overlay's studio."""
    page = stage.open(size)
    page.evaluate("(id) => { location.hash = `settings/overlays/${id}` }", overlay["id"])
    expect(preview(page).locator(".widget").first).to_be_visible()
    return page


def preview(page: Page) -> FrameLocator:
    return page.frame_locator("studio-preview iframe")


def on_air(page: Page, overlay: dict[str, Any]) -> Page:
    """Open an overlay's own page, as OBS does."""
    air = page.context.new_page()
    air.goto(overlay["url"])
    expect(air.locator(".bar .raised")).to_have_text("1,200")
    return air


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def expect_theme(air: Page, theme: str) -> None:
    expect(air.locator(f"link[data-theme={theme}]:not([data-coming])")).to_be_attached()


def test_an_edit_is_on_air_without_a_reload_and_undo_takes_it_back(evening: Stage) -> None:
    page = enter(evening, made(evening))
    air = on_air(page, evening.giftgoal.ask("GET", "/api/overlays")["overlays"][-1])
    air.evaluate("window.same = true")
    open_section(page, "Colours").get_by_text("Neon", exact=True).click()
    open_section(page, "Parts").get_by_label("Title").uncheck()
    expect_theme(air, "neon")
    expect(air.locator(".bar .title")).to_have_text("")
    expect(page.get_by_text("Saved, and on air")).to_be_visible()
    page.keyboard.press("Control+z")
    expect(air.locator(".bar .title")).to_have_text("New mic")
    press(page, "Undo")
    expect_theme(air, "clean")
    press(page, "Redo")
    expect_theme(air, "neon")
    assert air.evaluate("window.same")


def test_what_is_tried_moves_the_preview_alone(evening: Stage) -> None:
    overlay, other = made(evening), made(evening, "Other", theme="paper")
    page = enter(evening, overlay)
    airs = [on_air(page, overlay), on_air(page, other)]
    for air in airs:
        air.evaluate(CHANGES)
    before = _seq(evening)
    shown = preview(page)
    toasts, raised = shown.locator(".toast"), shown.locator(".raised")
    press(page, "100 gifts")
    expect(toasts.first).to_be_visible()
    press(page, "Huge gift")
    expect(toasts.filter(has_text="Lion")).to_be_visible()
    press(page, "Goal reached")
    expect(shown.locator(".cheer").first).to_be_attached()
    press(page, "Near the goal")
    expect(shown.locator(".bar[data-phase=near]")).to_be_visible()
    press(page, "Next goal")
    expect(shown.locator(".cheer").first).to_be_attached()
    press(page, "Line lost")
    expect(page.get_by_text("Viewers keep seeing the last picture")).to_be_visible()
    press(page, "Empty")
    expect(raised).to_have_text("0")
    press(page, "Rehearsal")
    expect(shown.locator(".mark").first).to_be_visible()
    press(page, "Start again")
    expect(raised).to_have_text("1,200")
    for name in ("Small gift", "Medium gift", "Big gift", "Streak", "Thanks", "Time runs out"):
        press(page, name)
    expect(page.get_by_text("There is no countdown on this overlay")).to_be_visible()
    assert _seq(evening) == before
    assert evening.giftgoal.gifts()[0]["coins"] == 1_200
    assert [air.evaluate("window.changes") for air in airs] == [0, 0]


def _seq(stage: Stage) -> int:
    return int(stage.giftgoal.ask("GET", "/api/state")["seq"])


def test_a_countdown_and_a_thank_you_card_have_their_moments(evening: Stage) -> None:
    stands = [{"kind": "countdown", "place": "top"}, {"kind": "shoutout", "place": "bottom"}]
    page = enter(evening, made(evening, widgets=stands))
    press(page, "Time runs out")
    expect(preview(page).locator("countdown-clock")).to_contain_text("0:1")
    press(page, "Thanks")
    expect(preview(page).locator("shoutout-card")).to_contain_text("Galaxy")


def test_a_look_goes_to_another_overlay_as_a_file_without_the_key(evening: Stage) -> None:
    [goal] = evening.giftgoal.ask("GET", "/api/goals")["goals"]
    stands = [{"kind": "ring", "place": "left"}, {"kind": "bar", "place": "bottom"}]
    tiers = {"on": True, "volume": 30, "tiers": [True, False, True, True], "reached": False}
    colours: dict[str, Any] = {
        "accent": "#ff8800",
        "ground": "#102030",
        "ground_opacity": 55,
        "font": "serif",
    }
    words: dict[str, Any] = {"words": {"togo": "noch {n}"}, "locale": "de", "goal": goal["id"]}
    look: dict[str, Any] = {"widgets": stands, "theme": "glass", "sounds": tiers}
    one, other = made(evening, **look, **colours, **words), made(evening, "Other")
    page = enter(evening, one)
    with page.expect_download() as download:
        open_section(page, "Overlay").get_by_role("button", name="Save its look").click()
    text = download.value.path().read_text("utf-8")
    assert one["key"] not in text
    page = enter(evening, other)
    _choose_file(page, text)
    expect(page.get_by_text("The look is taken over")).to_be_visible()
    assert look_of(evening, other) == {**look_of(evening, one), "goal": None}
    press(page, "Undo")
    expect(page.get_by_text("Saved, and on air")).to_be_visible()
    assert look_of(evening, other) == other["look"]


def test_a_wrong_file_is_explained_and_changes_nothing(evening: Stage) -> None:
    overlay = made(evening)
    page = enter(evening, overlay)
    problem = open_section(page, "Overlay").get_by_role("alert")
    _choose_file(page, "theme = 'neon'")
    expect(problem).to_contain_text("This is not a look")
    wrong = {"giftgoal": "look", "version": 1, "look": {"calm": True, "corner": 900}}
    _choose_file(page, json.dumps(wrong))
    expect(problem).to_contain_text("look.corner must be a whole number from 0 to 60")
    _choose_file(page, json.dumps({**wrong, "version": 2}))
    expect(problem).to_contain_text("newer Giftgoal")
    assert look_of(evening, overlay) == overlay["look"]


def _choose_file(page: Page, text: str) -> None:
    open_section(page, "Overlay").locator("input[type=file]").set_input_files(
        {"name": "mine.look.json", "mimeType": "application/json", "buffer": text.encode()}
    )


def test_grounds_and_sizes_are_for_looking_and_nothing_moves_at_rest(evening: Stage) -> None:
    page = enter(evening, made(evening))
    stage, size = page.locator("studio-preview"), page.get_by_label("Size", exact=True)
    for ground in ("Checker", "Light", "Dark", "A game"):
        press(page, ground)
        expect(stage).to_have_attribute("data-backdrop", ground.lower().split()[-1])
    drawn = "(canvas) => new Set(canvas.getContext('2d').getImageData(0, 0, 200, 60).data).size"
    assert page.locator("studio-preview canvas").evaluate(drawn) > 20
    frame = page.locator("studio-preview iframe").element_handle().content_frame()
    assert frame
    sizes = {"strip": [900, 120], "wide": [1920, 1080], "tall": [1080, 1920], "tiny": [300, 60]}
    for name, wanted in {**sizes, "square": [600, 600]}.items():
        size.select_option(name)
        assert frame.evaluate("[innerWidth, innerHeight]") == wanted
        source, around = page.locator(".source").bounding_box(), stage.bounding_box()
        assert source is not None
        assert around is not None
        assert source["width"] <= around["width"]
        assert source["height"] <= around["height"]
        expect(page.locator(".safe-zone")).to_be_visible(visible=name == "tall")
    for part in (page.main_frame, frame):
        part.wait_for_function("() => document.getAnimations().length === 0")


def test_a_preset_is_a_whole_look_and_own_ones_are_kept(evening: Stage) -> None:
    overlay = made(evening, locale="de")
    page = enter(evening, overlay)
    looks = open_section(page, "Looks")
    looks.get_by_role("button", name="Night sign").click()
    expect(preview(page).locator("[data-kind=ring]")).to_be_visible()
    expect(page.get_by_text("Saved, and on air")).to_be_visible()
    look = look_of(evening, overlay)
    assert (look["theme"], len(look["widgets"]), look["locale"]) == ("neon", 2, "de")
    looks.get_by_label("Keep this look as").fill("Friday")
    looks.get_by_role("button", name="Keep it").click()
    page = enter(evening, made(evening, "Other"))
    looks = open_section(page, "Looks")
    looks.get_by_role("button", name="Friday", exact=True).click()
    expect(preview(page).locator("[data-kind=ring]")).to_be_visible()


def test_without_a_line_a_change_waits_and_says_so(evening: Stage) -> None:
    overlay = made(evening)
    page = enter(evening, overlay)
    page.context.set_offline(True)
    open_section(page, "Sound").get_by_label("Calm: fades only").check()
    expect(page.get_by_text("Not saved yet, so not on air.")).to_be_visible()
    page.context.set_offline(False)
    press(page, "Try again")
    expect(page.get_by_text("Saved, and on air")).to_be_visible()
    assert look_of(evening, overlay)["calm"] is True


def test_an_overlay_is_renamed_and_duplicated(evening: Stage) -> None:
    overlay = made(evening, theme="cozy")
    page = enter(evening, overlay)
    section = open_section(page, "Overlay")
    section.get_by_label("Name").fill("Camera corner")
    section.get_by_label("Name").press("Enter")
    expect(page.get_by_role("heading", name="Camera corner")).to_be_visible()
    section.get_by_role("button", name="Duplicate it").click()
    expect(page.get_by_role("heading", name="Camera corner, copy")).to_be_visible()
    *_, first, copy = evening.giftgoal.ask("GET", "/api/overlays")["overlays"]
    assert (first["id"], first["name"]) == (overlay["id"], "Camera corner")
    assert copy["look"] == first["look"]
    assert copy["key"] != first["key"]


def test_every_option_has_a_field_axe_finds_nothing_and_the_preview_stays_in_sight(
    evening: Stage,
) -> None:
    widgets = [{"kind": "bar", "place": "top"}]
    overlay = made(evening, ground="#101010", widgets=widgets, sounds={"on": True})
    page = enter(evening, overlay, PHONE)
    fields = "(parts) => [...new Set(parts.map((part) => part.dataset.option))]"
    options = page.locator("[data-option]").evaluate_all(fields)
    assert sorted(options) == sorted(LookIn.model_fields)
    hidden = page.locator("studio-sections > [hidden]")
    hidden.evaluate_all("(parts) => { for (const part of parts) part.hidden = false; }")
    assert violations(page) == []
    page.locator(".door-body").evaluate("(body) => body.scrollTo(0, body.scrollHeight)")
    expect(page.locator("studio-preview")).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name="Remove", exact=True)).to_be_in_viewport()


def test_a_source_of_another_shape_is_told_and_leads_to_obs(evening: Stage) -> None:
    overlay = made(evening)
    page = enter(evening, overlay)
    told = page.locator("studio-source")
    source = page.context.browser.new_page(  # type: ignore[union-attr]
        viewport={"width": 900, "height": 120}, user_agent="Chrome/127.0.0.0 OBS/32.0.1"
    )
    source.goto(overlay["url"])
    expect(source.locator(".bar .raised")).to_have_text("1,200")
    expect(told).to_be_hidden()
    page.get_by_role("button", name="Scoreboard").click()
    expect(told.get_by_role("status")).to_have_text(
        re.compile(r"^Your source in OBS is 900\s.\s120. This look wants 1920\s.\s1080.$")
    )
    expect(source.locator(".widget")).to_have_count(1)
    told.get_by_role("button", name="Add to OBS").click()
    obs = page.get_by_role("region", name="Into OBS")
    expect(obs.get_by_role("button", name="Add to OBS")).to_be_focused()
    source.set_viewport_size({"width": 1920, "height": 1080})
    expect(told).to_be_hidden()
    source.close()


def test_a_goal_that_was_closed_is_told_and_another_can_be_chosen(evening: Stage) -> None:
    goal = evening.giftgoal.ask("POST", "/api/goals", {"title": "Lamp", "target": 50})["id"]
    overlay = made(evening, goal=goal)
    evening.giftgoal.ask("DELETE", f"/api/goals/{goal}")
    choice = open_section(enter(evening, overlay), "Widgets").get_by_label("Goal", exact=True)
    expect(choice.locator("option:checked")).to_have_text("A goal that is closed")
    choice.select_option("The first open goal")
    air = evening.open()
    air.goto(overlay["url"])
    expect(air.locator(".bar .raised")).to_have_text("1,200")
    assert look_of(evening, overlay)["goal"] is None
