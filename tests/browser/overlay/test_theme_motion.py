"""Every theme moves in its own way, told by its style alone; calm, all of them fade."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.overlay.air import Air, Frame, frame, goal
from tests.browser.overlay.conftest import OpenOverlay
from tests.browser.overlay.test_gifts import gift, gifts
from tests.browser.overlay.test_themes import THEMES, dressed

WORN = """(theme) => {
  const links = document.querySelectorAll('link[data-theme]');
  return links.length === 1 && links[0].dataset.theme === theme;
}"""
TOLD = """async () => {
  const { cheering, coming, flightOf, going } = await import('/assets/goal/gestures.js');
  const stage = document.querySelector('.stage');
  const motions = { coming: coming(stage), going: going(stage), cheering: cheering(stage) };
  return { ...motions, flight: flightOf(stage) };
}"""
TOAST = """() => {
  const [motion] = document.querySelector('.toast').getAnimations()
    .filter((one) => !(one instanceof CSSAnimation));
  return { from: motion.effect.getKeyframes()[0], timing: motion.effect.getTiming() };
}"""


def motions(page: Page, air: Air) -> dict[str, dict[str, Any]]:
    told = {}
    for theme in THEMES:
        air.say(dressed(theme))
        page.wait_for_function(WORN, arg=theme)
        told[theme] = page.evaluate(TOLD)
    return told


def test_no_two_themes_move_alike(open_overlay: OpenOverlay, air: Air) -> None:
    told = motions(open_overlay(frame("moving")), air)
    for part in ("coming", "going", "cheering"):
        assert len({str(each[part]) for each in told.values()}) == len(THEMES), part
        assert all(0 < each[part]["duration"] <= 900 for each in told.values()), part
    assert len({str(each["flight"]) for each in told.values()}) == len(THEMES)


@pytest.mark.parametrize("theme", ["pixel", "paper", "mono"])
def test_a_toast_comes_as_its_theme_says(open_overlay: OpenOverlay, air: Air, theme: str) -> None:
    page = open_overlay(frame("moving"), dressed(theme), size=(800, 600))
    page.wait_for_function(WORN, arg=theme)
    wanted = page.evaluate(TOLD)["coming"]
    air.say(gifts(gift()))
    page.wait_for_selector(".toast")
    seen = page.evaluate(TOAST)
    assert seen["from"]["transform"] == wanted["transform"]
    assert seen["timing"]["duration"] == wanted["duration"]
    assert seen["timing"]["easing"] == wanted["easing"].replace(", end", "")


def test_custom_css_moves_toasts_and_what_means_nothing_is_left_out(
    open_overlay: OpenOverlay, air: Air
) -> None:
    page = open_overlay(frame("moving"))
    page.add_style_tag(content=":root { --toast-from: rotate(9deg); --toast-time: 0.2s }")
    told = page.evaluate(TOLD)
    assert (told["coming"]["transform"], told["coming"]["duration"]) == ("rotate(9deg)", 200)
    wrong = "--toast-from: sideways; --toast-curve: very fast; --toast-time: 9s; --flight: home"
    page.add_style_tag(content=f":root {{ {wrong} }}")
    told = page.evaluate(TOLD)
    assert told["coming"]["transform"] == "translateY(60%)"
    assert told["coming"]["easing"].startswith("cubic-bezier")
    assert told["coming"]["duration"] == 3_000
    assert told["flight"]["kind"] == "toss"
    air.say(gifts(gift()))
    expect(page.locator(".toast")).to_have_count(1)


def test_where_a_title_reads_from_the_right_motion_is_mirrored(open_overlay: OpenOverlay) -> None:
    page = open_overlay(goal("moving", title="ميكروفون جديد"), dressed("paper"))
    page.wait_for_function(WORN, arg="paper")
    assert page.evaluate(TOLD)["coming"]["transform"].startswith("scaleX(-1) translateX(")


def test_calm_no_theme_does_more_than_fade(open_overlay: OpenOverlay, air: Air) -> None:
    page = open_overlay(frame("moving"), dressed("esports", calm=True), size=(800, 600))
    page.wait_for_function(WORN, arg="esports")
    air.say(goal("reached", raised=505), gifts(gift(coins=380), reached=(1,)))
    expect(page.locator(".cheer").first).to_be_visible()
    assert page.locator(".curtain, .burst, .confetti, .spark").count() == 0
    assert set(page.evaluate("[...probe.moved]")) == {"opacity"}


def told_on_the_cloth(page: Page) -> list[str]:
    return page.locator(".banner").inner_text().split("\n")


@pytest.mark.parametrize("size", [(900, 120), (1080, 1920)], ids=str)
def test_a_cloth_is_drawn_over_the_bar_with_the_words_on_it_and_is_gone(
    open_overlay: OpenOverlay, air: Air, size: tuple[int, int]
) -> None:
    page = open_overlay(frame("near"), size=size)
    air.say(frame("reached"), gifts(gift(), reached=(1,)))
    page.wait_for_selector(".curtain")
    assert told_on_the_cloth(page) == ["Goal reached", "Rung 1"]
    parts = "[...document.querySelectorAll('.banner > *')]"
    assert page.evaluate(f"{parts}.every((one) => one.scrollWidth <= one.clientWidth)")
    expect(page.locator(".curtain")).to_have_count(0, timeout=8_000)
    expect(page.locator(".headline .cheer")).to_have_text("Goal reached")
    expect(page.locator(".cheer, .confetti, .burst")).to_have_count(0, timeout=8_000)
    assert set(page.evaluate("[...probe.moved]")) <= {"transform", "opacity"}


def test_long_words_keep_inside_the_cloth(open_overlay: OpenOverlay, air: Air) -> None:
    words = {"reached": "We did it, all of you together, thank you so very much, see you Friday"}
    look: Frame = dressed("clean", words=words)
    page = open_overlay(frame("near"), look, size=(400, 300))
    air.say(frame("reached"), gifts(gift(), reached=(1,)))
    page.wait_for_selector(".curtain")
    boxes = page.evaluate(
        """() => ['.curtain', '.banner-words', '.banner-title'].map((name) =>
          document.querySelector(name).getBoundingClientRect().toJSON())"""
    )
    assert all(boxes[0]["left"] <= box["left"] for box in boxes)
    assert all(box["right"] <= boxes[0]["right"] for box in boxes)
