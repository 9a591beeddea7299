"""Playing scripts over HTTP."""

from collections.abc import Iterator

import httpx2
import pytest

from tests.server_process import OWNER, ServerProcess

SHORT = """title = "Short"
[[steps]]
at = 0
from = "ana"
gift = "Rose"
count = 5

[[steps]]
at = 2
from = "ben"
coins = 40
"""
LONG = 'title = "Long"\n[[steps]]\nat = 600\ncoins = 1\n'


@pytest.fixture(autouse=True)
def _nothing_plays_on(mika: httpx2.Client) -> Iterator[None]:
    yield
    run = mika.get("/api/scripts").json()["run"]
    if run:
        mika.delete(f"/api/scripts/{run['id']}")
    mika.delete("/api/rehearsal")


def play(client: httpx2.Client, **body: object) -> httpx2.Response:
    """Ask for a script to be played."""
    return client.post("/api/scripts/play", json=body)


def test_the_shipped_scripts_are_listed(noor: httpx2.Client) -> None:
    listed = {one["name"]: one for one in noor.get("/api/scripts").json()["scripts"]}
    assert {"first-light", "friday-night", "storm"} <= set(listed)
    assert listed["first-light"]["seconds"] == 60


def test_a_script_is_played_as_a_rehearsal_to_its_end(
    server: ServerProcess, noor: httpx2.Client, goal: str
) -> None:
    live = server.live("/ws/control", OWNER)
    answer = play(noor, text=SHORT, speed=10)
    assert answer.status_code == 201
    run = answer.json()
    assert (run["title"], run["state"], run["live"]) == ("Short", "playing", False)
    assert run["by"]["name"] == "noor"
    told = live.next("run")["run"]
    while not told or told["id"] != run["id"] or told["state"] == "playing":
        told = live.next("run")["run"]
    assert (told["state"], told["done"], told["steps"], told["refused"]) == ("done", 2, 2, 0)
    rehearsal = noor.get("/api/state").json()["rehearsal"]
    assert (rehearsal["gifts"], rehearsal["goals"][-1]["raised"]) == (2, 45)
    assert rehearsal["goals"][-1]["id"] == goal
    assert noor.get("/api/scripts").json()["run"] == told


def test_a_script_of_the_shelf_is_played_by_its_name(noor: httpx2.Client) -> None:
    assert play(noor, script="first-light").json()["title"] == "First light"


def test_json_lines_are_played_too(noor: httpx2.Client) -> None:
    text = '{"title":"Lines"}\n{"at":0,"coins":5,"from":"ana"}\n'
    assert play(noor, text=text, format="jsonl").json()["title"] == "Lines"


def test_one_script_plays_at_a_time(mika: httpx2.Client, noor: httpx2.Client) -> None:
    play(mika, text=LONG)
    answer = play(noor, text=SHORT)
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:giftgoal:script-running")
    assert "Long" in answer.json()["detail"]


def test_a_script_is_stopped_once_and_for_all(noor: httpx2.Client) -> None:
    run = play(noor, text=LONG).json()["id"]
    assert noor.delete(f"/api/scripts/{run}").json()["state"] == "stopped"
    assert noor.delete(f"/api/scripts/{run}").json()["state"] == "stopped"
    assert noor.delete("/api/scripts/another").status_code == 404


def test_a_moderator_may_not_play_live(noor: httpx2.Client) -> None:
    answer = play(noor, text=SHORT, live=True)
    assert (answer.status_code, answer.json()["type"]) == (403, "urn:giftgoal:not-allowed")


def test_the_owner_may_play_live(server: ServerProcess, mika: httpx2.Client, goal: str) -> None:
    live = server.overlay()
    live.next("look")
    answer = play(
        mika,
        text=f'title = "Live"\n[[steps]]\nat = 0\nfrom = "ana"\ncoins = 9\ngoal = "{goal}"',
        live=True,
    )
    assert answer.status_code == 201
    party = live.next("gifts")
    assert (party["gifts"][0]["source"], party["rehearsal"]) == ("script", False)
    goals = {one["id"]: one["raised"] for one in mika.get("/api/goals").json()["goals"]}
    assert goals[goal] == 9


def test_a_mistake_in_a_script_is_told_with_its_line(noor: httpx2.Client) -> None:
    answer = play(noor, text='title = "Wrong"\n[[steps]]\nat = 0\ngift = "Rose"\ncont = 5\n')
    problem = answer.json()
    assert (answer.status_code, problem["type"], problem["line"]) == (422, "urn:giftgoal:script", 5)
    assert "cont" in problem["detail"]


@pytest.mark.parametrize(
    "text", ["[[[", "\x00", "title = 5", "[[steps]]\nat = 'x'", "# nothing", "a" * 100_000]
)
def test_what_is_no_script_is_a_mistake_too(text: str, noor: httpx2.Client) -> None:
    answer = play(noor, text=text)
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:giftgoal:script")


def test_a_script_that_is_not_there_is_not_found(noor: httpx2.Client) -> None:
    for name in ("no-such", "../../etc/passwd", "first-light.toml", "."):
        assert play(noor, script=name).status_code == 404


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, ""),
        ({"script": "first-light", "text": SHORT}, ""),
        ({"script": "first-light", "speed": 0}, "speed"),
        ({"script": "first-light", "speed": 1001}, "speed"),
        ({"script": "first-light", "speed": "fast"}, "speed"),
        ({"script": "first-light", "speed": True}, "speed"),
        ({"script": "first-light", "loop": "yes"}, "loop"),
        ({"text": SHORT, "format": "yaml"}, "format"),
        ({"text": "x" * (1024 * 1024 + 1)}, "text"),
    ],
)
def test_a_wrong_wish_is_named(body: dict[str, object], field: str, noor: httpx2.Client) -> None:
    answer = play(noor, **body)
    assert (answer.status_code, answer.json()["field"]) == (422, field)


def test_a_script_may_be_large_but_not_endless(noor: httpx2.Client) -> None:
    assert play(noor, text="é" * (7 * 1024 * 1024)).status_code == 413
