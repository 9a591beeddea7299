"""Entries of an evening, for the ledger's tests."""

from collections.abc import Iterable
from dataclasses import replace

from giftgoal.domain.board import Board
from giftgoal.domain.events import (
    Entry,
    Event,
    GiftReceived,
    GiftVoided,
    GoalOpened,
    OverlayAdded,
    Request,
    StreakGrew,
    TokenIssued,
)
from giftgoal.domain.gifts import MICRO, Gift, Gifter, Person, Share
from giftgoal.domain.goals import GoalSettings

MIKA = Person("owner", "mika")
NOOR = Person("6a1f", "noor")
NEW_MIC = GoalSettings("New mic", 500)
EIGHT = 1_795_550_400_000
"""Eight in the evening, in milliseconds since 1970."""


def rose(id_: str, count: int = 1, **other: object) -> Gift:
    """Return roses from ana, a coin each."""
    gift = Gift(id_, Gifter("ana", "Ana"), "Rose", count, count * MICRO)
    return replace(gift, **other)  # type: ignore[arg-type]  # whatever the test is about


def received(gift: Gift) -> GiftReceived:
    """Return the receipt of a gift that counts toward the goal `mic`."""
    return GiftReceived(gift, (Share("mic", 1, gift.micro),))


def grew(gift: Gift, added: int) -> StreakGrew:
    """Return the report that a streak grew by `added` to `gift`."""
    return StreakGrew(gift, added * MICRO, (Share("mic", 1, added * MICRO),), counted=True)


def entry(seq: int, event: Event, key: str = "", by: Person = NOOR) -> Entry:
    """Return entry `seq`, with noor's idempotency key if there is one."""
    request = Request(key, f"body of {key}") if key else None
    return Entry(seq, EIGHT + seq * 1000, by, event, request)


def numbered(events: Iterable[Event], first: int = 1) -> list[Entry]:
    """Return the events as entries from `first` on."""
    return [entry(seq, event) for seq, event in enumerate(events, start=first)]


def roses(first: int, last: int) -> list[Entry]:
    """Return one rose an entry, with the gift id `rose-SEQ` and the key `key-SEQ`."""
    return [
        entry(seq, received(rose(f"rose-{seq}")), key=f"key-{seq}")
        for seq in range(first, last + 1)
    ]


def evening() -> list[Entry]:
    """Return a bit of everything: 8 entries, 9 roses that count."""
    return [
        entry(1, GoalOpened("mic", NEW_MIC), by=MIKA),
        entry(2, TokenIssued("6a1f", "noor", "moderator", "invite", "c0ffee"), by=MIKA),
        entry(
            3, OverlayAdded("bar", "Main bar", "k3y", {"theme": "clean", "calm": False}), by=MIKA
        ),
        entry(4, received(rose("one", 5)), key="tap-1"),
        entry(5, received(rose("two", 1, streak="combo"))),
        entry(6, received(rose("test", 3, rehearsal=True))),
        entry(7, grew(rose("two", 4, streak="combo"), 3), key="tap-2"),
        entry(8, GiftVoided(rose("test", 3, rehearsal=True), (Share("mic", 1, 3 * MICRO),))),
    ]


def empty(ledger: str) -> Board:
    """Return the board before the first entry."""
    return Board(ledger)
