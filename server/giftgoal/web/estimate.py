"""What gifts are worth in money: an estimate, for the owner alone and never on air."""

from starlette.responses import Response

from giftgoal.catalogue import PACKAGES
from giftgoal.domain.estimates import estimate, together, totals
from giftgoal.domain.recap import evening_began
from giftgoal.domain.takings import Takings, take
from giftgoal.sources.currencies import decimals, is_currency
from giftgoal.sources.shares import shares
from giftgoal.web.calls import Ask, Call, json
from giftgoal.web.queries import Moment
from giftgoal.web.recap import given_between
from giftgoal.wire.estimate import EstimateOut, estimate_out

_SINCE = Moment("since", "From when on; if not said, since the last evening began.")
_UNTIL = Moment("until", "Until when; if not said, now.")


async def get_estimate(ask: Ask) -> Response:
    """Estimate what gifts were paid for, and what the platforms leave of it."""
    parts = ask.parts
    until = _UNTIL.read(ask.request) or parts.now()
    since = _SINCE.read(ask.request) or evening_began(parts.keeper.board) or until
    takings: Takings = {}
    async for page in given_between(parts, since, until):
        take(takings, page)
    known = shares(PACKAGES)
    # What is of no platform comes last.
    taken = (takings[place] for place in sorted(takings, key=lambda one: (not one[0], one)))
    rows = [estimate(one, known, is_currency) for one in taken]
    sums = totals(rows)
    one = together(sums, parts.feeds.rates())
    return json(estimate_out(since, until, rows, sums, one, decimals))


CALLS = (
    Call(
        "GET",
        "/api/estimate",
        "owner",
        get_estimate,
        "Estimate what gifts are worth",
        gives=EstimateOut,
        query=(_SINCE, _UNTIL),
    ),
)
