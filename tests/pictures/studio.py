"""Makes the docs' picture of the overlay studio: `python -m tests.pictures.studio`."""

import tempfile
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

from tests.chromium import chromium
from tests.server_process import OWNER, giftgoal

PICTURE = Path(__file__).parents[2] / "docs" / "images" / "studio.png"
SIZE = (1280, 800)

GOAL = {
    "title": "New mic",
    "target": 5_000,
    "milestones": [{"at": 2_500, "label": "Song request"}, {"at": 4_000, "label": "Karaoke"}],
}


def main() -> None:
    """Make the picture."""
    with (
        tempfile.TemporaryDirectory() as folder,
        giftgoal(Path(folder) / "data") as server,
        sync_playwright() as playwright,
    ):
        client = server.client()
        client.post("/api/goals", json=GOAL).raise_for_status()
        client.post("/api/gifts", json={"gifter": "ana", "coins": 2_870}).raise_for_status()
        overlay = client.get("/api/overlays").json()["overlays"][0]
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = browser.new_page(
            viewport={"width": SIZE[0], "height": SIZE[1]}, color_scheme="dark", locale="en-US"
        )
        page.goto(f"{server.url}/control#token={OWNER}")
        expect(page.locator(".line-words")).to_have_text("live")
        page.evaluate("(id) => { location.hash = `settings/overlays/${id}` }", overlay["id"])
        page.get_by_role("button", name="Jar of thanks").click()
        shown = page.frame_locator("studio-preview iframe")
        expect(shown.locator("goal-jar")).to_be_visible()
        expect(page.get_by_text("Saved, and on air")).to_be_visible()
        page.get_by_role("button", name="Big gift").click()
        expect(shown.locator(".toast")).to_be_visible()
        page.wait_for_timeout(1_500)
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main()
