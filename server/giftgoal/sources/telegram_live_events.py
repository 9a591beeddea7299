"""Stars that viewers send in a live story on Telegram, as Telethon's objects tell of them.

A paid comment and a donation without words are one thing: a message in the call with stars.

Source: core.telegram.org/constructor/groupCallMessage ("Number of Telegram Stars donated with the
message or standalone donation"; the text is "empty for standalone paid live story donations") and
core.telegram.org/method/phone.sendGroupCallMessage, layer 229, read in 2026-11.
"""

from datetime import datetime
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
from giftgoal.sources.payloads import text, whole

_CHANNELS = -1_000_000_000_000
"""Users and channels are numbered apart. Telegram's Bot API and Telethon's lists of who is spoken
of count channels down from here, and basic groups down from 0, so that one number says both."""


def normalise(raw: Any) -> tuple[Arrival, ...]:
    """Return the gift in an update of a call; nothing where no stars were sent.

    Args:
        raw: An `UpdateGroupCallMessage`.

    Raises:
        Unusable: If stars were sent, but their number or the message's is none.
    """
    message = getattr(raw, "message", None)
    paid = getattr(message, "paid_message_stars", None)
    if not paid:
        return ()
    stars, call, number = whole(paid), call_of(raw), whole(getattr(message, "id", None))
    if stars is None or call is None or number is None:
        raise Unusable("stars in a live stream lack their number or the message's")
    gift = gift_of(
        "telegram",
        _gifter(raw, getattr(message, "from_id", None)),
        name="Stars",
        worth=worth_of(stars, "stars"),
        message=getattr(getattr(message, "message", None), "text", ""),
        given_at=_moment(getattr(message, "date", None)),
    )
    return (Arrived(key_of("live", call, number), gift),)


def call_of(raw: Any) -> int | None:
    """Return the number of the call that an update is about: any of 64 bits."""
    number = getattr(getattr(raw, "call", None), "id", None)
    return number if isinstance(number, int) else None


def _gifter(raw: Any, peer: Any) -> Gifter:
    """Return who is shown as the sender: a user, or a channel that someone speaks for."""
    marked = _marked(peer)
    if marked is None:
        return gifter_of("telegram", None, "")
    # Telethon puts whoever an update speaks of beside it.
    who = getattr(raw, "_entities", {}).get(marked)
    names = (text(getattr(who, "first_name", None)), text(getattr(who, "last_name", None)))
    name = " ".join(filter(None, names)) or getattr(who, "title", None)
    return gifter_of("telegram", marked, name or getattr(who, "username", None))


def _marked(peer: Any) -> int | None:
    user, channel, chat = (
        whole(getattr(peer, name, None)) for name in ("user_id", "channel_id", "chat_id")
    )
    if channel:
        return _CHANNELS - channel
    return user or (-chat if chat else None)


def _moment(date: Any) -> int | None:
    return round(date.timestamp() * 1000) if isinstance(date, datetime) else None
