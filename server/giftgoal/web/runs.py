"""The script that is playing, if one is: its steps to the keeper, its progress to the pages."""

import asyncio
import time
from collections.abc import Callable
from typing import assert_never

from giftgoal.domain.commands import Command, RecordGift, RestoreGift, ShowRehearsal, VoidGift
from giftgoal.hub import Hub
from giftgoal.keeper import Keeper
from giftgoal.listeners import Frame
from giftgoal.scripts.player import Player, Run, RunInfo
from giftgoal.scripts.script import GiftStep, RestoreStep, Step, UndoStep
from giftgoal.wire.frames import FrameEncoder
from giftgoal.wire.scripts import run_out


class WallClock:
    """The clock of this machine."""

    def now(self) -> float:
        """Return seconds that never run backwards."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)


class Runs:
    """Plays one script at a time into the keeper and tells the control pages of it."""

    def __init__(
        self, keeper: Keeper, hub: Hub, encoder: FrameEncoder, new_id: Callable[[], str]
    ) -> None:
        self._keeper = keeper
        self._hub = hub
        self._encoder = encoder
        self.player = Player(self._submit, WallClock(), new_id=new_id, changed=self._changed)
        # What goes on after a run has ended.
        self._afterwards: set[asyncio.Task[None]] = set()

    def frame(self) -> Frame:
        """Return how far the present run, or the last one, has come."""
        run = self.player.run
        return self._encoder.run(run_out(run) if run else None, self._hub.board)

    async def close(self) -> None:
        """Stop what plays."""
        await self.player.close()
        await asyncio.gather(*self._afterwards, return_exceptions=True)

    async def _submit(self, step: Step, info: RunInfo) -> None:
        await self._keeper.ask(_command(step, info), info.by)

    def _changed(self, run: Run) -> None:
        self._hub.say("control", self.frame())
        if run.state != "playing" and self._hub.board.rehearsal_shown:
            # A rehearsal on air ends with its script.
            hide = asyncio.ensure_future(self._hide_rehearsal(run))
            self._afterwards.add(hide)
            hide.add_done_callback(self._afterwards.discard)

    async def _hide_rehearsal(self, run: Run) -> None:
        await self._keeper.ask(ShowRehearsal(on=False), run.by)


def _command(step: Step, info: RunInfo) -> Command:
    match step:
        case GiftStep():
            return RecordGift(info.gift(step))
        case UndoStep(ref=ref):
            return VoidGift(info.gift_id(ref))
        case RestoreStep(ref=ref):
            return RestoreGift(info.gift_id(ref))
        case _:
            assert_never(step)
