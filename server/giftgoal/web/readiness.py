"""Whether everything is ready to go live: gathers the facts, tells of changes."""

import asyncio
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from giftgoal.domain.board import Board, Overlay
from giftgoal.hub import Hub
from giftgoal.listeners import Frame
from giftgoal.notices import Notices
from giftgoal.sources.source import Road
from giftgoal.sources.status import Status
from giftgoal.web.checks import Facts, Page, check, checks
from giftgoal.web.feeds import Feeds
from giftgoal.web.presence import Presence, Viewer
from giftgoal.web.runs import Runs
from giftgoal.wire.frames import FrameEncoder
from giftgoal.wire.looks import shows_goal
from giftgoal.wire.preflight import CheckOut, PreflightOut, ViewerOut
from giftgoal.wire.sizes import least_size, usual_size

EVERY = 1.0
"""Seconds between two looks; so a frame comes once a second at most."""

STEP = 5.0
"""A clock that runs so many seconds off the other one was set."""
STEP_TOLD = 600.0
"""For how many seconds that is told."""
FUTURE = 60_000
"""Milliseconds that an entry may be ahead of the clock."""


class Clock:
    """Watches whether this computer's clock is set while we run, and whether it is behind.

    Args:
        now: Milliseconds since 1970.
        steady: Seconds that never jump, and go on while the computer sleeps.
    """

    def __init__(self, now: Callable[[], int], steady: Callable[[], float]) -> None:
        self._now = now
        self._steady = steady
        self._apart = now() / 1000 - steady()
        # How far it last jumped, in seconds, and when.
        self._jump = 0.0
        self._jumped_at = 0.0

    def trouble(self, board: Board) -> str:
        """Return what is wrong with the clock in plain words; nothing: it is right."""
        steady = self._steady()
        apart = self._now() / 1000 - steady
        if abs(apart - self._apart) > STEP:
            self._jump, self._jumped_at = apart - self._apart, steady
        self._apart = apart
        newest = max((recorded.at for recorded in board.real.recent.values()), default=0)
        if newest > self._now() + FUTURE:
            return "The clock is behind: the last gift seems to come from the future."
        if self._jump and steady - self._jumped_at < STEP_TOLD:
            way = "forward" if self._jump > 0 else "back"
            return f"The clock was set {way} by {abs(round(self._jump)):,} s a moment ago."
        return ""


def steady() -> float:
    """Return seconds that never jump, and go on while the computer sleeps where that is known."""
    boot_time = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot_time is None else time.clock_gettime(boot_time)


class Readiness:
    """One light: everything that should be right before going live.

    Args:
        hub: Where the board and the control pages are.
        presence: The open overlay pages.
        runs: The script that plays.
        feeds: The platforms that gifts come from.
        notices: What is wrong with the data, in plain words.
        encoder: Makes the frame.
        folder: The data folder.
        clock: This computer's clock.
    """

    def __init__(
        self,
        hub: Hub,
        presence: Presence,
        runs: Runs,
        feeds: Feeds,
        notices: Notices,
        encoder: FrameEncoder,
        folder: Path,
        clock: Clock,
    ) -> None:
        self._hub = hub
        self._presence = presence
        self._runs = runs
        self._encoder = encoder
        self._folder = folder
        self._clock = clock
        self._notices = notices
        self._feeds = feeds
        # What the control pages were told last.
        self._told: PreflightOut | None = None

    def look(self) -> PreflightOut:
        """Look at everything."""
        board = self._hub.board
        found = [*checks(self._facts(board)), *self._sources()]
        viewers = sorted(self._presence.viewers, key=lambda viewer: viewer.overlay)
        return {
            "ready": all(one["ok"] for one in found),
            "checks": found,
            "viewers": [_viewer(viewer, board) for viewer in viewers],
        }

    def frame(self) -> Frame:
        """Return how it is now, for one page: the others hear of it in their time."""
        return self._encoder.preflight(self.look(), self._hub.board)

    async def run(self) -> None:
        """Tell the control pages of every change, for ever."""
        while True:
            await asyncio.sleep(EVERY)
            # The clock is watched when nobody looks, too.
            now = self.look()
            if now != self._told and self._hub.listening("control"):
                self._told = now
                self._hub.say("control", self._encoder.preflight(now, self._hub.board))

    def _facts(self, board: Board) -> Facts:
        run = self._runs.player.run
        playing = run if run and run.state == "playing" else None
        return Facts(
            pages=[
                _page(board.overlays[viewer.overlay], viewer, board)
                for viewer in self._presence.viewers
                if viewer.overlay in board.overlays
            ],
            goals=len(board.goals),
            script=playing.title if playing else None,
            script_live=bool(playing and playing.live),
            rehearsal_gifts=board.rehearsal.gifts,
            rehearsal_shown=board.rehearsal_shown,
            free=_free(self._folder),
            clock=self._clock.trouble(board),
            notices=self._notices.lines(),
            writable=os.access(self._folder, os.W_OK),
        )

    def _sources(self) -> list[CheckOut]:
        """Return a check of every source that is switched on."""
        supervisor = self._feeds.supervisor
        on = (road for road in supervisor.roads if supervisor.chosen.road(road.name).on)
        return [_source(road, supervisor.status(road.name)) for road in on]


def _page(overlay: Overlay, viewer: Viewer, board: Board) -> Page:
    usual, least = usual_size(overlay.look), least_size(overlay.look)
    goal = overlay.look.get("goal")
    closed = goal is not None and goal not in board.goals and shows_goal(overlay.look)
    return Page(overlay.name, viewer.age(), usual, least, viewer.here, closed)


def _source(road: Road, status: Status) -> CheckOut:
    # A hook has nothing to connect to: it waits.
    fine = status.state == "live" or (road.hook is not None and status.state == "connecting")
    wrong = "" if fine else f"{road.title} is not connected. {status.line}".strip()
    do = status.prompt.line if status.prompt else "Look at it in the settings, under Sources."
    return check("source", wrong, do, f"{road.title} is connected.")


def _free(folder: Path) -> int | None:
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None


def _viewer(viewer: Viewer, board: Board) -> ViewerOut:
    overlay, here = board.overlays.get(viewer.overlay), viewer.here
    return {
        "overlay": viewer.overlay,
        "name": overlay.name if overlay else "",
        "obs": here.obs if here else None,
        "chromium": here.chromium if here else None,
        "width": here.width if here else None,
        "height": here.height if here else None,
        "visible": here.visible if here else None,
        "active": here.active if here else None,
        "rehearsal": here.rehearsal if here else None,
    }
