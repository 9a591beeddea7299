"""TikTok LIVE by TikFinity's local WebSocket: its desktop app, on the streamer's own computer.

Plain WebSocket, no key, no subscription: it sends `{"event": ..., "data": {...}}` as things happen,
and a `config` on connecting. It does not send again what came while nobody listened.

The envelope and the fields are those of three independent captures; the address, and that there is
no key, are as notes of 2026-08 and -09 have it from TikFinity's page for developers
(tikfinity.zerody.one/tiktok/dapi).
"""

from typing import Any

from giftgoal.sources.arrivals import Arrival
from giftgoal.sources.connections import connected
from giftgoal.sources.payloads import Object, object_in
from giftgoal.sources.pipeline import pipelined
from giftgoal.sources.reading import understood
from giftgoal.sources.source import Deliver, Field, Road, Tell, Values
from giftgoal.sources.tiktok_events import Receivers, gift_event, sample_event

ME = Field(
    "me",
    "Your TikTok user id",
    hint="Only if you have guests: gifts to them are then left out. A long number; Giftgoal shows "
    "the ids that gifts went to.",
    most=30,
)
"""Asked of every road of TikTok's own events."""


def normalise(raw: Any, me: str = "") -> tuple[Arrival, ...]:
    """Return the gift in one of TikFinity's messages; nothing where it speaks of something else.

    Args:
        raw: The message.
        me: The streamer's user id; see `gift_event`.

    Raises:
        Unusable: If a number is more than a gift can have.
    """
    return gift_event(_gift(raw), me) if _gift(raw) else ()


def _gift(raw: Any) -> Object:
    message = object_in(raw)
    return object_in(message, "data") if message.get("event") == "gift" else {}


class TikFinity:
    """A connection to the TikFinity app."""

    def __init__(self, values: Values) -> None:
        self._address = values["address"]
        self._me = values["me"]
        self._receivers = Receivers(self._me)

    async def run(self, deliver: Deliver, tell: Tell) -> None:
        """See `Source.run`."""

        def read(raw: Any) -> tuple[Arrival, ...]:
            if line := self._receivers.notice(_gift(raw)):
                tell.note(line)
            return normalise(raw, self._me)

        async with (
            pipelined(deliver) as hand_over,
            connected(self._address, "TikFinity") as connection,
        ):
            tell.live()
            async for message in connection:
                tell.heard()
                await hand_over(understood(message, read, tell))


def sample(id_: str) -> tuple[Arrival, ...]:
    """Return a test delivery as TikFinity sends it."""
    return normalise({"event": "gift", "data": sample_event(id_)})


ROAD = Road(
    name="tikfinity",
    title="TikFinity app",
    platforms=("tiktok",),
    about="Reads TikTok gifts from the TikFinity app, which must run on this computer.",
    sample=sample,
    fields=(
        Field(
            "address",
            "Where TikFinity listens",
            hint="Leave it as it is, unless TikFinity runs on another computer.",
            default="ws://localhost:21213/",
        ),
        ME,
    ),
    open=TikFinity,
)
