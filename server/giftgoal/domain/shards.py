"""A dict whose copy is cheap: the two share all but the small part in which they come to differ.

The board holds every gifter ever seen, and a draft of it is made for every batch of gifts; so
copying must cost the same whether there are ten gifters or a hundred thousand.
"""

from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

V = TypeVar("V")

_WIDTH = 32


class Shards(Generic[V]):
    """A mapping from str to V: 32 groups of 32 small dicts."""

    __slots__ = ("_groups", "_own", "_size")

    def __init__(self, items: Mapping[str, V] | None = None) -> None:
        parts: list[dict[str, V]] = [{} for _ in range(_WIDTH**2)] if items else [{}] * _WIDTH**2
        for key, value in (items or {}).items():
            parts[hash(key) % _WIDTH**2][key] = value
        # No dict in a group is ever changed: another takes its place.
        self._groups = [parts[first : first + _WIDTH] for first in range(0, len(parts), _WIDTH)]
        self._own = set(range(_WIDTH))  # the groups that no other map shares
        self._size = len(items or ())

    def get(self, key: str) -> V | None:
        """Return the value of a key, or None."""
        group, place = divmod(hash(key) % _WIDTH**2, _WIDTH)
        return self._groups[group][place].get(key)

    def copy(self) -> "Shards[V]":
        """Return a copy; what becomes of one of the two is nothing to the other."""
        copy: Shards[V] = Shards.__new__(Shards)
        copy._groups = self._groups.copy()
        copy._own, self._own = set(), set()
        copy._size = self._size
        return copy

    def __setitem__(self, key: str, value: V) -> None:
        group, place = divmod(hash(key) % _WIDTH**2, _WIDTH)
        if group not in self._own:
            self._own.add(group)
            self._groups[group] = self._groups[group].copy()
        parts = self._groups[group]
        self._size += key not in parts[place]
        parts[place] = {**parts[place], key: value}

    def items(self) -> Iterator[tuple[str, V]]:
        """Yield every key with its value, in no order to rely on."""
        for parts in self._groups:
            for part in parts:
                yield from part.items()

    def __len__(self) -> int:
        return self._size

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Shards) and self._groups == other._groups

    __hash__ = None  # type: ignore[assignment]
