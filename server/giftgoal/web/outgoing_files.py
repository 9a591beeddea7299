"""The first open goal's numbers as text files, for OBS's text sources."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path

from giftgoal.hub import Hub
from giftgoal.web.outgoing_watch import boards
from giftgoal.wire.outgoing import total_out, total_text

PATIENCE = 1.0
"""Seconds before what could not be written is tried again."""

FAILURES_TOLD = 3
"""After so many failures in a row people are told."""

log = logging.getLogger(__name__)


class TextFiles:
    """Keeps `goal.txt`, `raised.txt`, `target.txt` and `missing.txt` as overlays show the goal.

    Args:
        hub: Has the newest board.
        folder: Where they lie; made when it is not there.
        notice: Called with what keeps them from being written, and with nothing once they are.
    """

    def __init__(self, hub: Hub, folder: Path, notice: Callable[[str], None]) -> None:
        self._hub = hub
        self._folder = folder
        self._notice = notice
        # What is in them, as far as is known.
        self._written: dict[str, str] = {}

    async def run(self) -> None:
        """Write what has changed, a few times a second at most, for ever."""
        async for board in boards(self._hub):
            goal = total_out(board, {})["goal"]
            texts = {"goal.txt": total_text(goal)}
            for number in ("raised", "target", "missing"):
                texts[f"{number}.txt"] = f"{goal[number]:,}" if goal else ""
            await self._keep(texts)

    async def _keep(self, texts: Mapping[str, str]) -> None:
        """Write what has changed, however often that takes."""
        changed = {name: text for name, text in texts.items() if self._written.get(name) != text}
        for failures in count(1):
            try:
                await asyncio.to_thread(_write, self._folder, changed)
                break
            except OSError as error:
                # On Windows also where OBS is reading just then: worth telling only if it stays so.
                if failures == FAILURES_TOLD:
                    line = f"The text files for OBS cannot be written: {error.strerror}."
                    log.warning("%s", line)
                    self._notice(line)
            await asyncio.sleep(PATIENCE)
        self._notice("")
        self._written |= changed


def _write(folder: Path, texts: Mapping[str, str]) -> None:
    """Write files so that a reader finds the old text or the new one, whole."""
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        fresh = folder / f"{name}.new"
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(folder / name)
