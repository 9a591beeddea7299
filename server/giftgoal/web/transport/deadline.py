"""Something must happen in time, or else."""

import asyncio
from collections.abc import Callable


class Deadline:
    """At most one pending alarm."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._timer: asyncio.TimerHandle | None = None

    def is_set(self) -> bool:
        return self._timer is not None

    def set(self, seconds: float, missed: Callable[[], None]) -> None:
        """Call `missed` in so many seconds, unless it is cleared or set anew before."""
        self.clear()
        self._timer = self._loop.call_later(seconds, missed)

    def clear(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
