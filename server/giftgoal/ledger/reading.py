"""Questions to the table of entries."""

import json
import sqlite3
from collections.abc import Collection, Iterator

from giftgoal.domain.board import Answered
from giftgoal.domain.fold import fold_gift
from giftgoal.domain.gift_decisions import Known
from giftgoal.domain.gifts import Recorded
from giftgoal.ledger.rows import Head, Row, to_entry

_PAGE = 1000
"""Rows read at a time where many are folded: what is in memory at once."""


# The conditions on `kind` are those of the two indexes.
_BEGINNINGS = """
    SELECT entries.* FROM json_each(?) AS wanted CROSS JOIN entries ON gift = wanted.value
    WHERE kind = 'GiftReceived'
"""
_CONTINUATIONS = """
    SELECT entries.* FROM json_each(?) AS wanted CROSS JOIN entries ON gift = wanted.value
    WHERE gift IS NOT NULL AND kind <> 'GiftReceived' ORDER BY seq
"""


def ledger_id(db: sqlite3.Connection) -> str:
    (id_,) = db.execute("SELECT id FROM ledger").fetchone()
    return str(id_)


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
    query = """
        SELECT gift FROM entries WHERE rehearsal = ? AND seq < ? ORDER BY seq DESC LIMIT ?
    """
    newest = db.execute(query, (rehearsal, 1 << 62 if before is None else before, limit))
    ids = [id_ for (id_,) in newest]
    recorded = recorded_gifts(db, ids)
    return [recorded[id_] for id_ in ids]


def find(
    db: sqlite3.Connection,
    ids: Collection[str],
    places: Collection[str],
    streaks: Collection[str],
) -> Known:
    """Return what the entries say about these gifts, request places and streaks."""
    requests = _requests(db, places) if places else {}
    gift_of_streak = _streaks(db, streaks) if streaks else {}
    pointed_to = {answered.gift for answered in requests.values()}
    wanted = {*ids, *pointed_to, *gift_of_streak.values()}
    return Known(recorded_gifts(db, wanted), requests, gift_of_streak)


def _requests(db: sqlite3.Connection, places: Collection[str]) -> dict[str, Answered]:
    query = """
        SELECT place, gift, request_body FROM json_each(?) CROSS JOIN entries ON place = value
        WHERE place IS NOT NULL AND gift IS NOT NULL
    """
    found = db.execute(query, (json.dumps(list(places)),))
    return {place: Answered(gift, body) for place, gift, body in found}


def _streaks(db: sqlite3.Connection, streaks: Collection[str]) -> dict[str, str]:
    query = """
        SELECT streak, gift FROM json_each(?) CROSS JOIN entries ON streak = value
        WHERE streak IS NOT NULL
    """
    return dict(db.execute(query, (json.dumps(list(streaks)),)))


def recorded_gifts(db: sqlite3.Connection, ids: Collection[str]) -> dict[str, Recorded]:
    """Return these gifts, each folded from its entries."""
    wanted = json.dumps(list(ids))
    recorded: dict[str, Recorded] = {}
    for query in (_BEGINNINGS, _CONTINUATIONS):
        for row in db.execute(query, (wanted,)):
            entry = to_entry(row)
            id_ = row[6]
            recorded[id_] = fold_gift(recorded.get(id_), entry)
    return recorded
