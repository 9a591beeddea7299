"""Every widget at every size: all of it readable, and each shows what it is there for."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.overlay.air import Air, Frame, frame, goal
from tests.browser.overlay.conftest import OpenOverlay
from tests.browser.overlay.test_gifts import gift, gifts
from tests.browser.overlay.test_sizes import TITLES, resize

FACTS = Path(__file__).with_name("facts.js").read_text("utf-8")
KINDS = [
    "tower",
    "ring",
    "text",
    "jar",
    "ladder",
    "countdown",
    "top",
    "recent",
    "shoutout",
    "ticker",
]
SIZES = [
    (300, 60),
    (600, 80),
    (900, 120),
    (400, 300),
    (300, 600),
    (1080, 1920),
    (1920, 1080),
]
BOXES = """[...document.querySelectorAll('.widget')]
  .map((widget) => widget.getBoundingClientRect().toJSON())"""
NAMES = [
    "ana",
    "ben",
    "ميكا الجميل",
    "a very long name that goes on and on",
    "新麦克风的朋友",
    None,
]
MILESTONES = [
    {"at": 100, "label": "Song request"},
    {"at": 250, "label": "Karaoke"},
    {"at": 400, "label": "Hot sauce, the really hot one of last year"},
]
CANVAS = [
    {"kind": "ring", "place": "top-left"},
    {"kind": "countdown", "place": "top"},
    {"kind": "top", "place": "top-right"},
    {"kind": "ladder", "place": "left"},
    {"kind": "jar", "place": "bottom-left"},
    {"kind": "bar", "place": "bottom"},
    {"kind": "recent", "place": "bottom-right"},
]


def look(kind: str = "bar", /, **options: Any) -> Frame:
    dressed = frame("look")
    shape = {"widget": "bar", "direction": "vertical"} if kind == "tower" else {"widget": kind}
    galaxy = {"name": "Galaxy", "coins": 1000}
    return dressed | {"look": dressed["look"] | shape | {"ticker_gift": galaxy} | options}


def in_two_hours() -> str:
    return (datetime.now(UTC) + timedelta(hours=2, minutes=3)).isoformat()


def state(title: str = "New mic", **changes: Any) -> Frame:
    """Return a state with everything that a widget may show."""
    shown = goal("moving", title=title, milestones=MILESTONES, deadline=in_two_hours(), **changes)
    given = [gift(f"r{n}", gifter=name, coins=10**n, count=n + 1) for n, name in enumerate(NAMES)]
    top = [{"gifter": name, "coins": 10 ** (7 - n)} for n, name in enumerate(NAMES) if name]
    return shown | {"recent": given, "top": top, "shoutouts": given[3:5]}


def states() -> list[Frame]:
    big = {"raised": 1_234_567, "target": 20_000_000, "missing": 18_765_433}
    shown = [state(title) for title in TITLES.values()]
    shown += [state(TITLES[name], **big) for name in ("one letter", "sixty", "arabic")]
    shown.append(state("New mic", raised=505, reached=True, missing=0))
    shown.append(state(TITLES["sixty"]) | {"rehearsal": True})
    return shown


def wear(page: Page, air: Air, worn: Frame) -> None:
    """Change what stands on the page, and wait until it stands there."""
    air.say(worn)
    wanted = worn["look"]
    upright = wanted["widget"] == "bar" and wanted["direction"] == "vertical"
    kinds = [one["kind"] for one in wanted["widgets"]] or ["tower" if upright else wanted["widget"]]
    for kind in kinds:
        page.wait_for_selector(f".widget[data-kind={kind}]", state="attached")
    page.evaluate("() => new Promise((go) => setTimeout(go, 50))")


def test_in_every_widget_nothing_is_cut_overlapping_or_too_small(
    open_overlay: OpenOverlay, air: Air
) -> None:
    page = open_overlay(state(), size=SIZES[0])
    told, wrong = states(), []
    for kind in KINDS:
        wear(page, air, look(kind))
        for size in SIZES:
            resize(page, size)
            wrong += page.evaluate(FACTS, {"look": look(kind), "states": told})
    assert wrong == []


def test_on_a_canvas_every_widget_has_its_place_and_no_two_meet(open_overlay: OpenOverlay) -> None:
    worn = look(widgets=CANVAS)
    page = open_overlay(state(), worn, size=(1920, 1080))
    for size in ((1920, 1080), (1280, 720), (1080, 1920)):
        resize(page, size)
        told = {"look": worn, "states": [state(), state(TITLES["arabic"])]}
        assert page.evaluate(FACTS, told) == []
        boxes = page.evaluate(BOXES)
        for index, one in enumerate(boxes):
            for other in boxes[index + 1 :]:
                beside = one["right"] <= other["left"] or other["right"] <= one["left"]
                apart = one["bottom"] <= other["top"] or other["bottom"] <= one["top"]
                assert beside or apart, f"{size} {one} {other}"


def test_on_a_phone_what_shares_a_row_with_a_bar_keeps_its_height(
    open_overlay: OpenOverlay,
) -> None:
    kinds = {"top-left": "ladder", "top": "bar", "top-right": "countdown"}
    kinds |= {"left": "ring", "right": "jar", "bottom-left": "recent", "bottom-right": "top"}
    widgets = [{"kind": kind, "place": place} for place, kind in kinds.items()]
    worn = look(widgets=widgets)
    page = open_overlay(state(), worn, size=(1080, 1920))
    assert page.evaluate(FACTS, {"look": worn, "states": [state()]}) == []
    heights = {
        kind: page.locator(f".widget[data-kind={kind}]").evaluate("(one) => one.offsetHeight")
        for kind in ("ladder", "ring", "top")
    }
    assert heights["ladder"] > 0.9 * heights["top"]
    assert heights["ring"] < 1.5 * heights["ladder"]


def test_on_a_line_the_next_step_keeps_its_label(open_overlay: OpenOverlay) -> None:
    milestones = [
        {"at": 100, "label": "Song request"},
        {"at": 250, "label": "Karaoke night"},
    ]
    shown = goal("moving", title="New mic for the long winter", milestones=milestones)
    page = open_overlay(shown, look("ladder"), size=(900, 120))
    expect(page.locator(".step[data-next] .label")).to_have_text("Karaoke night")


def test_on_a_phone_everything_keeps_clear_of_the_apps_own_buttons(
    open_overlay: OpenOverlay, air: Air
) -> None:
    page = open_overlay(state(), size=(1080, 1920), query="?guide")
    guide = page.locator(".guide").bounding_box()
    assert guide
    for kind in ("bar", "ring", "jar", "top"):
        wear(page, air, look(kind))
        expect(page.locator(".widget")).to_be_visible()
        box = page.locator(".widget").bounding_box()
        assert box
        assert box["x"] >= guide["x"]
        assert box["y"] >= guide["y"]
        assert box["x"] + box["width"] <= guide["x"] + guide["width"]
        assert box["y"] + box["height"] <= guide["y"] + guide["height"]


def test_without_being_asked_for_there_is_no_guide(open_overlay: OpenOverlay) -> None:
    page = open_overlay(state(), size=(1080, 1920))
    expect(page.locator(".guide")).to_be_hidden()


def test_a_ring_closes_with_the_goal(open_overlay: OpenOverlay, air: Air) -> None:
    page = open_overlay(frame("moving"), look("ring"), size=(400, 400))
    turned = "document.querySelector('.arm').style.transform"
    assert page.evaluate(turned) == "rotate(0.25turn)"
    air.say(frame("near"))
    expect(page.locator(".raised")).to_have_text("460")
    assert page.evaluate(turned) == "rotate(0.92turn)"
    assert set(page.evaluate("[...probe.moved]")) <= {"transform", "opacity"}


def test_gifts_fall_into_the_jar_until_it_is_full(open_overlay: OpenOverlay, air: Air) -> None:
    page = open_overlay(frame("empty"), look("jar"), size=(400, 400))
    pieces, lying = page.locator(".piece"), page.locator(".piece[data-in]")
    expect(lying).to_have_count(0)
    air.say(frame("moving"))
    all_of_them = pieces.count()
    expect(lying).to_have_count(round(all_of_them / 4))
    air.say(frame("near"))
    page.wait_for_timeout(400)
    assert all_of_them * 0.9 < lying.count() < all_of_them
    air.say(frame("reached"))
    expect(lying).to_have_count(all_of_them)
    assert set(page.evaluate("[...probe.moved]")) <= {"transform", "opacity"}


def test_a_tower_fills_from_its_foot(open_overlay: OpenOverlay) -> None:
    page = open_overlay(frame("moving"), look("tower"), size=(300, 600))
    boxes = page.evaluate(
        "['.track', '.fill'].map((n) => document.querySelector(n).getBoundingClientRect().toJSON())"
    )
    track, fill = boxes
    assert track["height"] > 3 * track["width"]
    filled = (track["bottom"] - fill["top"]) / track["height"]
    assert filled == pytest.approx(0.25, abs=0.02)


def test_the_ladder_lights_a_step_when_it_is_passed(open_overlay: OpenOverlay, air: Air) -> None:
    page = open_overlay(state(raised=125), look("ladder"), size=(400, 400))
    assert page.locator(".step[data-lit]").all_inner_texts() == ["Song request\n100"]
    expect(page.locator(".step[data-next] .label")).to_have_text("Karaoke")
    air.say(state(raised=300) | {"seq": 50})
    expect(page.locator(".step[data-lit]")).to_have_count(2)
    expect(page.locator(".step[data-next] .at")).to_have_text("400")


def test_the_lists_tell_who_and_what_and_follow(open_overlay: OpenOverlay, air: Air) -> None:
    page = open_overlay(state(), look("top"), size=(480, 640))
    rows = page.locator(".row:not([data-empty])")
    expect(rows).to_have_count(5)
    assert rows.first.inner_text().split() == ["1", "ana", "10,000,000"]
    wear(page, air, look("recent"))
    expect(rows).to_have_count(6)
    assert rows.first.inner_text().split() == ["ana", "Rose", "+1"]
    air.say(state() | {"seq": 77, "recent": [gift("new", gifter="ben", count=2, coins=2)]})
    expect(rows).to_have_count(1)
    assert rows.first.inner_text().split() == ["ben", "Rose", "\u00d72", "+2"]


def test_an_empty_list_says_so(open_overlay: OpenOverlay) -> None:
    page = open_overlay(frame("no-goal"), look("top"), size=(400, 300))
    expect(page.locator(".none")).to_have_text("Nobody yet")


def test_the_shoutout_is_there_while_somebody_waits(open_overlay: OpenOverlay, air: Air) -> None:
    page = open_overlay(frame("shoutouts"), look("shoutout"), size=(480, 170))
    card = page.locator("shoutout-card")
    assert card.inner_text().split() == ["Thank", "you", "ben", "Galaxy", "+1,000"]
    air.say(frame("moving", seq=60))
    expect(card).to_be_hidden()


def test_the_ticker_counts_in_the_gift_of_the_look(open_overlay: OpenOverlay, air: Air) -> None:
    page = open_overlay(goal("moving", raised=17_500, target=20_000), look("ticker"))
    expect(page.locator(".ticker")).to_have_text("3 \u00d7 Galaxy to go")
    air.say(goal("reached", seq=90))
    expect(page.locator(".ticker")).to_have_text("Goal reached")


def test_the_countdown_writes_once_a_second_and_only_while_it_is_seen(
    open_overlay: OpenOverlay, air: Air
) -> None:
    page = open_overlay(state(), look("countdown"))
    expect(page.locator(".raised")).to_have_text(re.compile(r"2:0\d:\d\d"))
    page.evaluate("probe.writings.length = 0")
    page.wait_for_timeout(3_300)
    assert 2 <= page.evaluate("probe.writings.length") <= 4
    hide = (
        "dispatchEvent(new CustomEvent('obsSourceVisibleChanged', { detail: { visible: false } }))"
    )
    page.evaluate(hide)
    page.evaluate("probe.writings.length = 0")
    page.wait_for_timeout(1_500)
    assert page.evaluate("probe.writings.length") == 0


def test_a_countdown_ends_with_words_and_then_rests(open_overlay: OpenOverlay) -> None:
    soon = (datetime.now(UTC) + timedelta(seconds=3)).isoformat()
    page = open_overlay(goal("moving", deadline=soon), look("countdown"))
    expect(page.locator(".raised")).to_have_text("Time is up", timeout=8_000)
    page.evaluate("probe.writings.length = probe.timers.length = 0")
    page.wait_for_timeout(1_200)
    assert page.evaluate("probe.writings.length") == 0
    assert [wait for wait in page.evaluate("probe.timers") if wait <= 5_000] == []


def test_a_gift_and_a_reached_target_are_one_moment_in_a_widget_too(
    open_overlay: OpenOverlay, air: Air
) -> None:
    page = open_overlay(frame("near"), look("jar"), size=(400, 400))
    air.say(gifts(gift(), seq=59))
    expect(page.locator(".headline .toast .who")).to_have_text("ana")
    air.say(frame("reached"), gifts(gift("g2"), reached=(1,)))
    expect(page.locator(".cheer").first).to_be_visible()
    expect(page.locator(".cheer")).to_have_count(0, timeout=8_000)
    flashes = page.evaluate("probe.flashes")
    assert flashes
    assert all(later - at > 1_000 for at, later in zip(flashes, flashes[3:], strict=False))


def test_options_of_the_look_are_worn(open_overlay: OpenOverlay, air: Air) -> None:
    page = open_overlay(frame("moving"))
    ground = {"ground": "#102030", "ground_opacity": 50}
    air.say(look(title=False, target=False, corner=30, **ground))
    expect(page.locator(".target")).to_be_hidden()
    expect(page.locator(".title")).to_have_text("")
    worn = page.evaluate(
        """() => { const { backgroundColor, borderTopLeftRadius } =
             getComputedStyle(document.querySelector('.plate'));
           return [backgroundColor, borderTopLeftRadius]; }"""
    )
    assert worn == ["rgba(16, 32, 48, 0.5)", "30px"]
    air.say(look(font="serif", number=False))
    expect(page.locator(".amount")).to_be_hidden()
    assert "Rockwell" in page.evaluate(
        "getComputedStyle(document.querySelector('.stage')).fontFamily"
    )


def test_a_font_of_the_streamers_own_is_asked_for_and_does_without(
    open_overlay: OpenOverlay, air: Air
) -> None:
    page = open_overlay(frame("moving"))
    with page.expect_response("**/fonts/Lobster.woff2") as answered:
        air.say(look(font="Lobster.woff2"))
    assert answered.value.status == 404
    expect(page.locator(".title")).to_be_visible()
    family = page.evaluate("getComputedStyle(document.querySelector('.stage')).fontFamily")
    assert family.startswith('"giftgoal own", system-ui')


def test_sounds_are_off_unless_switched_on_and_leave_nothing_behind(
    open_overlay: OpenOverlay, air: Air
) -> None:
    page = open_overlay(frame("moving"))
    air.say(gifts(gift(coins=5_000)))
    expect(page.locator(".toast")).to_have_count(1)
    assert page.evaluate("probe.devices.length") == 0
    air.say(look(sounds={"on": True, "volume": 50, "tiers": [False, True, True, True]}))
    page.wait_for_timeout(200)
    air.say(gifts(gift("small"), seq=71))
    page.wait_for_timeout(300)
    assert page.evaluate("probe.devices.length") == 0
    air.say(gifts(gift("big", coins=5_000), seq=72))
    page.wait_for_function("() => probe.devices.length === 1")
    page.wait_for_function("() => probe.devices.every(({ state }) => state === 'closed')")


def test_in_a_strip_one_of_several_widgets_stands_alone(open_overlay: OpenOverlay) -> None:
    worn = look(widgets=CANVAS)
    page = open_overlay(state(), worn, size=(900, 120))
    expect(page.locator(".widget")).to_have_count(1)
    told = {"look": look("bar"), "states": [state(), state(TITLES["sixty"])]}
    assert page.evaluate(FACTS, told) == []
    resize(page, (1920, 1080))
    expect(page.locator(".widget")).to_have_count(len(CANVAS))
    resize(page, (900, 120))
    expect(page.locator(".widget")).to_have_count(1)
