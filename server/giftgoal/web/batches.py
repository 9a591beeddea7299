"""Many gifts in one request, a line each."""

from collections import deque
from collections.abc import Iterator
from operator import itemgetter

from starlette.responses import Response

from giftgoal.askers import Answer
from giftgoal.domain.commands import RecordGift
from giftgoal.domain.errors import Invalid, Refusal
from giftgoal.keeper import BATCH
from giftgoal.web.calls import Ask, Call, json, message, read_body
from giftgoal.web.gifts import record
from giftgoal.web.refusals import problem_of
from giftgoal.wire import problems
from giftgoal.wire.batches import BatchOut, LineOut, Outcome, batch_out
from giftgoal.wire.gifts import GiftIn
from giftgoal.wire.problems import Problem

MAX_BYTES = 4 * 1024 * 1024
"""The largest body, in bytes."""

MAX_LINES = 20_000


async def post_gifts(ask: Ask) -> Response:
    """Count many gifts. A mistake in one keeps none of the others from being counted."""
    body = await read_body(ask.request, MAX_BYTES)
    lines = [(at, line) for at, line in enumerate(body.split(b"\n"), 1) if line.strip()]
    if len(lines) > MAX_LINES:
        detail = f"These are more than {MAX_LINES:,} gifts. Send them in several requests."
        raise Problem(problems.TOO_LARGE, detail)
    told: list[LineOut] = []
    # Of each batch that is on its way, the lines its gifts are on.
    places: deque[list[int]] = deque()

    def batches() -> Iterator[list[RecordGift]]:
        for first in range(0, len(lines), BATCH):
            wanted = [(at, _wanted(ask, line)) for at, line in lines[first : first + BATCH]]
            told.extend(_told(at, one) for at, one in wanted if isinstance(one, Problem))
            good = [(at, one) for at, one in wanted if isinstance(one, RecordGift)]
            if good:
                places.append([at for at, _ in good])
                yield [one for _, one in good]

    async for outcomes in ask.parts.keeper.ask_all(batches(), ask.by.person):
        if outcomes:
            told.extend(map(_told, places.popleft(), outcomes))
    return json(batch_out(sorted(told, key=itemgetter("line"))))


def _wanted(ask: Ask, line: bytes) -> RecordGift | Problem:
    """Return the command to count the gift on a line, or why there is none."""
    try:
        said = message(GiftIn, line)
        if said.id is None:
            raise Invalid("id", None, "a key of its own, so that it counts once if sent again")
        return record(said, ask.parts, ask.by.person, said.id)
    except Problem as problem:
        return problem
    except Refusal as refusal:
        return problem_of(refusal)


def _told(line: int, outcome: Answer | Refusal | Problem) -> LineOut:
    if isinstance(outcome, Answer):
        assert outcome.gift  # commands about gifts are answered with one
        became: Outcome = "counted" if outcome.entry else "repeated"
        return {"line": line, "outcome": became, "gift": outcome.gift.gift.id, "problem": None}
    problem = outcome if isinstance(outcome, Problem) else problem_of(outcome)
    return {"line": line, "outcome": "refused", "gift": None, "problem": problem.document()}


CALLS = (
    Call(
        "POST",
        "/api/gifts/batch",
        "owner",
        post_gifts,
        "Count many gifts, a line of JSON each",
        takes_raw="application/x-ndjson",
        gives=BatchOut,
    ),
)
