"""A long evening played fast, and whether anything grows meanwhile."""

import json
import select
import signal
import time
import urllib.request
from collections.abc import Mapping
from contextlib import ExitStack
from os import kill
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.bench.listeners import Listener
from tests.bench.servers import TOKEN, Process, started

_TENTHS = 10
_LOOKS = 12
"""In each tenth."""


class Look(NamedTuple):
    """What the server had at a moment."""

    megabytes: float
    descriptors: int
    tasks: int


class Soaked(NamedTuple):
    """What became of an evening."""

    gifts: int
    second: Look
    """In the second tenth of it."""
    middle: Look
    """In the sixth tenth."""
    last: Look
    """In the last tenth."""


def soaked(folder: Path, hours: float, speed: float) -> Soaked:
    """Play friday-night.toml round after round, live, with an overlay and a control page open.

    Args:
        folder: An empty one.
        hours: Of the evening, not of the clock.
        speed: How many times as fast it is played.
    """
    tasks = folder / "tasks"
    data = str(folder / "data")
    with (
        ExitStack() as stack,
        started(
            "tests.faults.counted", "giftgoal", "--data", data, "--port", "0", TASKS_FILE=str(tasks)
        ) as server,
    ):
        pages = [
            Listener(server.port, f"/ws/overlay/{server.overlay}"),
            Listener(server.port, "/ws/control", token=TOKEN),
        ]
        for page in pages:
            stack.callback(page.socket.close)
        goal = {"title": "New mic", "target": 500, "on_reach": {"rule": "pleasant"}}
        _post(server, "/api/goals", goal)
        script = {"script": "friday-night", "speed": speed, "loop": True, "live": True}
        _post(server, "/api/scripts/play", script)
        pause = hours * 3600 / speed / (_TENTHS * _LOOKS)
        tenths = []
        for _ in range(_TENTHS):
            tenths.append([_look(server, tasks, pages, pause) for _ in range(_LOOKS)])
            if len(tenths) == 1:
                # At this speed the first automatic one comes late in the evening; what it needs
                # stays the process's.
                _post(server, "/api/backup", {})
        gifts = _post(server, "/api/state")["totals"]["gifts"]
    return Soaked(gifts, _typical(tenths[1]), _typical(tenths[5]), _typical(tenths[-1]))


def _typical(looks: list[Look]) -> Look:
    """Return the median of each: a backup has two files open for a moment."""
    megabytes, descriptors, tasks = (median(kind) for kind in zip(*looks, strict=True))
    return Look(megabytes, round(descriptors), round(tasks))


def _look(server: Process, tasks: Path, pages: list[Listener], pause: float) -> Look:
    """Read what the pages are sent for a while, and then look at the server."""
    end = time.monotonic() + pause
    while (left := end - time.monotonic()) > 0:
        for page in select.select(pages, [], [], left)[0]:
            page.receive()
    tasks.write_text("")
    kill(server.pid, signal.SIGUSR1)
    while not (count := tasks.read_text()):
        time.sleep(0.001)
    descriptors = len(list(Path(f"/proc/{server.pid}/fd").iterdir()))
    return Look(server.resident(), descriptors, int(count))


def _post(
    server: Process, path: str, body: Mapping[str, object] | None = None
) -> dict[str, dict[str, int]]:
    """Send something if there is anything to send, and return what is answered."""
    request = urllib.request.Request(  # our own server
        f"http://127.0.0.1:{server.port}{path}",
        data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request) as answer:  # noqa: S310
        said: dict[str, dict[str, int]] = json.load(answer)
    return said
