"""Overlays whose line drops at any byte, and a server that restarts under many of them."""

import random
import signal
import time
from pathlib import Path

from tests.faults.cutting import cutting
from tests.faults.figures import Figures
from tests.faults.pages import Page, open_pages, soon
from tests.faults.small_disks import within
from tests.free_port import free_port
from tests.server_process import ServerProcess, giftgoal

_PATIENCE = 30
"""Seconds after which something that should be soon is never."""

_LINE = 9000
"""Somewhat more bytes than some first frames and celebrations."""


def dropped(rounds: int, folder: Path) -> Figures:
    """Drop an overlay's line at a byte of its own, `rounds` times, while gifts come in."""
    figures = Figures("overlay dropped at any byte")
    chance = random.Random(rounds)  # noqa: S311  # the same bytes every time
    with giftgoal(folder) as server, cutting(server.port) as proxy:
        page = Page(_socket(server), lambda: chance.uniform(0.01, 0.1), port=proxy.port)
        mika, given, slowest = server.client(), set[str](), 0.0
        proxy.cut_all_after(lambda: chance.randint(1, _LINE))
        with open_pages([page]):
            within(_PATIENCE, lambda: page.ledger != "")
            while proxy.cuts < rounds:
                for _ in range(chance.randint(1, 3)):
                    given.add(_give(mika.post("/api/gifts", json={"gifter": "ana", "coins": 7})))
                slowest = max(slowest, within(_PATIENCE, lambda: page.coins == 7 * len(given)))
            proxy.cut_all_after(None)
            within(_PATIENCE, lambda: given <= _celebrated(page))
    figures.rounds = proxy.cuts
    figures.counts["celebrated twice"] = sum(count > 1 for count in page.celebrations.values())
    figures.counts["never celebrated"] = len(given - _celebrated(page))
    figures.counts["ms to the right total at the slowest"] = round(slowest * 1000)
    return figures


def _socket(server: ServerProcess) -> str:
    return server.overlay_url.replace("http", "ws", 1).replace("/overlay/", "/ws/overlay/")


def _give(answer: object) -> str:
    return str(answer.json()["id"])  # type: ignore[attr-defined]


def _celebrated(page: Page) -> set[str]:
    return {key.split()[0] for key in page.celebrations.copy()}


def restarted(overlays: int, folder: Path, sign: signal.Signals) -> Figures:
    """Restart a server on which many overlays look."""
    figures = Figures(f"restart by {sign.name} under {overlays} overlays")
    chance = random.Random(overlays)  # noqa: S311  # the same waits every time
    port = free_port()
    with giftgoal(folder, port=port) as server:
        pages = [Page(_socket(server), lambda: soon(chance)) for _ in range(overlays)]
        with open_pages(pages):
            coins = _after_a_gift(server, pages, 1)[0]
            server.process.send_signal(sign)
            server.process.wait(10)
            with giftgoal(folder, port=port) as again:
                ready = time.monotonic()
                _, took = _after_a_gift(again, pages, coins + 1)
                came = sorted(page.opened[-1] - ready for page in pages)
                figures.counts["celebrated twice"] = sum(
                    count > 1 for page in pages for count in page.celebrations.values()
                )
                figures.counts["never celebrated"] = sum(
                    len(page.celebrations) < 1 for page in pages
                )
    figures.rounds = 1
    figures.counts["ms until all were right"] = round(took * 1000)
    figures.counts["most in 100 ms"] = max(
        sum(first <= moment < first + 0.1 for moment in came) for first in came
    )
    return figures


def _after_a_gift(server: ServerProcess, pages: list[Page], coins: int) -> tuple[int, float]:
    """Give a coin and wait until every page shows the total; return it and how long that took."""
    if coins == 1:
        within(_PATIENCE, lambda: all(page.ledger for page in pages))
    server.client().post("/api/gifts", json={"gifter": "ana", "coins": 1}).raise_for_status()
    return coins, within(_PATIENCE, lambda: all(page.coins == coins for page in pages))
