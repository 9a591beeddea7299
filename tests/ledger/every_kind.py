"""Entries of every kind there was in schema version 1, and how `data/v1.ledger` was made of them.

`python -m tests.ledger.every_kind FOLDER` made that file at its version. It is never made again: it
stands for the ledgers that people have. What is added later goes into a file of its own.
"""

import asyncio
import sys
from decimal import Decimal
from pathlib import Path

from giftgoal.domain.events import (
    Entry,
    Event,
    GiftReceived,
    GiftRestored,
    GiftVoided,
    GoalClosed,
    GoalEdited,
    GoalOpened,
    GoalReset,
    OverlayAdded,
    OverlayEdited,
    OverlayKeyChanged,
    OverlayRemoved,
    RehearsalShown,
    RehearsalWiped,
    Request,
    StreakGrew,
    TokenIssued,
    TokenRevoked,
)
from giftgoal.domain.fold import fold
from giftgoal.domain.gifts import MICRO, Gift, Gifter, Person, Share, Worth
from giftgoal.domain.goals import GoalSettings, Milestone, OnReach, Rung
from giftgoal.ledger import SqliteLedger

_MIKA, _NOOR = Person("owner", "mika"), Person("6a1f", "noor")
_ANA, _BEN = Gifter("ana", "Ana"), Gifter("ben", "ben")

_MIC = GoalSettings(
    "New mic",
    500,
    offset=20,
    milestones=(Milestone(250, "Song request"),),
    ladder=(Rung(1000, "New camera"), Rung(2000)),
    on_reach=OnReach("factor", factor=Decimal("1.5")),
    deadline=1_795_557_600_000,
)
_ROSES = GoalSettings("A hundred roses", 100, gift="Rose")

_ONE = Gift(
    "one",
    _ANA,
    "Rose",
    5,
    5 * MICRO,
    catalogue_id="5655",
    platform="tiktok",
    message="for you \u2764 <b>",
)
_COMBO = Gift("two", _BEN, "Rose", 1, MICRO, streak="combo", source="tiktok", goal="roses")
_COMBO_GREW = Gift("two", _BEN, "Rose", 4, 4 * MICRO, streak="combo", source="tiktok", goal="roses")
_EUROS = Gift(
    "three", Gifter(), "", 1, 400 * MICRO, worth=Worth(Decimal("5.00"), "EUR", Decimal(80))
)
_STARS = Gift("four", _ANA, "", 1, 0, worth=Worth(Decimal(30), "stars"), given_at=1_795_550_000_000)
_TEST = Gift("test", _BEN, "Rose", 3, 3 * MICRO, source="script", rehearsal=True)


def _shares(coins: int, roses: int, run: int = 1) -> tuple[Share, ...]:
    both = (Share("mic", run, coins * MICRO), Share("roses", 1, roses * MICRO))
    return tuple(share for share in both if share.amount)


_EVENTS: tuple[tuple[Event, str], ...] = (
    (GoalOpened("mic", _MIC), ""),
    (GoalOpened("roses", _ROSES), ""),
    (GoalOpened("gone", _ROSES), ""),
    (TokenIssued("6a1f", "noor", "moderator", "invite", "c0ffee"), ""),
    (TokenIssued("77aa", "phone", "moderator", "session", "decade"), ""),
    (OverlayAdded("bar", "Main bar", "first-key", {"theme": "clean", "words": {"of": "von"}}), ""),
    (OverlayAdded("old", "Old bar", "old-key", {}), ""),
    (GiftReceived(_ONE, _shares(5, 5)), "tap-1"),
    (GiftReceived(_COMBO, _shares(0, 1)), ""),
    (StreakGrew(_COMBO_GREW, 3 * MICRO, _shares(0, 3), counted=True), "tap-2"),
    (GiftReceived(_EUROS, _shares(400, 0)), "tap-3"),
    (GiftReceived(_STARS, ()), ""),
    (GiftVoided(_ONE, _shares(5, 5)), ""),
    (GiftRestored(_ONE, _shares(5, 5)), ""),
    (GiftReceived(_TEST, _shares(3, 3)), ""),
    (RehearsalShown(True), ""),
    (RehearsalWiped(), ""),
    (GoalReset("mic"), ""),
    (GoalEdited("roses", GoalSettings("Roses", 200, gift="Rose")), ""),
    (GoalClosed("gone"), ""),
    (OverlayEdited("bar", "The bar", {"theme": "paper", "calm": True}), ""),
    (OverlayKeyChanged("bar", "second-key"), ""),
    (OverlayRemoved("old"), ""),
    (TokenRevoked("77aa"), ""),
    (GiftReceived(Gift("five", _BEN, "", 1, 7 * MICRO), _shares(7, 0, run=2)), "tap-4"),
)

ENTRIES = tuple(
    Entry(
        seq,
        1_795_550_400_000 + seq * 1000,
        _NOOR if key else _MIKA,
        event,
        Request(key, f"body of {key}") if key else None,
    )
    for seq, (event, key) in enumerate(_EVENTS, start=1)
)


async def _make(folder: Path) -> None:
    ledger, board = await SqliteLedger.open(folder)
    await ledger.append(ENTRIES)
    await ledger.save(fold(board, ENTRIES[:20]))
    await ledger.close()


if __name__ == "__main__":
    asyncio.run(_make(Path(sys.argv[1])))
