"""A real Chromium before a line on which the test itself speaks."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.overlay.air import Air, Frame, frame, on_air
from tests.chromium import chromium

OpenOverlay = Callable[..., Page]
LOOK = frame("look")
CHROMIUMS_OWN = ("WebSocket connection to", "Failed to load resource")
"""What Chromium says of a server that is away, which no page can help."""
PROBE = Path(__file__).with_name("probe.js")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser a module: Playwright's loop must have ended before an async test begins."""
    with sync_playwright() as playwright:
        args = ["--no-sandbox", "--autoplay-policy=no-user-gesture-required"]
        yield playwright.chromium.launch(executable_path=chromium(), args=args)


@pytest.fixture(scope="module")
def contexts(browser: Browser) -> dict[bool, BrowserContext]:
    """Whoever wants calm, and who does not: pages of one context share their cache of files."""
    return {
        True: browser.new_context(reduced_motion="reduce"),
        False: browser.new_context(reduced_motion="no-preference"),
    }


@pytest.fixture(scope="module")
def station() -> Iterator[Air]:
    with on_air() as line:
        yield line


@pytest.fixture
def air(station: Air) -> Air:
    """The line of one test."""
    station.forget()
    return station


@pytest.fixture
def open_overlay(contexts: dict[bool, BrowserContext], air: Air) -> Iterator[OpenOverlay]:
    """Open the page at a size; it has shown the first frames when it is returned.

    At the end nothing may have been said on any page's console, for it lands in OBS's log.
    """
    said: list[str] = []
    pages: list[Page] = []

    def open_page(
        *first: Frame, size: tuple[int, int] = (900, 120), query: str = "", calm: bool = False
    ) -> Page:
        air.first = [*first] if any(each["type"] == "look" for each in first) else [*first, LOOK]
        page = contexts[calm].new_page()
        page.set_viewport_size({"width": size[0], "height": size[1]})
        pages.append(page)
        page.add_init_script(path=PROBE)
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"{air.url}/overlay/key-of-mika{query}")
        page.wait_for_selector(".stage:not([hidden])", state="attached")
        return page

    yield open_page
    for page in pages:
        page.close()
    assert [text for text in said if not text.startswith(CHROMIUMS_OWN)] == []


@pytest.fixture
def look() -> Frame:
    """What an overlay is told of its looks."""
    return frame("look")
