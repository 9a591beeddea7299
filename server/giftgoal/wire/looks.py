"""An overlay as it is sent to us, and as we tell of it."""

from collections.abc import Mapping
from typing import Any, get_args
from urllib.parse import quote, urlencode

from pydantic import Field
from typing_extensions import TypedDict

from giftgoal.domain.board import Overlay
from giftgoal.wire.body import Message, Patch
from giftgoal.wire.look_options import LookIn, Theme
from giftgoal.wire.sizes import usual_size
from giftgoal.wire.words import Name

_CSS = "html, body { background: transparent; margin: 0; overflow: hidden; }"
"""Takes the place of OBS's own."""


class OverlayIn(Message):
    """A new overlay."""

    name: Name = Field(default="Overlay", description="1 to 64 characters that can be seen")
    look: LookIn = Field(default=LookIn(), description='options like {"theme":"clean"}')


class OverlayPatch(Patch):
    """What can be changed of an overlay; the look is merged at its first level."""

    name: Name | None = Field(default=None, description="1 to 64 characters that can be seen")
    look: LookIn = Field(default=LookIn(), description='options like {"theme":"clean"}')


class OverlayOut(TypedDict):
    """An overlay with its URL."""

    id: str
    name: str
    key: str
    url: str
    drag_url: str
    look: dict[str, Any]


class OverlaysOut(TypedDict):
    """Every overlay, oldest first."""

    overlays: list[OverlayOut]


_DEFAULTS = LookIn().model_dump(mode="json")
_THEMES = get_args(Theme)
_OF_PEOPLE = frozenset(("top", "recent", "shoutout"))
"""Widgets that have no need of a goal."""


def look_out(look: Mapping[str, object]) -> dict[str, Any]:
    """Return a look with every option, the default where nothing was said."""
    known = {name: value for name, value in look.items() if name in _DEFAULTS}
    # Saved when there was such a theme, or when any name was taken.
    if known.get("theme") not in _THEMES:
        known.pop("theme", None)
    return {**_DEFAULTS, **known}


def shows_goal(look: Mapping[str, object]) -> bool:
    """Return whether anything in a look is empty without a goal."""
    whole = look_out(look)
    kinds = [widget["kind"] for widget in whole["widgets"]] or [whole["widget"]]
    return not _OF_PEOPLE.issuperset(kinds)


def overlay_url(overlay: Overlay, base_url: str) -> str:
    """Return the address of an overlay's page."""
    return f"{base_url}/overlay/{overlay.key}"


def drag_url(overlay: Overlay, base_url: str) -> str:
    """Return what becomes a browser source of the right size and name when it is dropped on OBS."""
    width, height = usual_size(overlay.look)
    query = {
        "layer-name": overlay.name,
        "layer-width": width,
        "layer-height": height,
        "layer-css": _CSS,
    }
    # OBS does not take a plus for a space in every version.
    return f"{overlay_url(overlay, base_url)}?{urlencode(query, quote_via=quote)}"


def overlay_out(overlay: Overlay, base_url: str) -> OverlayOut:
    """Return an overlay; `base_url` has no slash at its end."""
    return {
        "id": overlay.id,
        "name": overlay.name,
        "key": overlay.key,
        "url": overlay_url(overlay, base_url),
        "drag_url": drag_url(overlay, base_url),
        "look": look_out(overlay.look),
    }
