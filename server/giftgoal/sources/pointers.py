"""JSON pointers (RFC 6901): where in a message something stands, like `/data/user/name`."""

from collections.abc import Mapping
from typing import Any

from giftgoal.sources.arrivals import Unusable

NOWHERE = "-"
"""Says that something stands at no place, which an empty field, its default, cannot say."""


def at(value: Any, pointer: str) -> Any:
    """Return what stands at a pointer; None where nothing does.

    Raises:
        Unusable: If it is no pointer.
    """
    if pointer == NOWHERE:
        return None
    if pointer == "":
        return value
    if not pointer.startswith("/"):
        raise Unusable(f"{pointer[:40]!r} is no place in the message; one looks like /data/name")
    for part in pointer[1:].split("/"):
        name = part.replace("~1", "/").replace("~0", "~")
        if isinstance(value, Mapping):
            value = value.get(name)
        elif isinstance(value, list) and name.isascii() and name.isdigit() and len(name) < 6:
            value = value[int(name)] if int(name) < len(value) else None
        else:
            return None
    return value
