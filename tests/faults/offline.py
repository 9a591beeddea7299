"""A phone that goes offline at any byte of a request or its answer, and tries again."""

import random
from pathlib import Path

import httpx2

from tests.faults.cutting import cutting
from tests.faults.figures import Figures
from tests.server_process import OWNER, giftgoal

_HEAD_AND_ANSWER = 1200
"""Somewhat more bytes than a gift's request and answer have together."""


def broken_off(rounds: int, folder: Path) -> Figures:
    """Send `rounds` gifts, each broken off once at a byte of its own."""
    figures = Figures("offline at any byte")
    chance = random.Random(rounds)  # noqa: S311  # the same bytes every time
    with giftgoal(folder) as server, cutting(server.port) as proxy:
        # Each try on a connection of its own.
        limits = httpx2.Limits(max_keepalive_connections=0)
        url = f"http://127.0.0.1:{proxy.port}"
        with httpx2.Client(base_url=url, trust_env=False, timeout=10, limits=limits) as phone:
            phone.headers["Authorization"] = f"Bearer {OWNER}"
            phone.headers["Host"] = f"127.0.0.1:{server.port}"
            for number in range(rounds):
                proxy.cut_next_after(chance.randint(0, _HEAD_AND_ANSWER))
                _give(phone, f"key-{number}", figures)
        totals = server.client().get("/api/state").json()["totals"]
    figures.rounds = rounds
    figures.counts["broken off"] = proxy.cuts
    figures.counts["lost"] = max(0, rounds - totals["coins"])
    figures.counts["twice"] = max(0, totals["coins"] - rounds)
    return figures


def _give(phone: httpx2.Client, key: str, figures: Figures) -> None:
    """Send a rose until it is acknowledged."""
    rose = {"gifter": key, "gift": "Rose"}
    for _ in range(10):
        try:
            answer = phone.post("/api/gifts", json=rose, headers={"Idempotency-Key": key})
        except httpx2.HTTPError:
            figures.count("tries broken off")
            continue
        assert answer.status_code in (200, 201), answer.text
        if answer.status_code == 200:
            figures.count("written although the answer was lost")
        return
    raise AssertionError(f"{key} was never acknowledged")
