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
from typing import Any, NamedTuple

from tests.bench.listeners import Listener
from tests.bench.servers import TOKEN, Process, started

_TENTHS = 10
_LOOKS = 12
"""In each tenth."""
_EARLY = 2
"""So many tenths before what is there at rest is looked at for the first time."""


class Look(NamedTuple):
    """What the server had in a tenth of the evening."""

    megabytes: float
    descriptors: int
    tasks: int
    """When the script was stopped: while it plays, up to 64 of its steps are under way."""


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
        _ask(server, "POST", "/api/goals", goal)
        pause = hours * 3600 / speed / (_TENTHS * _LOOKS)
        tenths, (early, late) = _played(server, tasks, pages, speed, pause)
        gifts = _ask(server, "GET", "/api/state")["totals"]["gifts"]
    second, middle, last = tenths[_EARLY - 1], tenths[_TENTHS // 2], tenths[-1]
    return Soaked(gifts, _typical(second, early), _typical(middle, early), _typical(last, late))


def _played(
    server: Process, tasks: Path, pages: list[Listener], speed: float, pause: float
) -> tuple[list[list[tuple[float, int]]], list[int]]:
    """Return what was seen in each tenth, and the tasks after the early ones and at the end."""
    script = {"script": "friday-night", "speed": speed, "loop": True, "live": True}
    tenths: list[list[tuple[float, int]]] = []
    at_rest = []
    for many in (_EARLY, _TENTHS - _EARLY):
        run = _ask(server, "POST", "/api/scripts/play", script)["id"]
        for _ in range(many):
            tenths.append([_look(server, pages, pause) for _ in range(_LOOKS)])
            if len(tenths) == 1:
                # At this speed the first automatic one comes late in the evening; what it needs
                # stays the process's.
                _ask(server, "POST", "/api/backup", {})
        _ask(server, "DELETE", f"/api/scripts/{run}")
        at_rest.append(_tasks(server, tasks, pages))
    return tenths, at_rest


def _typical(looks: list[tuple[float, int]], tasks: int) -> Look:
    """Return the median of each: a backup has two files open for a moment."""
    megabytes, descriptors = (median(kind) for kind in zip(*looks, strict=True))
    return Look(megabytes, round(descriptors), tasks)


def _look(server: Process, pages: list[Listener], pause: float) -> tuple[float, int]:
    """Listen for a while, and then look at the server's memory and descriptors."""
    _listen(pages, pause)
    return server.resident(), len(list(Path(f"/proc/{server.pid}/fd").iterdir()))


def _listen(pages: list[Listener], seconds: float) -> None:
    """Read what the pages are sent."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        for page in select.select(pages, [], [], left)[0]:
            page.receive()


def _tasks(server: Process, file: Path, pages: list[Listener]) -> int:
    """Return how many there are once nothing is under way: the fewest of some looks."""
    counts = []
    for _ in range(5):
        _listen(pages, 0.2)
        file.write_text("")
        kill(server.pid, signal.SIGUSR1)
        while not (count := file.read_text()):
            time.sleep(0.001)
        counts.append(int(count))
    return min(counts)


def _ask(
    server: Process, method: str, path: str, body: Mapping[str, object] | None = None
) -> dict[str, Any]:
    """Return what is answered."""
    request = urllib.request.Request(  # our own server
        f"http://127.0.0.1:{server.port}{path}",
        data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"},
        method=method,
    )
    with urllib.request.urlopen(request) as answer:  # noqa: S310
        said: dict[str, Any] = json.load(answer)
    return said
