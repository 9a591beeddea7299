"""Overlays that OBS tried to load before the server was there."""

import time
from pathlib import Path
from typing import Any

from tests.obs.fake_obs import FakeObs, fake_obs
from tests.obs.pages import pages
from tests.server_process import OWNER, ServerProcess, giftgoal


def remember(server: ServerProcess, obs: FakeObs) -> dict[str, Any]:
    """Put the first overlay into OBS, and have that OBS remembered."""
    mika = server.client()
    overlay: dict[str, Any] = mika.get("/api/overlays").json()["overlays"][0]
    said = {"overlay": overlay["id"], "port": obs.address.port, "remember": True}
    mika.post("/api/obs", json={**said, "password": obs.password}).raise_for_status()
    return overlay


def test_a_source_that_stayed_empty_is_loaded_again(tmp_path: Path) -> None:
    with pages() as load, fake_obs(password="rose-garden", open_page=load) as obs:
        with giftgoal(tmp_path / "data") as server:
            remember(server, obs)
            port = server.port
        settings = dict(obs.browser("Main bar"))
        with giftgoal(tmp_path / "data", port=port) as server:
            control = server.live("/ws/control", OWNER)
            while not control.next("preflight")["viewers"]:
                pass
        assert (obs.inputs["Main bar"].reloads, obs.browser("Main bar")) == (1, settings)


def test_an_obs_that_asks_for_no_password_is_remembered_too(tmp_path: Path) -> None:
    with fake_obs() as obs, giftgoal(tmp_path / "data") as server:
        remember(server, obs)
        assert server.client().get("/api/obs").json()["port"] == obs.address.port


def test_an_obs_that_is_away_is_no_trouble(tmp_path: Path) -> None:
    with giftgoal(tmp_path / "data") as server:
        with fake_obs() as obs:
            remember(server, obs)
        port = server.port
    with giftgoal(tmp_path / "data", port=port) as server:
        while "OBS could not be asked" not in server.log.read_text(encoding="utf-8"):
            time.sleep(0.2)
        assert server.client(None).get("/healthz").status_code == 200
