"""At rest the page does nothing at all, and in a flood it does little."""

import time
from collections import Counter
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.overlay.air import Air, Frame, frame, goal
from tests.browser.overlay.conftest import OpenOverlay
from tests.browser.overlay.test_gifts import gift, gifts

BEAT = 5_000
"""Milliseconds between two beats of the server."""
WORK = {"Paint", "Layout", "UpdateLayoutTree", "FireAnimationFrame", "RasterTask", "DrawFrame"}


def work_while(page: Page, seconds: float, air: Air) -> Counter[str]:
    """Return what Chromium did, by its own trace, while nothing but a beat came."""
    session = page.context.new_cdp_session(page)
    events: list[dict[str, Any]] = []
    ended: list[bool] = []
    session.on("Tracing.dataCollected", lambda data: events.extend(data["value"]))
    session.on("Tracing.tracingComplete", lambda _: ended.append(True))
    categories = "devtools.timeline,disabled-by-default-devtools.timeline"
    session.send("Tracing.start", {"transferMode": "ReportEvents", "categories": categories})
    page.wait_for_timeout(seconds * 500)
    air.say(frame("beat", seq=60))
    page.wait_for_timeout(seconds * 500)
    session.send("Tracing.end")
    while not ended:
        page.wait_for_timeout(20)
    return Counter(event["name"] for event in events if event["name"] in WORK)


def before_rest(air: Air, page: Page, state: str) -> None:
    """Bring the page through its effects and wait until the last one is over."""
    if state == "after gifts":
        air.say(goal("near", seq=50), gifts(gift(coins=20)))
        expect(page.locator(".toast")).to_have_count(1)
        expect(page.locator(".toast")).to_have_count(0, timeout=8_000)
    if state == "after a celebration":
        air.say(frame("reached"), gifts(gift(), reached=(1,)))
        expect(page.locator(".cheer").first).to_be_visible()
        expect(page.locator(".cheer")).to_have_count(0, timeout=8_000)
    page.wait_for_timeout(1_500)


EVERY_OTHER = ("ring", "jar", "ladder", "text", "top", "recent", "ticker", "countdown")
"""All that may stand beside the bar; the countdown has no deadline to wait for."""


def worn(*kinds: str, **options: Any) -> Frame:
    """Return the look of a canvas with these widgets; the bar alone without any."""
    places = (
        "top-left",
        "top",
        "top-right",
        "left",
        "right",
        "bottom-left",
        "bottom-right",
        "bottom",
    )
    widgets = [{"kind": kind, "place": at} for kind, at in zip(kinds, places, strict=False)]
    look = frame("look")
    return look | {"look": look["look"] | {"widgets": widgets} | options}


@pytest.mark.parametrize(
    ("state", "size", "look"),
    [
        ("fresh", (300, 600), worn(direction="vertical")),
        ("after gifts", (1920, 1080), worn(*EVERY_OTHER)),
        ("after a celebration", (900, 120), worn()),
    ],
    ids=["fresh tower", "all widgets after gifts", "bar after a celebration"],
)
def test_at_rest_nothing_is_drawn_or_waited_for(
    open_overlay: OpenOverlay, air: Air, state: str, size: tuple[int, int], look: Frame
) -> None:
    page = open_overlay(frame("moving"), look, size=size)
    before_rest(air, page, state)
    page.evaluate("probe.timers.length = probe.frames = probe.writings.length = 0")
    work = work_while(page, 3, air)
    assert work == Counter()
    assert page.evaluate("document.getAnimations().length") == 0
    done = page.evaluate(
        "({ timers: probe.timers, frames: probe.frames, n: probe.writings.length })"
    )
    assert done["frames"] == 0
    assert done["n"] == 0
    assert done["timers"]
    assert min(done["timers"]) > BEAT


def storm(sent: int) -> tuple[Frame, Frame]:
    seq = 100 + sent
    many = [gift(f"s{sent}-{n}", gifter=f"gifter {n}") for n in range(2)]
    lists = {"recent": many, "top": [{"gifter": "ana", "coins": sent}]}
    moved = goal("moving", raised=sent, target=100_000)
    return moved | lists | {"seq": seq}, gifts(*many, seq=seq)


def drawn_together(writings: list[float]) -> list[float]:
    """Leave out what was written in the same frame as something before it: it is laid out once."""
    apart: list[float] = []
    for at in writings:
        if not apart or at - apart[-1] > 8:
            apart.append(at)
    return apart


@pytest.mark.parametrize(
    ("size", "look"),
    [((900, 120), worn()), ((1920, 1080), worn("bar", *EVERY_OTHER[:-1]))],
    ids=["strip", "all widgets"],
)
def test_in_a_hundred_gifts_a_second_text_is_written_ten_times_a_second_at_most(
    open_overlay: OpenOverlay, air: Air, size: tuple[int, int], look: Frame
) -> None:
    page = open_overlay(frame("moving"), look, size=size)
    sent, begun = 0, time.monotonic()
    while (passed := time.monotonic() - begun) < 4:
        sent += 2
        air.say(*storm(sent))
        assert page.locator(".toast:not([data-leaving])").count() <= 3
        page.wait_for_timeout(max(0, (sent / 100 - passed) * 1_000))
    writings = drawn_together(page.evaluate("probe.writings"))
    steady = [at for at in writings if writings[0] + 1_000 < at < writings[0] + 4_000]
    assert len(steady) <= 3 * 10
    expect(page.locator(".raised").first).to_have_text(f"{sent:,}")
