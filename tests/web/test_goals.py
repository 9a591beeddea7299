"""Goals over HTTP."""

from typing import Any

import httpx2
import pytest

LADDER = {
    "title": "New mic",
    "target": 500,
    "offset": 20,
    "milestones": [{"at": 250, "label": "Song request"}, {"at": 100, "label": ""}],
    "ladder": [{"target": 1000, "title": "New camera"}, {"target": 2000, "title": None}],
    "on_reach": {"rule": "step", "step": 500},
    "deadline": "2026-12-24T20:00:00Z",
}


def test_a_goal_is_answered_with_all_that_was_said_and_where_it_stands(
    mika: httpx2.Client,
) -> None:
    answer = mika.post("/api/goals", json=LADDER)
    assert answer.status_code == 201
    goal = answer.json()
    assert {name: goal[name] for name in LADDER} == {
        **LADDER,
        "milestones": [{"at": 100, "label": ""}, {"at": 250, "label": "Song request"}],
        "deadline": "2026-12-24T20:00:00.000Z",
    }
    assert (goal["run"], goal["raised"], goal["all_time"], goal["gift"]) == (1, 20, 0, None)
    assert goal["now"] == {
        "title": "New mic",
        "target": 500,
        "rung": 1,
        "rungs": 0,
        "reached": False,
        "missing": 480,
    }
    mika.delete(f"/api/goals/{goal['id']}")


def test_an_edit_changes_what_it_names_and_never_the_progress(
    mika: httpx2.Client, goal: str
) -> None:
    mika.post("/api/gifts", json={"coins": 125, "goal": goal})
    answer = mika.patch(f"/api/goals/{goal}", json={"target": 100})
    assert answer.status_code == 200
    edited = answer.json()
    assert (edited["title"], edited["target"], edited["raised"]) == ("New mic", 100, 125)
    assert (edited["now"]["reached"], edited["now"]["missing"]) == (True, 0)


def test_null_takes_back_what_may_be_absent(mika: httpx2.Client, goal: str) -> None:
    mika.patch(f"/api/goals/{goal}", json={"gift": "Rose", "deadline": "2026-12-24T20:00:00Z"})
    edited = mika.patch(f"/api/goals/{goal}", json={"gift": None, "deadline": None}).json()
    assert (edited["gift"], edited["deadline"]) == (None, None)


def test_a_reset_starts_anew_and_keeps_the_all_time_figure(mika: httpx2.Client, goal: str) -> None:
    mika.post("/api/gifts", json={"coins": 125, "goal": goal})
    answer = mika.post(f"/api/goals/{goal}/reset")
    assert answer.status_code == 200
    assert (answer.json()["run"], answer.json()["raised"], answer.json()["all_time"]) == (2, 0, 125)


def test_a_closed_goal_is_gone_and_its_gifts_are_kept(mika: httpx2.Client) -> None:
    goal = mika.post("/api/goals", json={"title": "New mic", "target": 5}).json()["id"]
    gift = mika.post("/api/gifts", json={"coins": 3, "goal": goal}).json()["id"]
    assert mika.delete(f"/api/goals/{goal}").status_code == 204
    assert goal not in [one["id"] for one in mika.get("/api/goals").json()["goals"]]
    assert mika.get("/api/gifts?limit=1").json()["gifts"][0]["id"] == gift


def test_a_goal_can_count_one_gift(mika: httpx2.Client) -> None:
    body = {"title": "100 roses", "target": 100, "gift": "Rose"}
    goal = mika.post("/api/goals", json=body).json()["id"]
    mika.post("/api/gifts", json={"gift": "Rose", "count": 7})
    mika.post("/api/gifts", json={"gift": "Lion"})
    goals = {one["id"]: one["raised"] for one in mika.get("/api/goals").json()["goals"]}
    assert goals[goal] == 7
    mika.delete(f"/api/goals/{goal}")


@pytest.mark.parametrize(
    ("method", "path"),
    [("PATCH", ""), ("DELETE", ""), ("POST", "/reset")],
)
def test_a_goal_that_is_not_open_is_not_found(method: str, path: str, mika: httpx2.Client) -> None:
    answer = mika.request(method, f"/api/goals/a1b2c3d4{path}", json={"target": 5})
    assert answer.status_code == 404
    assert "a1b2c3d4" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": None}, "title"),
        ({"title": "  "}, "title"),
        ({"title": "x" * 61}, "title"),
        ({"target": 0}, "target"),
        ({"target": 10**13}, "target"),
        ({"target": 500.5}, "target"),
        ({"target": "500"}, "target"),
        ({"target": True}, "target"),
        ({"offset": -1}, "offset"),
        ({"gift": ""}, "gift"),
        ({"milestones": [{"label": "no number"}]}, "milestones.0.at"),
        ({"milestones": [{"at": 1}] * 101}, "milestones"),
        ({"ladder": [{"target": 400}]}, "ladder.0.target"),
        ({"ladder": [{"target": 600}, {"target": 600}]}, "ladder.1.target"),
        ({"on_reach": {"rule": "leap"}}, "on_reach.rule"),
        ({"on_reach": {"rule": "step"}}, "on_reach.step"),
        ({"on_reach": {"rule": "factor", "factor": "1.01"}}, "on_reach.factor"),
        ({"on_reach": {"rule": "factor", "factor": 1.5}}, "on_reach.factor"),
        ({"deadline": "tomorrow"}, "deadline"),
        ({"deadline": 1800000000}, "deadline"),
        ({"deadline": "2026-12-24T20:00:00"}, "deadline"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_wrong_setting_is_named_and_changes_nothing(
    changes: dict[str, Any], field: str, mika: httpx2.Client, goal: str
) -> None:
    before = mika.get("/api/state").json()
    edit = mika.patch(f"/api/goals/{goal}", json=changes)
    new = mika.post("/api/goals", json={"title": "New mic", "target": 500, **changes})
    assert [edit.status_code, new.status_code] == [422, 422]
    assert [edit.json()["field"], new.json()["field"]] == [field, field]
    assert mika.get("/api/state").json() == before


@pytest.mark.parametrize(("sources", "field"), [(["twich"], "sources.0"), ("twitch", "sources")])
def test_sources_say_alike_of_the_list_and_of_one_of_it_what_they_should_be(
    sources: object, field: str, mika: httpx2.Client, goal: str
) -> None:
    problem = mika.patch(f"/api/goals/{goal}", json={"sources": sources}).json()
    expected = 'a source or platform in a list like ["twitch","manual"], or [] for all'
    assert (problem["field"], problem["expected"]) == (field, expected)
