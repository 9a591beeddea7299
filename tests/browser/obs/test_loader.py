"""The loader file in a real browser: OBS is there first, Giftgoal comes later."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.free_port import free_port
from tests.server_process import giftgoal

LONG = 20_000
"""Milliseconds: longer than two looks for the server."""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 900, "height": 120})
    yield page
    page.close()


@pytest.fixture(scope="module")
def port() -> int:
    return free_port()


@pytest.fixture
def loader(tmp_path: Path, port: int) -> Path:
    """The file of the first overlay of a server that has gone again."""
    with giftgoal(tmp_path / "data", port=port) as server:
        mika = server.client()
        mika.post("/api/goals", json={"title": "New mic", "target": 500})
        overlay = mika.get("/api/overlays").json()["overlays"][0]
        file = tmp_path / "giftgoal-main-bar.html"
        file.write_bytes(mika.get(f"/api/overlays/{overlay['id']}/loader").content)
        return file


def noise(log: Path) -> list[str]:
    said = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
    return [line for line in said.splitlines() if "CONSOLE" in line]


def test_the_overlay_comes_when_the_server_does(
    loader: Path, page: Page, port: int, tmp_path: Path
) -> None:
    page.goto(loader.as_uri())
    page.wait_for_timeout(2_500)
    assert page.url == loader.as_uri()
    with giftgoal(tmp_path / "data", port=port) as server:
        page.wait_for_url(server.overlay_url, timeout=LONG)
        expect(page.locator("goal-bar")).to_contain_text("New mic")


def test_a_server_that_goes_before_it_is_reached_is_waited_for(
    loader: Path, page: Page, port: int, tmp_path: Path
) -> None:
    failed: list[object] = []
    page.on("requestfailed", lambda request: failed.append(request))
    page.clock.install(time=0)
    page.clock.pause_at(1_000)
    page.goto(loader.as_uri())
    pass_until(page, lambda: len(failed) >= 1)
    with giftgoal(tmp_path / "data", port=port) as server:
        server.kill()
    pass_until(page, lambda: len(failed) >= 4)
    with giftgoal(tmp_path / "data", port=port) as server:
        pass_until(page, lambda: page.url == server.overlay_url)


def pass_until(page: Page, so: Callable[[], bool]) -> None:
    """Let the page's time pass, with real time between for what it hears from outside."""
    last = time.monotonic() + LONG / 1_000
    while not so():
        assert time.monotonic() < last
        page.clock.run_for(500)
        page.wait_for_timeout(50)


def test_another_program_on_the_port_is_not_taken_for_the_server(loader: Path, page: Page) -> None:
    page.route("**/healthz", lambda route: route.fulfill(json={"status": "fine"}))
    page.goto(loader.as_uri())
    page.wait_for_timeout(2_500)
    assert page.url == loader.as_uri()


def test_while_it_waits_nothing_is_seen(loader: Path, page: Page) -> None:
    page.goto(loader.as_uri())
    assert page.locator("body").inner_text().strip() == ""
    grounds = page.evaluate(
        "[document.documentElement, document.body].map((e) => getComputedStyle(e).backgroundColor)"
    )
    assert grounds == ["rgba(0, 0, 0, 0)"] * 2
    picture = page.screenshot(omit_background=True)
    seen = page.evaluate(ANY_PIXEL, list(picture))
    assert seen is False


ANY_PIXEL = """async (png) => {
  const picture = await createImageBitmap(new Blob([new Uint8Array(png)]));
  const paper = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
  paper.drawImage(picture, 0, 0);
  const { data } = paper.getImageData(0, 0, picture.width, picture.height);
  return data.some((value, at) => at % 4 === 3 && value !== 0);
}"""


def test_it_says_nothing_to_the_console(loader: Path, page: Page, log: Path) -> None:
    page.goto(loader.as_uri())
    page.wait_for_timeout(2_500)
    assert [line for line in noise(log) if "giftgoal-main-bar" in line] == []
    page.evaluate("console.error('the log is read')")
    page.wait_for_timeout(500)
    assert "the log is read" in noise(log)[-1]
