"""What gifts are worth in money, as we tell of it to the owner."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from math import ceil, floor

from typing_extensions import TypedDict

from giftgoal.domain.estimates import Estimate, Range, Share, Total
from giftgoal.wire import times

Decimals = Callable[[str], int]
"""Returns how many decimals a currency has."""


class PaidOut(TypedDict):
    """What gifters paid: the least is rounded down, the most up."""

    least: str
    most: str


class ShareOut(TypedDict):
    """What an estimate rests on."""

    says: str
    source: str
    date: str


class WorthRowOut(TypedDict):
    """What came from one platform in one unit. `null` is not known."""

    platform: str | None
    unit: str
    amount: str
    gifts: int
    currency: str | None
    paid: PaidOut | None
    kept: str | None
    share: ShareOut | None


class WorthTotalOut(TypedDict):
    """All that is known in one currency; not `whole`: more came than is known."""

    currency: str
    paid: PaidOut
    kept: str
    whole: bool


class EstimateOut(TypedDict):
    """What gifts are worth: an estimate."""

    since: str
    until: str
    rows: list[WorthRowOut]
    totals: list[WorthTotalOut]
    together: WorthTotalOut | None


def estimate_out(
    since: int,
    until: int,
    rows: Sequence[Estimate],
    totals: Sequence[Total],
    together: Total | None,
    decimals: Decimals,
) -> EstimateOut:
    """Return what gifts of a time are worth."""
    return {
        "since": times.text(since),
        "until": times.text(until),
        "rows": [_row(one, decimals) for one in rows],
        "totals": [_total(one, decimals(one.currency)) for one in totals],
        "together": _total(together, decimals(together.currency)) if together else None,
    }


def _row(one: Estimate, decimals: Decimals) -> WorthRowOut:
    places = decimals(one.currency)
    share = one.share
    return {
        "platform": one.taken.platform or None,
        "unit": one.taken.unit,
        "amount": format(one.taken.amount, "f"),
        "gifts": one.taken.gifts,
        "currency": one.currency or None,
        "paid": _paid(one.paid, places) if one.paid else None,
        "kept": None if one.kept is None else _money(round(one.kept * 10**places), places),
        "share": _share(share) if share else None,
    }


def _share(share: Share) -> ShareOut:
    return {"says": share.says, "source": share.source, "date": share.date}


def _total(one: Total, places: int) -> WorthTotalOut:
    kept = _money(round(one.kept * 10**places), places)
    paid = _paid(one.paid, places)
    return {"currency": one.currency, "paid": paid, "kept": kept, "whole": one.whole}


def _paid(paid: Range, places: int) -> PaidOut:
    least, most = (amount * 10**places for amount in paid)
    return {"least": _money(floor(least), places), "most": _money(ceil(most), places)}


def _money(smallest: int, places: int) -> str:
    """Return so many of a currency's smallest units in its main unit."""
    return format(Decimal(smallest).scaleb(-places), "f")
