"""Which overlays are open, and what their pages say of themselves. In memory only."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from giftgoal.wire.presence import Here, here

BURST = 8
"""How many messages a page may send at once."""
PER_SECOND = 2.0
"""How many more it may send in each second after; what is too much is ignored."""


@dataclass(slots=True, eq=False)
class Viewer:
    """One open page of an overlay."""

    overlay: str
    """The overlay's id."""
    age: Callable[[], float]
    """Returns the seconds since a frame is known to have left for it."""
    here: Here | None = None
    """What it last said of itself; None: nothing yet."""
    allowed: float = BURST
    """How many messages it may send now."""
    asked_at: float = field(default_factory=time.monotonic)
    """When `allowed` was counted."""


class Presence:
    """Knows every open overlay page."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        # In the order they came.
        self.viewers: dict[Viewer, None] = {}
        self._clock = clock
        # Those who wait for a page of an overlay to come, with its id.
        self._expecting: set[tuple[str, asyncio.Future[None]]] = set()

    def join(self, overlay: str, age: Callable[[], float]) -> Viewer:
        """Add a page that has come."""
        viewer = Viewer(overlay, age, asked_at=self._clock())
        self.viewers[viewer] = None
        for wanted, arrival in self._expecting:
            if wanted == overlay and not arrival.done():
                arrival.set_result(None)
        return viewer

    def leave(self, viewer: Viewer) -> None:
        """Forget a page that has gone."""
        self.viewers.pop(viewer, None)

    def hear(self, viewer: Viewer, text: str) -> None:
        """Take what a page says, if it is of the kind that is looked at, and not too often."""
        now = self._clock()
        viewer.allowed = min(BURST, viewer.allowed + (now - viewer.asked_at) * PER_SECOND)
        viewer.asked_at = now
        if viewer.allowed < 1:
            return
        viewer.allowed -= 1
        viewer.here = here(text) or viewer.here

    def expect(self, overlay: str) -> "Arrival":
        """Return the next coming of an overlay's page, from now on."""
        return Arrival(self._expecting, overlay)


class Arrival:
    """The next coming of an overlay's page, for the length of a `with` block."""

    def __init__(self, expecting: set[tuple[str, asyncio.Future[None]]], overlay: str) -> None:
        self._expecting = expecting
        self._entry = overlay, asyncio.get_running_loop().create_future()

    def __enter__(self) -> "Arrival":
        self._expecting.add(self._entry)
        return self

    def __exit__(self, *_: object) -> None:
        self._expecting.discard(self._entry)

    async def within(self, seconds: float) -> bool:
        """Wait for it, at most so long; return whether it came."""
        done, _ = await asyncio.wait([self._entry[1]], timeout=seconds)
        return bool(done)
