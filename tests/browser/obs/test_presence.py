"""What a real page says of itself, and the light that it turns green."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.server_process import OWNER, Live, ServerProcess, giftgoal

OBS = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/127.0.0.0 Safari/537.36 OBS/32.0.1"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ServerProcess]:
    """A server with the goal "New mic"."""
    with giftgoal(tmp_path / "data") as server:
        server.client().post("/api/goals", json={"title": "New mic", "target": 500})
        yield server


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a browser that calls itself OBS."""
    page = browser.new_page(viewport={"width": 900, "height": 120}, user_agent=OBS)
    yield page
    page.close()


def until(control: Live, right: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    while True:
        frame = control.next("preflight")
        if right(frame):
            return frame


def viewer(frame: dict[str, Any]) -> dict[str, Any]:
    return next(iter(frame["viewers"]), {})


def test_a_page_in_obs_turns_the_light_green(server: ServerProcess, page: Page) -> None:
    control = server.live("/ws/control", OWNER)
    page.goto(server.overlay_url)
    seen = viewer(until(control, lambda frame: frame["ready"]))
    assert (seen["obs"], seen["chromium"], seen["active"]) == ("32.0.1", 127, None)
    assert (seen["width"], seen["height"], seen["visible"]) == (900, 120, True)


def test_what_changes_in_obs_is_seen_at_once(server: ServerProcess, page: Page) -> None:
    control = server.live("/ws/control", OWNER)
    page.goto(server.overlay_url)
    until(control, lambda frame: frame["ready"])
    page.set_viewport_size({"width": 200, "height": 40})
    small = until(control, lambda frame: viewer(frame).get("width") == 200)
    assert [one["what"] for one in small["checks"] if not one["ok"]] == ["size"]
    tell = "([name, detail]) => dispatchEvent(new CustomEvent(name, { detail }))"
    page.evaluate(tell, ["obsSourceActiveChanged", {"active": True}])
    until(control, lambda frame: viewer(frame)["active"] is True)
    page.evaluate(tell, ["obsSourceVisibleChanged", {"visible": False}])
    hidden = until(control, lambda frame: viewer(frame)["visible"] is False)
    assert "visible" in [one["what"] for one in hidden["checks"] if not one["ok"]]


def test_a_page_says_it_again_after_a_restart(
    server: ServerProcess, page: Page, tmp_path: Path
) -> None:
    page.goto(server.overlay_url)
    port = server.port
    server.stop()
    with giftgoal(tmp_path / "data", port=port) as again:
        until(again.live("/ws/control", OWNER), lambda frame: frame["ready"])
