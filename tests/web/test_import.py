"""A table of gifts is counted whole, once, or not at all."""

import httpx2

TABLE = "gifter,gift,coins\nana,Star,5\nana,Star,5\nben,Star,7\n"


def post(client: httpx2.Client, table: str, query: str = "") -> httpx2.Response:
    headers = {"content-type": "text/csv"}
    return client.post(f"/api/import.csv{query}", content=table.encode(), headers=headers)


def test_a_table_is_counted_once_however_often_it_is_sent(mika: httpx2.Client, goal: str) -> None:
    assert post(mika, TABLE, "?platform=instagram").json() == {"counted": 3, "repeated": 0}
    assert post(mika, TABLE, "?platform=instagram").json() == {"counted": 0, "repeated": 3}
    (now,) = [one for one in mika.get("/api/goals").json()["goals"] if one["id"] == goal]
    assert now["raised"] == 17
    newest, *_ = mika.get("/api/gifts?limit=1").json()["gifts"]
    assert (newest["platform"], newest["by"]["id"]) == ("instagram", "owner")


def test_one_wrong_row_and_nothing_is_counted(mika: httpx2.Client) -> None:
    before = mika.get("/api/state").json()["seq"]
    answer = post(mika, TABLE + "ben,Star,many\n")
    assert answer.json()["type"] == "urn:giftgoal:table"
    assert answer.json()["rows"] == [
        {"line": 5, "why": "coins must be a whole number, but it is many"}
    ]
    assert mika.get("/api/state").json()["seq"] == before


def test_a_platform_that_is_none_and_a_file_that_is_no_text(mika: httpx2.Client) -> None:
    assert post(mika, TABLE, "?platform=myspace").json()["field"] == "platform"
    answer = mika.post("/api/import.csv", content=b"\xff\xfe")
    assert "UTF-8" in answer.json()["detail"]
