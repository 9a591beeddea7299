"""Moments as RFC 3339 text in UTC with milliseconds, and as milliseconds since 1970."""

import functools
from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def text(ms: int) -> str:
    """Return `2026-11-24T20:01:02.123Z` for milliseconds since 1970."""
    seconds, ms = divmod(ms, 1000)
    return f"{_text_to_the_second(seconds)}.{ms:03d}Z"


# Gifts that come one after the other came in the same few seconds, and so did those in a state.
@functools.lru_cache(maxsize=1024)
def _text_to_the_second(seconds: int) -> str:
    moment = _EPOCH + timedelta(seconds=seconds)
    return moment.replace(tzinfo=None).isoformat(timespec="seconds")


def milliseconds(moment: datetime) -> int:
    """Return milliseconds since 1970 for a moment with a time zone."""
    return (moment - _EPOCH) // timedelta(milliseconds=1)


def moment(said: str) -> datetime:
    """Return the moment that RFC 3339 text stands for.

    Raises:
        ValueError: If it is not RFC 3339 with a time zone, or not between 2000 and 2100.
    """
    if len(said) < len("2026-11-24T20:01:02Z") or said[10] not in "Tt ":
        raise ValueError(said)
    moment = datetime.fromisoformat(said)
    if moment.tzinfo is None or not 2000 <= moment.year < 2100:
        raise ValueError(said)
    return moment
