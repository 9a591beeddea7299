"""The folded board, kept beside the entries so that opening need not fold them all.

Never the truth: it can be folded anew at any time, and it is put aside when in doubt.
"""

import functools
import json
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, replace
from hashlib import blake2b
from itertools import islice

from giftgoal.domain import plain
from giftgoal.domain.board import Board, Side, Tally
from giftgoal.domain.fold import FOLD_VERSION
from giftgoal.domain.shards import Shards
from giftgoal.ledger.errors import LedgerError
from giftgoal.ledger.reading import head_at, ledger_id
from giftgoal.ledger.rows import Head
from giftgoal.ledger.texts import to_json

_PIECE = 200
"""Gifters in a line, which is encoded at once."""

_FASTEST = 1
"""The zlib level: half the time of the default for a fifth more bytes."""


def encode(board: Board) -> bytes:
    """Return the board as bytes. Slow where there are many gifters; runs in any thread."""
    zipped = zlib.compressobj(_FASTEST)
    parts = [zipped.compress(text.encode()) for text in _texts(board)]
    return b"".join([*filter(None, parts), zipped.flush()])


def _texts(board: Board) -> Iterator[str]:
    bare = replace(board, real=_bare(board.real), rehearsal=_bare(board.rehearsal))
    yield from _pieces(bare)
    yield "\n"
    for side in (board.real, board.rehearsal):
        tallies = side.tallies.items()
        while piece := {key: plain.to_plain(tally) for key, tally in islice(tallies, _PIECE)}:
            yield to_json([side is board.rehearsal, piece]) + "\n"


def _bare(side: Side) -> Side:
    return replace(side, tallies=Shards())


def _pieces(value: object) -> Iterator[str]:
    """Yield the JSON of a board's plain value, in pieces of a gift or less.

    The JSON encoder lets no other thread run before it is done, and holds many times what it will
    return: for a board of 200 gifters in one go 5 ms and 2 MB, for one of 100,000 0.2 s.
    """
    if isinstance(value, Board | Side):
        value = {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, Mapping | Shards):
        comma = ""
        yield "{"
        for key, each in value.items():
            yield f"{comma}{to_json(str(key))}:"
            yield from _pieces(each)
            comma = ","
        yield "}"
    elif isinstance(value, Iterable) and not isinstance(value, str):
        comma = ""
        yield "["
        for each in value:
            yield comma
            yield from _pieces(each)
            comma = ","
        yield "]"
    else:
        yield to_json(plain.to_plain(value))


def decode(body: bytes) -> Board:
    """Return the board that `encode` made `body` of.

    Raises:
        KeyError, TypeError, ValueError, zlib.error: If it did not.
    """
    first, *rest = zlib.decompress(body).splitlines()
    board: Board = plain.from_plain(Board, json.loads(first))
    tallies: tuple[dict[str, Tally], dict[str, Tally]] = ({}, {})
    for line in rest:
        rehearsal, piece = json.loads(line)
        tallies[rehearsal].update(plain.from_plain(dict[str, Tally], piece))
    board.real.tallies, board.rehearsal.tallies = map(Shards, tallies)
    return board


@functools.cache
def _fold_version() -> int:
    """Return a number that is another one when entries fold to another board than before.

    FOLD_VERSION tells of another meaning; another shape is noticed without it.
    """
    return zlib.crc32(f"{FOLD_VERSION} {plain.shape(Board)}".encode())


def store(db: sqlite3.Connection, board: Board, body: bytes) -> None:
    """Keep the encoded board in place of the one kept before.

    Raises:
        LedgerError: If the board does not belong to this ledger.
    """
    head = head_at(db, board.seq)
    if head is None or board.ledger != ledger_id(db):
        raise LedgerError(f"a board at entry {board.seq} of {board.ledger} is not of this ledger")
    columns = (_fold_version(), board.seq, board.ledger, head.chain, body)
    checksum = _checksum(*columns)
    db.execute("REPLACE INTO checkpoint VALUES (1, ?, ?, ?, ?, ?, ?)", (*columns, checksum))


def load(db: sqlite3.Connection, on_damage: Callable[[str], None]) -> tuple[Head, Board] | None:
    """Return the board that was kept and the head it belongs to, or None if all must be folded.

    Args:
        db: The ledger.
        on_damage: Told if the board is not used although this version folds as its writer did.
    """
    row = db.execute(
        "SELECT fold_version, seq, ledger, chain, body, checksum FROM checkpoint"
    ).fetchone()
    if row is None or row[0] != _fold_version():
        return None
    try:
        return _checked(db, *row)
    except (AttributeError, KeyError, TypeError, ValueError, zlib.error) as doubt:
        on_damage(f"the saved board is not used, all entries are folded anew: {doubt}")
        return None


def _checked(
    db: sqlite3.Connection,
    version: int,
    seq: int,
    ledger: str,
    chain: bytes,
    body: bytes,
    checksum: bytes,
) -> tuple[Head, Board]:
    if checksum != _checksum(version, seq, ledger, chain, body):
        raise ValueError("it is damaged")
    if ledger != ledger_id(db):
        raise ValueError("it belongs to another ledger")
    head = Head(seq, chain)
    if head_at(db, seq) != head:
        raise ValueError(f"entry {seq}, which it was saved at, is missing or another one")
    return head, decode(body)


def _checksum(version: int, seq: int, ledger: str, chain: bytes, body: bytes) -> bytes:
    return blake2b(f"{version} {seq} {ledger} ".encode() + chain + body, digest_size=16).digest()
