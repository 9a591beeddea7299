"""The stage of these tests: a real server, a real browser, and people with the page open."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.control.hands import expect_live
from tests.browser.control.server import Giftgoal

PHONE = (390, 844)
DESK = (1280, 800)

expect.set_options(timeout=15_000)

NEW_MIC = {
    "title": "New mic",
    "target": 500,
    "milestones": [{"at": 250, "label": "Song request"}],
}


class Spares:
    """Servers with the goal "New mic", one for each test.

    The next one starts while a test looks at its own, and nobody waits for one to stop.
    """

    def __init__(self, new_folder: Callable[[], Path]) -> None:
        self._new_folder = new_folder
        self._hands = ThreadPoolExecutor(1)
        self._stopping: list[Future[None]] = []
        self._next = self._hands.submit(self._start)

    def take(self) -> Giftgoal:
        taken, self._next = self._next.result(), self._hands.submit(self._start)
        return taken

    def give_back(self, server: Giftgoal) -> None:
        self._stopping.append(self._hands.submit(server.stop))

    def close(self) -> None:
        self.give_back(self._next.result())
        self._hands.shutdown()
        for stopping in self._stopping:
            stopping.result()

    def _start(self) -> Giftgoal:
        server = Giftgoal(self._new_folder())
        server.start()
        server.ask("POST", "/api/goals", NEW_MIC)
        return server


@pytest.fixture(scope="session")
def spares(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Spares]:
    spares = Spares(lambda: tmp_path_factory.mktemp("giftgoal"))
    yield spares
    spares.close()


@pytest.fixture
def giftgoal(spares: Spares) -> Iterator[Giftgoal]:
    """A server with the goal "New mic"."""
    server = spares.take()
    yield server
    spares.give_back(server)


class Stage:
    """An evening that many tests look at: one server, one browser profile for each kind of device.

    Each page is new, but its files come from the browser's cache, and nobody signs in twice.
    """

    def __init__(self, browser: Browser, giftgoal: Giftgoal) -> None:
        self.giftgoal = giftgoal
        self._browser = browser
        self._contexts: dict[tuple[int, int], BrowserContext] = {}
        self._broken: list[str] = []

    def open(self, size: tuple[int, int] = PHONE) -> Page:
        """Open the owner's page, live."""
        known = self._contexts.get(size)
        context = known or new_context(self._browser, size, "dark", self._broken)
        self._contexts[size] = context
        page = context.new_page()
        page.goto(f"{self.giftgoal.url}/control" if known else self.giftgoal.link)
        expect_live(page)
        return page

    def clear(self) -> None:
        """Close what is open, and forget what a device has kept."""
        for context in self._contexts.values():
            context.set_offline(False)
            for page in context.pages:
                page.evaluate("localStorage.clear()")
                page.close()
        broken, self._broken[:] = list(self._broken), []
        assert broken == []

    def close(self) -> None:
        for context in self._contexts.values():
            context.close()


def new_context(
    browser: Browser, size: tuple[int, int], scheme: str, broken: list[str], keeps: bool = False
) -> BrowserContext:
    """Return a browser profile of its own; what goes wrong in its pages is added to `broken`.

    Only one that `keeps` the page for opening it without a line has a service worker: it would cost
    every other test a second.
    """
    phone = size[0] < 700
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="light" if scheme == "light" else "dark",
        has_touch=phone,
        is_mobile=phone,
        locale="en-US",
        service_workers="allow" if keeps else "block",
    )
    context.on("weberror", lambda error: broken.append(str(error.error)))
    context.on("console", lambda said: _note(broken, said.text))
    return context


Open = Callable[..., Page]
"""Opens the control page in a browser of its own: `open_page(link, size=PHONE, scheme="dark")`."""


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    contexts: list[BrowserContext] = []
    broken: list[str] = []

    def open_link(
        link: str, size: tuple[int, int] = PHONE, scheme: str = "dark", keeps: bool = False
    ) -> Page:
        context = new_context(browser, size, scheme, broken, keeps)
        contexts.append(context)
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
