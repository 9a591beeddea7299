"""Streamlabs' Socket API: tips, as its alert box gets them.

The shape of an event is that of dev.streamlabs.com/docs/socket-api, which says too little; the
rest is from what clients in use read: a donation has no `for`, its `message` is an array, and
`isTest` and `repeat` mark tests and alerts that are shown once more (Streamlabs Desktop,
app/services/recent-events.ts).
"""

from typing import Any

from giftgoal.sources import currencies, socketio
from giftgoal.sources.arrivals import Arrival, Arrived, Unusable, gift_of, gifter_of, key_of
from giftgoal.sources.payloads import Object, decimal, first, object_in, text
from giftgoal.sources.pipeline import pipelined
from giftgoal.sources.reading import understood
from giftgoal.sources.source import Deliver, Field, Road, Tell, Values

_OURS = ("", "streamlabs")
"""Whom a tip may be `for`. Bits, Super Chats and stars are for others, whose roads bring them."""


def normalise(raw: Any) -> tuple[Arrival, ...]:
    """Return the tips in an event; nothing where it speaks of something else.

    Args:
        raw: The event's name and what goes with it.

    Raises:
        Unusable: If a tip lacks its id, or its amount or currency is none.
    """
    if not (isinstance(raw, list) and len(raw) > 1 and raw[0] == "event"):
        return ()
    event = object_in(raw[1])
    if event.get("type") != "donation" or text(event.get("for")) not in _OURS:
        return ()
    told = event.get("message")
    tips = [object_in(one) for one in (told if isinstance(told, list) else [told])]
    return tuple(
        _tip(tip, event, alone=len(tips) == 1)
        for tip in tips
        if tip and tip.get("repeat") is not True
    )


def _tip(tip: Object, event: Object, alone: bool) -> Arrived:
    event_id, id_ = text(event.get("event_id")), text(first(tip, "_id", "id"))
    key = (event_id or id_,) if alone else (event_id, id_)
    if not key[-1]:
        raise Unusable("a tip lacks its id")
    gift = gift_of(
        "streamlabs",
        gifter_of("streamlabs", None, first(tip, "name", "from")),
        name="Tip",
        worth=currencies.money(decimal(tip.get("amount")), text(tip.get("currency"))),
        message=tip.get("message"),
        rehearsal=tip.get("isTest") is True or event.get("isTest") is True,
    )
    return Arrived(key_of("streamlabs", *key), gift)


class Streamlabs:
    """A connection to Streamlabs."""

    def __init__(self, values: Values) -> None:
        self._address = values["address"]
        self._key = values["key"]

    async def run(self, deliver: Deliver, tell: Tell) -> None:
        """See `Source.run`."""
        async with pipelined(deliver) as hand_over:

            async def heard(event: str) -> None:
                tell.heard()
                await hand_over(understood(event, normalise, tell))

            query = {"token": self._key}
            await socketio.listen(self._address, "Streamlabs", query, tell.live, heard)


def sample(id_: str) -> tuple[Arrival, ...]:
    """Return a test delivery: a tip of five dollars from ana."""
    tip = {"_id": id_, "name": "ana", "amount": "5.00", "currency": "USD", "isTest": True}
    return normalise(["event", {"type": "donation", "message": [tip]}])


ROAD = Road(
    name="streamlabs",
    title="Streamlabs",
    platforms=("streamlabs",),
    about="Reads tips from Streamlabs, with the Socket API token of your account.",
    sample=sample,
    fields=(
        Field(
            "key",
            "Socket API token",
            "secret",
            hint="From streamlabs.com: Settings, API Settings, API Tokens, Your Socket API Token.",
            required=True,
            most=2000,
        ),
        Field(
            "address",
            "Where Streamlabs is",
            default="wss://sockets.streamlabs.com/socket.io/",
        ),
    ),
    open=Streamlabs,
)
