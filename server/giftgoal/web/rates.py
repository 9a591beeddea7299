"""Rates: what a unit of a platform's worth comes to in coins."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from decimal import Decimal

from starlette.responses import Response

from giftgoal.domain.commands import RecountGift, SetRate
from giftgoal.domain.errors import Invalid
from giftgoal.domain.gifts import Recorded
from giftgoal.domain.rates import micro_of, unit_meant
from giftgoal.sources.default_rates import OFFERED
from giftgoal.web.calls import Ask, Call, json
from giftgoal.web.parts import Parts
from giftgoal.wire.gifts import gift_out
from giftgoal.wire.rates import NeededOut, RateIn, RateOut, RateSetOut, RatesOut, offered_out

_PAGE = 200

_SHOWN = 5
"""Of each unit without a rate so many of the newest gifts are told."""

_AT_ONCE = 16
"""Gifts that wait for the keeper at once, so that taps come in between."""


async def get_rates(ask: Ask) -> Response:
    """List the rates in use, those to start from, and the units that have none."""
    parts = ask.parts
    here = parts.keeper.board.rates
    rates = [
        *(RateOut(unit=unit, rate=_text(rate), set_in="here") for unit, rate in here.items()),
        *(
            RateOut(unit=unit, rate=_text(rate), set_in="settings")
            for unit, rate in parts.rates.items()
            if unit not in here
        ),
    ]
    missing: dict[str, list[Recorded]] = defaultdict(list)
    left = parts.keeper.board.real.needs_rate
    if left:
        async for recorded in _gifts(parts):
            if recorded.gift.needs_rate and not recorded.voided:
                missing[_unit(recorded)].append(recorded)
                left -= 1
                if left <= 0:
                    break
    return json(
        RatesOut(
            rates=rates,
            offered=[offered_out(one) for one in OFFERED],
            needed=[
                NeededOut(unit=unit, gifts=len(gifts), newest=list(map(gift_out, gifts[:_SHOWN])))
                for unit, gifts in missing.items()
            ],
        )
    )


async def put_rate(ask: Ask) -> Response:
    """Set the rate of a unit, from now on or for all gifts."""
    said: RateIn = ask.body
    unit = unit_meant(ask.id)
    if unit is None:
        raise Invalid("unit", ask.id[:40], "a currency like EUR or a unit like bits")
    rate = None if said.rate is None else Decimal(said.rate)
    if rate is not None and not 0 < rate <= 1_000_000:
        raise Invalid("rate", said.rate, "a number above 0, up to 1,000,000")
    await ask.parts.keeper.ask(SetRate(unit, rate), ask.by.person)
    recounted = 0
    if said.recount and rate is not None:
        recounted = await _recount(ask, unit, rate)
    return json(RateSetOut(unit=unit, rate=_text(rate), recounted=recounted))


async def _recount(ask: Ask, unit: str, rate: Decimal) -> int:
    """Count every gift of a unit anew. Each is an event of its own: history stays as it was."""
    wanted = [
        RecountGift(recorded.gift.id, rate)
        async for recorded in _gifts(ask.parts)
        if _unit(recorded) == unit and not _counts_by(recorded, rate)
    ]
    recounted = 0
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        asked = (ask.parts.keeper.ask(command, ask.by.person) for command in some)
        recounted += sum(answer.entry is not None for answer in await asyncio.gather(*asked))
    return recounted


async def _gifts(parts: Parts) -> AsyncIterator[Recorded]:
    """Yield every gift, newest first, a page at a time so that taps come in between."""
    before: int | None = None
    while page := await parts.ledger.gifts(before, _PAGE):
        for recorded in page:
            yield recorded
        before = page[-1].seq


def _counts_by(recorded: Recorded, rate: Decimal) -> bool:
    """Tell whether a gift's coins are what its worth comes to at a rate."""
    worth = recorded.gift.worth
    if worth is None or worth.rate != rate:
        return False
    return micro_of(worth) == recorded.gift.micro


def _unit(recorded: Recorded) -> str:
    worth = recorded.gift.worth
    return worth.unit.upper() if worth else ""


def _text(rate: Decimal | None) -> str | None:
    return None if rate is None else format(rate, "f")


CALLS = (
    Call("GET", "/api/rates", "moderator", get_rates, "How worth becomes coins", gives=RatesOut),
    Call(
        "PUT",
        "/api/rates/{id}",
        "owner",
        put_rate,
        "Set the rate of a unit",
        takes=RateIn,
        gives=RateSetOut,
    ),
)
