"""A Streamer.bot: signs in, takes subscriptions, and sends only what was subscribed to.

Its events are made up in the shapes of @streamerbot/client's types and of docs.streamer.bot.
"""

import json
from collections.abc import Mapping
from typing import Any

from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed

from giftgoal.sources.streamerbot import authentication
from tests.sources.platforms import Visit

SALT, CHALLENGE = "c2FsdCBvZiBtaWth", "Y2hhbGxlbmdlIG9mIG1pa2E="

KNOWN = {"Twitch": ["Follow", "Cheer", "Raid"], "General": ["Custom"]}
"""What it can tell of."""


def event(source: str, type_: str, data: Mapping[str, Any], at: int = 0) -> dict[str, Any]:
    """Return an event, sent so many milliseconds after eight."""
    sent_at = f"2026-11-24T20:00:{at // 1000:02}.{at % 1000:03}0000+00:00"
    return {"timeStamp": sent_at, "event": {"source": source, "type": type_}, "data": data}


def cheer(id_: object, bits: int, at: int = 0, **more: Any) -> dict[str, Any]:
    """Return ana's cheer as Streamer.bot sends it now."""
    data = {
        "user": {"id": "101", "login": "ana", "name": "Ana", "role": 1, "type": "twitch"},
        "messageId": str(id_),
        "message": "for the mic",
        "bits": bits,
        "anonymous": False,
        "isTest": False,
        "isInSharedChat": False,
        "isSharedChatHost": False,
        "isFromSharedChatGuest": False,
    }
    return event("Twitch", "Cheer", {**data, **more}, at)


def old_cheer(id_: object, bits: int, at: int = 0, **more: Any) -> dict[str, Any]:
    """Return ben's cheer as Streamer.bot used to send it."""
    message = {
        "internal": False,
        "msgId": str(id_),
        "userId": "102",
        "username": "ben",
        "displayName": "Ben",
        "channel": "mika",
        "message": "for the mic",
        "isAnonymous": False,
        "bits": bits,
        "hasBits": True,
        "isTest": False,
    }
    return event("Twitch", "Cheer", {"message": {**message, **more}}, at)


def goal(at: int = 0, **said: Any) -> dict[str, Any]:
    """Return what an action of mika's own broadcasts."""
    return event("General", "Custom", {"goal": said}, at)


def streamer_bot(
    *events: object, password: str = "", enforced: bool = True, code: int | None = None
) -> Visit:
    """Return a visit that answers requests, and after each subscription sends these events.

    Args:
        events: What to send; text is sent as it is.
        password: What it wants; empty: it signs nobody in.
        enforced: Whether it wants the password for everything.
        code: The close code afterwards; None: it stays.
    """

    async def visit(connection: ServerConnection) -> None:
        trusted = not (password and enforced)
        await connection.send(json.dumps(_hello(password)))
        try:
            async for message in connection:
                request = json.loads(message)
                kind = request["request"]
                if kind == "Authenticate":
                    proof = authentication(password, SALT, CHALLENGE)
                    trusted = bool(password) and request["authentication"] == proof
                answer = _answer(request) if trusted else {"status": "error", "error": "no"}
                await connection.send(json.dumps({"id": request["id"], **answer}))
                if kind == "Subscribe" and trusted:
                    for one in events:
                        if wanted(one, request["events"]):
                            await connection.send(one if isinstance(one, str) else json.dumps(one))
                    if code is not None:
                        await connection.close(code)
        except ConnectionClosed:
            return

    return visit


def wanted(one: object, subscribed: Mapping[str, list[str]]) -> bool:
    """Tell whether an event was subscribed to."""
    if not isinstance(one, dict):
        return True
    return one["event"]["type"] in subscribed.get(one["event"]["source"], [])


def _hello(password: str) -> dict[str, Any]:
    info = {"instanceId": "1", "name": "Streamer.bot", "os": "windows", "version": "1.0.5"}
    asked = {"authentication": {"salt": SALT, "challenge": CHALLENGE}} if password else {}
    return {"timestamp": "x", "session": "1", "request": "Hello", "info": info, **asked}


def _answer(request: Mapping[str, Any]) -> dict[str, Any]:
    match request["request"]:
        case "Authenticate":
            return {"status": "ok"}
        case "GetInfo":
            return {"status": "ok", "info": _hello("")["info"]}
        case "GetEvents":
            return {"status": "ok", "events": KNOWN}
        case "Subscribe":
            return {"status": "ok", "events": request["events"]}
        case _:
            return {"status": "error", "error": "unknown request"}
