"""Entries as rows of the table `entries`, and the chain that ties each row to all before it."""

import json
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import Any, NamedTuple

from giftgoal.domain import plain
from giftgoal.domain.board import request_place
from giftgoal.domain.events import (
    Entry,
    Event,
    GiftReceived,
    GiftRecounted,
    GiftRestored,
    GiftVoided,
    Request,
    StreakGrew,
)
from giftgoal.domain.gifts import Person
from giftgoal.ledger.errors import Damaged, LedgerError
from giftgoal.ledger.texts import text_of

Row = tuple[Any, ...]
"""The columns of `entries`, in the table's order."""

_decode = json.JSONDecoder().decode


class Head(NamedTuple):
    """Where a ledger ends: its last entry and the chain there.

    Two ledgers with the same head hold the same entries.
    """

    seq: int = 0
    chain: bytes = b""


def to_rows(head: Head, entries: Iterable[Entry]) -> tuple[Head, list[Row]]:
    """Return the new head, and the rows that hold the entries after `head`.

    Raises:
        LedgerError: If a text holds half a character, which no file can keep.
    """
    seq, chain = head
    rows = []
    for entry in entries:
        columns = _columns(entry)
        try:
            chain = link(chain, columns)
        except UnicodeEncodeError:
            raise LedgerError(f"entry {entry.seq} holds text that is not valid Unicode") from None
        rows.append((*columns, chain))
        seq = entry.seq
    return Head(seq, chain), rows


def _columns(entry: Entry) -> Row:
    event, by, request = entry.event, entry.by, entry.request
    gift, rehearsal, streak = _gift_columns(event)
    return (
        entry.seq,
        entry.at,
        by.id,
        by.name,
        type(event).__name__,
        text_of(event),
        gift,
        rehearsal,
        streak,
        request_place(by.id, request.key) if request else None,
        request.body if request else None,
    )


def _gift_columns(event: Event) -> tuple[str | None, int | None, str | None]:
    match event:
        case GiftReceived():
            gift = event.gift
            return gift.id, int(gift.rehearsal), gift.streak or None
        case StreakGrew() | GiftVoided() | GiftRestored() | GiftRecounted():
            return event.gift.id, None, None
        case _:
            return None, None, None


def link(chain: bytes, columns: Row) -> bytes:
    """Return the chain at a row. The length before each column keeps the columns apart."""
    texts = ["-" if column is None else f"{column}" for column in columns]
    canonical = "".join([f"{len(text)}:{text}" for text in texts])
    return blake2b(chain + canonical.encode(), digest_size=16).digest()


def to_entry(row: Row) -> Entry:
    """Return the entry that a row holds.

    Raises:
        LedgerError: If it holds none that this version can read.
    """
    seq, at, by_id, by_name, kind, body, _, _, _, place, request_body, _ = row
    try:
        event = plain.from_plain(plain.EVENTS[kind], _decode(body))
    except (KeyError, TypeError, ValueError) as error:
        raise LedgerError(f"entry {seq} of the ledger cannot be read: {error!r}") from error
    by = Person(by_id, by_name)
    request = None if place is None else Request(place[len(by_id) + 1 :], request_body)
    return Entry(seq, at, by, event, request)


def verified(head: Head, rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows that follow `head`, each only if it continues the chain.

    Raises:
        Damaged: If one is missing or is not as it was written.
    """
    seq, chain = head
    for row in rows:
        seq, chain = seq + 1, link(chain, row[:-1])
        if (row[0], row[-1]) != (seq, chain):
            raise Damaged(f"the ledger is damaged at entry {seq}")
        yield row


def follow(head: Head, rows: Iterable[Row]) -> Head:
    """Return the head after rows that follow `head`.

    Raises:
        Damaged: If there are none, or one is not as it was written.
    """
    new = None
    for row in verified(head, rows):
        new = Head(row[0], row[-1])
    if new is None:
        raise Damaged(f"the ledger is damaged at entry {head.seq + 1}")
    return new
