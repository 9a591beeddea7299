"""When each source was last seen live, so that a gap is named over a restart too.

Nothing rests on it: a file that is missing or half written means that no gap is named.
"""

import asyncio
import contextlib
import json
from collections.abc import Mapping
from pathlib import Path

FILE = "sources.seen.json"

EVERY = 15
"""Seconds between two times that it is written: a gap after a kill starts so much too early."""

FORGOTTEN_MS = 3_600_000
"""After an hour it is another stream, and nothing was missed of it."""


class Seen:
    """Keeps the moments in a file, in milliseconds since 1970 by road."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    def at(self, now: int) -> dict[str, int]:
        """Return when each road was last seen live, if that is not too long ago."""
        try:
            said = json.loads(self._path.read_text(encoding="utf-8"))
            moments = {str(road): int(at) for road, at in said.items()}
        except (OSError, ValueError, TypeError, AttributeError):
            return {}
        return {road: at for road, at in moments.items() if 0 <= now - at <= FORGOTTEN_MS}

    async def keep(self, moments: Mapping[str, int]) -> None:
        """Write the moments down, if that is possible."""
        with contextlib.suppress(OSError):
            await asyncio.to_thread(self._path.write_text, json.dumps(moments), encoding="utf-8")
