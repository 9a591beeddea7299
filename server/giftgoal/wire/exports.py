"""The ledger's gifts as files for people: CSV for spreadsheets, JSON Lines for programs."""

import csv
import io
import json
from collections.abc import Iterable

from giftgoal.domain.gifts import Recorded
from giftgoal.wire.gifts import GiftOut, gift_out

COLUMNS = (
    "seq",
    "at",
    "gifter",
    "gift",
    "count",
    "coins",
    "source",
    "platform",
    "by",
    "message",
    "voided",
    "rehearsal",
    "worth",
    "unit",
    "rate",
    "id",
    "given_at",
)

# A spreadsheet takes these for the start of a formula, the full-width ones in Japanese settings.
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\r", "\n", "\0")


def csv_head() -> str:
    """Return the first line of a CSV export."""
    return _line(COLUMNS)


def csv_lines(gifts: Iterable[Recorded]) -> str:
    """Return one line of CSV for each gift."""
    return "".join(_line(_cells(gift_out(gift))) for gift in gifts)


def json_lines(gifts: Iterable[Recorded]) -> str:
    """Return one line of JSON for each gift."""
    return "".join(json.dumps(gift_out(gift), ensure_ascii=False) + "\n" for gift in gifts)


def _cells(gift: GiftOut) -> list[str]:
    worth = gift["worth"]
    said: dict[str, object] = {
        **gift,
        "by": gift["by"]["name"],
        "worth": worth["amount"] if worth else None,
        "unit": worth["unit"] if worth else None,
        "rate": worth["rate"] if worth else None,
    }
    return [_cell(said[column]) for column in COLUMNS]


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()
