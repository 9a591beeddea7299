"""Taking the data out: exports and backups."""

from collections.abc import AsyncIterator, Callable, Iterable

from starlette.responses import Response, StreamingResponse
from typing_extensions import TypedDict

from giftgoal.domain.gifts import Recorded
from giftgoal.ledger import Ledger, backup_path
from giftgoal.scripts.record import Recorder, head
from giftgoal.scripts.script import MAX_MS
from giftgoal.web.calls import Ask, Call, json
from giftgoal.web.parts import Parts
from giftgoal.web.queries import Moment
from giftgoal.wire import times
from giftgoal.wire.exports import csv_head, csv_lines, json_lines

WINDOW = 1000
"""How many entries are looked through at a time."""

_SINCE = Moment("since", "When the evening began; if not said, a day before the last gift.")


async def export_csv(ask: Ask) -> Response:
    """Return every gift, oldest first, for a spreadsheet."""
    # The mark at the start tells spreadsheets that it is UTF-8.
    head = "\N{ZERO WIDTH NO-BREAK SPACE}" + csv_head()
    return _file(_lines(ask.parts, csv_lines, head), "text/csv", "gifts.csv")


async def export_jsonl(ask: Ask) -> Response:
    """Return every gift, oldest first, one JSON object a line."""
    return _file(_lines(ask.parts, json_lines), "application/jsonl", "gifts.jsonl")


async def export_script(ask: Ask) -> Response:
    """Return one evening as a script that plays back identically: a day at most, as scripts are."""
    since = _SINCE.read(ask.request)
    return _file(_script(ask.parts, since), "application/jsonl", "evening.jsonl")


async def _script(parts: Parts, since: int | None) -> AsyncIterator[bytes]:
    ledger = parts.ledger
    last = parts.keeper.board.seq
    if since is None:
        newest = await ledger.gifts(None, 1)
        since = (newest[0].at if newest else parts.now()) - MAX_MS
    recorder = Recorder()
    after = await _last_before(ledger, since, last)
    first = await ledger.entries(after, 1)
    day = times.text(first[0].at if first else since)[:10]
    yield (head(f"Evening of {day}") + "\n").encode()
    while entries := await ledger.entries(after, min(WINDOW, last - after)):
        # As many gifts as entries at most begin among them.
        gifts = await ledger.gifts(entries[-1].seq + 1, len(entries))
        yield "".join(line + "\n" for line in recorder.lines(entries, gifts)).encode()
        after = entries[-1].seq
        if recorder.is_full:
            return


async def _last_before(ledger: Ledger, since: int, last: int) -> int:
    """Return the last entry before a moment, found by halving: entries come in order of time."""
    low, high = 0, last
    while low < high:
        middle = (low + high) // 2
        following = await ledger.entries(middle, 1)
        if following[0].at < since:
            low = middle + 1
        else:
            high = middle
    return low


async def _lines(
    parts: Parts, lines: Callable[[Iterable[Recorded]], str], head: str = ""
) -> AsyncIterator[bytes]:
    yield head.encode()
    last = parts.keeper.board.seq
    for start in range(1, last + 1, WINDOW):
        newest_first = await parts.ledger.gifts(start + WINDOW, WINDOW)
        yield lines(gift for gift in reversed(newest_first) if gift.seq >= start).encode()


def _file(body: AsyncIterator[bytes], media_type: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(body, media_type=media_type, headers=headers)


class BackupOut(TypedDict):
    """A copy of the ledger in the data folder."""

    file: str
    bytes: int


async def post_backup(ask: Ask) -> Response:
    """Make a verified copy of the ledger while it goes on."""
    parts = ask.parts
    path = backup_path(parts.data_folder, parts.now())
    size = await parts.ledger.backup(path, keep=parts.backups_kept)
    return json(BackupOut(file=str(path), bytes=size), 201)


CALLS = (
    Call(
        "GET",
        "/api/export.csv",
        "owner",
        export_csv,
        "Every gift as a table",
        media_type="text/csv",
    ),
    Call(
        "GET",
        "/api/export.jsonl",
        "owner",
        export_jsonl,
        "Every gift as JSON Lines",
        media_type="application/jsonl",
    ),
    Call(
        "GET",
        "/api/export.script",
        "owner",
        export_script,
        "An evening as a script",
        query=(_SINCE,),
        media_type="application/jsonl",
    ),
    Call(
        "POST",
        "/api/backup",
        "owner",
        post_backup,
        "Copy the ledger",
        gives=BackupOut,
        statuses=(201,),
    ),
)
