"""Many gifts in one request: each counted once, whatever is wrong with the others."""

import json
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx2
import pytest

from giftgoal.web.batches import MAX_LINES
from tests.server_process import giftgoal

MANY = 3_000


def roses(tag: str, number: int) -> list[dict[str, Any]]:
    """Return roses of twenty gifters, a coin each, with keys of their own."""
    return [
        {"gifter": f"ana {n % 20}", "gift": "Rose", "coins": 1, "id": f"{tag}-{n}"}
        for n in range(number)
    ]


def post(client: httpx2.Client, gifts: Iterable[Mapping[str, Any] | str]) -> httpx2.Response:
    lines = [gift if isinstance(gift, str) else json.dumps(gift) for gift in gifts]
    headers = {"content-type": "application/x-ndjson"}
    return client.post("/api/gifts/batch", content="\n".join(lines).encode(), headers=headers)


def outcomes(answer: httpx2.Response) -> list[tuple[int, str]]:
    return [(line["line"], line["outcome"]) for line in answer.json()["lines"]]


def test_each_gift_is_counted_once_however_often_it_is_sent(mika: httpx2.Client, goal: str) -> None:
    first, again = (post(mika, roses("batch", 300)).json() for _ in range(2))
    assert (first["counted"], first["repeated"], first["refused"]) == (300, 0, 0)
    assert (again["counted"], again["repeated"], again["refused"]) == (0, 300, 0)
    assert [line["gift"] for line in first["lines"]] == [line["gift"] for line in again["lines"]]
    (now,) = [one for one in mika.get("/api/goals").json()["goals"] if one["id"] == goal]
    assert now["raised"] == 300


def test_a_key_that_is_there_twice_counts_once(mika: httpx2.Client) -> None:
    rose, *_ = roses("twice", 1)
    answer = post(mika, [rose, rose])
    assert outcomes(answer) == [(1, "counted"), (2, "repeated")]


def test_a_single_gift_and_one_of_a_batch_with_its_key_are_one(mika: httpx2.Client) -> None:
    rose, *_ = roses("single", 1)
    mika.post("/api/gifts", json=rose)
    assert outcomes(post(mika, [rose])) == [(1, "repeated")]


@pytest.mark.parametrize(
    ("bad", "kind"),
    [
        ("{", "not-json"),
        ('{"id":"half","gifter":"\\ud83d","coins":1}', "not-json"),
        ('{"id":"no-gift"}', "invalid"),
        ('{"gift":"Rose","coins":1}', "invalid"),
        ('{"id":"nobody-knows","gift":"Flying carpet of nobody"}', "unknown-gift"),
        ('{"id":"no-goal","coins":1,"goal":"none"}', "unknown-goal"),
    ],
)
def test_a_bad_line_keeps_none_of_the_others_from_being_counted(
    mika: httpx2.Client, bad: str, kind: str
) -> None:
    before, after = roses(f"beside {kind}".replace(" ", "-") + str(len(bad)), 2)
    answer = post(mika, [before, bad, "", after])
    assert outcomes(answer) == [(1, "counted"), (2, "refused"), (4, "counted")]
    _, refused, _ = answer.json()["lines"]
    assert refused["problem"]["type"] == f"urn:giftgoal:{kind}"
    assert refused["gift"] is None


def test_a_key_with_another_gift_is_refused_by_itself(mika: httpx2.Client) -> None:
    one, two = roses("reused", 2)
    answer = post(mika, [one, {**one, "coins": 2}, two])
    assert outcomes(answer) == [(1, "counted"), (2, "refused"), (3, "counted")]
    assert answer.json()["lines"][1]["problem"]["type"] == "urn:giftgoal:key-reused"


def test_nothing_is_an_answer_too(mika: httpx2.Client) -> None:
    assert post(mika, []).json() == {"counted": 0, "repeated": 0, "refused": 0, "lines": []}


def test_too_many_at_once_are_none(mika: httpx2.Client) -> None:
    before = mika.get("/api/state").json()["seq"]
    answer = post(mika, ["{}"] * (MAX_LINES + 1))
    assert answer.status_code == 413
    assert mika.get("/api/state").json()["seq"] == before


def test_a_moderators_tap_comes_in_between(tmp_path: Path) -> None:
    with giftgoal(tmp_path) as server, ThreadPoolExecutor(1) as sender:
        mika, noor = server.client(), server.client(server.token())
        batch = sender.submit(post, mika, roses("long", MANY))
        while not noor.get("/api/gifts?limit=1").json()["gifts"]:
            assert not batch.done()
        tap = noor.post("/api/gifts", json={"gifter": "ben", "gift": "Rose", "coins": 1})
        assert tap.status_code == 201
        assert batch.result().json()["counted"] == MANY
        newest, *_ = noor.get("/api/gifts?limit=1").json()["gifts"]
        assert tap.json()["seq"] < newest["seq"] - MANY // 10, "not behind all of them"


def test_a_batch_that_a_crash_cut_short_is_sent_again_and_nothing_counts_twice(
    tmp_path: Path,
) -> None:
    with giftgoal(tmp_path) as server, ThreadPoolExecutor(1) as sender:
        batch = sender.submit(post, server.client(), roses("cut", MANY))
        noor = server.client(server.token())
        while not noor.get("/api/gifts?limit=1").json()["gifts"]:
            assert not batch.done()
        server.kill()
        assert isinstance(batch.exception(), httpx2.TransportError)
    with giftgoal(tmp_path) as server:
        mika = server.client()
        answer = post(mika, roses("cut", MANY)).json()
        assert answer["repeated"] > 0
        assert answer["counted"] + answer["repeated"] == MANY
        assert mika.get("/api/state").json()["totals"]["gifts"] == MANY
