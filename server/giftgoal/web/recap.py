"""The evening told afterwards."""

from collections.abc import AsyncIterator

from starlette.responses import Response

from giftgoal.domain.gifts import Recorded
from giftgoal.domain.recap import evening_began, recap
from giftgoal.web.calls import Ask, Call, json
from giftgoal.web.parts import Parts
from giftgoal.web.queries import Moment
from giftgoal.wire.recap import RecapOut, recap_out

PAGE = 500
"""How many gifts are read at a time, so that taps come in between."""

_SINCE = Moment("since", "When it began; if not said, when the last evening did.")
_UNTIL = Moment("until", "When it ended; if not said, now.")


async def get_recap(ask: Ask) -> Response:
    """Tell of an evening: totals, what was reached and when, top gifters who agreed."""
    parts = ask.parts
    board = parts.keeper.board
    until = _UNTIL.read(ask.request) or parts.now()
    since = _SINCE.read(ask.request) or evening_began(board) or until
    gifts = [gift async for page in given_between(parts, since, until) for gift in page]
    return json(recap_out(recap(board, gifts, since, until)))


async def given_between(parts: Parts, since: int, until: int) -> AsyncIterator[list[Recorded]]:
    """Yield the gifts given in a time, a page at a time, reading no further back than needed.

    None is recorded before it was given, so none recorded before `since` is among them.
    """
    before: int | None = None
    while page := await parts.ledger.gifts(before, PAGE):
        yield [gift for gift in page if since <= gift.moment <= until]
        before = page[-1].seq
        if page[-1].at < since:
            return


CALLS = (
    Call(
        "GET",
        "/api/recap",
        "moderator",
        get_recap,
        "Tell of an evening",
        gives=RecapOut,
        query=(_SINCE, _UNTIL),
    ),
)
