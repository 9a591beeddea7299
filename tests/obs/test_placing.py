"""Putting an overlay into an OBS, again and again."""

from typing import Any

import pytest

from giftgoal.obs.connection import connected
from giftgoal.obs.failures import Lost, NoBrowser, NoScene, Refused, TooOld
from giftgoal.obs.matching import MARK
from giftgoal.obs.placing import Placed, picture, place, reload
from tests.obs.fake_obs import PICTURE, FakeObs, Input
from tests.obs.main_bar import NOW, OLD, wanted


async def placed(obs: FakeObs, **more: Any) -> Placed:
    async with connected(obs.address, None) as connection:
        return await place(connection, wanted(**more))


async def test_a_new_source_comes_into_the_scene_on_air(obs: FakeObs) -> None:
    done = await placed(obs)
    assert done == Placed("created", "Game", "Main bar", 900, 120, "32.0.1")
    assert obs.scenes == {"Starting soon": [], "Game": ["Main bar"]}
    expected = {"url": NOW, "width": 900, "height": 120, "is_local_file": False, MARK: "c0ffee12"}
    assert obs.browser("Main bar") == expected


async def test_it_comes_into_the_scene_and_at_the_size_that_were_asked_for(obs: FakeObs) -> None:
    done = await placed(obs, scene="Starting soon", width=600, height=80)
    assert (done.scene, done.width, done.height) == ("Starting soon", 600, 80)
    assert obs.scenes["Starting soon"] == ["Main bar"]


async def test_done_twice_it_is_there_once_and_reloaded(obs: FakeObs) -> None:
    await placed(obs)
    assert (await placed(obs, width=600)).done == "updated"
    assert list(obs.inputs) == obs.scenes["Game"] == ["Main bar"]
    browser = obs.browser("Main bar")
    assert (browser["width"], browser["height"]) == (600, 120)
    assert obs.inputs["Main bar"].reloads == 1


async def test_what_the_streamer_has_set_stays(obs: FakeObs) -> None:
    obs.add("My bar", scene="Starting soon", url=NOW, css="body { color: red }", width=640)
    done = await placed(obs)
    assert done == Placed("updated", "Starting soon", "My bar", 640, 600, "32.0.1")
    assert obs.browser("My bar")["css"] == "body { color: red }"
    assert obs.scenes["Game"] == []


async def test_a_source_with_the_link_of_an_old_key_gets_the_new_one(obs: FakeObs) -> None:
    obs.add("Main bar", url=OLD)
    assert (await placed(obs)).done == "updated"
    assert obs.browser("Main bar")["url"] == NOW


async def test_a_source_is_put_into_a_scene_that_lacks_it(obs: FakeObs) -> None:
    obs.add("My bar", url=NOW)
    assert (await placed(obs, scene="Starting soon")).scene == "Starting soon"
    assert obs.scenes == {"Starting soon": ["My bar"], "Game": ["My bar"]}
    assert list(obs.inputs) == ["My bar"]


async def test_a_name_that_is_taken_is_left_to_its_owner(obs: FakeObs) -> None:
    obs.inputs["Main bar"] = Input("color_source_v3", {"color": 7})
    assert (await placed(obs)).source == "Main bar 2"
    assert obs.inputs["Main bar"].settings == {"color": 7}


async def test_after_nine_names_it_gives_up(obs: FakeObs) -> None:
    for name in ("Main bar", *(f"Main bar {n}" for n in range(2, 10))):
        obs.inputs[name] = Input("color_source_v3", {})
    with pytest.raises(Refused, match="601"):
        await placed(obs)


async def test_an_obs_without_browser_sources_is_told_from_others(obs: FakeObs) -> None:
    obs.kinds = ["color_source_v3"]
    with pytest.raises(NoBrowser, match="without browser sources"):
        await placed(obs)
    assert obs.inputs == {}


async def test_an_obs_that_is_too_old_is_told_its_version(obs: FakeObs) -> None:
    obs.version, obs.lacking = "27.2.4", {"PressInputPropertiesButton"}
    with pytest.raises(TooOld, match=r"27\.2\.4"):
        await placed(obs)


async def test_a_scene_that_is_not_there_is_told_with_those_there_are(obs: FakeObs) -> None:
    with pytest.raises(NoScene) as failure:
        await placed(obs, scene="Gmae")
    assert failure.value.scenes == ("Game", "Starting soon")
    assert obs.inputs == {}


@pytest.mark.parametrize("step", ["GetVersion", "GetInputList", "CreateInput"])
async def test_an_obs_that_ends_in_the_middle_is_lost(step: str, obs: FakeObs) -> None:
    obs.hangs_up_at = step
    with pytest.raises(Lost):
        await placed(obs)


async def test_an_obs_whose_answers_lack_something_is_lost(obs: FakeObs) -> None:
    obs.kinds = None  # type: ignore[assignment]  # that is the point
    with pytest.raises(Lost):
        await placed(obs)


async def test_a_source_is_loaded_again_and_nothing_else_is_changed(obs: FakeObs) -> None:
    obs.add("My bar", url=OLD, width=640)
    async with connected(obs.address, None) as connection:
        assert not await reload(connection, wanted())
        obs.browser("My bar")["url"] = NOW
        assert await reload(connection, wanted())
    assert (obs.browser("My bar"), obs.inputs["My bar"].reloads) == ({"url": NOW, "width": 640}, 1)


async def test_a_picture_shows_what_obs_draws(obs: FakeObs) -> None:
    obs.add("Main bar", url=NOW)
    async with connected(obs.address, None) as connection:
        assert await picture(connection, "Main bar", 900) == PICTURE
        assert await picture(connection, "Side bar", 900) is None
