"""What an overlay's page says of itself: where it is drawn, and how."""

from typing import Literal

from pydantic import ConfigDict, Field

from giftgoal.wire.body import Message, Mistakes, NotJson, read

LARGEST = 1024
"""The longest message that is looked at, in bytes."""


class Here(Message):
    """A page, as it describes itself. It may be wrong; nothing but a light depends on it."""

    # Pages are loaded anew less often than servers.
    model_config = ConfigDict(extra="ignore")

    type: Literal["here"]
    obs: str | None = Field(default=None, pattern=r"^[0-9A-Za-z.+~-]{1,40}$")
    """OBS's version; None: an ordinary browser."""
    chromium: int | None = Field(default=None, ge=1, le=9999)
    """The engine's major version."""
    width: int = Field(ge=0, le=32768)
    height: int = Field(ge=0, le=32768)
    visible: bool = True
    """Whether OBS shows the source anywhere: in a preview, or on air."""
    active: bool | None = None
    """Whether it is on air: in the scene that is streamed. None: OBS has not said so yet."""
    rehearsal: bool = False
    """Whether its address asks for the rehearsal."""


def here(text: str) -> Here | None:
    """Return what a page says of itself; None if it is anything else."""
    body = text.encode("utf-8", "replace")
    if len(body) > LARGEST:
        return None
    try:
        return read(Here, body)
    except (NotJson, Mistakes):
        return None
