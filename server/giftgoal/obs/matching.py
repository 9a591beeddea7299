"""Which browser source in OBS shows an overlay already. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

_COPY = re.compile(r" ?\(\d+\)(?=\.html$)")
"""What browsers put into the name of a file that they download again."""

MARK = "giftgoal_overlay"
"""A setting of our own, which OBS keeps with the others: the overlay's id."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """An overlay that is to be in OBS."""

    overlay: str
    """Its id."""
    name: str
    """What a new source is to be called."""
    url: str
    loader: str
    """The name of the file that leads to it."""
    usual: tuple[int, int]
    """Width and height of a new source in pixels, if no others were asked for."""
    width: int | None = None
    """In pixels; None: as it is."""
    height: int | None = None
    """In pixels; None: as it is."""
    scene: str | None = None
    """None: the one on air."""
    others: frozenset[str] = frozenset()
    """The URLs of the other overlays."""


def best(sources: Mapping[str, Mapping[str, Any]], wanted: Wanted) -> str | None:
    """Return the name of the source that shows the overlay; None: none does.

    Args:
        sources: The settings of every browser source, by name.
        wanted: What is looked for.
    """
    ranked = {name: _rank(name, settings, wanted) for name, settings in sources.items()}
    found = [(rank, name) for name, rank in ranked.items() if rank is not None]
    return min(found)[1] if found else None


def _rank(name: str, settings: Mapping[str, Any], wanted: Wanted) -> int | None:
    """Return how surely a source is the overlay's, 0 the surest; None: it is not."""
    url, mark = str(settings.get("url", "")), settings.get(MARK)
    if settings.get("is_local_file"):
        file = str(settings.get("local_file", "")).replace("\\", "/")
        leads_there = _COPY.sub("", PurePosixPath(file).name) == wanted.loader
        return 2 if mark == wanted.overlay or (mark is None and leads_there) else None
    if _same(url, wanted.url):
        return 0
    if any(_same(url, other) for other in wanted.others):
        # A copy of our source that was given another overlay's link.
        return None
    if mark == wanted.overlay:
        return 1
    dead = mark is None and _is_overlay(url)
    return 3 if dead and name == wanted.name else None


def _same(url: str, other: str) -> bool:
    """Tell whether two URLs open the same overlay, whatever their hosts and queries are."""
    key = _key(url)
    return key is not None and key == _key(other)


def _is_overlay(url: str) -> bool:
    return _key(url) is not None


def _key(url: str) -> str | None:
    """Return the overlay key in a URL, if it is an overlay's."""
    try:
        parts = urlsplit(url).path.strip("/").split("/")
    except ValueError:
        return None
    return parts[-1] if len(parts) >= 2 and parts[-2] == "overlay" else None
