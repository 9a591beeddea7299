"""An overlay as it is sent to us, and as we tell of it."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from pydantic import Field
from typing_extensions import TypedDict

from giftgoal.domain.board import Overlay
from giftgoal.wire.body import Message, Patch
from giftgoal.wire.words import Id, Line, Name, WordName

USUAL_SIZE = 900, 120
"""Width and height of an overlay's source in pixels, where nobody has asked for another."""

_CSS = "html, body { background: transparent; margin: 0; overflow: hidden; }"
"""Takes the place of OBS's own."""

_SWITCH = "true or false"


class LookIn(Patch):
    """What an overlay shows, and how. Anything that is not said stays or gets its default."""

    goal: Id | None = Field(
        default=None, description="a goal's id, or null for the first open goal"
    )
    theme: str = Field(
        default="clean",
        pattern=r"^[a-z][a-z0-9-]{0,31}$",
        description="the name of a theme, like clean",
    )
    toasts: bool = Field(default=True, description=_SWITCH)
    milestones: bool = Field(default=True, description=_SWITCH)
    togo: bool = Field(default=True, description=_SWITCH)
    calm: bool = Field(default=False, description=_SWITCH)
    accent: str | None = Field(
        default=None, pattern=r"^#[0-9a-fA-F]{6}$", description="a colour like #3ddc97, or null"
    )
    locale: str = Field(
        default="en",
        pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}$",
        description="a language tag like en or pt-BR",
    )
    words: dict[WordName, Line] = Field(
        default={}, max_length=64, description="texts of at most 500 characters by their names"
    )

    def said(self) -> dict[str, object]:
        """Return the options that were given."""
        return self.model_dump(exclude_unset=True)


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


_DEFAULTS = LookIn().model_dump()


def look_out(look: Mapping[str, object]) -> dict[str, Any]:
    """Return a look with every option, the default where nothing was said."""
    known = {name: value for name, value in look.items() if name in _DEFAULTS}
    return {**_DEFAULTS, **known}


def overlay_url(overlay: Overlay, base_url: str) -> str:
    """Return the address of an overlay's page."""
    return f"{base_url}/overlay/{overlay.key}"


def drag_url(overlay: Overlay, base_url: str) -> str:
    """Return what becomes a browser source of the right size and name when it is dropped on OBS."""
    width, height = USUAL_SIZE
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
