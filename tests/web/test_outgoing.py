"""What other programs are told of the total."""

from collections.abc import Iterator

import httpx2
import pytest

from tests.server_process import ServerProcess


@pytest.fixture
def overlay(mika: httpx2.Client, goal: str) -> Iterator[dict[str, str]]:
    """An overlay that shows the goal, for one test."""
    body = {"name": "Total", "look": {"goal": goal}}
    made = mika.post("/api/overlays", json=body).json()
    yield made
    mika.delete(f"/api/overlays/{made['id']}")


def test_the_total_is_what_the_overlay_shows(
    mika: httpx2.Client, stranger: httpx2.Client, goal: str, overlay: dict[str, str]
) -> None:
    gift = mika.post("/api/gifts", json={"gifter": "ana", "coins": 1250, "goal": goal}).json()
    total = stranger.get(f"/total/{overlay['key']}.json").json()
    shown = total["goal"]
    assert (shown["id"], shown["raised"], shown["target"]) == (goal, 1250, 500)
    assert (total["seq"], total["rehearsal"]) == (gift["seq"], False)
    assert shown in total["goals"]


def test_the_text_is_raised_of_target(
    mika: httpx2.Client, stranger: httpx2.Client, goal: str, overlay: dict[str, str]
) -> None:
    mika.patch(f"/api/goals/{goal}", json={"target": 20_000, "offset": 12_450})
    answer = stranger.get(f"/total/{overlay['key']}.txt")
    assert (answer.text, answer.headers["content-type"]) == (
        "12,450 / 20,000",
        "text/plain; charset=utf-8",
    )


def test_without_its_goal_the_total_is_empty(
    mika: httpx2.Client, stranger: httpx2.Client, goal: str, overlay: dict[str, str]
) -> None:
    mika.delete(f"/api/goals/{goal}")
    assert stranger.get(f"/total/{overlay['key']}.json").json()["goal"] is None
    assert stranger.get(f"/total/{overlay['key']}.txt").text == ""


@pytest.mark.parametrize("path", ["/total/{}.json", "/total/{}.txt", "/events/{}"])
def test_a_key_that_was_changed_opens_nothing(
    path: str, mika: httpx2.Client, stranger: httpx2.Client, overlay: dict[str, str]
) -> None:
    mika.post(f"/api/overlays/{overlay['id']}/key")
    assert stranger.get(path.format(overlay["key"])).status_code == 404


@pytest.mark.parametrize("path", ["/total/{}.json", "/total/{}.txt", "/events/{}"])
def test_a_page_of_another_site_may_not_read(
    path: str, server: ServerProcess, overlay: dict[str, str]
) -> None:
    page = server.client(None, Origin="https://example.com")
    answer = page.get(path.format(overlay["key"]))
    assert answer.json()["type"] == "urn:giftgoal:wrong-origin"
    assert "access-control-allow-origin" not in answer.headers


def test_our_own_page_may_read(server: ServerProcess, overlay: dict[str, str]) -> None:
    answer = server.client(None, Origin=server.url).get(f"/total/{overlay['key']}.json")
    assert answer.headers["access-control-allow-origin"] == server.url


def test_another_name_is_refused(server: ServerProcess, overlay: dict[str, str]) -> None:
    answer = server.client(None, Host="rebound.example").get(f"/total/{overlay['key']}.json")
    assert answer.json()["type"] == "urn:giftgoal:wrong-host"
