"""Makes the README's picture from the real thing: `python -m tests.pictures.readme`.

A real server gets real gifts; the bar and the phone are screenshots of its pages, over a scene.
"""

import base64
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.chromium import chromium
from tests.server_process import ServerProcess, giftgoal

PICTURE = Path(__file__).parents[2] / "docs" / "images" / "giftgoal.png"
SIZE = (1280, 720)
OBS = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/127.0.0.0 Safari/537.36 OBS/32.0.1"
"""What the bar's browser says it is, so that the phone has nothing to say against going live."""

GOAL = {
    "title": "New mic",
    "target": 500,
    "milestones": [{"at": 100, "label": "Sing a line"}, {"at": 250, "label": "Song request"}],
}

GIFTS = (
    {"gifter": "cem", "gift": "Perfume", "count": 2},
    {"gifter": "ana", "gift": "Rose", "count": 12},
    {"gifter": "さくら", "gift": "Hand Hearts"},
    {"gifter": "ben", "coins": 50},
    {"gifter": "Mei Lin", "gift": "Doughnut", "count": 3},
    {"gifter": "ana", "gift": "Heart Me", "count": 20},
)

SCENE = """
<style>
  body { margin: 0; width: 1280px; height: 720px; position: relative; overflow: hidden;
    background: linear-gradient(180deg, #16213f 0%, #3d3a6b 45%, #c66b6f 72%, #f3b56b 78%); }
  .sun { position: absolute; left: 300px; top: 330px; width: 230px; height: 230px;
    border-radius: 50%; background: #ffe0a3; }
  .hill { position: absolute; bottom: -220px; border-radius: 50%; }
  .bar { position: absolute; left: 36px; bottom: 28px; width: 840px; }
  .phone { position: absolute; right: 40px; top: 32px; width: 303px; border-radius: 34px;
    border: 9px solid #0b0d12; box-shadow: 0 18px 50px rgba(0, 0, 0, 0.5); }
</style>
<div class="sun"></div>
<div class="hill" style="left: -200px; width: 900px; height: 420px; background: #2c2f57"></div>
<div class="hill" style="left: 380px; width: 1100px; height: 380px; background: #232548"></div>
<div class="hill" style="left: -100px; width: 1500px; height: 300px; background: #17182f"></div>
<img class="bar" src="data:image/png;base64,{bar}" alt="" />
<img class="phone" src="data:image/png;base64,{phone}" alt="" />
"""


def main() -> None:
    """Make the picture."""
    with (
        tempfile.TemporaryDirectory() as folder,
        giftgoal(Path(folder) / "data") as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        give(server)
        bar, phone = bar_picture(browser, server), phone_picture(browser, server)
        page = open_page(browser, "about:blank", SIZE, scale=1)
        page.set_content(SCENE.replace("{bar}", bar).replace("{phone}", phone))
        page.wait_for_timeout(300)
        PICTURE.parent.mkdir(exist_ok=True)
        page.screenshot(path=PICTURE)
        browser.close()


def give(server: ServerProcess) -> None:
    """Open the goal and give the gifts."""
    client = server.client()
    client.post("/api/goals", json=GOAL).raise_for_status()
    for gift in GIFTS:
        client.post("/api/gifts", json=gift).raise_for_status()


def bar_picture(browser: Browser, server: ServerProcess) -> str:
    """Return the bar, a gift on it, over nothing."""
    page = open_page(browser, server.overlay_url, (900, 120), scale=2, user_agent=OBS)
    expect(page.locator("goal-bar .raised")).not_to_have_text("0")
    server.client().post("/api/gifts", json={"gifter": "ana", "gift": "Cap"}).raise_for_status()
    expect(page.locator(".toast")).to_have_count(1)
    page.wait_for_timeout(1200)
    return encoded(page.screenshot(omit_background=True))


def phone_picture(browser: Browser, server: ServerProcess) -> str:
    """Return the control page on a phone."""
    page = open_page(browser, server.sign_in_link, (390, 844), scale=2)
    expect(page.locator("gift-row").first).to_be_visible()
    page.wait_for_timeout(800)
    return encoded(page.screenshot())


def open_page(
    browser: Browser, url: str, size: tuple[int, int], scale: int, user_agent: str | None = None
) -> Page:
    """Return a page of this size, at night."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        device_scale_factor=scale,
        color_scheme="dark",
        locale="en-US",
        user_agent=user_agent,
    )
    page = context.new_page()
    page.goto(url)
    return page


def encoded(picture: bytes) -> str:
    """Return a picture as base64."""
    return base64.b64encode(picture).decode()


if __name__ == "__main__":
    main()
