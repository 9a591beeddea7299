"""Streamer.bot's WebSocket server: cheers on Twitch, and gifts that an action of its own tells of.

The requests and the sign-in are those of its client @streamerbot/client 1.12.2 (MIT) and of
docs.streamer.bot/api/websocket. A cheer has had two shapes: the client's types still hold the old
one, where all of it is in `data.message`; Streamer.bot now sends it flat.
"""

import asyncio
import base64
import contextlib
import hashlib
import json
from dataclasses import replace
from typing import Any

from websockets.exceptions import ConnectionClosed

from giftgoal.sources import webhook
from giftgoal.sources.arrivals import (
    PLATFORMS,
    Arrival,
    Arrived,
    Unusable,
    gift_of,
    gifter_of,
    key_of,
    worth_of,
)
from giftgoal.sources.connections import PATIENCE, connected
from giftgoal.sources.payloads import Object, first, object_in, read_object, text, whole
from giftgoal.sources.pipeline import pipelined
from giftgoal.sources.reading import understood
from giftgoal.sources.source import Deliver, Field, Lost, Refused, Road, Tell, Values

EVENTS = {"Twitch": ["Cheer"], "General": ["Custom"]}
"""What we ask to be told of."""

CARRIED = ("twitch", "youtube", "kick", "streamlabs", "streamelements", "kofi", "other")
"""Whose gifts it may bring: what Streamer.bot connects to."""

_AUTHENTICATE, _SUBSCRIBE = "giftgoal-authenticate", "giftgoal-subscribe"
"""The ids of our two requests."""

_GOAL = {field.name: field.default for field in webhook.FIELDS}
"""Where everything stands in a gift of the streamer's own: where `POST /api/gifts` has it."""


def normalise(raw: Any) -> tuple[Arrival, ...]:
    """Return the gift in an event; nothing where it speaks of something else.

    Args:
        raw: The event.

    Raises:
        Unusable: If something in it is not as it should be.
    """
    event, data = object_in(raw, "event"), object_in(raw, "data")
    sent_at = text(object_in(raw).get("timeStamp"))
    match event.get("source"), event.get("type"):
        case "Twitch", "Cheer":
            return _cheer(data, sent_at)
        case "General", "Custom":
            return _goal(data, sent_at)
        case _:
            return ()


def _cheer(data: Object, sent_at: str) -> tuple[Arrival, ...]:
    """Return a cheer; nothing if it was given to a guest whose chat is shared."""
    old, meta, user = (object_in(data, name) for name in ("message", "meta", "user"))
    flags = {**old, **meta, **data}
    if flags.get("isFromSharedChatGuest") is True:
        return ()
    id_ = text(first(data, "messageId", "msgId") or first(old, "msgId", "messageId"))
    bits = whole(first(data, "bits") or old.get("bits"))
    if not bits or not (id_ or sent_at):
        raise Unusable("a cheer lacks its id or the number of Bits")
    anonymous = flags.get("anonymous") is True or flags.get("isAnonymous") is True
    user_id = first(user, "id") or old.get("userId")
    name = first(user, "name", "displayName", "login") or first(old, "displayName", "username")
    test = any(part.get("isTest") is True for part in (data, meta, old))
    gift = gift_of(
        "twitch",
        gifter_of("twitch", None if anonymous else user_id, None if anonymous else name),
        name="Cheer",
        worth=worth_of(bits, "bits"),
        message=old.get("message") if old else first(data, "text", "message"),
        rehearsal=test,
    )
    # Every test may have the same id; it is sent once, so its time tells it from the others.
    return (Arrived(key_of("streamerbot", id_ or sent_at, *([sent_at] if test else [])), gift),)


def _goal(data: Object, sent_at: str) -> tuple[Arrival, ...]:
    """Return the gift that an action of the streamer's own tells of: `{"goal": {...}}`."""
    goal = data.get("goal")
    if goal is None:
        return ()  # Somebody else's custom event.
    platform = text(object_in(goal).get("platform")) or "other"
    if platform not in CARRIED:
        raise Unusable(f"the platform is none of {', '.join(CARRIED)}")
    arrivals = webhook.normalise(goal, {**_GOAL, "platform": platform}, sent_at)
    return tuple(replace(one, key=key_of("streamerbot", one.key)) for one in arrivals)


def authentication(password: str, salt: str, challenge: str) -> str:
    """Return what proves that we know the password; the same as OBS's own remote control wants."""
    secret = base64.b64encode(hashlib.sha256((password + salt).encode()).digest()).decode()
    return base64.b64encode(hashlib.sha256((secret + challenge).encode()).digest()).decode()


class StreamerBot:
    """A connection to Streamer.bot."""

    def __init__(self, values: Values) -> None:
        self._address = values["address"]
        self._password = values["password"]

    async def run(self, deliver: Deliver, tell: Tell) -> None:
        """See `Source.run`."""
        async with (
            pipelined(deliver) as hand_over,
            connected(self._address, "Streamer.bot") as connection,
            asyncio.timeout(PATIENCE) as until_live,
        ):
            signing_in = False
            with contextlib.suppress(ConnectionClosed):
                async for message in connection:
                    said = read_object(message)
                    if said.get("id") == _SUBSCRIBE:
                        self._check(said)
                        until_live.reschedule(None)
                        tell.live()
                    elif request := self._next_request(said):
                        signing_in = request["id"] == _AUTHENTICATE
                        await connection.send(json.dumps(request))
                    else:
                        tell.heard()
                        await hand_over(understood(message, normalise, tell))
        raise Lost(
            "Streamer.bot hung up on the password."
            if signing_in
            else "The connection to Streamer.bot broke."
        )

    def _next_request(self, said: Object) -> dict[str, Any] | None:
        """Return what we ask after this message; None where there is nothing to ask."""
        if said.get("id") == _AUTHENTICATE:
            self._check(said)
        elif said.get("request") != "Hello":
            return None
        elif self._password and (asked := object_in(said, "authentication")):
            proof = authentication(
                self._password, text(asked.get("salt")), text(asked.get("challenge"))
            )
            return {"request": "Authenticate", "id": _AUTHENTICATE, "authentication": proof}
        return {"request": "Subscribe", "id": _SUBSCRIBE, "events": EVENTS}

    def _check(self, answer: Object) -> None:
        if answer.get("status") != "ok":
            line = "does not accept the password" if self._password else "wants a password"
            raise Refused(f"Streamer.bot {line}.")


def sample(id_: str) -> tuple[Arrival, ...]:
    """Return a test delivery: a cheer of 100 Bits from ana."""
    user = {"id": "1", "login": "ana", "name": "ana"}
    data = {"bits": 100, "messageId": id_, "user": user, "isTest": True}
    return normalise({"event": {"source": "Twitch", "type": "Cheer"}, "data": data})


ROAD = Road(
    name="streamerbot",
    title="Streamer.bot",
    platforms=tuple(platform for platform in PLATFORMS if platform in CARRIED),
    about="Reads cheers on Twitch from Streamer.bot on this computer, and whatever your own "
    "actions there send.",
    sample=sample,
    fields=(
        Field(
            "address",
            "Where Streamer.bot listens",
            hint="As its page Servers/Clients, WebSocket Server, shows it.",
            default="ws://127.0.0.1:8080/",
        ),
        Field("password", "Password", "secret", hint="Only if you have set one there."),
    ),
    open=StreamerBot,
)
