"""Into OBS without typing: puts an overlay's browser source into a scene, over OBS's own socket."""

import asyncio
import ipaddress
import logging
from dataclasses import replace
from urllib.parse import urlsplit

from starlette.responses import Response

from giftgoal.domain.board import Board, Overlay
from giftgoal.domain.errors import NotFound
from giftgoal.obs import failures
from giftgoal.obs.connection import Obs, connected
from giftgoal.obs.failures import Address, NoScene, ObsFailure
from giftgoal.obs.matching import Wanted
from giftgoal.obs.placing import Placed, picture, place
from giftgoal.obs.remembered import Remembered
from giftgoal.web.calls import Ask, Call, json
from giftgoal.web.presence import Arrival
from giftgoal.wire import problems
from giftgoal.wire.loader import loader_name
from giftgoal.wire.looks import overlay_url
from giftgoal.wire.obs import ObsIn, ObsOut, PlacedOut, obs_out, placed_out
from giftgoal.wire.problems import Kind, Problem
from giftgoal.wire.sizes import usual_size

log = logging.getLogger(__name__)

ARRIVAL_SECONDS = 4.0
"""How long the page may take from OBS's word to its own."""

DRAWING_SECONDS = 0.5
"""How long it may take from there to the first picture."""

_KINDS: dict[type[ObsFailure], Kind] = {
    failures.Unreachable: problems.OBS_UNREACHABLE,
    failures.NotObs: problems.OBS_UNREACHABLE,
    failures.Lost: problems.OBS_UNREACHABLE,
    failures.WrongPassword: problems.OBS_PASSWORD,
    failures.TooOld: problems.OBS_TOO_OLD,
    failures.NoBrowser: problems.OBS_NO_BROWSER,
    failures.NoScene: problems.OBS_NO_SCENE,
    failures.Refused: problems.OBS_REFUSED,
}


async def get_obs(ask: Ask) -> Response:
    """Say whose password is kept."""
    return json(obs_out(Remembered(ask.parts.data_folder).address()))


async def post_obs(ask: Ask) -> Response:
    """Put an overlay into OBS."""
    said: ObsIn = ask.body
    overlay = _asked_for(ask, said)
    _check_reach(said.address, ask.parts.base_url)
    remembered = Remembered(ask.parts.data_folder)
    password = said.password or remembered.password(said.address)
    try:
        async with connected(said.address, password) as obs:
            with ask.parts.presence.expect(said.overlay) as arrival:
                placed = await place(obs, overlay)
                came, drawn = await _proof(obs, placed, arrival)
    except ObsFailure as failure:
        raise _problem(failure) from None
    if said.remember:
        _keep(remembered, said.address, password or "")
    return json(placed_out(placed, came, drawn))


async def delete_obs(ask: Ask) -> Response:
    """Forget OBS's password."""
    Remembered(ask.parts.data_folder).forget()
    return Response(status_code=204)


def wanted(board: Board, overlay: Overlay, base_url: str) -> Wanted:
    """Return what OBS is to be told of an overlay.

    Args:
        board: Has the other overlays.
        overlay: The overlay.
        base_url: How this server is reached, without a slash at its end.
    """
    others = (one for one in board.overlays.values() if one.id != overlay.id)
    return Wanted(
        overlay=overlay.id,
        name=overlay.name,
        url=overlay_url(overlay, base_url),
        loader=loader_name(overlay.name),
        usual=usual_size(overlay.look),
        others=frozenset(overlay_url(one, base_url) for one in others),
    )


def _asked_for(ask: Ask, said: ObsIn) -> Wanted:
    board = ask.parts.keeper.board
    overlay = board.overlays.get(said.overlay)
    if overlay is None:
        raise NotFound("overlay", said.overlay)
    known = wanted(board, overlay, ask.parts.base_url)
    return replace(known, width=said.width, height=said.height, scene=said.scene)


async def _proof(obs: Obs, placed: Placed, arrival: Arrival) -> tuple[bool, str | None]:
    """Return whether the page has come to us, and what OBS draws of it."""
    came = await arrival.within(ARRIVAL_SECONDS)
    await asyncio.sleep(DRAWING_SECONDS)
    return came, await picture(obs, placed.source, placed.width)


def _check_reach(address: Address, base_url: str) -> None:
    """Refuse to give an OBS elsewhere a URL that only leads to itself."""
    if _is_here(urlsplit(base_url).hostname or "") and not _is_here(address.host):
        raise Problem(
            problems.OBS_ADDRESS,
            f"OBS on {address.host} cannot open {base_url}, which is only known on this computer. "
            "Start Giftgoal with --host 0.0.0.0 and set public_url to this computer's address.",
        )


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _problem(failure: ObsFailure) -> Problem:
    more: dict[str, object] = {}
    if isinstance(failure, NoScene):
        more = {"field": "scene", "choices": [{"name": scene} for scene in failure.scenes]}
    elif isinstance(failure, failures.WrongPassword):
        more = {"field": "password"}
    return Problem(_KINDS[type(failure)], str(failure), more)


def _keep(remembered: Remembered, address: Address, password: str) -> None:
    try:
        remembered.keep(address, password)
    except OSError as error:  # a full disk: the overlay is in OBS all the same
        log.warning("OBS's password could not be kept: %s", error.strerror)


CALLS = (
    Call("GET", "/api/obs", "owner", get_obs, "Whose password is kept", gives=ObsOut),
    Call(
        "POST",
        "/api/obs",
        "owner",
        post_obs,
        "Put an overlay into OBS",
        takes=ObsIn,
        gives=PlacedOut,
        problems=(
            problems.NOT_FOUND,
            problems.OBS_ADDRESS,
            *dict.fromkeys(_KINDS.values()),
        ),
    ),
    Call("DELETE", "/api/obs", "owner", delete_obs, "Forget OBS's password", statuses=(204,)),
)
