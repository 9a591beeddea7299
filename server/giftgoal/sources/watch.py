"""One road, watched over: kept connected, started again when it breaks, and told of."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace

from giftgoal.sources.arrivals import Unusable
from giftgoal.sources.backoff import BackOff
from giftgoal.sources.crashes import log_crash
from giftgoal.sources.lane import Desk, Lane
from giftgoal.sources.source import (
    Hook,
    Letter,
    Lost,
    NotLive,
    Refused,
    Road,
    Values,
    WrongSignature,
)
from giftgoal.sources.status import GAPS, Gap, Prompt, State, Status

log = logging.getLogger(__name__)

NOTICED_MS = 40_000
"""A dead connection is noticed after so long at most: a ping every 20 s, given up after 20 s more
(the defaults of `websockets`). So a gap starts no earlier than that before it is noticed."""


class Watch:
    """Runs a road's source, or reads its letters. What it hands to a source is a `Tell`.

    Args:
        road: The road.
        desk: What all lanes share.
        random: Returns a number from 0 up to 1.
        changed: Called when there is something new to show.
        keep: Keeps values for the road's hidden fields.
    """

    def __init__(
        self,
        road: Road,
        desk: Desk,
        random: Callable[[], float],
        changed: Callable[[], None],
        keep: Callable[[str, Values], Awaitable[None]],
    ) -> None:
        self.road = road
        self.lane = Lane(road.name, desk, changed, self._holding)
        self._clock = desk.clock
        self._random = random
        self._changed = changed
        self._keep = keep
        self._task: asyncio.Task[None] | None = None
        # What was filled in, and what the source has kept since.
        self._values: Values = {}
        # Reads letters while the road is on.
        self._hook: Hook | None = None
        # When this attempt's connection stood, in the clock's seconds; None: not yet.
        self._stood_at: float | None = None
        # When the last connection broke, if what came since is lost.
        self._lost_at: int | None = None
        self._status = Status(
            state="off",
            since=desk.clock.now(),
            line="",
            note="",
            prompt=None,
            again_at=None,
            heard_at=None,
            gift_at=None,
            last_ignored="",
            counters=self.lane.counters,
            gaps=(),
        )

    @property
    def status(self) -> Status:
        """How it is now."""
        lane = self.lane
        return replace(
            self._status,
            gift_at=lane.gift_at,
            last_ignored=lane.last_ignored,
            counters=replace(lane.counters),
        )

    def start(self, values: Values, lost_at: int | None = None) -> None:
        """Switch the road on; it must be off.

        Args:
            values: What was filled in.
            lost_at: When the server last had a connection, if it was restarted.
        """
        self._lost_at = lost_at
        if self.road.hook:
            try:
                self._hook = self.road.hook(values)
            except (Refused, Unusable) as error:
                self._become("refused", str(error))
            else:
                self._become("connecting", "Nothing has come yet.")
        else:
            self._values = values
            self._task = asyncio.create_task(self._run(), name=f"source {self.road.name}")

    def read_with(self, values: Values) -> None:
        """Read letters with other values from now on, if the road is on. How it is stays."""
        if self._hook and self.road.hook:
            self._hook = self.road.hook(values)

    async def stop(self) -> None:
        """Switch the road off."""
        self._hook = None
        task, self._task = self._task, None
        if task:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        self._lost_at = None
        self._become("off", "", note="", prompt=None)

    async def receive(self, letter: Letter) -> bool:
        """Take a letter; return when what is in it is on disk. False: the road is off.

        Raises:
            WrongSignature: If it is not from whom it should be.
            Unusable: If it cannot be read.
            Flooded: If too much comes at once.
            Unwritten: If it could not be written down.
        """
        if self._hook is None:
            return False
        try:
            self._hook.check(letter)
            arrivals = self._hook.normalise(letter)
        except (WrongSignature, Unusable) as error:
            self.odd(str(error))
            raise
        self.live()
        await self.lane.post(arrivals)
        return True

    # What a source says.

    def live(self) -> None:
        """See `Tell.live`."""
        now = self._clock.now()
        if self._stood_at is None:
            self._stood_at = self._clock.seconds()
            if self._lost_at is not None and not self.road.resends:
                self.missed(self._lost_at, now)
            self._lost_at = None
        self._status = replace(self._status, heard_at=now)
        if self._status.state != "live":
            self._become("live", "", prompt=None)

    def heard(self) -> None:
        """See `Tell.heard`."""
        self._status = replace(self._status, heard_at=self._clock.now())
        self._changed()

    def note(self, line: str) -> None:
        """See `Tell.note`."""
        self._status = replace(self._status, note=line)
        self._changed()

    def prompt(self, line: str, url: str = "", code: str = "") -> None:
        """See `Tell.prompt`."""
        prompt = Prompt(line, url, code) if line else None
        self._status = replace(self._status, prompt=prompt)
        self._changed()

    def missed(self, since: int, until: int) -> None:
        """See `Tell.missed`."""
        gaps = (*self._status.gaps, Gap(since, until))[-GAPS:]
        self._status = replace(self._status, gaps=gaps)
        self._changed()

    def odd(self, line: str) -> None:
        """See `Tell.odd`."""
        self.lane.counters.refused += 1
        self.note(f"Something came that could not be counted: {line}.")

    async def keep(self, values: Values) -> None:
        """See `Tell.keep`."""
        self._values = {**self._values, **values}
        await self._keep(self.road.name, values)

    # How it is kept running.

    async def _run(self) -> None:
        back_off = BackOff(self._random)
        self._become("connecting", "")
        while True:
            self._stood_at = None
            state, line, wait = await self._attempt(back_off)
            if wait is None:
                self._become(state, line)
                return
            again_at = self._clock.now() + round(wait * 1000)
            self._become(state, line, again_at=again_at)
            await self._clock.sleep(wait)

    async def _attempt(self, back_off: BackOff) -> tuple[State, str, float | None]:
        """Run the source once; return what to show, and the seconds to wait; None: for ever."""
        assert self.road.open  # `start` has looked
        try:
            await self.road.open(self._values).run(self.lane.deliver, self)
            line, retry_after = "The connection ended.", None
        except (Refused, Unusable) as error:
            return "refused", str(error), None
        except NotLive as error:
            self._lost_at = None
            return "connecting", str(error), error.look_again
        except Lost as error:
            line, retry_after = str(error), error.retry_after
        except Exception as error:  # noqa: BLE001  # whatever it is, the others go on
            log_crash(log, f"the source {self.road.name} broke", error)
            line, retry_after = "Something broke in Giftgoal; its log says where.", None
        stood = self._stood_at
        if stood is not None:
            now = self._clock.now()
            self._lost_at = max(self._status.heard_at or now, now - NOTICED_MS)
        held = self._clock.seconds() - stood if stood is not None else 0.0
        was_live = stood is not None or self._lost_at is not None
        return "degraded" if was_live else "connecting", line, back_off.next(held, retry_after)

    def _holding(self, line: str) -> None:
        """Show that gifts wait to be written down, or that they do no longer."""
        if line:
            self._become("degraded", line)
        elif self._status.state == "degraded":
            self._become("live", "")

    def _become(self, state: State, line: str, **more: object) -> None:
        same = self._status.state == state
        since = self._status.since if same else self._clock.now()
        changes = {"again_at": None, **more, "state": state, "line": line, "since": since}
        self._status = replace(self._status, **changes)  # type: ignore[arg-type]  # ours, above
        self._changed()
