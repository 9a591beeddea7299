"""A disk that is full in the middle of the stream, and has space again later."""

import time
from pathlib import Path

import httpx2

from tests.faults.figures import Figures
from tests.faults.small_disks import SmallDisk, within
from tests.server_process import ServerProcess

TRIES = 20
PATIENCE = 30
"""Seconds after which something that should be soon is never."""


def filled_up(disk: SmallDisk, folder: Path, name: str) -> Figures:
    """Play the evening on which the disk was full."""
    figures = Figures(f"full disk, {name}")
    figures.rounds = 1
    log = folder / "server.log"
    with disk.start(log) as server:
        mika = server.client()
        counted = sum(_give(mika).status_code == 201 for _ in range(20))
        control = server.live("/ws/control", server.token("noor"))
        disk.fill(server)
        while (answer := _give(mika)).status_code == 201:
            counted += 1
        assert answer.json()["type"] == "urn:giftgoal:disk-full", answer.text
        figures.counts["ms to the slowest 507"] = max(_refused(mika) for _ in range(TRIES))
        while not control.next("state")["notices"]:
            pass
        _see(server, counted, figures)
        server.kill()
    with disk.start(log) as server:
        _see(server, counted, figures)
        mika = server.client()
        while (answer := _give(mika)).status_code == 201:
            counted += 1
        assert answer.status_code == 507, answer.text
        disk.free(server)
        figures.counts["ms to the first gift after"] = _ms(
            within(PATIENCE, lambda: _give(mika).status_code == 201)
        )
        counted += 1
        _see(server, counted, figures)
        assert not _state(mika)["notices"]
        disk.fill(server)
        while _give(mika).status_code == 201:
            counted += 1
        disk.free(server)
        took = within(PATIENCE, lambda: not _state(mika)["notices"])
        figures.counts["ms until the notice goes by itself"] = _ms(took)
        _see(server, counted, figures)
    return figures


def _give(client: httpx2.Client) -> httpx2.Response:
    message = "a long message " * 30  # some bytes to write
    return client.post("/api/gifts", json={"gifter": "ana", "coins": 1, "message": message})


def _refused(client: httpx2.Client) -> int:
    began = time.monotonic()
    answer = _give(client)
    assert answer.status_code == 507, answer.text
    return _ms(time.monotonic() - began)


def _see(server: ServerProcess, counted: int, figures: Figures) -> None:
    """See that everything can be read, with the right total."""
    client = server.client()
    figures.counts["wrong"] += _state(client)["totals"]["coins"] != counted
    assert client.get("/api/gifts").status_code == 200
    top = server.overlay().next("state")["top"]
    figures.counts["wrong"] += top != [{"gifter": "ana", "coins": counted}]


def _state(client: httpx2.Client) -> dict[str, dict[str, int]]:
    state: dict[str, dict[str, int]] = client.get("/api/state").json()
    return state


def _ms(seconds: float) -> int:
    return round(seconds * 1000)
