"""TikTok's gift event, in every shape in which the public clients pass it on.

There is no official interface for gifts on TikTok LIVE. The flat shape is that of
TikTok-Live-Connector 1.2 (MIT, README) and of three independent captures of TikFinity; the nested
ones are those of TikTok-Live-Connector 2.5 (`giftDetails`) and of the schema tiktok-live-proto v3
(`gift`), which Euler Stream sends as JSON.
"""

from giftgoal.sources.arrivals import Arrival, Arrived, gift_of, gifter_of, key_of
from giftgoal.sources.payloads import Object, first, object_in, text, whole

STREAKABLE = 1
"""The gift type whose taps make a streak. In TikTok's own gift lists (`webcast/gift/list`, 2023-10
to 2024-01) every gift of type 1 has `combo: true`, and no other has."""


def gift_event(data: Object, me: str = "") -> tuple[Arrival, ...]:
    """Return the gift in a gift event.

    Reports of a streak carry the count so far, may come late, jump or lack the last; other gifts
    come once, with no end. A gift that is worth nothing here has come without its price.

    Args:
        data: The event.
        me: The streamer's user id: gifts to a guest are left out. Empty: all count.

    Raises:
        Unusable: If a number is more than a gift can have.
    """
    if me and receiver(data) not in ("", "0", me):
        return ()
    user = object_in(data, "user")
    gift = {**object_in(data, "gift"), **object_in(data, "giftDetails")}
    user_id = text(first(data, "userId") or first(user, "userId", "id", "idStr"))
    gift_id = text(first(data, "giftId") or first(gift, "giftId", "gift_id", "id"))
    group = text(first(data, "groupId"))
    count = max(1, whole(first(data, "repeatCount") or first(gift, "repeat_count")) or 1)
    ended = whole(first(data, "repeatEnd") or first(gift, "repeat_end")) == 1 or (
        data.get("repeatEnd") is True
    )
    streak = is_streakable(data, gift)
    if streak and group in ("", "0"):
        if not ended:
            return ()  # Reports of one streak cannot be told from the next's: only its end counts.
        streak = False
    price = whole(first(data, "diamondCount") or first(gift, "diamondCount", "diamond_count"))
    name = first(data, "nickname", "uniqueId") or first(user, "nickname", "uniqueId", "displayId")
    arrived = gift_of(
        "tiktok",
        gifter_of("tiktok", user_id, name),
        name=first(data, "giftName") or first(gift, "giftName", "name"),
        count=count,
        coins=None if price is None else price * count,
        streak=key_of(user_id, gift_id, group, most=50) if streak else "",
        catalogue_id=gift_id[:64],
    )
    return (Arrived(_key(data, user_id, gift_id, group, count, ended), arrived),)


def _key(data: Object, *apart: object) -> str:
    """Return the id of the event's message, or what tells it apart if it has come without."""
    common = object_in(data, "common")
    message_id = text(first(data, "msgId") or first(common, "msgId"))
    when = text(first(data, "createTime", "timestamp") or first(common, "createTime"))
    return key_of(message_id) if message_id else key_of(*apart, when)


def is_streakable(data: Object, gift: Object) -> bool:
    """Tell whether taps on this gift make a streak."""
    kind = whole(first(data, "giftType") or first(gift, "giftType", "gift_type", "type"))
    return kind == STREAKABLE if kind is not None else gift.get("combo") is True


def receiver(data: Object) -> str:
    """Return the user id of who got the gift: the streamer or a guest; empty if it does not say."""
    return text(first(data, "receiverUserId") or first(object_in(data, "toUser"), "userId", "id"))


class Receivers:
    """Notices when gifts go to several people while nobody has said which one the streamer is."""

    def __init__(self, me: str) -> None:
        self._me = me
        self._seen: set[str] = set()

    def notice(self, data: Object) -> str:
        """Return a line that asks who the streamer is, when a further receiver turns up."""
        to = receiver(data)[:24]
        if self._me or to in ("", "0", *self._seen) or len(self._seen) >= 8:
            return ""
        self._seen.add(to)
        ids = ", ".join(sorted(self._seen))
        several = len(self._seen) > 1
        return f"Gifts went to several people: {ids}. Fill in which one you are." if several else ""


def sample_event(id_: str) -> dict[str, object]:
    """Return a test event: five Roses from ana."""
    return {
        "giftId": 5655,
        "giftName": "Rose",
        "giftType": STREAKABLE,
        "diamondCount": 1,
        "repeatCount": 5,
        "repeatEnd": True,
        "groupId": id_,
        "userId": "1",
        "uniqueId": "ana",
        "nickname": "ana",
        "msgId": id_,
    }
