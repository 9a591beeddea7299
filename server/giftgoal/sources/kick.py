"""Kick's webhook `kicks.gifted`. It needs the extra `giftgoal[kick]`: RSA, by `cryptography`.

Headers, signature, key and body are those of docs.kick.com (github.com/KickEngineering/KickDevDocs,
events/webhook-security.md and events/event-types.md), read in 2026-11.

The signature says that Kick sent this to some program, not that it was ours: Kick signs for all
programs with one key. So the channel must be the streamer's. A letter's age does not matter: Kick
posts it three times, over a time that it does not tell, and its id counts once for ever.
"""

import base64
import re
from collections.abc import Callable
from importlib.util import find_spec

from giftgoal.sources.arrivals import (
    Arrival,
    Arrived,
    Unusable,
    gift_of,
    gifter_of,
    key_of,
    worth_of,
)
from giftgoal.sources.payloads import Object, object_in, read_json, text, whole
from giftgoal.sources.source import Field, Letter, Road, Values, WrongSignature

PUBLIC_KEY = """
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAq/+l1WnlRrGSolDMA+A86rAhMbQGmQ2SapVcGM3zq8ANXjnhDWoc
MqfWcTd95btDydITa10kDvHzw9WQOqp2MZI7ZyrfzJuz5nhTPCiJwTwnEtWft7nV14BYRDHvlfqPUaZ+1KR4OCaO/wWIk/rQ
L/TjY0M70gse8rlBkbo2a8rKhu69RQTRsoaf4DVhDPEeSeI5jVrRDGAMGL3cGuyY6CLKGdjVEM78g3JfYOvDU/RvfqD7L89T
Z3iN94jrmWdGz34JNlEI5hqK8dd7C5EFBEbZ5jgB8s8ReQV8H+MkuffjdAj3ajDDX3DOJMIut1lBrUVD1AaSrGCKHooWoL2e
twIDAQAB
"""
"""Kick's key, as its documentation prints it; api.kick.com/public/v1/public-key tells it too."""

Verify = Callable[[bytes, bytes], bool]
"""Tells whether the first, a signature, is one of the second."""


def normalise(body: Object, message_id: str, channel: str) -> tuple[Arrival, ...]:
    """Return the gift in a delivery; nothing where it speaks of something else.

    Args:
        body: The delivery.
        message_id: Its id.
        channel: The streamer's channel, as `channel_slug` has it.

    Raises:
        Unusable: If it has no id, is for another channel, or the kicks are no number.
    """
    if not object_in(body, "gift"):
        return ()
    gift, sender = object_in(body, "gift"), object_in(body, "sender")
    if not message_id:
        raise Unusable("there is no Kick-Event-Message-Id, so a repeat could not be told")
    if slug(text(object_in(body, "broadcaster").get("channel_slug"))) != slug(channel):
        raise Unusable("it is for another channel than the one that is filled in")
    amount = whole(gift.get("amount"))
    if not amount:
        raise Unusable("it lacks the number of kicks")
    anonymous = sender.get("is_anonymous") is True
    sender_id = None if anonymous else sender.get("user_id")
    name = text(gift.get("name"))
    given = text(body.get("created_at"))
    return (
        Arrived(
            key_of("kick", message_id),
            gift_of(
                "kick",
                gifter_of("kick", sender_id, None if anonymous else sender.get("username")),
                name=name or "Kicks",
                worth=worth_of(amount, "kicks"),
                message=gift.get("message"),
                # Who has a program at Kick too could post his own copy to us, with an id of its
                # own. As two reports of one streak, of the same count, they are one gift.
                streak=key_of(sender.get("user_id"), given, name, amount) if given else "",
            ),
        ),
    )


def slug(channel: str) -> str:
    """Return a channel's name as it stands in its address."""
    return channel.strip().removeprefix("@").casefold().replace("_", "-")


def verifier(key: str) -> Verify:
    """Return what checks signatures: RSA with SHA-256, PKCS #1 v1.5.

    Args:
        key: The public key, PEM or the base64 in it.

    Raises:
        Unusable: If it is no RSA key, or `cryptography` is not installed.
    """
    if find_spec("cryptography") is None:
        raise Unusable("cryptography is not installed: pip install giftgoal[kick]")
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    try:
        public = load_der_public_key(base64.b64decode(re.sub(r"-----[A-Z ]+-----|\s", "", key)))
    except (ValueError, UnsupportedAlgorithm):
        public = None
    if not isinstance(public, RSAPublicKey):
        raise Unusable("Kick's public key is not one: leave that field empty")

    def verify(signature: bytes, signed: bytes) -> bool:
        try:
            public.verify(signature, signed, PKCS1v15(), SHA256())
        except InvalidSignature:
            return False
        return True

    return verify


class Kick:
    """Reads Kick's letters."""

    def __init__(self, values: Values) -> None:
        self._channel = values["channel"]
        self._verify = verifier(values["key"] or PUBLIC_KEY)

    def check(self, letter: Letter) -> None:
        """See `Hook.check`."""
        headers = letter.headers
        id_ = headers.get("kick-event-message-id", "")
        time = headers.get("kick-event-message-timestamp", "")
        try:
            signature = base64.b64decode(headers.get("kick-event-signature", ""), validate=True)
        except ValueError:
            signature = b""
        signed = f"{id_}.{time}.".encode("utf-8", "surrogatepass") + letter.body
        if not (id_ and time and signature and self._verify(signature, signed)):
            raise WrongSignature("It is not signed by Kick.")

    def normalise(self, letter: Letter) -> tuple[Arrival, ...]:
        """See `Hook.normalise`."""
        # A sample that is pasted has no headers.
        id_ = letter.headers.get("kick-event-message-id", "" if letter.headers else "sample")
        return normalise(object_in(read_json(letter.body)), id_, self._channel)


def sample(id_: str) -> tuple[Arrival, ...]:
    """Return a test delivery: 100 kicks from ana."""
    body = {
        "broadcaster": {"channel_slug": "mika"},
        "sender": {"user_id": 1, "username": "ana"},
        "gift": {"amount": 100, "name": "Full Send"},
        "created_at": id_,
    }
    return normalise(body, id_, "mika")


ROAD = Road(
    name="kick",
    title="Kick (an extra)",
    platforms=("kick",),
    about="Takes kicks that Kick posts. Needs pip install giftgoal[kick], and Giftgoal must be "
    "reachable from the internet.",
    sample=sample,
    resends=True,
    fields=(
        Field(
            "channel",
            "Your channel",
            hint="Like mika, as in kick.com/mika.",
            required=True,
            most=60,
        ),
        Field(
            "key",
            "Kick's public key",
            hint="Only if Kick has changed it: what docs.kick.com prints.",
            most=1000,
        ),
    ),
    hook=Kick,
)
