"""JSON of pieces that were made before: little of a state changes from one gift to the next."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from pydantic_core import to_json

T = TypeVar("T")


def text_of(value: object) -> str:
    """Return compact JSON."""
    return to_json(value).decode()


class Pieces(Generic[T]):
    """A list that is encoded again and again, and most of whose items are the same each time.

    An item that is still in the list is not encoded again; one that has left it is forgotten. Items
    must never change: they are told apart by what object they are.

    Args:
        said: Turns an item into plain values.
    """

    __slots__ = ("_known", "_said")

    def __init__(self, said: Callable[[T], object]) -> None:
        self._said = said
        # By its id, an item and its JSON. The item is kept so that no other can have its id.
        self._known: dict[int, tuple[T, str]] = {}

    def text(self, items: Sequence[T]) -> str:
        """Return the JSON of the list."""
        before = self._known
        now = [before.get(id(item)) or (item, text_of(self._said(item))) for item in items]
        self._known = {id(piece[0]): piece for piece in now}
        return "[" + ",".join([piece[1] for piece in now]) + "]"
