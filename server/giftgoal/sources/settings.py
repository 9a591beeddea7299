"""What the streamer has filled in: `sources.json` in the data folder.

It holds secrets, so only the user who started the server may read it, and nothing here ever says
what is in it.
"""

import asyncio
import contextlib
import json
import logging
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from giftgoal.sources.source import Unwritten, Values

log = logging.getLogger(__name__)

FILE = "sources.json"
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Filled:
    """What the streamer has chosen for one road."""

    on: bool = False
    values: Values = field(default_factory=dict, repr=False)
    """By field. Left out of everything that is printed: some are secrets."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """All that the streamer has chosen."""

    roads: Mapping[str, Filled] = field(default_factory=dict)
    counts: Mapping[str, str] = field(default_factory=dict)
    """By platform, the road whose gifts count."""

    def road(self, name: str) -> Filled:
        """Return what was chosen for a road; nothing yet: it is off."""
        return self.roads.get(name, Filled())

    def with_road(self, name: str, filled: Filled) -> "Chosen":
        """Return it with another choice for one road."""
        return replace(self, roads={**self.roads, name: filled})

    def without_road(self, name: str) -> "Chosen":
        """Return it without a road, nor anything that counts by it."""
        roads = {road: filled for road, filled in self.roads.items() if road != name}
        counts = {platform: road for platform, road in self.counts.items() if road != name}
        return Chosen(roads, counts)


class Settings:
    """Keeps the choices in a file.

    A file that cannot be read is put aside, so that the bar runs on and nothing is overwritten.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._saving = asyncio.Lock()
        self.chosen = self._load()

    async def change(self, change: Callable[[Chosen], Chosen]) -> None:
        """Keep what a function makes of the choices; from now on that is `chosen`.

        One change sees what the one before made, so that two at once lose nothing.

        Raises:
            Unwritten: If they could not be written down; the former ones stay.
        """
        async with self._saving:
            chosen = change(self.chosen)
            try:
                await asyncio.to_thread(_write, self._path, _to_plain(chosen))
            except OSError as error:
                reason = error.strerror or type(error).__name__
                raise Unwritten(f"The settings could not be written: {reason}") from None
            self.chosen = chosen

    def _load(self) -> Chosen:
        try:
            return _from_plain(json.loads(self._path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return Chosen()
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            aside = self._path.with_suffix(".damaged.json")
            log.warning("%s cannot be read; it is put aside as %s", self._path.name, aside.name)
            with contextlib.suppress(OSError):
                self._path.replace(aside)
            return Chosen()


def _write(path: Path, value: object) -> None:
    """Put a file in place of another so that a power cut leaves one of the two whole."""
    new = path.with_suffix(".new")
    new.unlink(missing_ok=True)
    # Windows keeps a user's own folders to that user; the mode says it everywhere else.
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(value, file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


def _to_plain(chosen: Chosen) -> dict[str, Any]:
    roads = {
        name: {"on": filled.on, "values": dict(filled.values)}
        for name, filled in chosen.roads.items()
    }
    return {"version": _VERSION, "roads": roads, "counts": dict(chosen.counts)}


def _from_plain(value: Any) -> Chosen:
    if value["version"] != _VERSION:
        raise ValueError(value["version"])
    roads = {
        str(name): Filled(bool(one["on"]), {str(k): str(v) for k, v in one["values"].items()})
        for name, one in value["roads"].items()
    }
    return Chosen(roads, {str(k): str(v) for k, v in value["counts"].items()})
