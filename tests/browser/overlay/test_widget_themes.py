"""Every widget in every theme: many of them on one canvas, so that it takes seconds."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.overlay.air import Air, Frame
from tests.browser.overlay.conftest import OpenOverlay
from tests.browser.overlay.grounds import GROUNDS, contrasts
from tests.browser.overlay.test_sizes import TITLES, resize
from tests.browser.overlay.test_themes import THEMES, end_motion
from tests.browser.overlay.test_widgets import FACTS, KINDS, state

CANVAS = (1920, 1080)
PLACES = ["top-left", "top", "top-right", "left", "centre", "right", "bottom-left", "bottom-right"]
FIRST = ["ring", "text", "top", "ladder", "ticker", "recent", "jar", "countdown"]
SECOND = ["bar", "shoutout"]
BIG = {"raised": 1_234_567, "target": 20_000_000, "missing": 18_765_433}
NARROW = [(300, 600), (400, 300)]
"""Where words have the least room beside a picture."""
TEXTS = [
    *[".title", ".raised", ".target", ".togo", ".label", ".at", ".rank", ".who", ".what", ".worth"],
    *[".ticker", ".days", ".next", ".mark"],
]
REST = "dispatchEvent(new CustomEvent('obsSourceVisibleChanged', { detail: { visible: false } }))"
"""No number counts up, and no clock ticks, between two pictures of the same."""
for_every_theme = pytest.mark.parametrize("theme", THEMES)


def worn(theme: str, look: Frame, kinds: list[str], **options: Any) -> Frame:
    widgets = [{"kind": kind, "place": at} for kind, at in zip(kinds, PLACES, strict=False)]
    wanted = {"theme": theme, "widgets": widgets, "ticker_gift": {"name": "Galaxy", "coins": 1000}}
    return look | {"look": look["look"] | wanted | options}


def wear(page: Page, air: Air, look: Frame) -> None:
    """Put a look on, and wait until it is worn."""
    air.say(look)
    kinds = [one["kind"] for one in look["look"]["widgets"]]
    upright = look["look"]["direction"] == "vertical"
    for kind in kinds or ["tower" if upright else look["look"]["widget"]]:
        page.wait_for_selector(f".widget[data-kind={kind}]", state="attached")
    page.wait_for_function(
        "theme => document.querySelector('link[data-theme]').dataset.theme === theme"
        " && document.querySelectorAll('link[data-theme]').length === 1",
        arg=look["look"]["theme"],
    )
    end_motion(page)


def test_every_widget_is_looked_at() -> None:
    assert {*FIRST, *SECOND, "tower"} == {*KINDS, "bar"}


@for_every_theme
def test_every_text_of_every_widget_has_contrast_over_any_video(
    open_overlay: OpenOverlay, air: Air, look: Frame, theme: str
) -> None:
    page = open_overlay(state(), worn(theme, look, FIRST), size=CANVAS)
    page.evaluate(REST)
    seen: dict[str, float] = {}
    for kinds, grounds in ((FIRST, GROUNDS), (SECOND, ("noise",))):
        wear(page, air, worn(theme, look, kinds))
        seen |= contrasts(page, TEXTS, grounds)
    wear(page, air, worn(theme, look, [], widget="bar", direction="vertical"))
    resize(page, (300, 600))
    air.say(state(raised=480, missing=20) | {"seq": 99})
    expect(page.locator(".raised")).to_have_text("480")
    end_motion(page)
    seen |= contrasts(page, TEXTS, ("noise",))
    assert {where: worst for where, worst in seen.items() if worst < 4.5} == {}


@for_every_theme
def test_nothing_is_cut_or_overlapping_in_any_theme(
    open_overlay: OpenOverlay, air: Air, look: Frame, theme: str
) -> None:
    dressed = worn(theme, look, FIRST)
    page = open_overlay(state(), dressed, size=CANVAS)
    told = [state(TITLES[name]) for name in ("short", "sixty", "arabic", "thai", "chinese")]
    wear(page, air, dressed)
    wrong = page.evaluate(FACTS, {"look": dressed, "states": told})
    told = [state(TITLES["sixty"], **BIG), state(TITLES["arabic"]), state(TITLES["short"])]
    for kind in ("bar", "ring", "jar", "ladder", "tower", "text", "top"):
        upright = kind == "tower"
        alone = {"widget": "bar" if upright else kind}
        alone |= {"direction": "vertical" if upright else "horizontal"}
        wear(page, air, worn(theme, look, [], **alone))
        for size in NARROW:
            resize(page, size)
            wrong += page.evaluate(FACTS, {"look": dressed, "states": told})
    assert wrong == []


@pytest.mark.parametrize("size", [(900, 120), (1080, 1920)], ids=str)
def test_pixels_blocks_and_coins_fit_a_small_widget(
    open_overlay: OpenOverlay, air: Air, look: Frame, size: tuple[int, int]
) -> None:
    kinds = ["ring", "top"]
    alone = [[kind] for kind in kinds] if size[0] < 1080 else [kinds]
    page = open_overlay(state(), worn("pixel", look, alone[0]), size=size)
    for shown in alone:
        wear(page, air, worn("pixel", look, shown))
        for kind, part, room in (("ring", ".notch", ".ring"), ("top", ".share", ".row")):
            if kind in shown:
                high = [
                    page.locator(f".widget[data-kind={kind}] {one}").first.evaluate(
                        "(part) => part.offsetHeight"
                    )
                    for one in (part, room)
                ]
                assert 0 < high[0] <= 0.17 * high[1], f"{kind} {high}"
