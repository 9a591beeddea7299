"""Astro, StreamElements' gateway: welcome, subscriptions, and moving to another server.

Its messages are made up in the shapes of github.com/StreamElements/docs.
"""

import base64
import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed

from tests.sources.platforms import Visit

ROOM = "5ad23dcc18fff500d78c0001"
"""Mika's account id."""


def _part(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


JWT = f"{_part({'alg': 'HS256'})}.{_part({'channel': ROOM, 'role': 'owner'})}.c2lnbmVk"
"""Mika's token. It says the account id by itself."""


def tip(id_: object, amount: str, currency: str = "USD", **more: Any) -> str:
    """Return ana's tip as JSON, with its amount written as it is given: a number, not a text."""
    user = {"username": "ana", "geo": "ZZ", "email": "ana@mail.example", "channel": ROOM}
    donation = {
        "user": user,
        "message": "for the mic",
        "amount": "AMOUNT",
        "currency": currency,
        "paymentMethod": "scheme",
    }
    data = {
        "donation": donation,
        "_id": f"tip-{id_}",
        "channel": ROOM,
        "provider": "paypal",
        "approved": "allowed",
        "status": "success",
        "createdAt": "2026-11-24T20:00:09.302Z",
        "updatedAt": "2026-11-24T20:00:17.099Z",
        "transactionId": f"paid-{id_}",
        **more,
    }
    return said("channel.tips", data).replace('"AMOUNT"', amount)


def reviewed(id_: object, amount: str, approved: str) -> str:
    """Return what became of ana's tip in mika's review."""
    return tip(id_, amount, approved=approved).replace("channel.tips", "channel.tips.moderation")


def said(topic: str, data: object, id_: str = "01JMFBZF7KSRDDXXV0EH7G8X6G") -> str:
    """Return a message."""
    message = {"id": id_, "ts": "2026-11-24T20:00:17Z", "type": "message", "topic": topic}
    return json.dumps({**message, "room": ROOM, "data": data})


def move(token: str) -> str:
    """Return the message that tells to move."""
    data = {"message": "The server is shutting down.", "reconnect_token": token}
    return json.dumps({"type": "reconnect", "data": data})


def astro(
    *messages: str,
    token: str = JWT,
    moved: str = "",
    refuses: dict[str, str] | None = None,
    code: int | None = None,
) -> Visit:
    """Return a visit that sends these messages once tips are subscribed to.

    Args:
        messages: What to send.
        token: The token that it accepts.
        moved: The token of a connection that moved here; it is subscribed already.
        refuses: By topic, the error instead of a subscription.
        code: The close code afterwards; None: it stays.
    """

    async def visit(connection: ServerConnection) -> None:
        assert connection.request
        query = parse_qs(urlsplit(connection.request.path).query)
        if query.get("reconnect_token", [""]) != [moved]:
            return await connection.close(1008)
        await connection.send(json.dumps({"type": "welcome", "data": {"client_id": "1"}}))
        topics = {"channel.tips"} if moved else set()
        try:
            while "channel.tips" not in topics or (len(topics) < 2 and not moved):
                request = json.loads(await connection.recv())
                topics.add(request["data"]["topic"])
                await connection.send(_answer(request, token, refuses or {}))
            for message in messages:
                await connection.send(message)
        except ConnectionClosed:
            return None
        if code is not None:
            return await connection.close(code)
        return await connection.wait_closed()

    return visit


def _answer(request: dict[str, Any], token: str, refuses: dict[str, str]) -> str:
    assert request["type"] == "subscribe"
    data = request["data"]
    answer: dict[str, Any] = {"id": "01J", "type": "response", "nonce": request["nonce"]}
    error = refuses.get(data["topic"], "")
    if (data["token"], data["room"]) != (token, ROOM):
        error = "err_unauthorized"
    if error:
        return json.dumps({**answer, "error": error, "data": {"message": "no"}})
    told = {"message": "successfully subscribed to topic", "topic": data["topic"], "room": ROOM}
    return json.dumps({**answer, "data": told})
