"""YouTube's live chat messages: Super Chats, Super Stickers, gifts in jewels, gifted memberships.

Sources: the discovery document youtube.v3 (revision 20261104) and
developers.google.com/youtube/v3/live/docs/liveChatMessages, read in 2026-11. The two disagree on
where a gift's details are; both places are read. Of a gift's id the protocol's own definition
(stream_list.proto) says that it is used again to raise the combo count.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from giftgoal.sources.arrivals import (
    Arrival,
    Arrived,
    Unusable,
    gift_of,
    gifter_of,
    key_of,
    worth_of,
)
from giftgoal.sources.currencies import from_micros
from giftgoal.sources.payloads import Object, object_in, text, whole

ENDED = "chatEndedEvent"
"""The type of the last message of a chat."""


def kind_of(item: Object) -> str:
    """Return a message's type, like `superChatEvent`."""
    return text(object_in(item, "snippet").get("type"))


def normalise(raw: Any) -> tuple[Arrival, ...]:
    """Return the gift in a message of the chat; nothing where it speaks of something else.

    A message that is taken down does not give the money back, so it is none.

    Args:
        raw: The message, with its parts `id`, `snippet` and `authorDetails`.

    Raises:
        Unusable: If it has no id, or its amount is no number.
    """
    item = object_in(raw)
    read = _READERS.get(kind_of(item))
    if read is None:
        return ()
    if not text(item.get("id")):
        raise Unusable("a message about a gift lacks its id")
    return (read(item, object_in(item, "snippet")),)


def _super_chat(item: Object, snippet: Object) -> Arrived:
    details = object_in(snippet, "superChatDetails")
    return _paid(item, "Super Chat", details, details.get("userComment"))


def _super_sticker(item: Object, snippet: Object) -> Arrived:
    details = object_in(snippet, "superStickerDetails")
    return _paid(item, "Super Sticker", details, object_in(details, "superStickerMetadata"))


def _paid(item: Object, name: str, details: Object, message: Any) -> Arrived:
    micros = whole(details.get("amountMicros"))
    if micros is None:
        raise Unusable(f"a {name}'s amount is not a number")
    if isinstance(message, Mapping):
        message = message.get("altText")
    worth = from_micros(micros, text(details.get("currency")))
    return _arrived(item, key_of(text(item["id"])), name=name, worth=worth, message=message)


def _gift(item: Object, snippet: Object) -> Arrived:
    """Return a gift in jewels: a streak, whose reports tell the count so far under one id."""
    nested = object_in(snippet, "giftEventDetails", "giftMetadata")
    details = object_in(snippet, "giftDetails") or nested
    id_, count = text(item["id"]), max(1, whole(details.get("comboCount")) or 1)
    jewels = whole(details.get("jewelsAmount"))
    return _arrived(
        item,
        key_of(id_, count),
        name=details.get("giftName") or details.get("altText") or "Gift",
        count=count,
        # Without its jewels it waits for the streamer to say what it is worth.
        worth=None if jewels is None else worth_of(jewels * count, "jewels"),
        streak=key_of(id_, most=100),
    )


def _memberships(item: Object, snippet: Object) -> Arrived:
    """Return gifted memberships: told once here, and once more by each who received one."""
    details = object_in(snippet, "membershipGiftingDetails")
    count = whole(details.get("giftMembershipsCount"))
    if count is None:
        raise Unusable("gifted memberships are not a number")
    level = text(details.get("giftMembershipsLevelName"))
    return _arrived(
        item,
        key_of(text(item["id"])),
        name=f"Gifted membership {level}",
        count=count,
        worth=worth_of(count, "memberships"),
    )


def _arrived(item: Object, key: str, **gift: Any) -> Arrived:
    author, snippet = object_in(item, "authorDetails"), object_in(item, "snippet")
    id_ = author.get("channelId") or snippet.get("authorChannelId")
    gifter = gifter_of("youtube", id_, author.get("displayName"))
    at = moment(text(snippet.get("publishedAt")))
    return Arrived(key, gift_of("youtube", gifter, given_at=at, **gift))


_READERS: Mapping[str, Callable[[Object, Object], Arrived]] = {
    "superChatEvent": _super_chat,
    "superStickerEvent": _super_sticker,
    "giftEvent": _gift,
    "membershipGiftingEvent": _memberships,
}


def moment(said: str) -> int | None:
    """Return milliseconds since 1970 of a time like 2026-11-24T20:00:00.104366+00:00."""
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        return None
    return round(moment.timestamp() * 1000) if moment.tzinfo else None


def sample(id_: str) -> tuple[Arrival, ...]:
    """Return a test delivery: a Super Chat of 5.00 EUR from ana."""
    details = {"amountMicros": "5000000", "currency": "EUR", "userComment": "for the new mic"}
    snippet = {"type": "superChatEvent", "superChatDetails": details}
    author = {"channelId": "UC-ana", "displayName": "ana"}
    return normalise({"id": id_, "snippet": snippet, "authorDetails": author})
