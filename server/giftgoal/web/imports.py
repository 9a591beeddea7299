"""Gifts from a table that the streamer uploads."""

import asyncio
from collections.abc import Iterator, Sequence

from starlette.responses import Response

from giftgoal.askers import Answer
from giftgoal.domain.commands import RecordGift
from giftgoal.domain.errors import Invalid, Refusal
from giftgoal.domain.events import Request as Keyed
from giftgoal.keeper import BATCH
from giftgoal.sources.arrivals import PLATFORMS, Arrived
from giftgoal.sources.csv_gifts import WrongTable, normalise
from giftgoal.web.calls import Ask, Call, json, read_body
from giftgoal.web.parts import Parts
from giftgoal.web.queries import Text
from giftgoal.wire import problems
from giftgoal.wire.problems import Problem
from giftgoal.wire.sources import ImportedOut

MAX_TABLE = 4 * 1024 * 1024
"""The largest table, in bytes."""

_PLATFORM = Text("platform", "Whose gifts they are, where no column says so.", 20)


async def import_csv(ask: Ask) -> Response:
    """Count the gifts of a table, each once however often it is sent; all of it or nothing."""
    platform = _PLATFORM.read(ask.request) or "other"
    if platform not in PLATFORMS:
        raise Invalid("platform", platform, f"one of {', '.join(PLATFORMS)}")
    body = await read_body(ask.request, MAX_TABLE)
    try:
        gifts = await asyncio.to_thread(normalise, body.decode("utf-8-sig"), platform)
    except UnicodeDecodeError:
        raise Problem(problems.TABLE, "Save it as UTF-8, as spreadsheets offer.") from None
    except WrongTable as error:
        rows = [{"line": row.line, "why": row.why} for row in error.rows]
        raise Problem(problems.TABLE, f"{error}.", {"rows": rows}) from None
    counted, refused = 0, []
    async for outcomes in ask.parts.keeper.ask_all(_batches(gifts, ask.parts), ask.by.person):
        refused += [outcome for outcome in outcomes if isinstance(outcome, Refusal)]
        counted += sum(isinstance(outcome, Answer) and bool(outcome.entry) for outcome in outcomes)
    if refused:
        raise refused[0]
    return json(ImportedOut(counted=counted, repeated=len(gifts) - counted))


def _batches(gifts: Sequence[Arrived], parts: Parts) -> Iterator[list[RecordGift]]:
    drawn = parts.feeds.supervisor.drawn
    for first in range(0, len(gifts), BATCH):
        some = gifts[first : first + BATCH]
        # The key says that two rows are one, whatever else differs: no body.
        yield [RecordGift(drawn(one.gift), Keyed(one.key, ""), confirm=True) for one in some]


CALLS = (
    Call(
        "POST",
        "/api/import.csv",
        "owner",
        import_csv,
        "Count the gifts of a table",
        takes_raw="text/csv",
        gives=ImportedOut,
        query=(_PLATFORM,),
        problems=(problems.TABLE,),
    ),
)
