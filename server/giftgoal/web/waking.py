"""Wakes overlays that OBS tried to load before we were there: it tries a page only once."""

import asyncio
import logging

from giftgoal.domain.board import Board, Overlay
from giftgoal.obs.connection import connected
from giftgoal.obs.failures import ObsFailure
from giftgoal.obs.placing import reload
from giftgoal.obs.remembered import Remembered
from giftgoal.web.obs import wanted
from giftgoal.web.parts import Parts
from giftgoal.web.presence import Presence

log = logging.getLogger(__name__)

PATIENCE = 7.0
"""Seconds after our start; a page that is alive comes back within 5."""


async def wake(parts: Parts) -> None:
    """Let OBS load again what has not come by itself, if its password is kept."""
    await asyncio.sleep(PATIENCE)
    remembered = Remembered(parts.data_folder)
    address = remembered.address()
    board = parts.keeper.board
    asleep = _asleep(board, parts.presence)
    if address is None or not asleep:
        return
    try:
        async with connected(address, remembered.password(address)) as obs:
            for overlay in asleep:
                if await reload(obs, wanted(board, overlay, parts.base_url)):
                    log.info("OBS was asked to load overlay %s again", overlay.id)
    except ObsFailure as failure:
        log.info("OBS could not be asked to load overlays again: %s", failure)


def _asleep(board: Board, presence: Presence) -> list[Overlay]:
    awake = {viewer.overlay for viewer in presence.viewers if viewer.here and viewer.here.obs}
    return [overlay for overlay in board.overlays.values() if overlay.id not in awake]
