"""Overlays as the wire knows them: the rules of the real page, without a browser.

They come back with the seq up to which they have celebrated, believe the first state of a line, and
celebrate a gift only if its count has grown (docs/protocol.md, overlay/shared/reduce.js).
"""

import asyncio
import json
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

_SILENCE = 12
"""Seconds after which a line counts as dead."""


class Page:
    """An overlay that stays on the line.

    Args:
        url: The overlay's socket.
        wait: Seconds before it dials again, as often as it must.
        port: Where to dial in truth: a proxy's.
    """

    def __init__(self, url: str, wait: Callable[[], float], port: int | None = None) -> None:
        self._url = url
        self._wait = wait
        self._way: dict[str, Any] = {"host": "127.0.0.1", "port": port} if port else {}
        self._celebrated: int | None = None
        self.ledger = ""
        self.coins = 0
        """All coins, as the state says."""
        self.celebrations: Counter[str] = Counter()
        """How often each gift was celebrated with each count."""
        self.opened: list[float] = []
        """When each line had its first frame, by the monotonic clock."""

    async def run(self) -> None:
        """Dial, listen, and dial again, for ever."""
        while True:
            try:
                await self._listen()
            except (OSError, TimeoutError, WebSocketException, EOFError):
                await asyncio.sleep(self._wait())

    async def _listen(self) -> None:
        after = "" if self._celebrated is None else f"?after={self._celebrated}"
        first = True
        line_to = connect(self._url + after, proxy=None, compression=None, **self._way)
        async with line_to as line:
            while True:
                frame = json.loads(await asyncio.wait_for(line.recv(), _SILENCE))
                self._hear(frame)
                if first:
                    self.opened.append(time.monotonic())
                    first = False

    def _hear(self, frame: dict[str, Any]) -> None:
        if frame["type"] == "state":
            if frame["ledger"] != self.ledger:
                self.ledger, self._celebrated = frame["ledger"], frame["seq"]
                self.celebrations.clear()
            self.coins = sum(one["coins"] for one in frame["top"])
        elif frame["type"] == "gifts" and frame["ledger"] == self.ledger:
            if frame["seq"] < (self._celebrated or 0):
                return
            self._celebrated = frame["seq"]
            for gift in frame["gifts"]:
                self.celebrations[f"{gift['id']} {gift['count']}"] += 1


@contextmanager
def open_pages(pages: list[Page]) -> Iterator[None]:
    """Run pages in a thread of their own."""

    async def run() -> None:
        for page in pages:
            running.append(asyncio.create_task(page.run()))
        loop.append(asyncio.get_running_loop())
        await asyncio.gather(*running, return_exceptions=True)

    loop: list[asyncio.AbstractEventLoop] = []
    running: list[asyncio.Task[None]] = []
    thread = threading.Thread(target=lambda: asyncio.run(run()))
    thread.start()
    try:
        yield
    finally:
        for task in running:
            loop[0].call_soon_threadsafe(task.cancel)
        thread.join()


def soon(chance: random.Random) -> float:
    """Return the wait of the real page before its first try to dial again, in seconds."""
    return chance.uniform(0.2, 2)
