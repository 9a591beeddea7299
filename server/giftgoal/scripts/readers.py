"""Readers for what only scripts have: times, spans and coins."""

import re
from decimal import Decimal

from giftgoal.documents.tables import Unfit
from giftgoal.domain.gifts import MAX_COINS, MICRO
from giftgoal.scripts.script import MAX_MS

_SPAN = re.compile(
    r"(?:(\d{1,4})h)?(?:(\d{1,6})m(?!s))?(?:(\d{1,8}(?:\.\d{1,3})?)s)?(?:(\d{1,9})ms)?"
)


def span(value: object) -> int:
    """Read a span of time as milliseconds: "1m30s", "250ms", or seconds as a number."""
    seconds = _number(value)
    if isinstance(value, str) and value and (parts := _SPAN.fullmatch(value)):
        hours, minutes, rest, thousandths = (Decimal(part or 0) for part in parts.groups())
        seconds = (hours * 60 + minutes) * 60 + rest + thousandths / 1000
    if seconds is None or not 0 <= seconds <= MAX_MS // 1000:
        raise Unfit('seconds or a time such as "1m30s", at most 24h')
    return int(seconds * 1000)


def some_span(value: object) -> int:
    """Read a span of time that is not nothing."""
    milliseconds = span(value)
    if not milliseconds:
        raise Unfit('a time above 0, such as "1m30s", at most 24h')
    return milliseconds


def coins(value: object) -> int:
    """Read coins as millionths of a coin. Recordings have fractions, from rates, and gifts of 0."""
    number = _number(value)
    if number is None or not 0 <= number <= MAX_COINS or number * MICRO % 1:
        raise Unfit(f"a number of coins, at most {MAX_COINS:,}")
    return int(number * MICRO)


def _number(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    number = Decimal(value)
    return number if number.is_finite() else None
