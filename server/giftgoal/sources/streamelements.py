"""StreamElements' tips, by its WebSocket gateway Astro.

Messages, errors and topics are those of dev.streamelements.com (github.com/StreamElements/docs,
docs/websockets/index.md and topics/channel-tips.md). The gateway pings every 30 s and closes after
70 s of silence; before it shuts down it hands out a token, by which the next connection has our
subscriptions already.
"""

import asyncio
import base64
import json
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from giftgoal.sources import currencies
from giftgoal.sources.arrivals import (
    Arrival,
    Arrived,
    Reversed,
    Unusable,
    gift_of,
    gifter_of,
    key_of,
)
from giftgoal.sources.connections import PATIENCE, connected
from giftgoal.sources.payloads import Object, decimal, object_in, read_json, read_object, text
from giftgoal.sources.pipeline import pipelined
from giftgoal.sources.reading import understood
from giftgoal.sources.source import Deliver, Field, Lost, Refused, Road, Tell, Values

TIPS, MODERATION = "channel.tips", "channel.tips.moderation"
"""The topics: what was tipped, and what became of it in the streamer's review."""

_DRAINING = 502
"""The status of a gateway that is about to shut down."""

_REFUSALS: Mapping[str, str] = {
    "err_unauthorized": "StreamElements does not accept the token.",
    "err_bad_request": "StreamElements does not know this account id.",
}
"""Errors that pass only when the streamer changes something."""


def normalise(raw: Any) -> tuple[Arrival, ...]:
    """Return the tip in a message, or that it was rejected; nothing where it speaks of neither.

    E-mail addresses are not looked at. Words that still wait for a review are left out.

    Args:
        raw: The message.

    Raises:
        Unusable: If a tip lacks its id, or its amount or currency is none.
    """
    message, data = object_in(raw), object_in(raw, "data")
    topic, approved = message.get("topic"), data.get("approved")
    if message.get("type") != "message" or topic not in (TIPS, MODERATION):
        return ()
    # Not the message's own id: that differs between two messages about one tip.
    id_ = text(data.get("_id")) or text(data.get("transactionId"))
    if not id_:
        raise Unusable("a tip lacks its id")
    key = key_of("streamelements", id_)
    if approved == "rejected":
        return (Reversed(key, "streamelements"),)
    if topic != TIPS or data.get("status", "success") != "success":
        return ()
    donation = object_in(data, "donation")
    gift = gift_of(
        "streamelements",
        gifter_of("streamelements", None, object_in(donation, "user").get("username")),
        name="Tip",
        worth=currencies.money(decimal(donation.get("amount")), text(donation.get("currency"))),
        message="" if approved == "pending" else donation.get("message"),
    )
    return (Arrived(key, gift),)


class StreamElements:
    """A stay with Astro, over as many connections as it wants to be moved to."""

    def __init__(self, values: Values) -> None:
        self._address = values["address"]
        self._token = values["token"]
        self._kind = values["kind"]
        self._room = values["room"] or room_in(self._token)

    async def run(self, deliver: Deliver, tell: Tell) -> None:
        """See `Source.run`."""
        if not self._room:
            raise Refused("Fill in your account id; the token does not say it.")
        async with pipelined(deliver) as hand_over:
            try:
                async with asyncio.TaskGroup() as stays:
                    await self._stay("", stays, hand_over, tell)
            except ExceptionGroup as several:
                raise several.exceptions[0] from None

    async def _stay(
        self, token: str, stays: asyncio.TaskGroup, deliver: Deliver, tell: Tell
    ) -> None:
        """Listen on one connection until it ends.

        When Astro tells us to move, the next connection is opened beside this one, which is
        heard until Astro closes it: so nothing falls in between.

        Args:
            token: What the connection before was given for this one; empty: it is the first.
            stays: Where the next one belongs.
            deliver: Takes what is heard.
            tell: Says how it is.
        """
        moves: list[asyncio.Task[None]] = []

        def move(token: str) -> None:
            moves.append(stays.create_task(self._stay(token, stays, deliver, tell)))

        try:
            await self._listen(token, move, deliver, tell)
        except Lost:
            if not moves:
                raise

    async def _listen(
        self, token: str, move: Callable[[str], None], deliver: Deliver, tell: Tell
    ) -> None:
        query = f"?{urlencode({'reconnect_token': token})}" if token else ""
        draining = {_DRAINING: Lost("StreamElements is about to restart.")}
        async with (
            connected(self._address + query, "StreamElements", means=draining) as connection,
            asyncio.timeout(PATIENCE) as until_live,
        ):
            async for message in connection:
                said = read_object(message)
                kind = said.get("type")
                if kind == "welcome" and not token:
                    for topic in (TIPS, MODERATION):
                        await connection.send(json.dumps(self._subscription(topic)))
                elif kind == "welcome" or (kind == "response" and _subscribed(said, tell)):
                    until_live.reschedule(None)
                    tell.live()
                elif kind == "reconnect":
                    move(text(object_in(said, "data").get("reconnect_token")))
                else:
                    tell.heard()
                    await deliver(understood(message, normalise, tell))
        raise Lost("StreamElements closed the connection.")

    def _subscription(self, topic: str) -> dict[str, Any]:
        data = {
            "topic": topic,
            "room": self._room,
            "token": self._token,
            "token_type": self._kind,
        }
        return {"type": "subscribe", "nonce": topic, "data": data}


def room_in(token: str) -> str:
    """Return the account id in a JSON Web Token; empty if there is none, or it is no such token."""
    _, _, rest = token.partition(".")
    payload = rest.partition(".")[0]
    try:
        claims = read_json(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    except (ValueError, Unusable):
        return ""
    return text(object_in(claims).get("channel"))


def _subscribed(said: Object, tell: Tell) -> bool:
    """Tell whether this is the answer that tips will come.

    Raises:
        Lost: If they will not, for now.
        Refused: If they will not until the streamer has changed something.
    """
    error = text(said.get("error"))
    if said.get("nonce") == MODERATION:
        if error:
            tell.note("Tips that you reject stay counted: the token does not let us hear of them.")
        return False
    if error in _REFUSALS:
        raise Refused(_REFUSALS[error])
    if error:
        raise Lost(f"StreamElements has trouble ({error[:40]}).")
    return True


def sample(id_: str) -> tuple[Arrival, ...]:
    """Return a test delivery: a tip of five dollars from ana."""
    donation = {"user": {"username": "ana"}, "amount": 5, "currency": "USD"}
    return normalise({"type": "message", "topic": TIPS, "data": {"_id": id_, "donation": donation}})


ROAD = Road(
    name="streamelements",
    title="StreamElements",
    platforms=("streamelements",),
    about="Reads tips from StreamElements, with the token of your account.",
    sample=sample,
    fields=(
        Field(
            "token",
            "Token",
            "secret",
            hint="From streamelements.com: your picture, your channel, Show secrets, JWT Token.",
            required=True,
            most=4000,
        ),
        Field(
            "kind",
            "What token that is",
            "choice",
            default="jwt",
            choices=(
                ("jwt", "A JWT token"),
                ("apikey", "An overlay token"),
                ("oauth2", "An OAuth2 token"),
            ),
        ),
        Field(
            "room",
            "Your account id",
            hint="Shown beside the token. A JWT token says it by itself.",
            most=64,
        ),
        Field("address", "Where StreamElements is", default="wss://astro.streamelements.com/"),
    ),
    open=StreamElements,
)
