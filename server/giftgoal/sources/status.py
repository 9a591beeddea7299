"""How a source is: what the control page shows of it."""

from dataclasses import dataclass
from typing import Literal

State = Literal["off", "connecting", "live", "degraded", "refused"]

GAPS = 5
"""How many of the newest gaps are told."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A time of which the platform cannot tell us what came. In milliseconds since 1970."""

    since: int
    until: int


@dataclass(frozen=True, slots=True)
class Prompt:
    """What the streamer is asked to do."""

    line: str
    url: str = ""
    code: str = ""


@dataclass(slots=True)
class Counters:
    """What became of a road's arrivals since the server started."""

    counted: int = 0
    """Gifts, and reports that made a streak grow."""
    repeated: int = 0
    """Deliveries that were there before, and reports that changed nothing."""
    reversed: int = 0
    """Gifts that the platform took back."""
    ignored: int = 0
    """Gifts of a platform that counts by another road."""
    tests: int = 0
    """Test deliveries: they went to the rehearsal."""
    unrated: int = 0
    """Gifts among those counted whose unit has no rate."""
    refused: int = 0
    """What could not be counted, or was not understood."""


@dataclass(frozen=True, slots=True)
class Status:
    """One source, as it is at a moment. Times are in milliseconds since 1970."""

    state: State
    since: int
    """When it came into this state."""
    line: str
    """Why, in plain words; empty where there is nothing to say."""
    note: str
    """Anything else worth knowing, like what is left of a quota."""
    prompt: Prompt | None
    again_at: int | None
    """When it is tried again, if it is not connected."""
    heard_at: int | None
    """When something last came."""
    gift_at: int | None
    """When a gift last came."""
    last_ignored: str
    """The last gift that was ignored because its platform counts by another road."""
    counters: Counters
    gaps: tuple[Gap, ...]
