"""Gifts from a table: for platforms that have no interface, such as gifts on Instagram LIVE.

The first line names the columns; their order, their case and further columns do not matter. Our own
export can be read back.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from giftgoal.domain.gifts import Gift, Worth
from giftgoal.sources.arrivals import (
    PLATFORMS,
    Arrived,
    Unusable,
    gift_of,
    gifter_of,
    key_of,
    worth_of,
)
from giftgoal.sources.payloads import decimal, whole

MAX_ROWS = 20_000

COLUMNS = {
    "id": ("id", "transaction id"),
    "at": ("at", "date", "time"),
    "gifter": ("gifter", "name", "user", "username"),
    "gift": ("gift", "gift name"),
    "count": ("count", "quantity"),
    "coins": ("coins",),
    "amount": ("amount", "worth"),
    "unit": ("unit", "currency"),
    "platform": ("platform",),
    "message": ("message", "comment"),
    "voided": ("voided",),
    "rehearsal": ("rehearsal",),
    "given_at": ("given_at", "given at"),
}
"""Our names of the columns, and what they may be called."""

_YES = ("yes", "true", "1")
"""How a table says that a row is voided, or of a rehearsal; our export says yes."""


@dataclass(frozen=True, slots=True)
class WrongRow:
    """A row that cannot be counted, and why."""

    line: int
    why: str


class WrongTable(Exception):
    """A table that cannot be read as gifts.

    Attributes:
        rows: What is wrong, by line.
    """

    def __init__(self, rows: list[WrongRow]) -> None:
        self.rows = rows
        super().__init__("; ".join(f"line {row.line}: {row.why}" for row in rows[:5]))


def normalise(text: str, platform: str = "other") -> tuple[Arrived, ...]:
    """Return the gifts in a table.

    The key of a row is its id; without one a hash of the row, numbered where rows are alike, so
    that the same table can be read again without counting anything twice.

    Args:
        text: The table, with commas, semicolons or tabs.
        platform: Whose gifts they are, where no column says so.

    Raises:
        WrongTable: If anything in it is wrong; it tells of the first 20 rows.
    """
    arrived: list[Arrived] = []
    wrong: list[WrongRow] = []
    alike: Counter[tuple[str, ...]] = Counter()
    for line, row in _rows(text):
        try:
            gift = _gift(row, platform)
        except Unusable as error:
            wrong.append(WrongRow(line, str(error)))
            if len(wrong) == 20:
                break
            continue
        if gift is None:
            continue
        # As it was before there was this column: a table without it must stay the same table.
        same = tuple(cell for name, cell in row.items() if cell or name != "given_at")
        alike[same] += 1
        id_ = row["id"]
        key = ("csv", id_) if id_ else ("csv", *same, str(alike[same]))
        arrived.append(Arrived(key_of(*key), gift))
    if wrong:
        raise WrongTable(wrong)
    return tuple(arrived)


def _rows(text: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield each row with its line number, its cells by our names of the columns."""
    text = text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        places = _places(next(reader, []))
        for number, cells in enumerate(reader):
            if number == MAX_ROWS:
                raise WrongTable([WrongRow(reader.line_num, f"more than {MAX_ROWS:,} rows")])
            if any(cell.strip() for cell in cells):
                yield reader.line_num, {name: _cell(cells, at) for name, at in places.items()}
    except csv.Error as error:
        raise WrongTable([WrongRow(reader.line_num, f"this is no table: {error}")]) from None


def _places(head: list[str]) -> dict[str, int | None]:
    names = [cell.strip().casefold() for cell in head]
    places = {
        column: next((names.index(name) for name in called if name in names), None)
        for column, called in COLUMNS.items()
    }
    if all(places[name] is None for name in ("gift", "coins", "amount")):
        why = "the first line must name the columns, with at least one of gift, coins and amount"
        raise WrongTable([WrongRow(1, why)])
    return places


def _cell(cells: list[str], at: int | None) -> str:
    if at is None or at >= len(cells):
        return ""
    cell = cells[at].strip()
    # A spreadsheet's guard against formulas, which our own export writes too.
    return cell[1:] if cell[:1] == "'" and cell[1:2] in tuple("=+-@") else cell


def _gift(row: Mapping[str, str], otherwise: str) -> Gift | None:
    """Return the gift in a row; None where the row says that it does not count.

    Raises:
        Unusable: If a cell is not as it should be.
    """
    if row["voided"].casefold() in _YES or row["rehearsal"].casefold() in _YES:
        return None
    platform = row["platform"].casefold() or otherwise
    if platform not in PLATFORMS:
        raise Unusable(f"{row['platform'][:20]} is none of {', '.join(PLATFORMS)}")
    if not (row["gift"] or row["coins"] or row["amount"]):
        raise Unusable("it says neither a gift, nor coins, nor an amount")
    coins = _whole(row, "coins") if row["coins"] else None
    # Both are kept: coins alone would not tell what was paid, and 0 coins wait for a rate.
    said_worth = row["amount"] and (row["unit"] or coins is None)
    at = row["given_at"] or row["at"]
    return gift_of(
        platform,
        gifter_of(platform, None, row["gifter"]),
        name=row["gift"],
        count=_whole(row, "count") if row["count"] else 1,
        coins=coins,
        worth=_worth(row) if said_worth else None,
        message=row["message"],
        given_at=_moment(at) if at else None,
    )


def _whole(row: Mapping[str, str], name: str) -> int:
    number = whole(row[name])
    if number is None:
        raise Unusable(f"{name} must be a whole number, but it is {row[name][:20]}")
    return number


def _worth(row: Mapping[str, str]) -> Worth:
    if not row["unit"]:
        raise Unusable("an amount needs a unit, like EUR or stars")
    return worth_of(decimal(row["amount"]), row["unit"])


def _moment(said: str) -> int:
    """Return milliseconds since 1970. A moment without a time zone is taken for UTC."""
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        raise Unusable(f"{said[:30]} is no moment like 2026-11-24T20:01:02Z") from None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    if not 2000 <= moment.year < 2100:
        raise Unusable(f"{said[:30]} is not between 2000 and 2100")
    return int(moment.timestamp() * 1000)
