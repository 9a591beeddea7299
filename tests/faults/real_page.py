"""The real overlay in a real Chromium, whose line drops while gifts come in."""

import random
import time
from collections import Counter
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from tests.chromium import chromium
from tests.faults.cutting import Proxy, cutting
from tests.faults.figures import Figures
from tests.faults.small_disks import within
from tests.free_port import free_port
from tests.server_process import ServerProcess, giftgoal

_COUNT_TOASTS = """
window.greeted = {};
const seen = new WeakSet();
new MutationObserver(() => {
  for (const toast of document.querySelectorAll(".toast")) {
    const who = toast.querySelector(".who")?.textContent;
    if (!who || seen.has(toast)) continue;
    seen.add(toast);
    greeted[who] = (greeted[who] ?? 0) + 1;
  }
}).observe(document, { subtree: true, childList: true, characterData: true });
"""

_PATIENCE = 20_000
"""Milliseconds after which something that should be soon is never."""


def dropped(rounds: int, folder: Path) -> Figures:
    """Drop the line of the real page `rounds` times, each around a gift."""
    figures = Figures("the real page, dropped around a gift")
    chance = random.Random(rounds)  # noqa: S311  # the same moments every time
    port = free_port()
    with cutting(port) as proxy:
        settings = folder / "config.toml"
        settings.write_text(f'[server]\nallowed_hosts = ["127.0.0.1:{proxy.port}"]\n')
        with (
            giftgoal(folder / "data", "--config", str(settings), port=port) as server,
            sync_playwright() as playwright,
        ):
            server.client().post("/api/goals", json={"title": "New mic", "target": 500})
            browser = playwright.chromium.launch(
                executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"]
            )
            page = browser.new_page(viewport={"width": 800, "height": 600})
            page.add_init_script(_COUNT_TOASTS)
            page.goto(server.overlay_url.replace(str(port), str(proxy.port)))
            expect(page.locator(".raised")).to_have_text("0", timeout=_PATIENCE)
            for number in range(1, rounds + 1):
                _drop(page, proxy, server, number, chance, figures)
            greeted = Counter(page.evaluate("greeted"))
            browser.close()
    wanted = {f"ana {number}" for number in range(1, rounds + 1)}
    figures.rounds = rounds
    figures.counts["celebrated twice"] = sum(count > 1 for count in greeted.values())
    figures.counts["never celebrated"] = len(wanted - set(greeted))
    return figures


def _drop(
    page: Page,
    proxy: Proxy,
    server: ServerProcess,
    number: int,
    chance: random.Random,
    figures: Figures,
) -> None:
    gift = {"gifter": f"ana {number}", "coins": 1}
    if before := chance.random() < 0.5:
        server.client().post("/api/gifts", json=gift).raise_for_status()
        time.sleep(chance.uniform(0, 0.02))
    proxy.hang_up()
    began = time.monotonic()
    if not before:
        server.client().post("/api/gifts", json=gift).raise_for_status()
    expect(page.locator(".raised")).to_have_text(str(number), timeout=_PATIENCE)
    took = round((time.monotonic() - began) * 1000)
    figures.counts["ms to the right total at the slowest"] = max(
        took, figures["ms to the right total at the slowest"]
    )
    within(_PATIENCE / 1000, lambda: page.evaluate(f"'ana {number}' in greeted"))
