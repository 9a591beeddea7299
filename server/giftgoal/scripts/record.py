"""A real evening turned into a script that plays back identically.

Every gift is written with its coins, so a changed catalogue or rate makes no difference. One that
was counted anew at another rate is written with what it counts now. One that waits for a rate is
written without, and waits for it again.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace

from giftgoal.domain.events import Entry, GiftReceived, GiftRestored, GiftVoided, StreakGrew
from giftgoal.domain.gifts import MICRO, Gift, Recorded, Worth, gifter_named
from giftgoal.domain.rates import micro_of
from giftgoal.scripts.script import MAX_MS


def head(title: str) -> str:
    """Return a script's first line."""
    return _line({"title": title})


class Recorder:
    """Writes down the real gifts of a ledger that comes in parts, from oldest to newest.

    Times count from the first gift, and never run backwards even if the clock did. What came more
    than a day later is left out: no script is longer.
    """

    def __init__(self) -> None:
        # What each gift is called in the script, by its id in the ledger.
        self._names: dict[str, str] = {}
        # What those are worth now that have a native worth, by their id.
        self._worths: dict[str, Worth] = {}
        self._first_at: int | None = None
        self._at = 0
        # Whether a day has passed since the first gift: no script is longer.
        self.is_full = False

    def lines(self, entries: Iterable[Entry], gifts: Iterable[Recorded] = ()) -> Iterator[str]:
        """Yield the lines of the next part, in JSON Lines, without line ends.

        Args:
            entries: The part.
            gifts: Those that begin in it, as they are now.
        """
        for recorded in gifts:
            if recorded.gift.worth:
                self._worths[recorded.gift.id] = recorded.gift.worth
        for entry in entries:
            match entry.event:
                case GiftReceived() | StreakGrew() | GiftVoided() | GiftRestored() as event:
                    if not event.gift.rehearsal:
                        yield from self._lines(entry, event)
                case _:
                    pass

    def _lines(
        self, entry: Entry, event: GiftReceived | StreakGrew | GiftVoided | GiftRestored
    ) -> Iterator[str]:
        id_ = event.gift.id
        if isinstance(event, GiftReceived):
            self._names[id_] = f"{'s' if event.gift.streak else 'g'}{len(self._names) + 1}"
        name = self._names.get(id_)
        if name is None:  # it came before the part that is recorded
            return
        if self._first_at is None:
            self._first_at = entry.at
        self._at = max(self._at, entry.at - self._first_at)
        if self._at > MAX_MS:
            self.is_full = True
            return
        at = {"at": _number(self._at, 1000)}
        match event:
            case GiftVoided():
                yield _line({**at, "undo": name})
            case GiftRestored():
                yield _line({**at, "restore": name})
            case GiftReceived() | StreakGrew():
                yield _line({**at, **_written(self._as_it_counts(event.gift), name)})

    def _as_it_counts(self, gift: Gift) -> Gift:
        """Return a gift at the rate at which it counts now."""
        now = self._worths.get(gift.id)
        if gift.worth is None or now is None or now.rate == gift.worth.rate:
            return gift
        worth = replace(gift.worth, rate=now.rate)
        return replace(gift, worth=worth, micro=micro_of(worth))


def _written(gift: Gift, name: str) -> dict[str, object]:
    gifter, worth = gift.gifter, gift.worth
    written: dict[str, object] = {
        "streak" if gift.streak else "ref": name,
        "from": gifter.name,
        "from_id": gifter.key if gifter != gifter_named(gifter.name) else "",
        "gift": gift.name,
        "gift_id": gift.catalogue_id,
        "count": gift.count if gift.count > 1 else None,
        "platform": gift.platform,
        "message": gift.message,
        "goal": gift.goal,
    }
    written = {key: value for key, value in written.items() if value}
    if not gift.needs_rate:
        written["coins"] = _number(gift.micro, MICRO)
    if worth:
        rate = None if worth.rate is None else str(worth.rate)
        amount = {"amount": str(worth.amount), "unit": worth.unit, "rate": rate}
        written["worth"] = {key: value for key, value in amount.items() if value is not None}
    return written


def _number(value: int, unit: int) -> int | float:
    # At most 15 digits, which a float carries unharmed.
    return value / unit if value % unit else value // unit


def _line(values: dict[str, object]) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))
