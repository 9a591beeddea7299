"""Taking the data out."""

import csv
import io
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from giftgoal.sources.csv_gifts import normalise
from tests.server_process import ServerProcess, giftgoal

EVENING: list[dict[str, Any]] = [
    {"gifter": "ana", "gift": "Rose", "count": 3, "streak": "s1"},
    {"gifter": "ben", "coins": 40, "message": 'said "hi", then left'},
    {"gifter": "ana", "gift": "Rose", "count": 9, "streak": "s1"},
    {"gifter": "Ána 🌹", "gift": "Lion", "platform": "tiktok"},
    {"worth": {"amount": "5.00", "unit": "EUR"}},
    {"gifter": "ben", "gift": "Corgi", "rehearsal": True},
]


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """A server after an evening with a gift taken back and one restored."""
    with giftgoal(tmp_path_factory.mktemp("evening") / "data") as server:
        mika = server.client()
        mika.post("/api/goals", json={"title": "New mic", "target": 500})
        ids = [mika.post("/api/gifts", json=gift).json()["id"] for gift in EVENING]
        mika.delete(f"/api/gifts/{ids[1]}")
        mika.delete(f"/api/gifts/{ids[3]}")
        mika.post(f"/api/gifts/{ids[3]}/restore")
        yield server


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_table_has_every_gift_oldest_first(evening: ServerProcess) -> None:
    answer = evening.client().get("/api/export.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="gifts.csv"'
    assert answer.content.startswith(b"\xef\xbb\xbfseq,at,gifter,")
    rows = table(answer.text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}"))
    assert [row["gifter"] for row in rows] == ["ana", "ben", "Ána 🌹", ""]
    assert [row["count"] for row in rows] == ["9", "1", "1", "1"]
    assert [row["voided"] for row in rows] == ["no", "yes", "no", "no"]
    assert rows[1]["message"] == 'said "hi", then left'
    assert (rows[3]["worth"], rows[3]["unit"], rows[3]["rate"]) == ("5.00", "EUR", "")


def test_a_table_of_ours_is_read_back_as_it_counts(evening: ServerProcess) -> None:
    mika = evening.client()
    read = [arrived.gift for arrived in normalise(mika.get("/api/export.csv").text)]
    told = [gift for gift in mika.get("/api/gifts").json()["gifts"][::-1] if not gift["voided"]]
    assert [gift.coins for gift in read] == [gift["coins"] for gift in told]
    assert [bool(gift.worth) for gift in read] == [bool(gift["worth"]) for gift in told]
    assert [gift.gifter.name or None for gift in read] == [gift["gifter"] for gift in told]


def test_json_lines_are_the_gifts_as_the_api_tells_of_them(evening: ServerProcess) -> None:
    mika = evening.client()
    lines = mika.get("/api/export.jsonl").text.splitlines()
    gifts = mika.get("/api/gifts").json()["gifts"]
    assert [json.loads(line) for line in lines] == gifts[::-1]


def test_more_than_a_window_of_gifts_is_exported_without_gaps(tmp_path: Path) -> None:
    with giftgoal(tmp_path / "data") as server:
        mika = server.client()
        text = '{"at":0,"coins":1}\n' * 1100
        mika.post(
            "/api/scripts/play",
            json={"text": text, "format": "jsonl", "live": True, "speed": 1000},
        )
        while mika.get("/api/scripts").json()["run"]["state"] == "playing":
            pass
        rows = table(mika.get("/api/export.csv").text.removeprefix("\ufeff"))
        seqs = [int(row["seq"]) for row in rows]
        assert (len(seqs), seqs) == (1100, sorted(set(seqs)))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\uff1d", "\uff20"])
def test_no_name_becomes_a_formula(start: str, mika: httpx2.Client) -> None:
    name = f"{start}HYPERLINK(evil)"
    mika.post("/api/gifts", json={"gifter": name, "coins": 1, "message": name})
    row = table(mika.get("/api/export.csv").text.removeprefix("\ufeff"))[-1]
    assert (row["gifter"], row["message"]) == (f"'{name}", f"'{name}")


def test_an_evening_becomes_a_script_that_plays_back_the_same(
    evening: ServerProcess, tmp_path: Path
) -> None:
    first = evening.client()
    script = first.get("/api/export.script").text
    with giftgoal(tmp_path / "data") as server:
        mika = server.client()
        mika.post("/api/goals", json={"title": "New mic", "target": 500})
        body = {"text": script, "format": "jsonl", "live": True, "speed": 1000}
        assert mika.post("/api/scripts/play", json=body).status_code == 201
        while (run := mika.get("/api/scripts").json()["run"])["state"] == "playing":
            pass
        assert (run["state"], run["refused"]) == ("done", 0)
        for name in ("totals", "needs_rate", "top"):
            assert mika.get("/api/state").json()[name] == first.get("/api/state").json()[name]
        kept = ("gifter", "gift", "count", "coins", "voided", "streak", "message", "platform")
        boards = [client.get("/api/gifts").json()["gifts"] for client in (first, mika)]
        one, other = [[{name: gift[name] for name in kept} for gift in board] for board in boards]
        assert one == other
        assert mika.get("/api/export.script").text.count("\n") == script.count("\n")


def test_a_gift_that_was_counted_later_is_played_with_what_it_counts_now(tmp_path: Path) -> None:
    with giftgoal(tmp_path / "data") as server:
        mika = server.client()
        for count, amount in ((1, "1.25"), (4, "5.00")):
            worth = {"amount": amount, "unit": "EUR"}
            gift = {"gifter": "ana", "gift": "Tip", "count": count, "streak": "s", "worth": worth}
            assert mika.post("/api/gifts", json=gift).status_code == 201
        mika.put("/api/rates/EUR", json={"rate": "80", "recount": True})
        [_, *lines] = map(json.loads, mika.get("/api/export.script").text.splitlines())
        assert [line["coins"] for line in lines] == [100, 400]
        assert {line["worth"]["rate"] for line in lines} == {"80"}


def test_a_script_can_begin_later(evening: ServerProcess) -> None:
    mika = evening.client()
    assert mika.get("/api/export.script?since=2099-01-01T00:00:00Z").text.count("\n") == 1
    whole = mika.get("/api/export.script?since=2026-01-01T00:00:00Z")
    assert whole.headers["content-type"].startswith("application/jsonl")
    assert mika.get("/api/export.script?since=yesterday").json()["field"] == "since"


def test_an_export_of_nothing_has_only_its_head(tmp_path: Path) -> None:
    with giftgoal(tmp_path / "data") as server:
        mika = server.client()
        assert table(mika.get("/api/export.csv").text) == []
        assert mika.get("/api/export.jsonl").text == ""
        assert json.loads(mika.get("/api/export.script").text)["title"].startswith("Evening of")


def test_a_backup_is_a_ledger_of_its_own(evening: ServerProcess) -> None:
    mika = evening.client()
    answer = mika.post("/api/backup")
    assert answer.status_code == 201
    copy = Path(answer.json()["file"])
    assert copy.parent == evening.folder / "backups"
    assert copy.stat().st_size == answer.json()["bytes"]
    with sqlite3.connect(f"{copy.as_uri()}?mode=ro", uri=True) as ledger:
        assert ledger.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    ledger.close()
