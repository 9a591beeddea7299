"""The stage of these tests: a real server, a real browser, and people with the page open."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.control.giftgoal_process import Giftgoal
from tests.browser.control.hands import expect_live
from tests.chromium import chromium

PHONE = (390, 844)
DESK = (1280, 800)

expect.set_options(timeout=15_000)

NEW_MIC = {
    "title": "New mic",
    "target": 500,
    "milestones": [{"at": 250, "label": "Song request"}],
}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture
def giftgoal(tmp_path: Path) -> Iterator[Giftgoal]:
    """A server with the goal "New mic"."""
    server = Giftgoal(tmp_path)
    server.start()
    server.ask("POST", "/api/goals", NEW_MIC)
    yield server
    server.stop()


Open = Callable[..., Page]
"""Opens the control page in a browser of its own: `open_page(link, size=PHONE, scheme="dark")`."""


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    contexts: list[BrowserContext] = []
    broken: list[str] = []

    def open_link(link: str, size: tuple[int, int] = PHONE, scheme: str = "dark") -> Page:
        phone = size[0] < 700
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="light" if scheme == "light" else "dark",
            has_touch=phone,
            is_mobile=phone,
            locale="en-US",
        )
        contexts.append(context)
        context.on("weberror", lambda error: broken.append(str(error.error)))
        context.on("console", lambda said: _note(broken, said.text))
        page = context.new_page()
        page.goto(link)
        return page

    yield open_link
    for context in contexts:
        context.close()
    assert broken == []


def _note(broken: list[str], said: str) -> None:
    """A page that the policy stops from doing something is broken, even if nobody sees it."""
    if "Content Security Policy" in said or "Uncaught" in said:
        broken.append(said)


@pytest.fixture
def mika(giftgoal: Giftgoal, open_page: Open) -> Page:
    """The owner's phone, signed in and live."""
    return _live(open_page(giftgoal.link))


@pytest.fixture
def noor(giftgoal: Giftgoal, open_page: Open) -> Page:
    """A moderator's phone, signed in and live."""
    return _live(open_page(giftgoal.invite("noor")))


def _live(page: Page) -> Page:
    expect_live(page)
    return page
