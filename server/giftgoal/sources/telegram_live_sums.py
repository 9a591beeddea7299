"""What Telegram says a live stream was given, beside what came here.

Telegram does not send again what came while nobody listened; but it tells the sum of all stars of a
stream. What is missing is named, and never counted: nobody can say whose it was.
"""

import contextlib
import json
from typing import Any

from giftgoal.sources.payloads import object_in, whole


class Sums:
    """The stars of one stream.

    Args:
        call: The stream.
        since: When it began, in milliseconds since 1970.
        kept: What `kept` returned before, if anything; of another stream it says nothing.
    """

    def __init__(self, call: int, since: int, kept: str = "") -> None:
        said: Any = None
        with contextlib.suppress(ValueError):
            said = json.loads(kept)
        before = object_in(said)
        same = before.get("call") == call
        self._call = call
        self._came = (same and whole(before.get("came"))) or 0
        self._missing = (same and whole(before.get("missing"))) or 0
        self._keys: set[str] = set()
        # Until when nothing is missing but what was named.
        self._good_until = (same and whole(before.get("at"))) or since
        # What the last comparison found missing; None: there was none yet.
        self._short: int | None = None

    def came(self, key: str, stars: int) -> None:
        """Add stars that came here, once for each key."""
        if key not in self._keys:
            self._keys.add(key)
            self._came += stars

    def compare(self, total: int, now: int) -> tuple[int, int] | None:
        """Return the time from which more is missing than was named so far, or None.

        What is missing for the first time may still be on its way, unless we have just come.

        Args:
            total: What Telegram says that the stream was given so far.
            now: Milliseconds since 1970.
        """
        short = max(0, total - self._came)
        lasting = short if self._short is None else min(short, self._short)
        self._short = short
        gap = (self._good_until, now) if lasting > self._missing else None
        self._missing = lasting if gap else min(self._missing, short)
        if short == self._missing:
            self._good_until = now
        return gap

    @property
    def line(self) -> str:
        """What to tell the streamer of it."""
        if not self._missing:
            return f"Stars of this stream: {self._came:,}. Telegram's own sum agrees."
        return (
            f"Stars of this stream: {self._came:,} came here, {self._missing:,} did not and are "
            "not counted."
        )

    @property
    def kept(self) -> str:
        """What to keep of it over a break."""
        said = {
            "call": self._call,
            "came": self._came,
            "missing": self._missing,
            "at": self._good_until,
        }
        return json.dumps(said)
