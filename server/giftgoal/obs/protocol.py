"""obs-websocket 5 without I/O: what to say to OBS, and what its messages mean.

The protocol is described in obs-websocket's own docs/generated/protocol.md.
"""

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from giftgoal.obs.failures import Refused, WrongPassword

RPC_VERSION = 1
"""The one there is since OBS 28."""

HELLO, IDENTIFY, IDENTIFIED, EVENT, REQUEST, RESPONSE = 0, 1, 2, 5, 6, 7

AUTHENTICATION_FAILED = 4009
"""The close code for a wrong or missing password."""
UNSUPPORTED_RPC_VERSION = 4010
"""The close code for a server that speaks another version."""

ALREADY_EXISTS = 601
"""The request status for a name that is taken."""


class Nonsense(Exception):
    """A message that is not obs-websocket's."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message of OBS's."""

    op: int
    data: Mapping[str, Any]


def read(text: str | bytes) -> Message:
    """Return the message in a frame.

    Raises:
        Nonsense: If there is none.
    """
    try:
        message = json.loads(text)
        op, data = message["op"], message["d"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Nonsense from None
    if not (isinstance(op, int) and isinstance(data, dict)):
        raise Nonsense
    return Message(op, data)


def identify(hello: Message, password: str | None) -> str:
    """Return the answer to OBS's first message.

    Raises:
        Nonsense: If it is not a first message.
        WrongPassword: If OBS wants a password and there is none.
    """
    if hello.op != HELLO or "rpcVersion" not in hello.data:
        raise Nonsense
    said: dict[str, object] = {"rpcVersion": RPC_VERSION, "eventSubscriptions": 0}
    asked = hello.data.get("authentication")
    if asked is not None:
        if not password:
            raise WrongPassword(given=False)
        try:
            said["authentication"] = authentication(password, asked["salt"], asked["challenge"])
        except (TypeError, KeyError):
            raise Nonsense from None
    return json.dumps({"op": IDENTIFY, "d": said})


def check_identified(message: Message) -> None:
    """Insist on OBS's word that we are in.

    Raises:
        Nonsense: If it says something else.
    """
    if message.op != IDENTIFIED:
        raise Nonsense


def authentication(password: str, salt: str, challenge: str) -> str:
    """Return the proof of knowing the password; the password itself is never sent."""
    return _hashed(_hashed(password + salt) + challenge)


def _hashed(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def request(kind: str, id_: str, data: Mapping[str, object]) -> str:
    """Return a request."""
    body = {"requestType": kind, "requestId": id_, "requestData": data}
    return json.dumps({"op": REQUEST, "d": body})


def answer(message: Message, id_: str) -> Mapping[str, Any] | None:
    """Return what OBS answers to the request with this id; None if the message is another.

    Raises:
        Nonsense: If the answer is none.
        Refused: If OBS would not do it.
    """
    if message.op != RESPONSE or message.data.get("requestId") != id_:
        return None
    data = message.data
    try:
        status = data["requestStatus"]
        if not status["result"]:
            comment = str(status.get("comment") or "")[:200]
            raise Refused(str(data["requestType"]), int(status["code"]), comment)
    except (KeyError, TypeError, ValueError):
        raise Nonsense from None
    answered = data.get("responseData")
    return answered if isinstance(answered, dict) else {}
