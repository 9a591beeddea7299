"""One gift: what was sent, by whom, what it is worth, and what became of it."""

import unicodedata
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from giftgoal.domain.frozen import frozen

Platform = Literal[
    "tiktok",
    "twitch",
    "youtube",
    "telegram",
    "instagram",
    "kick",
    "streamlabs",
    "streamelements",
    "kofi",
    "other",
]
"""Whose gifts there are, in the order in which people are shown them; `other`: anyone else's."""

MICRO = 1_000_000
"""Sums are kept exactly, in millionths of a coin; people are shown whole coins."""

MAX_COINS = 1_000_000_000
"""The most one gift may be worth, in coins."""

MAX_COUNT = 1_000_000
"""The most one gift may count."""


@frozen
class Person:
    """Who did something: the owner, a moderator, a token, a source."""

    id: str
    name: str


@frozen
class Gifter:
    """Who sent a gift. Anonymous when both are empty."""

    key: str = ""
    """What tells gifters apart: a platform's user id, or the folded name."""
    name: str = ""
    """Untrusted text for people to read."""


def gifter_named(name: str) -> Gifter:
    """Return the gifter that a typed name stands for.

    "Ana" and "ana " are one gifter: the key is the name without invisible characters, folded by
    case and NFKC.
    """
    visible = name
    if not name.isprintable():
        visible = "".join(c for c in name if unicodedata.category(c) != "Cf")
    folded = unicodedata.normalize("NFKC", visible).casefold()
    key = unicodedata.normalize("NFKC", folded).strip()
    return Gifter(key, name) if key else Gifter()


@frozen
class Worth:
    """What a platform says a gift is worth, in the platform's own unit."""

    amount: Decimal
    unit: str
    """An ISO 4217 currency, or the platform's word: `bits`, `stars`, `kicks`."""
    rate: Decimal | None = None
    """Coins for one unit, as it was when the gift was counted; None: not known."""


@frozen
class Gift:
    """One thing sent by one gifter. In a streak `count` and `micro` are absolute, all so far."""

    id: str
    gifter: Gifter
    name: str
    """The gift's name; empty for free coins."""
    count: int
    micro: int
    """What the whole gift is worth, in millionths of a coin."""
    source: str = "manual"
    catalogue_id: str = ""
    platform: str = ""
    message: str = ""
    streak: str = ""
    """The streak's key, `sender:key` so that no two senders share one; empty for a single gift."""
    worth: Worth | None = None
    rehearsal: bool = False
    given_at: int | None = None
    """When it was given, in milliseconds since 1970, if that is not when it was recorded."""
    goal: str = ""
    """The one goal it counts toward; empty: every open goal it matches."""

    @property
    def coins(self) -> int:
        """Whole coins, for display."""
        return self.micro // MICRO

    @property
    def needs_rate(self) -> bool:
        """Whether its worth could not be turned into coins."""
        return self.worth is not None and self.worth.rate is None and self.micro == 0


def moment_of(gift: Gift, recorded_at: int) -> int:
    """Return when a gift was given, as far as that can be believed, in milliseconds since 1970.

    A phone that was offline and a table that is read in tell of it later than it happened. Nothing
    is recorded before it was given: a later moment is that of a clock that is wrong.
    """
    given_at = gift.given_at
    return recorded_at if given_at is None else min(given_at, recorded_at)


@frozen
class Share:
    """What a gift adds to one run of one goal, in millionths of the goal's unit."""

    goal: str
    run: int
    amount: int


@frozen
class Recorded:
    """A gift as the ledger knows it now: the fold of the entries that speak of it."""

    gift: Gift
    seq: int
    """The number of the entry that first recorded it."""
    at: int
    """When it was recorded, in milliseconds since 1970."""
    by: Person
    shares: tuple[Share, ...] = ()
    """What it counts for when it is not voided."""
    voided: bool = False
    grown_at: int = 0
    """When its streak last grew, in milliseconds since 1970."""

    @property
    def moment(self) -> int:
        """When it was given, in milliseconds since 1970."""
        return moment_of(self.gift, self.at)

    def grown(self, gift: Gift, shares: tuple[Share, ...], at: int) -> "Recorded":
        """Return it after its streak grew to `gift`, which added `shares`."""
        return replace(self, gift=gift, shares=add_shares(self.shares, shares), grown_at=at)


def add_shares(one: tuple[Share, ...], other: tuple[Share, ...]) -> tuple[Share, ...]:
    """Return the shares of both, one for each run of a goal."""
    amounts = {(share.goal, share.run): share.amount for share in one}
    for share in other:
        place = (share.goal, share.run)
        amounts[place] = amounts.get(place, 0) + share.amount
    return tuple(Share(goal, run, amount) for (goal, run), amount in amounts.items())
