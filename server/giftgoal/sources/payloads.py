"""Reading what platforms send: JSON whose numbers stay exact, and values of whatever type."""

import json
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from giftgoal.sources.arrivals import Unusable

Object = Mapping[str, Any]

_MOST_DIGITS = 18


def read_json(text: str | bytes) -> Any:
    """Return the value in a text. 4.2 becomes Decimal("4.2"), never a float.

    Raises:
        Unusable: If it is no JSON.
    """
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=_not_a_number)
    except (ValueError, RecursionError):
        raise Unusable("it is not JSON") from None


def _not_a_number(name: str) -> None:
    raise ValueError(name)


def read_object(text: str | bytes) -> Object:
    """Return the object in a text; an empty one where there is none, or no JSON."""
    try:
        return object_in(read_json(text))
    except Unusable:
        return {}


def object_in(value: Any, *path: str) -> Object:
    """Return the object at a path of names; an empty one where there is none."""
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value if isinstance(value, Mapping) else {}


def first(value: Object, *names: str) -> Any:
    """Return the first of these fields that is there and is not null."""
    return next((value[name] for name in names if value.get(name) is not None), None)


def text(value: Any) -> str:
    """Return an id or a name as text; ids come as numbers too. Anything else is empty."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def whole(value: Any) -> int | None:
    """Return a whole number, also from text like "22"; None if it is none, or absurdly long."""
    if isinstance(value, bool):
        return None
    if isinstance(value, Decimal):
        return int(value) if value.is_finite() and abs(value) < 1e18 and value % 1 == 0 else None
    if isinstance(value, int):
        return value if abs(value) < 10**_MOST_DIGITS else None
    plain = isinstance(value, str) and value.isascii() and value.removeprefix("-").isdigit()
    return int(value) if plain and len(value) <= _MOST_DIGITS else None


def decimal(value: Any) -> Decimal:
    """Return an exact number, also from text like "5.00".

    Raises:
        Unusable: If it is none.
    """
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        raise Unusable("the amount is not a number")
    try:
        number = Decimal(value) if len(str(value)) <= 40 else Decimal("NaN")
    except (InvalidOperation, ValueError):
        number = Decimal("NaN")
    if not number.is_finite():
        raise Unusable("the amount is not a number")
    return number
