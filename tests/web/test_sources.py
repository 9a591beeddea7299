"""Sources over the API: their forms, their secrets, their letters, and how they are."""

import base64
import hmac
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from giftgoal.sources.roads import ROADS
from tests.server_process import OWNER, ServerProcess, giftgoal

KEY = b"mika's key, as long as that"
PRIVATE = "euler-7f3a-of-mika"
"""A key that may be told nowhere."""

SECRET = "whsec_" + base64.b64encode(KEY).decode()


def letter(id_: str, said: object, key: bytes = KEY, at: float | None = None) -> dict[str, Any]:
    """Return a signed letter, as a client's arguments."""
    body = json.dumps(said).encode()
    when = str(int(time.time() if at is None else at))
    digest = hmac.digest(key, f"{id_}.{when}.".encode() + body, "sha256")
    headers = {
        "webhook-id": id_,
        "webhook-timestamp": when,
        "webhook-signature": "v1," + base64.b64encode(digest).decode(),
    }
    return {"content": body, "headers": headers}


def source(client: httpx2.Client, road: str) -> dict[str, Any]:
    listed: list[dict[str, Any]] = client.get("/api/sources").json()["sources"]
    return next(one for one in listed if one["road"] == road)


@pytest.fixture
def hook(mika: httpx2.Client) -> Iterator[str]:
    """The address of mika's webhook."""
    body = {"on": True, "fields": {"secrets": SECRET}}
    answer = mika.patch("/api/sources/webhook", json=body)
    yield httpx2.URL(answer.json()["hook"]).path
    mika.patch("/api/sources/webhook", json={"on": False})


def test_every_road_is_listed_and_off(mika: httpx2.Client) -> None:
    listed = {one["road"]: one for one in mika.get("/api/sources").json()["sources"]}
    assert {road.name for road in ROADS} <= set(listed)
    assert listed["tikfinity"]["state"] == "off"
    assert listed["tikfinity"]["platforms"] == ["tiktok"]


def test_a_form_can_be_drawn_from_what_the_owner_is_told(mika: httpx2.Client) -> None:
    fields = {field["name"]: field for field in source(mika, "webhook")["fields"]}
    assert fields["secrets"]["kind"] == "secret"
    assert fields["id"]["value"] == "/id"
    assert {"value": "instagram", "label": "Instagram"} in fields["platform"]["choices"]


def test_a_moderator_sees_how_sources_are_but_no_form(noor: httpx2.Client) -> None:
    assert all(one["fields"] is None for one in noor.get("/api/sources").json()["sources"])


def test_a_secret_is_kept_and_never_told(tmp_path: Path) -> None:
    with giftgoal(tmp_path / "data") as server:
        mika = server.client()
        live = server.live("/ws/control", OWNER)
        live.next("sources")
        fields = {"user": "mika", "key": PRIVATE, "address": "ws://127.0.0.1:9"}
        answers = [
            mika.patch("/api/sources/euler", json={"on": True, "fields": fields}),
            mika.get("/api/sources"),
            mika.get("/api/export.jsonl"),
        ]
        assert not any(PRIVATE in answer.text for answer in answers)
        assert {f["name"]: f["set"] for f in answers[0].json()["fields"]}["key"] is True
        assert PRIVATE not in json.dumps(live.next("sources"))
        kept = server.folder / "sources.json"
        assert PRIVATE in kept.read_text(encoding="utf-8")
        assert kept.stat().st_mode & 0o077 == 0
    assert PRIVATE not in server.log.read_text(encoding="utf-8")


def test_a_needed_field_is_asked_for_by_its_label(mika: httpx2.Client) -> None:
    answer = mika.patch("/api/sources/euler", json={"on": True})
    assert answer.status_code == 422
    assert answer.json()["field"] == "fields.user"
    assert "Your TikTok name" in answer.json()["expected"]
    assert answer.json()["found"] == '""'


def test_a_test_delivery_lands_in_the_rehearsal(mika: httpx2.Client) -> None:
    before = mika.get("/api/rehearsal").json()["gifts"]
    for road in ROADS:
        assert mika.post(f"/api/sources/{road.name}/test").status_code == 200
    assert mika.get("/api/rehearsal").json()["gifts"] >= before + len(ROADS)
    mika.delete("/api/rehearsal")


def test_how_sources_are_is_told_to_control_pages_at_most_once_a_second(
    server: ServerProcess, mika: httpx2.Client, hook: str
) -> None:
    live = server.live("/ws/control", OWNER)
    live.next("sources")
    before = time.monotonic()
    for n in range(40):
        mika.post(hook, **letter(f"often-{n}-{before}", {"gifter": "ana", "coins": 1}))
    frames = [live.next("sources")]
    while counted(frames[-1]) != counted_now(mika):
        frames.append(live.next("sources"))
    assert len(frames) <= 2 + (time.monotonic() - before)


def counted(frame: dict[str, Any]) -> int:
    counters = (one["counters"] for one in frame["sources"] if one["road"] == "webhook")
    return int(next(counters)["counted"])


def counted_now(mika: httpx2.Client) -> int:
    return int(source(mika, "webhook")["counters"]["counted"])


def test_a_letter_counts_once_and_is_answered_when_it_is_on_disk(
    mika: httpx2.Client, stranger: httpx2.Client, hook: str
) -> None:
    signed = letter("once", {"gifter": "ana", "gift": "Rose", "count": 3})
    answers = [stranger.post(hook, **signed) for _ in range(3)]
    assert [(answer.status_code, answer.text) for answer in answers] == [(200, "")] * 3
    newest, *_ = mika.get("/api/gifts?limit=1").json()["gifts"]
    assert (newest["gift"], newest["coins"], newest["source"]) == ("Rose", 3, "webhook")
    assert newest["by"] == {"id": "other", "name": "Webhook"}
    assert source(mika, "webhook")["state"] == "live"


def test_letters_that_are_not_right_are_refused(stranger: httpx2.Client, hook: str) -> None:
    rose = {"gifter": "ana", "gift": "Rose"}
    refused = {
        "wrong-signature": letter("x", rose, key=b"n" * 24),
        "wrong-signature ": letter("x", rose, at=time.time() - 400),
        "wrong-signature  ": {"content": b"{}"},
        "unusable": letter("x", {"gifter": "ana"}),
        "unusable ": letter("x", {"gifter": "ana", "coins": "many"}),
        "too-large": letter("x", {"gifter": "ana", "gift": "R" * 70_000}),
    }
    for kind, arguments in refused.items():
        answer = stranger.post(hook, **arguments)
        assert answer.json()["type"] == f"urn:giftgoal:{kind.strip()}"


def test_a_hook_that_is_off_is_not_there(stranger: httpx2.Client) -> None:
    for name in ("webhook", "tikfinity", "webhook-none", "none"):
        assert stranger.post(f"/hooks/{name}").status_code == 404


def test_another_websites_page_cannot_post_to_a_hook(stranger: httpx2.Client, hook: str) -> None:
    answer = stranger.post(hook, headers={"Origin": "https://example.com"})
    assert answer.json()["type"] == "urn:giftgoal:wrong-origin"


def test_a_secret_is_changed_without_losing_a_letter(
    mika: httpx2.Client, stranger: httpx2.Client, hook: str
) -> None:
    new = b"the new key, as long as that"
    both = f"{SECRET} whsec_{base64.b64encode(new).decode()}"
    mika.patch("/api/sources/webhook", json={"fields": {"secrets": both}})
    for key in (KEY, new):
        assert stranger.post(hook, **letter(key.hex()[:8], {"coins": 1}, key)).status_code == 200


def test_a_new_secret_is_made_and_the_one_before_stays_good_until_it_is_ended(
    mika: httpx2.Client, stranger: httpx2.Client, hook: str
) -> None:
    made = mika.post("/api/hooks/webhook/secret")
    assert made.status_code == 201
    new = base64.b64decode(made.json()["secret"].removeprefix("whsec_"))
    told = {one["road"]: one for one in mika.get("/api/sources").json()["sources"]}["webhook"]
    assert told["old_secret_until"] == made.json()["old_until"]
    assert made.json()["secret"] not in json.dumps(told)
    for key in (KEY, new):
        assert stranger.post(hook, **letter(key.hex()[:8], {"coins": 1}, key)).status_code == 200
    assert mika.delete("/api/hooks/webhook/secret/old").status_code == 204
    assert stranger.post(hook, **letter("a", {"coins": 1}, KEY)).status_code == 401
    assert stranger.post(hook, **letter("b", {"coins": 1}, new)).status_code == 200


def test_only_webhooks_of_ones_own_have_secrets_made_here(mika: httpx2.Client) -> None:
    for name in ("kofi", "twitch", "webhook-no-such-name", "none"):
        assert mika.post(f"/api/hooks/{name}/secret").status_code == 404
        assert mika.delete(f"/api/hooks/{name}/secret/old").status_code == 404


def test_a_sample_is_tried_and_nothing_stored(mika: httpx2.Client) -> None:
    before = mika.get("/api/state").json()["seq"]
    sample = json.dumps({"n": 7, "who": {"name": "ana"}, "sum": 500})
    fields = {"id": "/n", "gifter": "/who/name", "amount": "/sum", "unit": "JPY"}
    answer = mika.post("/api/hooks/webhook/try", json={"body": sample, "fields": fields})
    (gift,) = answer.json()["gifts"]
    assert (gift["gifter"], gift["worth"]["unit"], gift["needs_rate"]) == ("ana", "JPY", True)
    unsigned = {"body": sample, "fields": {"proof": "header"}}
    wrong = mika.post("/api/hooks/webhook/try", json=unsigned)
    assert wrong.json()["detail"].startswith("It would not be counted: there is no id at /id")
    assert mika.post("/api/hooks/tikfinity/try", json={"body": "{}"}).status_code == 404
    assert mika.get("/api/state").json()["seq"] == before


def test_a_webhook_of_ones_own_is_made_by_naming_it(
    mika: httpx2.Client, stranger: httpx2.Client
) -> None:
    body = {"on": True, "fields": {"secrets": SECRET, "platform": "instagram"}}
    made = mika.patch("/api/sources/webhook-phone", json=body).json()
    assert (made["title"], made["platforms"]) == ("Webhook phone", ["instagram"])
    assert stranger.post("/hooks/webhook-phone", **letter("1", {"coins": 5})).status_code == 200
    newest, *_ = mika.get("/api/gifts?limit=1").json()["gifts"]
    assert newest["platform"] == "instagram"


def test_a_webhook_of_ones_own_is_taken_away_and_its_gifts_stay(
    mika: httpx2.Client, stranger: httpx2.Client
) -> None:
    fields = {"secrets": SECRET}
    mika.patch("/api/sources/webhook-gone", json={"on": True, "fields": fields})
    sent = letter("gone", {"coins": 5})
    assert stranger.post("/hooks/webhook-gone", **sent).status_code == 200
    before = mika.get("/api/state").json()["totals"]
    assert mika.delete("/api/sources/webhook-gone").status_code == 204
    assert stranger.post("/hooks/webhook-gone", **sent).status_code == 404
    assert "webhook-gone" not in mika.get("/api/sources").text
    assert mika.get("/api/state").json()["totals"] == before
    # Under the same name again, what came before is known.
    mika.patch("/api/sources/webhook-gone", json={"on": True, "fields": fields})
    assert stranger.post("/hooks/webhook-gone", **sent).status_code == 200
    assert mika.get("/api/state").json()["totals"] == before


def test_the_sources_that_giftgoal_has_cannot_be_taken_away(mika: httpx2.Client) -> None:
    for name in ("webhook", "twitch", "none"):
        assert mika.delete(f"/api/sources/{name}").status_code == 404
