"""The evening told: by when gifts were given, whenever they were recorded."""

import httpx2


def minutes(client: httpx2.Client, since: str, until: str) -> list[dict[str, object]]:
    answer = client.get("/api/recap", params={"since": since, "until": until})
    told: list[dict[str, object]] = answer.json()["minutes"]
    return told


def test_a_table_of_an_earlier_evening_is_told_there_and_not_now(mika: httpx2.Client) -> None:
    table = (
        "id,at,gifter,coins\n"
        "e1,2026-03-06T20:00:10Z,ana,5\n"
        "e2,2026-03-06T20:00:50Z,ben,7\n"
        "e3,2026-03-06T20:02:00Z,ana,11\n"
    )
    mika.post("/api/gifts", json={"coins": 3})
    before = mika.get("/api/recap").json()["coins"]
    mika.post("/api/import.csv", content=table, headers={"Content-Type": "text/csv"})
    assert minutes(mika, "2026-03-06T18:00:00Z", "2026-03-06T23:00:00Z") == [
        {"at": "2026-03-06T20:00:00.000Z", "coins": 12},
        {"at": "2026-03-06T20:02:00.000Z", "coins": 11},
    ]
    assert mika.get("/api/recap").json()["coins"] == before


def test_a_phone_that_was_offline_says_when_the_gift_was_given(noor: httpx2.Client) -> None:
    gift = noor.post("/api/gifts", json={"coins": 40, "at": "2026-03-07T21:15:30Z"}).json()
    assert gift["given_at"] == "2026-03-07T21:15:30.000Z"
    told = minutes(noor, "2026-03-07T21:00:00Z", "2026-03-07T22:00:00Z")
    assert told == [{"at": "2026-03-07T21:15:00.000Z", "coins": 40}]
