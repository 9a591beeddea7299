"""Rates: from now on, or for what is here already."""

from typing import Any
from urllib.parse import quote

import httpx2


def send(mika: httpx2.Client, unit: str, amount: str = "2.00") -> dict[str, Any]:
    body = {"gifter": "ana", "worth": {"amount": amount, "unit": unit}, "confirm": True}
    recorded: dict[str, Any] = mika.post("/api/gifts", json=body).json()
    return recorded


def coins(mika: httpx2.Client, gift: dict[str, Any]) -> int:
    gifts = mika.get("/api/gifts?limit=200").json()["gifts"]
    return int(next(one for one in gifts if one["id"] == gift["id"])["coins"])


def test_nothing_is_guessed_and_what_is_offered_says_where_it_is_from(mika: httpx2.Client) -> None:
    rates = mika.get("/api/rates").json()
    assert {one["unit"] for one in rates["offered"]} >= {"USD", "BITS", "STARS"}
    assert all(one["source"] and one["date"] for one in rates["offered"])
    assert send(mika, "usd")["needs_rate"] is True


def test_from_now_on_leaves_what_is_here(mika: httpx2.Client) -> None:
    before = send(mika, "SEK")
    answer = mika.put("/api/rates/sek", json={"rate": "7.5"})
    assert answer.json() == {"unit": "SEK", "rate": "7.5", "recounted": 0}
    assert coins(mika, send(mika, "sek")) == 15
    assert coins(mika, before) == 0
    listed = mika.get("/api/rates").json()["rates"]
    assert {"unit": "SEK", "rate": "7.5", "set_in": "here"} in listed


def test_a_recount_counts_what_waited_and_what_was_counted_otherwise(
    mika: httpx2.Client, goal: str
) -> None:
    waiting = send(mika, "NOK")
    needed = {one["unit"]: one for one in mika.get("/api/rates").json()["needed"]}
    assert (needed["NOK"]["gifts"], needed["NOK"]["newest"]) == (1, [waiting])
    answer = mika.put("/api/rates/NOK", json={"rate": "7", "recount": True})
    assert answer.json()["recounted"] == 1
    assert coins(mika, waiting) == 14
    assert raised(mika, goal) == 14
    mika.put("/api/rates/NOK", json={"rate": "6", "recount": True})
    assert coins(mika, waiting) == 12
    assert raised(mika, goal) == 12
    assert not any(one["unit"] == "NOK" for one in mika.get("/api/rates").json()["needed"])


def test_a_gift_without_a_price_is_priced_by_its_name_in_one_call(mika: httpx2.Client) -> None:
    table = "id,gifter,gift,count\nx1,ana,Golden Dragon & Sons (big!),3\n"
    mika.post("/api/import.csv", content=table, headers={"Content-Type": "text/csv"})
    (unit,) = (
        one["unit"]
        for one in mika.get("/api/rates").json()["needed"]
        if one["newest"][0]["gift"] == "Golden Dragon & Sons (big!)"
    )
    name = quote("gift-golden dragon & sons (big!)")
    answer = mika.put(f"/api/rates/{name}", json={"rate": "299", "recount": True})
    assert answer.json() == {"unit": unit, "rate": "299", "recounted": 1}
    newest = mika.get("/api/gifts?limit=1").json()["gifts"][0]
    assert (newest["coins"], newest["needs_rate"]) == (897, False)


def test_what_many_currencies_are_worth_is_offered_with_its_day(mika: httpx2.Client) -> None:
    offered = {one["unit"]: one for one in mika.get("/api/rates").json()["offered"]}
    assert {"EUR", "GBP", "JPY", "KRW", "BRL", "INR"} <= set(offered)
    assert (offered["EUR"]["rate"], offered["EUR"]["date"]) == ("73.7", "2026-10-30")
    assert offered["JPY"]["rate"] == "0.42"


def test_a_rate_that_is_taken_away_is_unknown_again(mika: httpx2.Client) -> None:
    mika.put("/api/rates/DKK", json={"rate": "10"})
    mika.put("/api/rates/DKK", json={"rate": None})
    assert send(mika, "DKK")["needs_rate"] is True


def test_what_is_no_rate_is_refused(mika: httpx2.Client) -> None:
    for unit, body in (
        ("EUR", {"rate": "0"}),
        ("EUR", {"rate": "-1"}),
        ("EUR", {"rate": "1000001"}),
        ("EUR", {"rate": 80}),
        ("EUR", {}),
        ("E%20R", {"rate": "1"}),
        ("x" * 17, {"rate": "1"}),
    ):
        assert mika.put(f"/api/rates/{unit}", json=body).status_code == 422


def raised(mika: httpx2.Client, goal: str) -> int:
    goals = mika.get("/api/goals").json()["goals"]
    return int(next(one for one in goals if one["id"] == goal)["raised"])
