"""A real server, a phone and a stream, all at once."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.server_process import ServerProcess, giftgoal

NEW_MIC = {"title": "New mic", "target": 500, "milestones": [{"at": 250, "label": "Song request"}]}

OpenPage = Callable[[str, tuple[int, int]], Page]
"""Opens an address in a browser of its own, at a size."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ServerProcess]:
    """A server with the goal "New mic"."""
    with giftgoal(tmp_path / "data") as server:
        server.client().post("/api/goals", json=NEW_MIC).raise_for_status()
        yield server


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    opened = []

    def open_at(url: str, size: tuple[int, int]) -> Page:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, has_touch=size[0] < 700
        )
        opened.append(context)
        page = context.new_page()
        page.goto(url)
        return page

    yield open_at
    for context in opened:
        context.close()
