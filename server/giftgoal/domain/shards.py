"""A map that never changes: setting a key gives a new map that shares all but one small part.

The board holds every gifter ever seen, and a draft of it is made for every batch of gifts; so
copying must cost the same whether there are ten gifters or a hundred thousand.
"""

from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

V = TypeVar("V")

_SHARDS = 1024


class Shards(Generic[V]):
    """An immutable mapping from str to V, in 1024 small dicts."""

    __slots__ = ("_parts", "_size")

    def __init__(self, items: Mapping[str, V] | None = None) -> None:
        parts: list[dict[str, V]] = [{} for _ in range(_SHARDS)] if items else [{}] * _SHARDS
        for key, value in (items or {}).items():
            parts[hash(key) % _SHARDS][key] = value
        self._parts = parts
        self._size = len(items or ())

    def get(self, key: str) -> V | None:
        """Return the value of a key, or None."""
        return self._parts[hash(key) % _SHARDS].get(key)

    def set(self, key: str, value: V) -> "Shards[V]":
        """Return a map in which `key` has `value`."""
        place = hash(key) % _SHARDS
        part = self._parts[place]
        changed: Shards[V] = Shards.__new__(Shards)
        changed._parts = self._parts.copy()
        changed._parts[place] = {**part, key: value}
        changed._size = self._size + (key not in part)
        return changed

    def items(self) -> Iterator[tuple[str, V]]:
        """Yield every key with its value, in no order to rely on."""
        for part in self._parts:
            yield from part.items()

    def __len__(self) -> int:
        return self._size

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Shards) and self._parts == other._parts

    __hash__ = None  # type: ignore[assignment]
