"""JSON of pieces that were made before: little of a state changes from one gift to the next."""

from collections.abc import Callable
from typing import Generic, TypeVar

from pydantic_core import to_json

T = TypeVar("T")


class Pieces(Generic[T]):
    """A list that is encoded again and again, and most of whose items are the same each time.

    An item that is still in the list is not encoded again; one that has left it is forgotten. Items
    must never change: they are told apart by what object they are, and lists by what is in them.

    Args:
        said: Turns an item into plain values.
    """

    __slots__ = ("_items", "_json", "_pieces", "_said")

    def __init__(self, said: Callable[[T], object]) -> None:
        self._said = said
        # What was last asked for. The items are kept so that no other can have the id of one.
        self._items: tuple[T, ...] = ()
        self._pieces: list[bytes] = []
        self._json = b"[]"

    def json(self, items: tuple[T, ...]) -> bytes:
        """Return the JSON of the list."""
        if items != self._items:
            known = dict(zip(map(id, self._items), self._pieces, strict=True))
            said = self._said
            self._pieces = [known.get(id(item)) or to_json(said(item)) for item in items]
            self._items = items
            self._json = b"[%b]" % b",".join(self._pieces)
        return self._json
