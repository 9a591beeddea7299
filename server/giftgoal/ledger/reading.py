"""Questions to the table of entries."""

import sqlite3
from collections.abc import Collection, Iterator

from giftgoal.domain.board import Answered
from giftgoal.domain.events import Entry
from giftgoal.domain.fold import fold_gift
from giftgoal.domain.gift_decisions import Known
from giftgoal.domain.gifts import Recorded
from giftgoal.ledger.errors import Damaged
from giftgoal.ledger.rows import Head, Row, to_entry

_PAGE = 200
"""Rows read at a time where many are read: up to twice as many are in memory at once."""

_NO_SEQ = 1 << 62
"""More than any seq."""


# The conditions besides the parameter are those of the indexes.
_NEWEST = "SELECT gift FROM entries WHERE rehearsal = ? AND seq < ? ORDER BY seq DESC LIMIT ?"
_REQUEST = "SELECT gift, request_body FROM entries WHERE place = ? AND gift IS NOT NULL"
_STREAK = "SELECT gift FROM entries WHERE streak = ?"
_BEGINNING = "SELECT * FROM entries WHERE gift = ? AND kind = 'GiftReceived'"
_CONTINUATION = """
    SELECT * FROM entries WHERE gift = ? AND kind <> 'GiftReceived' ORDER BY seq
"""


def ledger_id(db: sqlite3.Connection) -> str:
    """Return the ledger's id.

    Raises:
        Damaged: If it has none any more.
    """
    row = db.execute("SELECT id FROM ledger").fetchone()
    if row is None:
        raise Damaged("the ledger is damaged: it has lost its id")
    return str(row[0])


def last(db: sqlite3.Connection) -> Head:
    """Return where the ledger ends."""
    row = db.execute("SELECT seq, chain FROM entries ORDER BY seq DESC LIMIT 1").fetchone()
    return Head(*row) if row else Head()


def head_at(db: sqlite3.Connection, seq: int) -> Head | None:
    """Return the head that the ledger had after entry `seq`, or None if it has no such entry."""
    if seq == 0:
        return Head()
    row = db.execute("SELECT seq, chain FROM entries WHERE seq = ?", (seq,)).fetchone()
    return Head(*row) if row else None


def rows_after(db: sqlite3.Connection, seq: int, limit: int) -> list[Row]:
    """Return up to `limit` rows that follow entry `seq`."""
    query = "SELECT * FROM entries WHERE seq > ? ORDER BY seq LIMIT ?"
    return db.execute(query, (seq, limit)).fetchall()


def all_rows_after(db: sqlite3.Connection, seq: int) -> Iterator[Row]:
    """Yield every row that follows entry `seq`, a page at a time."""
    while page := rows_after(db, seq, _PAGE):
        yield from page
        seq = page[-1][0]


def gifts(
    db: sqlite3.Connection, before: int | None, limit: int, rehearsal: bool
) -> list[Recorded]:
    """Return gifts as they are now, newest first."""
    newest = db.execute(_NEWEST, (rehearsal, _NO_SEQ if before is None else before, limit))
    recorded = (_gift(db, id_) for (id_,) in newest.fetchall())
    return [gift for gift in recorded if gift]


def find(
    db: sqlite3.Connection,
    ids: Collection[str],
    places: Collection[str],
    streaks: Collection[str],
) -> Known:
    """Return what the entries say about these gifts, request places and streaks."""
    requests = {place: Answered(*row) for place in places for row in db.execute(_REQUEST, (place,))}
    led_to = {streak: id_ for streak in streaks for (id_,) in db.execute(_STREAK, (streak,))}
    wanted = {*ids, *led_to.values(), *(answered.gift for answered in requests.values())}
    gifts = {id_: gift for id_ in wanted if (gift := _gift(db, id_))}
    return Known(gifts, requests, led_to)


def _gift(db: sqlite3.Connection, id_: str) -> Recorded | None:
    """Return a gift folded from its entries."""
    recorded = None
    for query in (_BEGINNING, _CONTINUATION):
        for row in db.execute(query, (id_,)):
            recorded = _fold(recorded, to_entry(row))
    return recorded


def _fold(recorded: Recorded | None, entry: Entry) -> Recorded:
    try:
        return fold_gift(recorded, entry)
    except ValueError as error:
        raise Damaged(f"the ledger is damaged: {error}") from error
