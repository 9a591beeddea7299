"""How long to wait before trying again."""

from collections.abc import Callable

LEAST = 1.0
"""The longest wait after the first failure, in seconds."""

MOST = 60.0
"""The longest wait after many, in seconds."""

STEADY = 30.0
"""A connection that held so long, in seconds, makes the next failure a first one again."""


class BackOff:
    """Full jitter: a random wait between nothing and a bound that doubles with every failure.

    So a thousand clients of a platform that comes back do not come back at once (Marc Brooker,
    "Exponential Backoff And Jitter", AWS Architecture Blog, 2015).

    Args:
        random: Returns a number from 0 up to 1.
    """

    def __init__(self, random: Callable[[], float]) -> None:
        self._random = random
        self._bound = LEAST

    def next(self, held: float, retry_after: float | None = None) -> float:
        """Return the seconds to wait after a failure.

        Args:
            held: How long the connection stood, in seconds.
            retry_after: What the other side asked for; it is never undercut, up to an hour.
        """
        if held >= STEADY:
            self._bound = LEAST
        wait = self._random() * self._bound
        self._bound = min(MOST, self._bound * 2)
        return max(wait, min(retry_after or 0.0, 3600.0))
