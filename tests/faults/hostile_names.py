"""Hostile names on the real pages in a real Chromium: text stays text, numbers stay in place."""

import unicodedata
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, sync_playwright

from tests.chromium import chromium
from tests.faults.figures import Figures
from tests.faults.hostile_texts import NAMES
from tests.faults.small_disks import within
from tests.server_process import ServerProcess, giftgoal

LOOK = {
    "widgets": [
        {"kind": "bar", "place": "top"},
        {"kind": "recent", "place": "bottom-left"},
        {"kind": "top", "place": "bottom-right"},
    ]
}

BAD = (
    "numbers out of place",
    "names not as they were",
    "executed",
    "elements made",
    "pages too wide",
    "said on the console",
    "nothing to measure",
)

_PATIENCE = 20
_MEASURE = """
(parts) => {
  const rows = [...document.querySelectorAll(parts.row)].filter((row) => row.checkVisibility());
  const wrong = [];
  for (const row of rows) {
    const boxes = parts.inOrder
      .flatMap((part) => [...row.querySelectorAll(part)])
      .filter((part) => part.checkVisibility() && part.textContent !== "")
      .map((part) => ({ text: part.textContent, box: part.getBoundingClientRect() }));
    const outer = row.getBoundingClientRect();
    boxes.forEach(({ text, box }, index) => {
      const before = boxes[index - 1];
      if (before && before.box.right > box.left + 1) wrong.push(`${text} after ${before.text}`);
      if (box.left < outer.left - 1 || box.right > outer.right + 1) wrong.push(`${text} outside`);
    });
  }
  return { wrong, rows: rows.length, hacked: window.hacked !== undefined,
    made: document.querySelectorAll("[onerror], [onload], [src=x], base, script:not([src])").length,
  };
}
"""

TOAST = {"row": ".toast", "inOrder": [".who", ".what", ".worth"]}
LISTED = {"row": "li.row:not([data-empty])", "inOrder": [".rank", ".who", ".what", ".worth"]}
ENTERED = {"row": "gift-row .row-main", "inOrder": [".row-words", ".row-coins", "button"]}
TOP = {"row": "top-list [role=listitem]", "inOrder": [".top-name", ".top-coins"]}


def shown(folder: Path) -> Figures:
    """Give one gift of each name, and look at each where it is shown."""
    figures = Figures("hostile names on the pages")
    said: list[str] = []
    with giftgoal(folder / "data") as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        context.on("weberror", lambda error: said.append(str(error.error)))
        context.on("console", lambda message: said.append(message.text))
        overlay, control = _open(server, context)
        for number, name in enumerate(NAMES.values(), start=1):
            _give(server, overlay, name, number, figures)
            figures.rounds += 1
        control.bring_to_front()
        within(_PATIENCE, lambda: control.locator("gift-row").count() >= len(NAMES))
        for parts in (ENTERED, TOP):
            _measured(control, parts, figures)
        lines = " ".join(control.locator("gift-row .row-line").all_text_contents())
        for name in map(_kept, NAMES.values()):
            if name not in lines:
                figures.count("names not as they were", name)
        wide = control.evaluate("document.documentElement.scrollWidth - innerWidth")
        figures.counts["pages too wide"] = int(wide > 0)
        browser.close()
    for line in said:
        figures.count("said on the console", line)
    return figures


def _open(server: ServerProcess, context: BrowserContext) -> tuple[Page, Page]:
    mika = server.client()
    mika.post("/api/goals", json={"title": "New mic", "target": 5000}).raise_for_status()
    (main_bar,) = mika.get("/api/overlays").json()["overlays"]
    mika.patch(f"/api/overlays/{main_bar['id']}", json={"look": LOOK}).raise_for_status()
    control, overlay = context.new_page(), context.new_page()
    control.goto(server.sign_in_link)
    control.locator("gift-list").first.wait_for(state="attached")
    overlay.goto(server.overlay_url)
    overlay.locator(".raised").first.wait_for()
    return overlay, control


def _give(server: ServerProcess, overlay: Page, name: str, number: int, figures: Figures) -> None:
    gift = {"gifter": name, "gift": name, "coins": 7, "message": name}
    server.client().post("/api/gifts", json=gift).raise_for_status()
    total = str(7 * number)
    within(_PATIENCE, lambda: overlay.locator(".raised").first.text_content() == total)
    toasts = overlay.locator(".toast .who")
    within(_PATIENCE, lambda: _kept(name) in toasts.all_text_contents())
    for parts in (TOAST, LISTED):
        _measured(overlay, parts, figures)


def _measured(page: Page, parts: dict[str, Any], figures: Figures) -> None:
    found = page.evaluate(_MEASURE, parts)
    if not found["rows"]:
        figures.count("nothing to measure", str(parts))
    for wrong in found["wrong"]:
        figures.count("numbers out of place", wrong)
    figures.counts["executed"] += found["hacked"]
    figures.counts["elements made"] += found["made"]


def _kept(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip()
