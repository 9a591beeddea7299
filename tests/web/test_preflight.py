"""Pre-flight over HTTP and on the control page's socket."""

import json
from pathlib import Path
from typing import Any

import httpx2
import pytest

from giftgoal.domain.board import Board
from giftgoal.web.readiness import Clock
from tests.server_process import OWNER, Live, ServerProcess, giftgoal

HERE = {
    "type": "here",
    "obs": "32.0.1",
    "chromium": 127,
    "width": 900,
    "height": 120,
    "visible": True,
    "active": True,
    "rehearsal": False,
}


def wrong(report: dict[str, Any]) -> set[str]:
    return {one["what"] for one in report["checks"] if not one["ok"]}


def until(live: Live, right: Any) -> dict[str, Any]:
    """Return the first pre-flight frame that is as it should be."""
    while True:
        frame = live.next("preflight")
        if right(frame):
            return frame


def test_at_first_it_says_what_is_missing(tmp_path: Path) -> None:
    with giftgoal(tmp_path / "data") as server:
        report = server.client().get("/api/preflight").json()
        assert (report["ready"], wrong(report)) == (False, {"goal", "overlay"})
        assert all(one["do"] for one in report["checks"] if not one["ok"])
        assert report["viewers"] == []


def test_the_light_turns_green_when_the_overlay_comes_and_red_when_it_goes(
    tmp_path: Path,
) -> None:
    with giftgoal(tmp_path / "data") as server:
        server.client().post("/api/goals", json={"title": "New mic", "target": 500})
        control = server.live("/ws/control", OWNER)
        assert until(control, lambda _: True)["ready"] is False
        overlay = server.overlay()
        overlay.connection.send(json.dumps(HERE))
        frame = until(control, lambda frame: frame["ready"])
        assert wrong(frame) == set()
        seen = {name: frame["viewers"][0][name] for name in HERE if name != "type"}
        assert seen == {name: value for name, value in HERE.items() if name != "type"}
        assert frame["viewers"][0]["name"] == "Main bar"
        overlay.connection.close()
        assert until(control, lambda frame: not frame["ready"])["viewers"] == []


def test_an_overlay_of_a_goal_that_was_closed_is_not_called_ready(tmp_path: Path) -> None:
    with giftgoal(tmp_path / "data") as server:
        mika = server.client()
        for title in ("New mic", "New camera"):
            goal = mika.post("/api/goals", json={"title": title, "target": 500}).json()["id"]
        [overlay] = mika.get("/api/overlays").json()["overlays"]
        mika.patch(f"/api/overlays/{overlay['id']}", json={"look": {"goal": goal}})
        page, control = server.overlay(), server.live("/ws/control", OWNER)
        page.connection.send(json.dumps(HERE))
        until(control, lambda frame: frame["ready"])
        mika.delete(f"/api/goals/{goal}")
        assert wrong(until(control, lambda frame: not frame["ready"])) == {"overlay"}
        # What names people needs no goal.
        mika.patch(f"/api/overlays/{overlay['id']}", json={"look": {"widget": "shoutout"}})
        until(control, lambda frame: frame["ready"])


def test_a_page_that_changes_is_told_of(server: ServerProcess) -> None:
    control, overlay = server.live("/ws/control", OWNER), server.overlay()
    for width in (901, 902):
        overlay.connection.send(json.dumps({**HERE, "width": width}))
        until(
            control, lambda frame, width=width: width in [one["width"] for one in frame["viewers"]]
        )


def test_a_page_that_comes_first_is_told_of_what_a_later_one_is_told_at_once(
    server: ServerProcess,
) -> None:
    first = server.live("/ws/control", OWNER)
    viewers = len(first.next("preflight")["viewers"])
    server.overlay().next()
    later = server.live("/ws/control", OWNER).next("preflight")
    assert len(later["viewers"]) == viewers + 1
    until(first, lambda frame: len(frame["viewers"]) == viewers + 1)


def test_a_moderator_may_look(server: ServerProcess, noor: httpx2.Client) -> None:
    report = noor.get("/api/preflight").json()
    assert report["ready"] is False
    frame = until(server.live("/ws/control", OWNER), lambda _: True)
    assert set(frame) == {*report, "type", "seq", "ledger"}


def test_a_rehearsal_and_its_script_keep_the_light_red(mika: httpx2.Client) -> None:
    text = 'title = "Long"\n[[steps]]\nat = 600\ncoins = 1\n'
    run = mika.post("/api/scripts/play", json={"text": text}).json()["id"]
    mika.post("/api/gifts", json={"gifter": "ana", "coins": 5, "rehearsal": True})
    assert {"script", "rehearsal"} <= wrong(mika.get("/api/preflight").json())
    mika.delete(f"/api/scripts/{run}")
    mika.delete("/api/rehearsal")
    assert not {"script", "rehearsal"} & wrong(mika.get("/api/preflight").json())


def test_a_source_that_is_not_connected_keeps_the_light_red(mika: httpx2.Client) -> None:
    fields = {"address": "ws://127.0.0.1:9/"}
    switched = mika.patch("/api/sources/tikfinity", json={"on": True, "fields": fields})
    assert switched.status_code == 200
    assert "source" in wrong(mika.get("/api/preflight").json())
    mika.patch("/api/sources/tikfinity", json={"on": False})
    assert "source" not in wrong(mika.get("/api/preflight").json())


class Hands:
    """The two clocks of a computer, which somebody sets."""

    def __init__(self) -> None:
        self.wall, self.steady = 1_800_000_000_000, 50.0

    def pass_seconds(self, seconds: float) -> None:
        self.wall += round(seconds * 1000)
        self.steady += seconds

    def clock(self) -> Clock:
        return Clock(lambda: self.wall, lambda: self.steady)


@pytest.mark.parametrize(("step", "way"), [(3600, "forward by 3,600 s"), (-90, "back by 90 s")])
def test_a_clock_that_was_set_is_told_for_ten_minutes(step: int, way: str) -> None:
    hands = Hands()
    clock, board = hands.clock(), Board("f3a9c2")
    hands.pass_seconds(86_400)
    assert clock.trouble(board) == ""
    hands.wall += step * 1000
    assert way in clock.trouble(board)
    hands.pass_seconds(599)
    assert way in clock.trouble(board)
    hands.pass_seconds(1)
    assert clock.trouble(board) == ""


def test_a_clock_that_is_nudged_is_right() -> None:
    hands = Hands()
    clock, board = hands.clock(), Board("f3a9c2")
    for _ in range(100):
        hands.pass_seconds(60)
        hands.wall += 400
        assert clock.trouble(board) == ""
