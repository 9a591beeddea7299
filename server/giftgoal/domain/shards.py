"""A map that never changes: setting a key gives a new map that shares all but one small part.

The board holds every gifter ever seen, and a draft of it is made for every batch of gifts; so
copying must cost the same whether there are ten gifters or a hundred thousand.
"""

from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

V = TypeVar("V")

_WIDTH = 32


class Shards(Generic[V]):
    """An immutable mapping from str to V: 32 groups of 32 small dicts."""

    __slots__ = ("_groups", "_size")

    def __init__(self, items: Mapping[str, V] | None = None) -> None:
        parts: list[dict[str, V]] = [{} for _ in range(_WIDTH**2)] if items else [{}] * _WIDTH**2
        for key, value in (items or {}).items():
            group, place = _where(key)
            parts[group * _WIDTH + place][key] = value
        self._groups = [parts[first : first + _WIDTH] for first in range(0, len(parts), _WIDTH)]
        self._size = len(items or ())

    def get(self, key: str) -> V | None:
        """Return the value of a key, or None."""
        group, place = _where(key)
        return self._groups[group][place].get(key)

    def set(self, key: str, value: V) -> "Shards[V]":
        """Return a map in which `key` has `value`."""
        group, place = _where(key)
        changed: Shards[V] = Shards.__new__(Shards)
        changed._groups = self._groups.copy()
        changed._groups[group] = parts = self._groups[group].copy()
        changed._size = self._size + (key not in parts[place])
        parts[place] = {**parts[place], key: value}
        return changed

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


def _where(key: str) -> tuple[int, int]:
    return divmod(hash(key) % _WIDTH**2, _WIDTH)
