"""Putting an overlay into OBS: what is asked of us, and what we tell of it."""

from typing import Literal

from pydantic import Field
from typing_extensions import TypedDict

from giftgoal.obs.failures import Address
from giftgoal.obs.placing import Placed
from giftgoal.wire.body import Message
from giftgoal.wire.words import Id, Name

_PIXELS = "a whole number from 8 to 8,192 pixels, or null"


class ObsIn(Message):
    """Which overlay is to be in which OBS."""

    overlay: Id = Field(description="an overlay's id")
    host: str = Field(
        default="127.0.0.1",
        pattern=r"^[0-9A-Za-z._:-]{1,253}$",
        description="the name or address of the computer with OBS, like 127.0.0.1",
    )
    port: int = Field(
        default=4455, ge=1, le=65535, description="a port from 1 to 65,535; OBS's own is 4455"
    )
    password: str | None = Field(
        default=None,
        max_length=256,
        description="the password that OBS shows, or null for none or the one that was kept",
    )
    remember: bool = Field(default=False, description="true or false")
    width: int | None = Field(default=None, ge=8, le=8192, description=_PIXELS)
    height: int | None = Field(default=None, ge=8, le=8192, description=_PIXELS)
    scene: Name | None = Field(
        default=None, description="the name of a scene in OBS, or null for the one on air"
    )

    @property
    def address(self) -> Address:
        """Where OBS listens."""
        return Address(self.host, self.port)


class PlacedOut(TypedDict):
    """What was done in OBS."""

    done: Literal["created", "updated"]
    scene: str
    source: str
    width: int
    height: int
    obs: str
    connected: bool
    screenshot: str | None


class ObsOut(TypedDict):
    """Whose password is kept; nulls where none is."""

    host: str | None
    port: int | None


def placed_out(placed: Placed, connected: bool, screenshot: str | None) -> PlacedOut:
    """Return what was done.

    Args:
        placed: What was done in OBS.
        connected: Whether the overlay's page has come to us since.
        screenshot: What OBS draws of it, as a `data:` URL.
    """
    return {
        "done": placed.done,
        "scene": placed.scene,
        "source": placed.source,
        "width": placed.width,
        "height": placed.height,
        "obs": placed.obs,
        "connected": connected,
        "screenshot": screenshot,
    }


def obs_out(address: Address | None) -> ObsOut:
    """Return whose password is kept. The password itself is told to nobody."""
    if address is None:
        return {"host": None, "port": None}
    return {"host": address.host, "port": address.port}
