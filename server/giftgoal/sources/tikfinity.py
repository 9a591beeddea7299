"""TikTok LIVE by TikFinity's local WebSocket: its desktop app, on the streamer's own computer.

There is no official interface for gifts on TikTok LIVE. The envelope and the field names are those
of three independent captures and of TikTok-Live-Connector 1.2 (MIT), whose event TikFinity passes
on; newer versions nest the gifter and the gift, so both shapes are read.
"""

from typing import Any

from giftgoal.sources.arrivals import Arrival, Arrived, gift_of, gifter_of, key_of
from giftgoal.sources.connections import connected
from giftgoal.sources.payloads import Object, first, object_in, text, whole
from giftgoal.sources.reading import understood
from giftgoal.sources.source import Deliver, Field, Road, Tell, Values

STREAKABLE = 1
"""The gift type whose taps make a streak. In TikTok's own gift lists (`webcast/gift/list`, 2023-10
to 2024-01) every gift of type 1 has `combo: true`, and no other has."""


def normalise(raw: Any, me: str = "") -> tuple[Arrival, ...]:
    """Return the gift in one of TikFinity's messages; nothing where it speaks of something else.

    Args:
        raw: The message, `{"event": "gift", "data": {...}}`.
        me: The streamer's user id: gifts to a guest are left out. Empty: all count.

    Raises:
        Unusable: If a number is none.
    """
    message = object_in(raw)
    if message.get("event") != "gift":
        return ()
    return gift_event(object_in(message, "data"), me)


def gift_event(data: Object, me: str = "") -> tuple[Arrival, ...]:
    """Return the gift in TikTok's gift event, flat or nested; see `normalise`."""
    user, details, common = (object_in(data, name) for name in ("user", "giftDetails", "common"))
    inner = object_in(data, "gift")
    to = text(first(data, "receiverUserId")) or text(first(object_in(data, "toUser"), "userId"))
    if me and to not in ("", "0", me):
        return ()
    user_id = text(first(data, "userId") or first(user, "userId", "id"))
    gift_id = text(
        first(data, "giftId") or first(details, "giftId", "id") or first(inner, "gift_id")
    )
    kind = whole(first(data, "giftType") or first(details, "giftType") or first(inner, "gift_type"))
    group = text(first(data, "groupId"))
    group = "" if group == "0" else group
    count = max(1, whole(first(data, "repeatCount") or first(inner, "repeat_count")) or 1)
    ended = bool(first(data, "repeatEnd") or first(inner, "repeat_end"))
    if kind == STREAKABLE and not group and not ended:
        return ()  # Without the group, reports of one streak cannot be told from the next: its end.
    price = whole(first(data, "diamondCount") or first(details, "diamondCount", "diamond_count"))
    gift = gift_of(
        "tiktok",
        gifter_of(
            "tiktok", user_id, first(data, "nickname", "uniqueId") or first(user, "nickname")
        ),
        name=first(data, "giftName") or first(details, "giftName", "name") or "",
        count=count,
        coins=None if price is None else price * count,
        streak=key_of(user_id, gift_id, group, most=50) if kind == STREAKABLE and group else "",
        catalogue_id=gift_id,
    )
    message_id = text(first(data, "msgId") or first(common, "msgId"))
    when = text(first(data, "createTime", "timestamp") or first(common, "createTime"))
    key = message_id or key_of(user_id, gift_id, group, count, when, ended)
    return (Arrived(key_of(key), gift),)


class TikFinity:
    """A connection to the TikFinity app."""

    def __init__(self, values: Values) -> None:
        self._address = values["address"]
        self._me = values["me"]
        # Who gifts went to, so that the streamer can tell their own id from a guest's.
        self._receivers: set[str] = set()

    async def run(self, deliver: Deliver, tell: Tell) -> None:
        """See `Source.run`."""
        async with connected(self._address, "TikFinity") as connection:
            tell.live()
            async for message in connection:
                tell.heard()
                await deliver(understood(message, lambda raw: self._normalise(raw, tell), tell))

    def _normalise(self, raw: Any, tell: Tell) -> tuple[Arrival, ...]:
        to = text(first(object_in(raw, "data"), "receiverUserId"))
        if to and to not in self._receivers and len(self._receivers) < 8:
            self._receivers.add(to)
            if len(self._receivers) > 1 and not self._me:
                ids = ", ".join(sorted(self._receivers))
                tell.note(f"Gifts went to several people: {ids}. Fill in which one you are.")
        return normalise(raw, self._me)


def sample(id_: str) -> tuple[Arrival, ...]:
    """Return a test delivery: a Rose from ana, as TikFinity sends it."""
    data = {
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
    return normalise({"event": "gift", "data": data})


ROAD = Road(
    name="tikfinity",
    title="TikFinity app",
    platforms=("tiktok",),
    about="Reads TikTok gifts from the TikFinity app, which must run on this computer.",
    sample=sample,
    fields=(
        Field(
            "address",
            "Where TikFinity listens",
            hint="Leave it as it is, unless TikFinity runs on another computer.",
            default="ws://localhost:21213/",
        ),
        Field(
            "me",
            "Your TikTok user id",
            hint="Only if you have guests: gifts to them are then left out. A long number; "
            "Giftgoal shows the ids that gifts went to.",
            most=30,
        ),
    ),
    open=TikFinity,
)
