"""Gifts over HTTP."""

from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.server_process import ServerProcess, giftgoal

ROSES = {"gifter": "ana", "gift": "Rose", "count": 5}


def sent(client: httpx2.Client, **fields: Any) -> dict[str, Any]:
    """Send a gift and return it as it was recorded."""
    answer = client.post("/api/gifts", json=fields)
    assert answer.status_code == 201, answer.text
    gift: dict[str, Any] = answer.json()
    return gift


def raised(client: httpx2.Client, goal: str) -> int:
    goals = {one["id"]: one["raised"] for one in client.get("/api/goals").json()["goals"]}
    return int(goals[goal])


def test_a_gift_is_recorded_with_its_price_and_who_entered_it(
    mika: httpx2.Client, goal: str
) -> None:
    gift = sent(mika, **ROSES)
    assert {name: gift[name] for name in ("gifter", "gift", "gift_id", "count", "coins")} == {
        "gifter": "ana",
        "gift": "Rose",
        "gift_id": "5655",
        "count": 5,
        "coins": 5,
    }
    assert gift["by"] == {"id": "owner", "name": "streamer"}
    assert (gift["source"], gift["voided"], goal in gift["goals"]) == ("manual", False, True)
    assert raised(mika, goal) == 5


def test_the_catalogues_name_is_taken_whatever_the_spelling(mika: httpx2.Client) -> None:
    assert sent(mika, gift="rOsE")["gift"] == "Rose"


def test_free_coins_need_no_gift_and_no_gifter(mika: httpx2.Client) -> None:
    gift = sent(mika, coins=50)
    assert (gift["gifter"], gift["gift"], gift["coins"]) == (None, None, 50)


def test_coins_win_over_the_catalogue(mika: httpx2.Client) -> None:
    assert sent(mika, gift="Rose", coins=7)["coins"] == 7


def test_an_unknown_gift_is_asked_for_its_coins(mika: httpx2.Client) -> None:
    problem = mika.post("/api/gifts", json={"gift": "Moon rock"}).json()
    assert problem["type"] == "urn:giftgoal:unknown-gift"
    assert (problem["field"], problem["found"]) == ("gift", '"Moon rock"')
    assert sent(mika, gift="Moon rock", coins=12)["gift"] == "Moon rock"


def test_an_unknown_id_is_asked_for_its_coins(mika: httpx2.Client) -> None:
    problem = mika.post("/api/gifts", json={"gift_id": "no-such"}).json()
    assert (problem["type"], problem["field"]) == ("urn:giftgoal:unknown-gift", "gift_id")


def test_a_name_of_several_gifts_is_asked_about(mika: httpx2.Client) -> None:
    answer = mika.post("/api/gifts", json={"gift": "Heart"})
    assert answer.status_code == 409
    choices = answer.json()["choices"]
    assert len(choices) > 1
    chosen = sent(mika, gift_id=choices[0]["id"])
    assert chosen["coins"] == choices[0]["coins"]


def test_a_worth_without_a_rate_is_kept_and_marked(mika: httpx2.Client) -> None:
    gift = sent(mika, gifter="ben", worth={"amount": "5.00", "unit": "EUR"})
    assert (gift["coins"], gift["needs_rate"]) == (0, True)
    assert gift["worth"] == {"amount": "5.00", "unit": "EUR", "rate": None}


def test_a_worth_with_a_rate_is_turned_into_coins(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[rates]\nEUR = "80"\n[streamer]\nname = "mika"\n')
    with giftgoal(tmp_path / "data", "--config", str(config)) as server:
        gift = sent(server.client(), worth={"amount": "5.25", "unit": "EUR"})
        assert (gift["coins"], gift["worth"]["rate"]) == (420, "80")
        assert gift["by"]["name"] == "mika"


def test_more_than_a_gift_can_be_worth_is_refused(mika: httpx2.Client) -> None:
    problem = mika.post("/api/gifts", json={"gift": "Lion", "count": 1_000_000}).json()
    assert (problem["type"], problem["field"]) == ("urn:giftgoal:invalid", "count")


def test_a_gift_can_count_toward_one_goal_alone(mika: httpx2.Client, goal: str) -> None:
    other = mika.post("/api/goals", json={"title": "Roses", "target": 9}).json()["id"]
    assert sent(mika, coins=3, goal=other)["goals"] == [other]
    mika.delete(f"/api/goals/{other}")


def test_a_goal_that_is_not_open_is_named(mika: httpx2.Client) -> None:
    answer = mika.post("/api/gifts", json={"coins": 3, "goal": "a1b2c3d4"})
    assert answer.status_code == 422
    assert answer.json()["type"] == "urn:giftgoal:unknown-goal"
    assert answer.json()["field"] == "goal"


def test_a_late_gift_keeps_the_time_it_was_recorded_at(mika: httpx2.Client) -> None:
    assert sent(mika, coins=1, at="2026-11-24T20:01:02+01:00")["at"] > "2026-11-24"


def test_the_same_key_counts_once(mika: httpx2.Client, goal: str) -> None:
    body = {**ROSES, "id": "tap-1"}
    first = mika.post("/api/gifts", json=body)
    again = mika.post("/api/gifts", json=body)
    assert [first.status_code, again.status_code] == [201, 200]
    assert first.json() == again.json()
    assert raised(mika, goal) == 5


def test_the_header_is_as_good_as_the_field(mika: httpx2.Client) -> None:
    first = mika.post("/api/gifts", json=ROSES, headers={"Idempotency-Key": "tap-2"})
    again = mika.post("/api/gifts", json={**ROSES, "id": "tap-2"})
    assert first.json()["id"] == again.json()["id"]


def test_the_header_and_the_field_must_agree(mika: httpx2.Client) -> None:
    headers = {"Idempotency-Key": "tap-3"}
    problem = mika.post("/api/gifts", json={**ROSES, "id": "tap-4"}, headers=headers).json()
    assert (problem["type"], problem["field"]) == ("urn:giftgoal:invalid", "id")


@pytest.mark.parametrize("key", ["", "two words", "k" * 129])
def test_a_header_that_is_no_key_is_refused(key: str, mika: httpx2.Client) -> None:
    problem = mika.post("/api/gifts", json=ROSES, headers={"Idempotency-Key": key}).json()
    assert (problem["status"], problem["field"]) == (422, "Idempotency-Key")


def test_the_same_key_with_another_body_is_refused(mika: httpx2.Client, goal: str) -> None:
    sent(mika, **ROSES, id="tap-5")
    answer = mika.post("/api/gifts", json={**ROSES, "count": 6, "id": "tap-5"})
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:giftgoal:key-reused")
    assert raised(mika, goal) == 5


def test_keys_belong_to_who_sent_them(mika: httpx2.Client, noor: httpx2.Client) -> None:
    one = sent(mika, gifter="ben", coins=3, id="tap-6")
    other = sent(noor, gifter="ana", coins=4, id="tap-6")
    assert one["id"] != other["id"]


def test_keys_are_known_after_a_restart_and_a_crash(tmp_path: Path) -> None:
    body = {**ROSES, "id": "tap-1"}
    with giftgoal(tmp_path / "data") as server:
        first = sent(server.client(), **body)
        server.kill()
    with giftgoal(tmp_path / "data") as server:
        mika = server.client()
        again = mika.post("/api/gifts", json=body)
        assert (again.status_code, again.json()) == (200, first)
        assert mika.post("/api/gifts", json={**body, "count": 6}).status_code == 409
        assert mika.get("/api/state").json()["totals"]["coins"] == 5


def test_a_streak_counts_what_it_grew_by_in_whatever_order(mika: httpx2.Client, goal: str) -> None:
    reports = [3, 1, 7, 7, 5]
    for count in reports:
        mika.post("/api/gifts", json={**ROSES, "count": count, "streak": "s1"})
    newest = mika.get("/api/gifts?limit=1").json()["gifts"][0]
    assert (newest["count"], newest["coins"], newest["streak"]) == (7, 7, True)
    assert raised(mika, goal) == 7


def test_a_streak_belongs_to_one_gift(mika: httpx2.Client) -> None:
    sent(mika, **ROSES, streak="s2")
    answer = mika.post("/api/gifts", json={**ROSES, "gift": "Lion", "streak": "s2"})
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:giftgoal:streak-mismatch")


def test_another_person_entering_the_same_is_asked_first(
    mika: httpx2.Client, noor: httpx2.Client
) -> None:
    entered = sent(mika, gifter="ben", gift="Corgi")
    answer = noor.post("/api/gifts", json={"gifter": "ben", "gift": "Corgi"})
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:giftgoal:possible-duplicate")
    assert answer.json()["other"]["id"] == entered["id"]
    assert sent(noor, gifter="ben", gift="Corgi", confirm=True)["by"]["name"] == "noor"


def test_a_gift_is_taken_back_and_restored_once_each(mika: httpx2.Client, goal: str) -> None:
    path = f"/api/gifts/{sent(mika, **ROSES)['id']}"
    for _ in range(2):
        assert mika.delete(path).json()["voided"] is True
        assert raised(mika, goal) == 0
    for _ in range(2):
        assert mika.post(f"{path}/restore").json()["voided"] is False
        assert raised(mika, goal) == 5


def test_a_moderator_may_take_back_what_another_entered(
    mika: httpx2.Client, noor: httpx2.Client
) -> None:
    gift = sent(mika, gifter="ana", coins=9)
    assert noor.delete(f"/api/gifts/{gift['id']}").status_code == 200


@pytest.mark.parametrize(("method", "end"), [("DELETE", ""), ("POST", "/restore")])
@pytest.mark.parametrize("id_", ["6f1c0d9a2b3e4f50", "..", "%00", "a" * 300, "\N{ROSE}"])
def test_a_gift_that_is_not_there_is_not_found(
    id_: str, method: str, end: str, mika: httpx2.Client
) -> None:
    answer = mika.request(method, f"/api/gifts/{id_}{end}")
    assert answer.status_code in (404, 405)
    assert answer.headers["content-type"] == "application/problem+json"


def test_pages_go_back_to_the_first_gift_without_gaps_or_repeats(tmp_path: Path) -> None:
    with giftgoal(tmp_path / "data") as server:
        mika = server.client()
        ids = [sent(mika, coins=n)["id"] for n in range(1, 8)]
        seen: list[str] = []
        page = {"before": 2**53}
        while page["before"] is not None:
            page = mika.get(f"/api/gifts?limit=3&before={page['before']}").json()
            seen += [gift["id"] for gift in page["gifts"]]
        assert seen == ids[::-1]


@pytest.mark.parametrize("query", ["limit=0", "limit=201", "limit=-1", "before=x", "before=1.5"])
def test_a_query_that_is_out_of_range_is_named(query: str, mika: httpx2.Client) -> None:
    answer = mika.get(f"/api/gifts?{query}")
    assert answer.status_code == 422
    assert answer.json()["field"] == query.partition("=")[0]


def test_a_rehearsal_gift_stays_off_the_real_board(mika: httpx2.Client, goal: str) -> None:
    sent(mika, coins=40, rehearsal=True)
    assert raised(mika, goal) == 0
    state = mika.get("/api/state").json()["rehearsal"]
    assert next(one for one in state["goals"] if one["id"] == goal)["raised"] == 40
    assert mika.delete("/api/rehearsal").status_code == 204
    assert mika.get("/api/rehearsal").json() == {"gifts": 0, "on_overlays": False}


def test_the_catalogue_is_searched_favourites_first(noor: httpx2.Client) -> None:
    favourites = noor.get("/api/catalogue?limit=3").json()["gifts"]
    assert [gift["favourite"] for gift in favourites] == [True, True, True]
    found = noor.get("/api/catalogue?search=ros").json()["gifts"]
    assert found[0]["name"] == "Rose"
    packages = noor.get("/api/catalogue").json()["packages"]
    assert packages[0] == {"coins": 65, "price": "0.99", "currency": "USD"}


def test_a_search_that_is_too_long_is_refused(noor: httpx2.Client) -> None:
    assert noor.get(f"/api/catalogue?search={'r' * 65}").json()["field"] == "search"


def test_the_state_is_the_same_as_the_control_pages_frame(
    server: ServerProcess, noor: httpx2.Client, noor_token: str
) -> None:
    frame = server.live("/ws/control", noor_token).next()
    assert noor.get("/api/state").json() == frame
