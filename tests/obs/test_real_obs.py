"""The same questions to a real OBS and to the one that the other tests use."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from giftgoal.obs.connection import Obs, connected
from giftgoal.obs.failures import Address, NoBrowser, Refused, WrongPassword
from giftgoal.obs.matching import MARK
from giftgoal.obs.placing import BROWSER, picture, place
from tests.obs.fake_obs import fake_obs
from tests.obs.main_bar import wanted
from tests.obs.real_obs import real_obs

PASSWORD = "rose-garden"
COLOUR = {
    "sceneName": "Scene",
    "inputName": "Sky",
    "inputKind": "color_source_v3",
    "inputSettings": {"width": 900, "height": 120, MARK: "c0ffee12"},
}


@contextmanager
def _fake() -> Iterator[Address]:
    with fake_obs(
        password=PASSWORD, kinds=["color_source_v3"], scenes={"Scene": []}, on_air="Scene"
    ) as obs:
        yield obs.address


@pytest.fixture(scope="module", params=["real", "fake"])
def address(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Address]:
    """An OBS with one scene and a password."""
    folder = tmp_path_factory.mktemp("obs")
    with real_obs(folder, PASSWORD) if request.param == "real" else _fake() as address:
        yield address


async def test_the_right_password_lets_us_in(address: Address) -> None:
    async with connected(address, PASSWORD) as obs:
        about = await obs.ask("GetVersion")
        assert about["rpcVersion"] == 1
        assert "PressInputPropertiesButton" in about["availableRequests"]


@pytest.mark.parametrize("password", ["tulips", None, PASSWORD + " "])
async def test_a_wrong_or_missing_password_does_not(password: str | None, address: Address) -> None:
    with pytest.raises(WrongPassword):
        async with connected(address, password):
            pass


async def test_it_takes_the_overlay_or_says_plainly_that_it_cannot(address: Address) -> None:
    async with connected(address, PASSWORD) as obs:
        if BROWSER in (await obs.ask("GetInputKindList"))["inputKinds"]:
            assert [(await place(obs, wanted())).done for _ in range(2)] == ["created", "updated"]
        else:
            with pytest.raises(NoBrowser, match="without browser sources"):
                await place(obs, wanted())


async def test_it_tells_of_its_scenes(address: Address) -> None:
    async with connected(address, PASSWORD) as obs:
        assert (await obs.ask("GetCurrentProgramScene"))["currentProgramSceneName"] == "Scene"
        scenes = (await obs.ask("GetSceneList"))["scenes"]
        assert [scene["sceneName"] for scene in scenes] == ["Scene"]


async def test_it_refuses_with_the_codes_we_know(address: Address) -> None:
    async with connected(address, PASSWORD) as obs:
        assert await _code(obs, "CreateInput", **{**COLOUR, "inputKind": "goal_bar"}) == 605
        assert await _code(obs, "CreateInput", **{**COLOUR, "sceneName": "Gmae"}) == 600
        assert await _code(obs, "GetInputSettings", inputName="Sea") == 600
        assert await _code(obs, "GetSceneItemId", sceneName="Scene", sourceName="Sea") == 600
        assert await _code(obs, "FillTheBar") == 204


async def test_it_keeps_our_mark_among_a_sources_settings(address: Address) -> None:
    async with connected(address, PASSWORD) as obs:
        await obs.ask("CreateInput", **COLOUR)
        assert await _code(obs, "CreateInput", **COLOUR) == 601
        change = {"inputName": "Sky", "inputSettings": {"height": 80}, "overlay": True}
        await obs.ask("SetInputSettings", **change)
        kept = (await obs.ask("GetInputSettings", inputName="Sky"))["inputSettings"]
        assert kept == {"width": 900, "height": 80, MARK: "c0ffee12"}
        listed = (await obs.ask("GetInputList", inputKind="color_source_v3"))["inputs"]
        assert [one["inputName"] for one in listed] == ["Sky"]
        assert await obs.ask("GetSceneItemId", sceneName="Scene", sourceName="Sky")
        button = {"inputName": "Sky", "propertyName": "refreshnocache"}
        assert await _code(obs, "PressInputPropertiesButton", **button) == 600
        drawn = await picture(obs, "Sky", 900)
        assert str(drawn).startswith("data:image/png;base64,")


async def _code(obs: Obs, kind: str, **data: object) -> int:
    with pytest.raises(Refused) as refused:
        await obs.ask(kind, **data)
    return refused.value.code
