"""What gifts are worth: told to the owner, and to nobody on air."""

from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from tests.server_process import ServerProcess, giftgoal
from tests.web.conftest import truthful

MONEY = ("EUR", "USD", "7654321", "worth", "rate", "kept", "paid", "share")


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """A server with an evening of its own."""
    with giftgoal(tmp_path_factory.mktemp("estimate") / "data") as server:
        owner = truthful(server).client()
        owner.post("/api/goals", json={"title": "New mic", "target": 500})
        for gift in GIFTS:
            assert owner.post("/api/gifts", json=gift | {"confirm": True}).status_code == 201
        gone = owner.post("/api/gifts", json=euros("99.00")).json()["id"]
        owner.delete(f"/api/gifts/{gone}")
        yield server


def euros(amount: str, **more: Any) -> dict[str, Any]:
    return {"platform": "youtube", "worth": {"amount": amount, "unit": "EUR"}} | more


GIFTS = (
    {"gift_id": "5655", "count": 130},
    {"platform": "tiktok", "coins": 65},
    {"platform": "twitch", "worth": {"amount": "100", "unit": "bits"}},
    euros("2.00"),
    euros("3.00", gifter="ana"),
    euros("7.00", rehearsal=True),
    euros("4.00", at="2026-03-06T20:00:00Z"),
    {"platform": "kick", "worth": {"amount": "10", "unit": "kicks"}},
)


def rows(server: ServerProcess, **query: str) -> dict[tuple[str, str], dict[str, Any]]:
    told = server.client().get("/api/estimate", params=query).json()
    return {(row["platform"], row["unit"]): row for row in told["rows"]}


def test_the_evening_is_told_by_platform_with_what_it_rests_on(evening: ServerProcess) -> None:
    told = rows(evening)
    assert set(told) == {
        ("tiktok", "COINS"),
        ("twitch", "BITS"),
        ("youtube", "EUR"),
        ("kick", "KICKS"),
    }
    tiktok = told["tiktok", "COINS"]
    assert (tiktok["amount"], tiktok["gifts"]) == ("195", 2)
    assert (tiktok["paid"], tiktok["kept"]) == ({"least": "2.94", "most": "2.97"}, "0.98")
    assert told["youtube", "EUR"]["kept"] == "3.50"
    assert told["kick", "KICKS"]["kept"] is None
    assert all(row["share"]["source"] and row["share"]["date"] for row in told.values())


def test_currencies_stay_apart(evening: ServerProcess) -> None:
    totals = evening.client().get("/api/estimate").json()["totals"]
    assert [(one["currency"], one["kept"], one["whole"]) for one in totals] == [
        ("EUR", "3.50", True),
        ("USD", "1.98", False),
    ]


def test_only_rates_of_the_streamers_own_put_currencies_together(evening: ServerProcess) -> None:
    owner = evening.client()
    assert owner.get("/api/estimate").json()["together"] is None
    for unit, rate in (("EUR", "80"), ("USD", "40")):
        owner.put(f"/api/rates/{unit}", json={"rate": rate})
    together = owner.get("/api/estimate").json()["together"]
    assert (together["currency"], together["kept"], together["whole"]) == ("EUR", "4.49", False)


def test_another_time_is_told_by_when_gifts_were_given(evening: ServerProcess) -> None:
    told = rows(evening, since="2026-03-06T18:00:00Z", until="2026-03-07T00:00:00Z")
    assert {place: row["amount"] for place, row in told.items()} == {("youtube", "EUR"): "4.00"}
    all_of_it = rows(evening, since="2000-01-01T00:00:00Z")
    assert all_of_it["youtube", "EUR"]["amount"] == "9.00"


def test_it_is_for_the_owner_alone(evening: ServerProcess) -> None:
    assert evening.client(evening.token("noor")).get("/api/estimate").status_code == 403
    assert evening.client(None).get("/api/estimate").status_code == 401


def test_nothing_on_air_says_what_gifts_are_worth_in_money(evening: ServerProcess) -> None:
    owner = evening.client()
    overlay = owner.post("/api/overlays", json={"name": "Bar"}).json()
    address = f"/ws/overlay/{overlay['key']}"
    live = evening.live(address)
    frames = [live.next("look")]
    owner.post("/api/gifts", json=euros("7654321.25", gifter="ben", confirm=True))
    frames += [live.next("gifts"), evening.live(address).next("state")]
    assert frames[-1]["recent"][0]["gifter"] == "ben"
    total: httpx2.Response = evening.client(None).get(f"/total/{overlay['key']}.json")
    for said in (*map(str, frames), total.text):
        assert [word for word in MONEY if word in said] == []
