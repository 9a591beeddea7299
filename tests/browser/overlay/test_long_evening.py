"""After thousands of gifts the page keeps no more than after the first thousand."""

from collections import Counter
from collections.abc import Iterator

from playwright.sync_api import Page, expect

from tests.browser import heap
from tests.browser.overlay.air import Air, Frame, frame, goal
from tests.browser.overlay.conftest import OpenOverlay
from tests.browser.overlay.test_gifts import gift, gifts
from tests.browser.overlay.test_rest import EVERY_OTHER, worn

ALL_WIDGETS = worn("shoutout", *EVERY_OTHER[1:])
TOGETHER = 10


def evening(first: int, many: int) -> Iterator[tuple[Frame, Frame]]:
    """Yield a board and some gifts at a time, each of another gifter."""
    for seq in range(first, first + many, TOGETHER):
        new = [
            gift(f"g{n}", gifter=f"gifter {n}", gift=f"gift {n}", coins=1 + n * 37 % 5_000)
            for n in range(seq, seq + TOGETHER)
        ]
        lists = {"recent": new, "top": [{"gifter": f"gifter {seq}", "coins": seq}]}
        moved = goal("moving", raised=seq, target=1_000_000) | lists | {"shoutouts": new[:1]}
        yield moved | {"seq": seq}, gifts(*new, seq=seq, reached=(1,) if seq % 300 == 0 else ())


def play(page: Page, air: Air, first: int, many: int) -> None:
    """Play a part of an evening, with the line lost and found in its middle."""
    look = air.first[1]
    for number, frames in enumerate(evening(first, many)):
        if number == many // TOGETHER // 2:
            air.first = [frames[0], look]
            air.hang_up()
            while not air.lines():
                page.wait_for_timeout(50)
        air.say(*frames)
        page.wait_for_timeout(10)


def at_rest(page: Page) -> Counter[str]:
    """Return what is kept when all effects are over."""
    expect(page.locator(".toast, .cheer, .spark")).to_have_count(0, timeout=15_000)
    page.wait_for_timeout(1_000)
    page.evaluate("probe.timers.length = probe.writings.length = probe.flashes.length = 0")
    return heap.kept(page)


def test_an_evening_leaves_nothing_behind(open_overlay: OpenOverlay, air: Air) -> None:
    page = open_overlay(frame("moving"), ALL_WIDGETS, size=(1920, 1080))
    # A thousand gifts are remembered, so that none is celebrated twice.
    play(page, air, first=1_000, many=1_200)
    before = at_rest(page)
    gifters = 1_600
    play(page, air, first=3_000, many=gifters)
    more = at_rest(page) - before
    assert max(more.values(), default=0) < gifters / 4, (before, more)
