"""Puts an overlay into a scene: finds the browser source that shows it, or makes one."""

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from giftgoal.obs.connection import Obs
from giftgoal.obs.failures import Lost, NoBrowser, NoScene, ObsFailure, Refused, TooOld
from giftgoal.obs.matching import MARK, Wanted, best
from giftgoal.obs.protocol import ALREADY_EXISTS

BROWSER = "browser_source"

_NEEDED = frozenset(
    (
        "GetInputList",
        "GetInputSettings",
        "CreateInput",
        "SetInputSettings",
        "PressInputPropertiesButton",
    )
)

_OBS_WIDTH, _OBS_HEIGHT = 800, 600
"""A browser source's own size; OBS does not tell of settings that were never changed."""

_NAMES = 9
"""How many names are tried."""


@dataclass(frozen=True, slots=True)
class Placed:
    """What was done."""

    done: Literal["created", "updated"]
    scene: str
    source: str
    """Its name in OBS."""
    width: int
    height: int
    obs: str
    """OBS's version."""


async def place(obs: Obs, wanted: Wanted) -> Placed:
    """Put an overlay into a scene. Done twice it is there once.

    A source that shows it already gets the URL and what was asked for of the size, and is
    reloaded. Its place, name and custom CSS stay as the streamer has them.

    Raises:
        ObsFailure: If it cannot be.
    """
    with _promises_kept():
        version = await _fit_version(obs)
        source, settings = await _find(obs, wanted)
        if source is None:
            return await _create(obs, wanted, version)
        return await _update(obs, wanted, version, source, settings)


async def reload(obs: Obs, wanted: Wanted) -> bool:
    """Load the overlay's source anew and change nothing; return whether there is one.

    Raises:
        ObsFailure: If it cannot be.
    """
    with _promises_kept():
        source, _ = await _find(obs, wanted)
        if source is None:
            return False
        await _press_refresh(obs, source)
        return True


@contextlib.contextmanager
def _promises_kept() -> Iterator[None]:
    """Take an answer that lacks what the protocol promises for none."""
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Lost from None


async def picture(obs: Obs, source: str, width: int) -> str | None:
    """Return what OBS draws of a source as a `data:` URL; None if it draws nothing yet.

    Args:
        obs: The connection.
        source: The source's name.
        width: How wide the picture is to be, in pixels.
    """
    try:
        answer = await obs.ask(
            "GetSourceScreenshot",
            sourceName=source,
            imageFormat="png",
            imageWidth=max(8, min(width, 1920)),
        )
    except ObsFailure:
        return None
    drawn = answer.get("imageData")
    return drawn if isinstance(drawn, str) and drawn.startswith("data:image/png;base64,") else None


async def _fit_version(obs: Obs) -> str:
    about = await obs.ask("GetVersion")
    version = str(about.get("obsVersion", "unknown"))[:40]
    if not _NEEDED.issubset(about.get("availableRequests", ())):
        raise TooOld(version)
    kinds = await obs.ask("GetInputKindList")
    if BROWSER not in kinds["inputKinds"]:
        raise NoBrowser(version)
    return version


async def _find(obs: Obs, wanted: Wanted) -> tuple[str | None, Mapping[str, Any]]:
    """Return the source that shows the overlay, and its settings."""
    answer = await obs.ask("GetInputList", inputKind=BROWSER)
    names = [str(one["inputName"]) for one in answer["inputs"]]
    settings = {
        name: (await obs.ask("GetInputSettings", inputName=name))["inputSettings"] for name in names
    }
    found = best(settings, wanted)
    return found, settings[found] if found is not None else {}


async def _create(obs: Obs, wanted: Wanted, version: str) -> Placed:
    scene = await _scene(obs, wanted)
    width, height = wanted.width or wanted.usual[0], wanted.height or wanted.usual[1]
    settings = {**_settings(wanted), "width": width, "height": height}
    for name in (wanted.name, *(f"{wanted.name} {n}" for n in range(2, _NAMES + 1))):
        try:
            await obs.ask(
                "CreateInput",
                sceneName=scene,
                inputName=name,
                inputKind=BROWSER,
                inputSettings=settings,
                sceneItemEnabled=True,
            )
        except Refused as refused:
            # Something else in OBS has that name: scenes and sources share them.
            if refused.code != ALREADY_EXISTS or name.endswith(f" {_NAMES}"):
                raise
        else:
            break
    return Placed("created", scene, name, width, height, version)


async def _update(
    obs: Obs, wanted: Wanted, version: str, source: str, now: Mapping[str, Any]
) -> Placed:
    width = wanted.width or int(now.get("width", _OBS_WIDTH))
    height = wanted.height or int(now.get("height", _OBS_HEIGHT))
    settings = {**_settings(wanted), "width": width, "height": height}
    scene = await _scene_with(obs, wanted, source)
    await obs.ask("SetInputSettings", inputName=source, inputSettings=settings, overlay=True)
    await _press_refresh(obs, source)
    return Placed("updated", scene, source, width, height, version)


async def _press_refresh(obs: Obs, source: str) -> None:
    await obs.ask("PressInputPropertiesButton", inputName=source, propertyName="refreshnocache")


def _settings(wanted: Wanted) -> dict[str, object]:
    return {"url": wanted.url, "is_local_file": False, MARK: wanted.overlay}


async def _scene(obs: Obs, wanted: Wanted) -> str:
    """Return the scene that was asked for, or the one on air."""
    if wanted.scene is None:
        return str((await obs.ask("GetCurrentProgramScene"))["currentProgramSceneName"])
    scenes = await _scenes(obs)
    if wanted.scene not in scenes:
        raise NoScene(wanted.scene, scenes)
    return wanted.scene


async def _scenes(obs: Obs) -> list[str]:
    answer = await obs.ask("GetSceneList")
    # OBS lists them from the bottom up.
    return [str(scene["sceneName"]) for scene in reversed(answer["scenes"])]


async def _scene_with(obs: Obs, wanted: Wanted, source: str) -> str:
    """Return a scene that has the source: the one asked for, the one on air, or any.

    Where it must be put into one first, that is done.
    """
    first = await _scene(obs, wanted)
    others = await _scenes(obs) if wanted.scene is None else []
    for scene in (first, *others):
        if await _has(obs, scene, source):
            return scene
    await obs.ask("CreateSceneItem", sceneName=first, sourceName=source)
    return first


async def _has(obs: Obs, scene: str, source: str) -> bool:
    try:
        await obs.ask("GetSceneItemId", sceneName=scene, sourceName=source)
    except Refused:
        return False
    return True
