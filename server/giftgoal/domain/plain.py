"""Frozen dataclasses to plain values (dicts, lists, strings, integers) and back.

For whoever stores events or a board: the domain knows no bytes, and those who know bytes need not
know the domain. A field that is missing gets its default, so an event written by an earlier version
still reads; a value that is None or a default is written all the same, so every entry explains
itself.
"""

import dataclasses
import functools
import types
import typing
from collections import deque
from collections.abc import Callable, Mapping
from decimal import Decimal

from giftgoal.domain import events
from giftgoal.domain.shards import Shards

Codec = Callable[[typing.Any], typing.Any]


def to_plain(value: object) -> typing.Any:
    """Return the value as dicts, lists, strings, integers, booleans and None."""
    return _writer(typing.cast(typing.Hashable, type(value)))(value)


def from_plain(cls: typing.Any, plain: typing.Any) -> typing.Any:
    """Return the value of type `cls` that `to_plain` made `plain` of.

    Raises:
        KeyError, TypeError, ValueError: If it did not.
    """
    return _reader(cls)(plain)


def shape(hint: typing.Any) -> str:
    """Return what a type is made of, down to the last field, as text.

    A value that was written under one shape may have lost something when it is read under another.
    """
    if typing.get_origin(hint) is deque:  # written as a tuple is
        hint = types.GenericAlias(tuple, (*typing.get_args(hint), ...))
    parts = [shape(part) for part in typing.get_args(hint)]
    if dataclasses.is_dataclass(hint):
        hints = typing.get_type_hints(hint)
        parts = [f"{field.name}: {shape(hints[field.name])}" for field in dataclasses.fields(hint)]
    name = "|" if _is_union(typing.get_origin(hint)) else getattr(hint, "__name__", str(hint))
    return f"{name}({', '.join(parts)})" if parts else name


EVENTS: Mapping[str, type] = {cls.__name__: cls for cls in typing.get_args(events.Event)}
"""Every kind of event by its name in the ledger."""


def _same(value: typing.Any) -> typing.Any:
    return value


def _fields(cls: type, codec: Callable[[typing.Any], Codec]) -> dict[str, Codec]:
    hints = typing.get_type_hints(cls)
    return {field.name: codec(hints[field.name]) for field in dataclasses.fields(cls)}


def _changing(fields: dict[str, Codec]) -> list[tuple[str, Codec]]:
    """Return the fields that are not plain as they are: only those cost a call for each value."""
    return [(name, codec) for name, codec in fields.items() if codec is not _same]


@functools.cache
def _writer(hint: typing.Any) -> Codec:
    """Return what turns a value of this type into plain values."""
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if hint is Decimal:
        return str
    if dataclasses.is_dataclass(hint):
        return _dataclass_writer(typing.cast(type, hint))
    if _is_union(origin):
        inner = _writer(_without_none(args))
        return lambda value: None if value is None else inner(value)
    if origin in (tuple, deque):
        item = _writer(args[0])
        return lambda value: [item(each) for each in value]
    if origin in (dict, Shards):
        item = _writer(args[-1])
        return lambda value: {key: item(each) for key, each in value.items()}
    return _same


def _dataclass_writer(cls: type) -> Codec:
    fields = _fields(cls, _writer)
    changing = _changing(fields)

    def write(value: object) -> dict[str, object]:
        plain = {name: getattr(value, name) for name in fields}
        for name, codec in changing:
            plain[name] = codec(plain[name])
        return plain

    return write


@functools.cache
def _reader(hint: typing.Any) -> Codec:
    """Return what turns plain values back into this type."""
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if hint is Decimal:
        return Decimal
    if dataclasses.is_dataclass(hint):
        return _dataclass_reader(typing.cast(type, hint))
    if _is_union(origin):
        inner = _reader(_without_none(args))
        return lambda plain: None if plain is None else inner(plain)
    if origin in (tuple, deque):
        item, gather = _reader(args[0]), origin
        return lambda plain: gather(item(each) for each in plain)
    if origin in (dict, Shards):
        item, make = _reader(args[-1]), origin
        # A plain mapping may have been stored in a way that makes its keys text.
        key_of = int if args[0] is int else _same
        return lambda plain: make({key_of(key): item(each) for key, each in plain.items()})
    return _same


def _dataclass_reader(cls: type) -> Codec:
    fields = _fields(cls, _reader)
    changing = _changing(fields)

    def read(plain: Mapping[str, object]) -> object:
        values = {name: value for name, value in plain.items() if name in fields}
        for name, codec in changing:
            if name in values:
                values[name] = codec(values[name])
        return cls(**values)

    return read


def _is_union(origin: typing.Any) -> bool:
    return origin in (typing.Union, types.UnionType)


def _without_none(args: tuple[typing.Any, ...]) -> typing.Any:
    (only,) = (arg for arg in args if arg is not type(None))
    return only
