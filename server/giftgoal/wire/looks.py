"""An overlay as it is sent to us, and as we tell of it."""

from collections.abc import Mapping
from typing import Any

from pydantic import Field
from typing_extensions import TypedDict

from giftgoal.domain.board import Overlay
from giftgoal.wire.body import Message, Patch
from giftgoal.wire.words import Id, Line, Name, WordName

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
    look: dict[str, Any]


class OverlaysOut(TypedDict):
    """Every overlay, oldest first."""

    overlays: list[OverlayOut]


_DEFAULTS = LookIn().model_dump()


def look_out(look: Mapping[str, object]) -> dict[str, Any]:
    """Return a look with every option, the default where nothing was said."""
    known = {name: value for name, value in look.items() if name in _DEFAULTS}
    return {**_DEFAULTS, **known}


def overlay_out(overlay: Overlay, base_url: str) -> OverlayOut:
    """Return an overlay; `base_url` has no slash at its end."""
    return {
        "id": overlay.id,
        "name": overlay.name,
        "key": overlay.key,
        "url": f"{base_url}/overlay/{overlay.key}",
        "look": look_out(overlay.look),
    }
