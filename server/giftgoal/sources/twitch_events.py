"""Twitch's EventSub messages: what is in them, and what is a gift.

Sources: dev.twitch.tv/docs/eventsub/handling-websocket-events, .../websocket-reference and
.../eventsub-reference (`channel.bits.use`, `channel.cheer`), read in 2026-11.
"""

from collections.abc import Mapping
from typing import Any

from giftgoal.domain.gifts import Gifter
from giftgoal.sources.arrivals import (
    Arrival,
    Arrived,
    Unusable,
    gift_of,
    gifter_of,
    key_of,
    worth_of,
)
from giftgoal.sources.payloads import Object, first, object_in, text, whole

BITS_USED = "channel.bits.use"
"""Bits in every form: cheers, Power-ups, combos."""

CHEERED = "channel.cheer"
"""Cheers only; they are among the above, so never both."""

_KINDS: Mapping[str, str] = {"cheer": "Cheer", "power_up": "Power-up", "combo": "Combo"}
"""What people call a kind of use. The list is open: any other is told by Twitch's own word."""


def kind_of(message: Object) -> str:
    """Return a message's type, like `notification`."""
    return text(object_in(message, "metadata").get("message_type"))


def normalise(raw: Any) -> tuple[Arrival, ...]:
    """Return the gift in a message; nothing where it speaks of something else.

    Args:
        raw: The message.

    Raises:
        Unusable: If the message has no id, or the Bits are no number.
    """
    metadata, event = object_in(raw, "metadata"), object_in(raw, "payload", "event")
    kind = metadata.get("subscription_type")
    if kind_of(object_in(raw)) != "notification" or kind not in (BITS_USED, CHEERED):
        return ()
    key, bits = text(metadata.get("message_id")), whole(event.get("bits"))
    if not key or bits is None:
        raise Unusable("a message about Bits lacks its id or their number")
    gift = gift_of(
        "twitch",
        _gifter(event),
        name=_name(event),
        worth=worth_of(bits, "bits"),
        message=first(object_in(event, "message"), "text") or event.get("message"),
    )
    return (Arrived(key_of(key), gift),)


def _gifter(event: Object) -> Gifter:
    if event.get("is_anonymous") is True:
        return gifter_of("twitch", None, None)
    name = event.get("user_name") or event.get("user_login")
    return gifter_of("twitch", event.get("user_id"), name)


def _name(event: Object) -> str:
    kind = text(event.get("type")) or "cheer"
    title = text(object_in(event, "custom_power_up").get("title"))
    return title or _KINDS.get(kind) or kind.replace("_", " ").capitalize()


def sample(id_: str) -> tuple[Arrival, ...]:
    """Return a test delivery: a cheer of 100 Bits from ana."""
    event = {"user_id": "1", "user_name": "ana", "bits": 100, "type": "cheer"}
    metadata = {
        "message_id": id_,
        "message_type": "notification",
        "subscription_type": BITS_USED,
    }
    return normalise({"metadata": metadata, "payload": {"event": event}})
