"""Every theme in every shape: readable over any video, and at rest once all was told."""

import itertools
import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.overlay.air import ROOT, Air, Frame, frame, goal
from tests.browser.overlay.conftest import OpenOverlay
from tests.browser.overlay.grounds import GROUNDS, contrasts
from tests.browser.overlay.test_gifts import gift, gifts
from tests.browser.overlay.test_sizes import DRAW, measured, overlap

GOAL = ROOT / "overlay" / "goal"
FOLDER = GOAL / "themes"
IN_WIDGETS = GOAL / "widget-themes"
THEMES = sorted(path.stem for path in FOLDER.glob("*.css"))
SIZES = [(900, 120), (300, 60), (400, 300), (1080, 1920), (1920, 1080)]
TITLES = [
    "New mic",
    "A new camera, two lights and a microphone for Friday nights!",
    "ميكروفون جديد وكاميرا جديدة من أجل بث ليلة الجمعة المباشر",
]
TOO_NEW = (
    r":has\(|@container|color-mix|linear\((?=[\d.])|@starting-style|@layer|^\s*&|\bscale:|\brotate:"
)
"""What Chromium 103 does not know."""
RESTLESS = r"infinite|filter:|blur\("

for_every_theme = pytest.mark.parametrize("theme", THEMES)


def dressed(theme: str, **changes: Any) -> Frame:
    look = frame("look")
    return look | {"look": look["look"] | {"theme": theme} | changes}


def open_in(theme: str, open_overlay: OpenOverlay, size: tuple[int, int]) -> Page:
    page = open_overlay(frame("moving"), dressed(theme), size=size)
    page.wait_for_function(
        "theme => document.querySelector('link[data-theme]').dataset.theme === theme"
        " && document.querySelectorAll('link[data-theme]').length === 1",
        arg=theme,
    )
    return page


def test_there_are_eight_themes() -> None:
    assert {"clean", "neon", "paper", "pixel", "glass", "mono", "cozy", "esports"} <= {*THEMES}


@for_every_theme
def test_a_theme_keeps_to_what_an_old_browser_source_knows_and_to_what_rests(theme: str) -> None:
    written = "\n".join(
        (folder / f"{theme}.css").read_text("utf-8") for folder in (FOLDER, IN_WIDGETS)
    )
    rules = re.sub(r"/\*.*?\*/", "", written, flags=re.DOTALL)
    assert re.findall(f"{TOO_NEW}|{RESTLESS}", rules, flags=re.MULTILINE) == []


@for_every_theme
def test_in_every_theme_nothing_is_cut_overlapping_or_too_small(
    open_overlay: OpenOverlay, theme: str
) -> None:
    page = open_in(theme, open_overlay, SIZES[0])
    for size, title in itertools.product(SIZES, TITLES):
        resize(page, size)
        for state in (
            goal("moving", title=title, raised=12_450, target=20_000, missing=7_550),
            goal("rehearsal" if title == TITLES[0] else "reached", title=title),
        ):
            page.evaluate(DRAW, state)
            fits(page, f"{theme} {size} {title}")


def resize(page: Page, size: tuple[int, int]) -> None:
    """Give the source another size, and wait until the page has taken its shape."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    layout = """async (size) => {
      const { layoutOf } = await import('/assets/goal/layout.js');
      return layoutOf(...size);
    }"""
    taken = """({ shape, unit }) => {
      const { dataset, style } = document.documentElement;
      return dataset.shape === shape && style.getPropertyValue('--unit') === String(unit);
    }"""
    page.wait_for_function(taken, arg=page.evaluate(layout, size))


def end_motion(page: Page) -> None:
    page.evaluate("document.getAnimations().forEach((motion) => motion.finish())")


def fits(page: Page, where: str) -> None:
    plate, parts = measured(page)
    for part in parts:
        assert part["size"] >= 20, (where, part)
        assert not part["clipped"], (where, part)
        assert plate["left"] <= part["left"], (where, part)
        assert part["right"] <= plate["right"], (where, part)
        assert part["top"] >= plate["top"] - 2, (where, part)
        assert part["bottom"] <= plate["bottom"] + 2, (where, part)
    for one, other in itertools.combinations(parts, 2):
        assert not overlap(one, other), f"{where} {one} {other}"


BOXES = """(names) => [...document.querySelectorAll(names)].map((element) => {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return { name: element.className, left, right, top, bottom };
})"""


@for_every_theme
def test_in_every_theme_toasts_have_room_beside_the_bar(
    open_overlay: OpenOverlay, air: Air, theme: str
) -> None:
    page = open_in(theme, open_overlay, (900, 120))
    for count, size in (
        (2, (400, 300)),
        (3, (480, 360)),
        (3, (800, 600)),
        (3, (1080, 1920)),
        (3, (1920, 1080)),
    ):
        resize(page, size)
        page.evaluate(DRAW, goal("moving", title=TITLES[1]))
        page.evaluate("document.querySelector('toast-stack').clear()")
        told = [gift(f"{size} {coins}", coins=coins) for coins in (20_000, 5_000, 500)[:count]]
        air.say(gifts(*told, seq=70 + size[0]))
        expect(page.locator(".toast")).to_have_count(count)
        end_motion(page)
        stand_apart(page.evaluate(BOXES, ".plate, .toast"), size)


def stand_apart(boxes: list[dict[str, Any]], size: tuple[int, int]) -> None:
    for box in boxes:
        assert box["left"] >= 0, (size, box)
        assert box["top"] >= 0, (size, box)
        assert box["right"] <= size[0], (size, box)
        assert box["bottom"] <= size[1], (size, box)
    for one, other in itertools.combinations(boxes, 2):
        assert one["bottom"] <= other["top"] or other["bottom"] <= one["top"], f"{one} {other}"


READ = [".raised", ".title", ".target", ".togo", ".label", ".mark"]
TOLD = [".who", ".what", ".worth"]


@for_every_theme
def test_in_every_theme_each_text_has_contrast_over_any_video(
    open_overlay: OpenOverlay, air: Air, theme: str
) -> None:
    page = open_in(theme, open_overlay, (900, 120))
    seen: dict[str, float] = {}
    for state in ("moving", "near", "reached", "rehearsal"):
        page.evaluate(DRAW, frame(state))
        found = contrasts(page, READ, GROUNDS if state == "moving" else ("noise",))
        seen |= {f"{state}: {text}": worst for text, worst in found.items()}
    resize(page, (480, 360))
    air.say(gifts(gift(), gift("g2", coins=500), gift("g3", coins=20_000)))
    expect(page.locator(".toast")).to_have_count(3)
    end_motion(page)
    seen |= contrasts(page, TOLD, GROUNDS)
    assert {where: worst for where, worst in seen.items() if worst < 4.5} == {}


@for_every_theme
def test_in_every_theme_texts_keep_their_contrast_with_an_accent_of_the_streamers_own(
    open_overlay: OpenOverlay, air: Air, theme: str
) -> None:
    page = open_in(theme, open_overlay, (900, 120))
    seen: dict[str, float] = {}
    for accent in ("#1d1dff", "#ffee00"):
        air.say(dressed(theme, accent=accent))
        worn = "(accent) => document.documentElement.style.getPropertyValue('--accent') === accent"
        page.wait_for_function(worn, arg=accent)
        page.evaluate(DRAW, frame("reached"))
        found = contrasts(page, READ, ("noise",))
        seen |= {f"{accent}: {text}": worst for text, worst in found.items()}
    assert {where: worst for where, worst in seen.items() if worst < 4.5} == {}


@for_every_theme
def test_in_every_theme_nothing_moves_once_a_gift_was_told(
    open_overlay: OpenOverlay, air: Air, theme: str
) -> None:
    page = open_in(theme, open_overlay, (800, 600))
    air.say(goal("near", seq=50), gifts(gift(coins=500)))
    expect(page.locator(".toast")).to_have_count(1)
    page.wait_for_function("() => document.getAnimations().length === 0", timeout=3_000)
    assert page.locator(".toast").count() == 1
    assert page.evaluate("[...probe.moved].sort()") == ["opacity", "transform"]


DOCS = (ROOT / "docs" / "themes.md").read_text("utf-8")
SET_ON_ROOT = r":root[^{}]*\{([^}]*)\}"


def set_on_root(theme: str) -> set[str]:
    rules = re.findall(SET_ON_ROOT, (FOLDER / f"{theme}.css").read_text("utf-8"))
    return {name for rule in rules for name in re.findall(r"^\s*(--[\w-]+):", rule, re.MULTILINE)}


def overlay_sources() -> str:
    paths = [path for kind in ("*.css", "*.js", "*.html") for path in GOAL.rglob(kind)]
    return "\n".join(path.read_text("utf-8") for path in paths)


@for_every_theme
def test_a_theme_sets_all_that_clean_sets_and_tells_all_that_it_sets(theme: str) -> None:
    assert set_on_root("clean") - set_on_root(theme) == set()
    assert {name for name in set_on_root(theme) if f"`{name}`" not in DOCS} == set()
    assert f"| `{theme}` |" in DOCS


def test_what_is_told_of_themes_is_there() -> None:
    sources = overlay_sources()
    properties = {*re.findall(r"`(--[\w-]+)`", DOCS)}
    states = {*re.findall(r"data-[a-z]+", DOCS)}
    classes = {*re.findall(r"`\.([a-z]+)[`\[]", DOCS)}
    assert {name for name in properties if not re.search(rf"{name}[:\"]", sources)} == set()
    assert {name for name in states if name not in sources} == set()
    made = {part for names in re.findall(r'"([a-z ]+)"', sources) for part in names.split()}
    assert {name for name in classes if name not in made} == set()
