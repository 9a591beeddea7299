"""Saved overlays over HTTP, and what becomes of their sockets."""

from collections.abc import Iterator
from typing import Any, get_args

import httpx2
import pytest

from giftgoal.assets import asset
from giftgoal.domain.board import Overlay
from giftgoal.wire.look_options import Theme
from giftgoal.wire.looks import overlay_out
from tests.server_process import ServerProcess


@pytest.fixture
def overlay(mika: httpx2.Client) -> Iterator[dict[str, Any]]:
    """An overlay, for one test."""
    overlay = mika.post("/api/overlays", json={"name": "Side bar"}).json()
    yield overlay
    mika.delete(f"/api/overlays/{overlay['id']}")


def test_there_is_an_overlay_from_the_start(server: ServerProcess, mika: httpx2.Client) -> None:
    first = mika.get("/api/overlays").json()["overlays"][0]
    assert (first["name"], first["url"]) == ("Main bar", server.overlay_url)


def test_a_new_overlay_has_a_key_of_its_own_and_every_default(overlay: dict[str, Any]) -> None:
    assert len(overlay["key"]) == 22
    assert overlay["url"].endswith(f"/overlay/{overlay['key']}")
    assert overlay["look"] == {
        "widget": "bar",
        "widgets": [],
        "direction": "horizontal",
        "goal": None,
        "theme": "clean",
        "title": True,
        "number": True,
        "target": True,
        "togo": True,
        "milestones": True,
        "toasts": True,
        "platforms": False,
        "calm": False,
        "accent": None,
        "second": None,
        "ground": None,
        "ground_opacity": 84,
        "font": None,
        "corner": None,
        "thickness": None,
        "locale": "en",
        "language": "en",
        "words": {},
        "sounds": {
            "on": False,
            "volume": 60,
            "tiers": [True, True, True, True],
            "reached": True,
        },
        "ticker_gift": None,
    }


def test_an_edit_merges_the_look_and_is_shown_at_once(
    overlay: dict[str, Any], server: ServerProcess, mika: httpx2.Client
) -> None:
    mika.patch(f"/api/overlays/{overlay['id']}", json={"look": {"calm": True}})
    live = server.live(f"/ws/overlay/{overlay['key']}")
    assert live.next("look")["look"]["calm"] is True
    edit = {"name": "Top bar", "look": {"accent": "#3ddc97", "words": {"togo": "noch {n}"}}}
    edited = mika.patch(f"/api/overlays/{overlay['id']}", json=edit).json()
    frame = live.next("look")
    assert (frame["overlay"], frame["name"]) == (overlay["id"], "Top bar")
    assert frame["look"] == edited["look"] | edit["look"] | {"calm": True}


def test_several_widgets_share_one_overlay(overlay: dict[str, Any], mika: httpx2.Client) -> None:
    widgets = [{"kind": "ring", "place": "top-left"}, {"kind": "top"}]
    path = f"/api/overlays/{overlay['id']}"
    look = mika.patch(path, json={"look": {"widgets": widgets}}).json()["look"]
    assert look["widgets"] == [widgets[0], {"kind": "top", "place": "bottom"}]


def test_what_is_said_of_the_sounds_replaces_them_whole(
    overlay: dict[str, Any], mika: httpx2.Client
) -> None:
    path = f"/api/overlays/{overlay['id']}"
    mika.patch(path, json={"look": {"sounds": {"on": True, "volume": 10}}})
    look = mika.patch(path, json={"look": {"sounds": {"on": True}}}).json()["look"]
    assert look["sounds"]["volume"] == 60


def test_the_tickers_gift_gets_its_price_from_the_catalogue(
    overlay: dict[str, Any], mika: httpx2.Client
) -> None:
    path = f"/api/overlays/{overlay['id']}"
    look = mika.patch(path, json={"look": {"ticker_gift": {"name": "galaxy"}}}).json()["look"]
    assert look["ticker_gift"] == {"name": "Galaxy", "coins": 1000}
    own = {"name": "High five", "coins": 77}
    look = mika.patch(path, json={"look": {"ticker_gift": own}}).json()["look"]
    assert look["ticker_gift"] == own


def test_a_ticker_gift_without_a_price_is_refused(
    overlay: dict[str, Any], mika: httpx2.Client
) -> None:
    look = {"ticker_gift": {"name": "High five"}}
    refused = mika.patch(f"/api/overlays/{overlay['id']}", json={"look": look})
    assert refused.status_code == 422
    assert refused.json()["field"] == "look.ticker_gift.name"


def test_a_new_key_kills_the_old_url_and_its_sockets_at_once(
    overlay: dict[str, Any], server: ServerProcess, mika: httpx2.Client
) -> None:
    live = server.live(f"/ws/overlay/{overlay['key']}")
    live.next("look")
    renewed = mika.post(f"/api/overlays/{overlay['id']}/key").json()
    assert live.close_code() == 4401
    assert renewed["key"] != overlay["key"]
    stranger = server.client(None)
    assert stranger.get(f"/overlay/{overlay['key']}").status_code == 404
    assert stranger.get(f"/overlay/{renewed['key']}").status_code == 200
    assert server.live(f"/ws/overlay/{overlay['key']}").close_code() == 4401
    assert server.live(f"/ws/overlay/{renewed['key']}").next()["type"] == "state"


def test_a_deleted_overlay_hangs_up(server: ServerProcess, mika: httpx2.Client) -> None:
    gone = mika.post("/api/overlays", json={}).json()
    live = server.live(f"/ws/overlay/{gone['key']}")
    live.next("look")
    assert mika.delete(f"/api/overlays/{gone['id']}").status_code == 204
    assert live.close_code() == 4401
    assert server.client(None).get(f"/overlay/{gone['key']}").status_code == 404


def test_an_overlay_can_show_one_goal(
    overlay: dict[str, Any], mika: httpx2.Client, goal: str
) -> None:
    edited = mika.patch(f"/api/overlays/{overlay['id']}", json={"look": {"goal": goal}})
    assert edited.json()["look"]["goal"] == goal


def test_the_themes_that_are_taken_are_those_that_are_shipped() -> None:
    shipped = {file.stem for file in asset("overlay/goal/themes").glob("*.css")}
    assert set(get_args(Theme)) == shipped


def test_an_unknown_theme_is_refused_with_those_there_are(
    overlay: dict[str, Any], mika: httpx2.Client
) -> None:
    answer = mika.patch(f"/api/overlays/{overlay['id']}", json={"look": {"theme": "gone"}})
    problem = answer.json()
    assert (answer.status_code, problem["field"], problem["found"]) == (422, "look.theme", '"gone"')
    assert all(theme in problem["expected"] for theme in get_args(Theme))


def test_an_overlay_saved_with_a_theme_that_is_gone_opens_in_clean() -> None:
    saved = Overlay("c0ffee12", "Main bar", "key", {"theme": "gone", "calm": True})
    look = overlay_out(saved, "http://127.0.0.1:8765")["look"]
    assert (look["theme"], look["calm"]) == ("clean", True)


@pytest.mark.parametrize(("method", "path"), [("PATCH", ""), ("DELETE", ""), ("POST", "/key")])
def test_an_overlay_that_is_not_there_is_not_found(
    method: str, path: str, mika: httpx2.Client
) -> None:
    assert mika.request(method, f"/api/overlays/c0ffee12{path}", json={}).status_code == 404


@pytest.mark.parametrize(
    ("look", "field"),
    [
        ({"theme": "../../etc"}, "look.theme"),
        ({"theme": "gone"}, "look.theme"),
        ({"accent": "red; } body { color: red"}, "look.accent"),
        ({"locale": "english please"}, "look.locale"),
        ({"language": "German, please"}, "look.language"),
        ({"toasts": 1}, "look.toasts"),
        ({"calm": None}, "look.calm"),
        ({"widget": "clock"}, "look.widget"),
        ({"widgets": [{"kind": "ring", "place": "moon"}]}, "look.widgets.0.place"),
        ({"widgets": [{"kind": "ring"}] * 9}, "look.widgets"),
        ({"ground_opacity": 101}, "look.ground_opacity"),
        ({"font": "../secret.ttf"}, "look.font"),
        ({"corner": -1}, "look.corner"),
        ({"thickness": 500}, "look.thickness"),
        ({"sounds": {"volume": 101}}, "look.sounds.volume"),
        ({"sounds": {"tiers": [True]}}, "look.sounds.tiers"),
        ({"words": {"togo": "x" * 501}}, "look.words.togo"),
        ({"words": {"togo": 5}}, "look.words.togo"),
        ({"words": {"x" * 99: "long"}}, "look.words"),
        ({"words": {f"w{'x' * n}": "" for n in range(65)}}, "look.words"),
        ({"font": "Comic Sans"}, "look.font"),
        ([], "look"),
    ],
)
def test_a_wrong_look_is_named_and_changes_nothing(
    look: object, field: str, overlay: dict[str, Any], mika: httpx2.Client
) -> None:
    answer = mika.patch(f"/api/overlays/{overlay['id']}", json={"look": look})
    assert answer.status_code == 422
    problem = answer.json()
    fields = [problem["field"]] if "field" in problem else [e["field"] for e in problem["errors"]]
    assert all(one.startswith(field) for one in fields)
    assert overlay in mika.get("/api/overlays").json()["overlays"]


def test_a_look_cannot_ask_for_a_goal_that_is_not_open(
    overlay: dict[str, Any], mika: httpx2.Client
) -> None:
    answer = mika.patch(f"/api/overlays/{overlay['id']}", json={"look": {"goal": "a1b2c3d4"}})
    problem = answer.json()
    assert problem["type"] == "urn:giftgoal:unknown-goal"
    assert (problem["field"], problem["found"]) == ("look.goal", '"a1b2c3d4"')
