"""Putting an overlay into OBS over HTTP."""

import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest

from tests.obs.fake_obs import PICTURE, FakeObs, fake_obs
from tests.obs.pages import pages
from tests.server_process import ServerProcess, giftgoal


@pytest.fixture
def obs() -> Iterator[FakeObs]:
    """An OBS that asks for no password and opens pages."""
    with pages() as load, fake_obs(open_page=load) as obs:
        yield obs


@pytest.fixture
def overlay(mika: httpx2.Client) -> Iterator[dict[str, Any]]:
    overlay = mika.post("/api/overlays", json={"name": "Side bar"}).json()
    yield overlay
    mika.delete(f"/api/overlays/{overlay['id']}")


def put(mika: httpx2.Client, obs: FakeObs, overlay: str, **more: object) -> httpx2.Response:
    return mika.post("/api/obs", json={"overlay": overlay, "port": obs.address.port, **more})


def test_an_overlay_comes_into_obs_and_proves_that_it_is_there(
    overlay: dict[str, Any], mika: httpx2.Client, obs: FakeObs
) -> None:
    answer = put(mika, obs, overlay["id"])
    assert answer.status_code == 200
    assert answer.json() == {
        "done": "created",
        "scene": "Game",
        "source": "Side bar",
        "width": 900,
        "height": 120,
        "obs": "32.0.1",
        "connected": True,
        "screenshot": PICTURE,
    }
    assert obs.browser("Side bar")["url"] == overlay["url"]


def test_again_with_a_new_key_and_size_it_is_the_same_source(
    overlay: dict[str, Any], mika: httpx2.Client, obs: FakeObs
) -> None:
    put(mika, obs, overlay["id"])
    renewed = mika.post(f"/api/overlays/{overlay['id']}/key").json()
    answer = put(mika, obs, overlay["id"], width=600, height=80).json()
    assert (answer["done"], answer["width"], answer["height"]) == ("updated", 600, 80)
    assert (list(obs.inputs), obs.browser("Side bar")["url"]) == (["Side bar"], renewed["url"])


def test_two_overlays_of_one_name_are_two_sources(
    overlay: dict[str, Any], mika: httpx2.Client, obs: FakeObs
) -> None:
    twin = mika.post("/api/overlays", json={"name": "Side bar"}).json()
    sources = [put(mika, obs, one["id"]).json()["source"] for one in (overlay, twin)]
    assert sources == ["Side bar", "Side bar 2"]
    mika.delete(f"/api/overlays/{twin['id']}")


def test_a_page_that_does_not_come_is_told(
    overlay: dict[str, Any], mika: httpx2.Client, obs: FakeObs
) -> None:
    obs.open_page = lambda _url: None
    answer = put(mika, obs, overlay["id"]).json()
    assert (answer["done"], answer["connected"]) == ("created", False)


def test_an_obs_that_is_not_there_is_a_problem_with_a_way_out(
    overlay: dict[str, Any], mika: httpx2.Client
) -> None:
    with fake_obs() as obs:
        pass
    answer = put(mika, obs, overlay["id"])
    assert (answer.status_code, answer.json()["type"]) == (424, "urn:giftgoal:obs-unreachable")
    assert "Enable WebSocket server" in answer.json()["detail"]


def test_an_obs_without_browser_sources_is_a_problem_with_a_way_out(
    overlay: dict[str, Any], mika: httpx2.Client, obs: FakeObs
) -> None:
    obs.kinds = ["color_source_v3"]
    problem = put(mika, obs, overlay["id"]).json()
    assert problem["type"] == "urn:giftgoal:obs-no-browser"
    assert "obsproject.com" in problem["detail"]


def test_an_old_obs_is_a_problem_with_a_way_out(
    overlay: dict[str, Any], mika: httpx2.Client, obs: FakeObs
) -> None:
    obs.lacking = {"CreateInput"}
    problem = put(mika, obs, overlay["id"]).json()
    assert problem["type"] == "urn:giftgoal:obs-too-old"
    assert "by hand" in problem["detail"]


def test_a_scene_that_is_not_there_is_told_with_those_there_are(
    overlay: dict[str, Any], mika: httpx2.Client, obs: FakeObs
) -> None:
    problem = put(mika, obs, overlay["id"], scene="Gmae").json()
    assert (problem["type"], problem["field"]) == ("urn:giftgoal:obs-no-scene", "scene")
    assert [scene["name"] for scene in problem["choices"]] == ["Game", "Starting soon"]


def test_what_obs_refuses_is_told_in_its_words(
    overlay: dict[str, Any], mika: httpx2.Client, obs: FakeObs
) -> None:
    obs.lacking = {"GetCurrentProgramScene"}
    problem = put(mika, obs, overlay["id"]).json()
    assert problem["type"] == "urn:giftgoal:obs-refused"
    assert "Your request type is not valid." in problem["detail"]


def test_an_obs_elsewhere_is_not_given_an_address_that_it_cannot_reach(
    overlay: dict[str, Any], mika: httpx2.Client
) -> None:
    body = {"overlay": overlay["id"], "host": "192.0.2.7"}
    problem = mika.post("/api/obs", json=body).json()
    assert problem["type"] == "urn:giftgoal:obs-address"
    assert "public_url" in problem["detail"]


def test_an_overlay_that_is_not_there_is_not_found(mika: httpx2.Client, obs: FakeObs) -> None:
    assert put(mika, obs, "none").status_code == 404
    assert obs.asked == []


@pytest.mark.parametrize(
    ("field", "value"),
    [("host", "ws://x"), ("host", ""), ("port", 0), ("width", 7), ("height", 8193), ("scene", "")],
)
def test_a_wrong_field_is_named(field: str, value: object, mika: httpx2.Client) -> None:
    answer = mika.post("/api/obs", json={"overlay": "none", field: value})
    assert (answer.status_code, answer.json()["field"]) == (422, field)


def test_the_password_is_asked_once_and_kept_only_if_wished(
    overlay: dict[str, Any], mika: httpx2.Client, obs: FakeObs, server: ServerProcess
) -> None:
    obs.password, file = "rose-garden", server.folder / "obs.json"
    here = {"host": "127.0.0.1", "port": obs.address.port}
    assert put(mika, obs, overlay["id"]).json()["type"] == "urn:giftgoal:obs-password"
    assert put(mika, obs, overlay["id"], password="rose-garden").status_code == 200
    assert not file.exists()
    put(mika, obs, overlay["id"], password="rose-garden", remember=True)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert put(mika, obs, overlay["id"]).json()["done"] == "updated"
    assert mika.get("/api/obs").json() == here
    assert mika.delete("/api/obs").status_code == 204
    assert not file.exists()
    assert mika.get("/api/obs").json() == {"host": None, "port": None}
    assert put(mika, obs, overlay["id"]).status_code == 422


def test_a_wrong_password_is_not_kept_or_told_or_logged(
    overlay: dict[str, Any], mika: httpx2.Client, obs: FakeObs, server: ServerProcess
) -> None:
    obs.password = "rose-garden"
    answer = put(mika, obs, overlay["id"], password="tulips-for-sale", remember=True)
    assert (answer.status_code, answer.json()["field"]) == (422, "password")
    assert "tulips" not in answer.text + server.log.read_text(encoding="utf-8")
    assert mika.get("/api/obs").json()["host"] is None


def test_an_overlay_dragged_onto_obs_has_its_name_and_size(overlay: dict[str, Any]) -> None:
    dragged = urlsplit(overlay["drag_url"])
    asked = parse_qs(dragged.query)
    assert overlay["drag_url"].startswith(overlay["url"] + "?")
    assert (asked["layer-name"], asked["layer-width"]) == (["Side bar"], ["900"])
    assert (asked["layer-height"], "transparent" in asked["layer-css"][0]) == (["120"], True)
    assert "+" not in dragged.query


def test_a_dragged_overlay_is_the_one_that_add_to_obs_finds(
    overlay: dict[str, Any], mika: httpx2.Client, obs: FakeObs
) -> None:
    obs.add("Dropped", url=overlay["url"] + "?", width=900, height=120)
    assert put(mika, obs, overlay["id"]).json()["source"] == "Dropped"


def test_a_public_address_is_what_an_obs_elsewhere_gets(tmp_path: Path) -> None:
    config = tmp_path / "giftgoal.toml"
    config.write_text('[server]\npublic_url = "http://gifts.example"\n', encoding="utf-8")
    with giftgoal(tmp_path / "data", "--config", str(config)) as server, fake_obs() as obs:
        mika = server.client()
        overlay = mika.get("/api/overlays").json()["overlays"][0]
        assert put(mika, obs, overlay["id"]).status_code == 200
        assert obs.browser("Main bar")["url"].startswith("http://gifts.example/overlay/")
