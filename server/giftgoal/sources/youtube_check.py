"""Super Chats, compared: what the chat told against YouTube's own list of them.

The list has every Super Chat and Super Sticker of the channel's last thirty days, but its ids are
not documented to be those of the chat. So nothing is ever counted from it: the two sums are
compared, and what is missing is named for the streamer to tap in.

Source: `superChatEvents.list` in the discovery document youtube.v3 (revision 20261104).
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from giftgoal.sources.arrivals import Unusable
from giftgoal.sources.currencies import from_micros
from giftgoal.sources.payloads import Object, object_in, text, whole
from giftgoal.sources.youtube_events import moment

MOST_IDS = 200
"""How many of the newest ids are known: more than YouTube tells once more."""

_DETAILS = {"superChatEvent": "superChatDetails", "superStickerEvent": "superStickerDetails"}


@dataclass
class Heard:
    """What the chat told since a moment, in millionths by currency."""

    since: int
    """In milliseconds since 1970."""
    micros: Counter[str] = field(default_factory=Counter)
    ids: list[str] = field(default_factory=list)

    def take(self, items: Iterable[Any]) -> None:
        """Add the Super Chats among messages of the chat, each once."""
        for item in map(object_in, items):
            snippet = object_in(item, "snippet")
            details = object_in(snippet, _DETAILS.get(text(snippet.get("type")), ""))
            micros, at = (
                whole(details.get("amountMicros")),
                moment(text(snippet.get("publishedAt"))),
            )
            id_ = blake2b(text(item.get("id")).encode(), digest_size=6).hexdigest()
            if micros is None or at is None or at < self.since or id_ in self.ids:
                continue
            self.micros[text(details.get("currency"))] += micros
            self.ids = [*self.ids, id_][-MOST_IDS:]

    def kept(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {"since": self.since, "micros": dict(self.micros), "ids": self.ids}


def heard_from(kept: Object, now: int) -> Heard:
    """Return what was kept; from now on where nothing was."""
    since, micros, ids = kept.get("since"), object_in(kept, "micros"), kept.get("ids")
    if not isinstance(since, int) or not isinstance(ids, list):
        return Heard(now)
    sums = Counter({text(name): whole(number) or 0 for name, number in micros.items()})
    return Heard(since, sums, [text(id_) for id_ in ids])


def listed(events: Iterable[Any], since: int) -> Counter[str]:
    """Return what YouTube's list has since a moment, in millionths by currency."""
    sums: Counter[str] = Counter()
    for event in events:
        snippet = object_in(event, "snippet")
        at = moment(text(snippet.get("createdAt")))
        if at is not None and at >= since:
            sums[text(snippet.get("currency"))] += whole(snippet.get("amountMicros")) or 0
    return sums


def compared(heard: Mapping[str, int], there: Mapping[str, int]) -> str:
    """Return how the two sums compare, for the streamer."""
    names = sorted({*heard, *there})
    missing = {name: there.get(name, 0) - heard.get(name, 0) for name in names}
    lacking = {name: micros for name, micros in missing.items() if micros > 0}
    if lacking:
        return (
            f"YouTube's own list has {_money(lacking)} more in Super Chats than the chat told. "
            "Look in YouTube Studio, and tap in what is missing."
        )
    more = {name: -micros for name, micros in missing.items() if micros < 0}
    if more:
        return f"The chat told of {_money(more)} in Super Chats that YouTube's own list has not."
    return f"YouTube's own list agrees: {_money(there)} in Super Chats." if any(there) else ""


def _money(sums: Mapping[str, int]) -> str:
    return ", ".join(_told(micros, name) for name, micros in sorted(sums.items()))


def _told(micros: int, currency: str) -> str:
    try:
        worth = from_micros(micros, currency)
    except Unusable:
        return f"{micros} millionths of {currency or 'something'}"
    return f"{worth.amount:f} {worth.unit}"


def read_kept(kept: str) -> Object:
    """Return what was kept as text; an empty object where that is none."""
    try:
        return object_in(json.loads(kept))
    except ValueError:
        return {}
