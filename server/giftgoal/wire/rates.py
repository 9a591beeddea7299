"""Rates, as they are sent to us and as we tell of them."""

from typing import Literal

from pydantic import Field
from typing_extensions import TypedDict

from giftgoal.sources.default_rates import Offered
from giftgoal.wire.body import Message
from giftgoal.wire.gifts import GiftOut


class RateIn(Message):
    """A rate: how many coins one unit is worth."""

    rate: str | None = Field(
        pattern=r"^\d{1,7}(\.\d{1,9})?$",
        description='coins for one unit, a decimal number in quotes like "80", or null: unknown',
    )
    recount: bool = Field(
        default=False, description="true: also for gifts that are here already; false: from now on"
    )


class RateOut(TypedDict):
    """A rate that is in use."""

    unit: str
    rate: str | None
    set_in: Literal["here", "settings"]


class OfferedOut(TypedDict):
    """A rate to start from, with where it is from; in use only once it is taken."""

    unit: str
    rate: str
    says: str
    source: str
    date: str


class NeededOut(TypedDict):
    """A unit without a rate, and how many gifts wait for it, with the newest of them."""

    unit: str
    gifts: int
    newest: list[GiftOut]


class RatesOut(TypedDict):
    """How worth becomes coins."""

    rates: list[RateOut]
    offered: list[OfferedOut]
    needed: list[NeededOut]


class RateSetOut(TypedDict):
    """A rate that was set, and how many gifts were counted anew."""

    unit: str
    rate: str | None
    recounted: int


def offered_out(offered: Offered) -> OfferedOut:
    """Return a rate to start from."""
    return {
        "unit": offered.unit,
        "rate": format(offered.rate, "f"),
        "says": offered.says,
        "source": offered.source,
        "date": offered.date,
    }
