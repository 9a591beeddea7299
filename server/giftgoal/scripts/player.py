"""Plays a script against the clock: one at a time, at any speed, never drifting."""

import asyncio
import hashlib
import itertools
import logging
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from giftgoal.domain.errors import Invalid, NotFound, Refusal
from giftgoal.domain.gifts import Gift, Person
from giftgoal.scripts.script import GiftStep, Script, Step
from giftgoal.scripts.timeline import timeline
from giftgoal.scripts.totals import count_steps

SLOWEST, FASTEST = 0.1, 1000.0

AT_ONCE = 64
"""How many steps that are due are handed over without waiting for each other's answer."""

REPORT_S = 0.25
"""The least time between two reports of progress, in seconds."""

QUIET_S = 0.5
"""The longest time without looking at the clock, so that progress moves in a quiet spell too."""

SHORTEST_ROUND_MS = 1_000
"""The shortest round of a loop, in script time."""

_log = logging.getLogger(__name__)


class Clock(Protocol):
    """Time that tests replace."""

    def now(self) -> float:
        """Return seconds that never run backwards."""

    async def sleep(self, seconds: float) -> None:
        """Wait."""


RunState = Literal["playing", "done", "stopped", "failed"]


@dataclass(frozen=True, slots=True)
class Run:
    """One play of a script, as it stands now."""

    id: str
    title: str
    state: RunState
    done: int
    """Steps of this round that were handed over."""
    steps: int
    """Steps of a round."""
    elapsed: float
    """Script time into this round, in seconds."""
    seconds: float
    """The length of a round, in script time."""
    speed: float
    loop: bool
    live: bool
    """Whether it plays real gifts and not a rehearsal."""
    by: Person
    refused: int = 0
    """Steps that were refused, in all rounds."""
    error: str = ""
    """Why it failed, in a sentence."""


@dataclass(frozen=True, slots=True)
class RunInfo:
    """What a step needs to know of the run it belongs to."""

    run: str
    round: int
    """From 0; a loop plays the same script again with other gifts."""
    live: bool
    by: Person

    def gift_id(self, ref: str) -> str:
        """Return the id of the gift that a script calls `ref`: 16 hexadecimal digits.

        The same in all its steps, so taking a gift back needs no memory of giving it.
        """
        name = f"{self.run}/{self.round}/{ref}".encode()
        return hashlib.blake2b(name, digest_size=8).hexdigest()

    def gift(self, step: GiftStep) -> Gift:
        """Return the step's gift as it is to be recorded."""
        id_ = self.gift_id(step.ref)
        streak = f"script-{id_}" if step.gift.streak else ""
        return replace(step.gift, id=id_, streak=streak, rehearsal=not self.live)


Submit = Callable[[Step, RunInfo], Awaitable[None]]
"""Hands one step over and returns when it is done. Raises `Refusal` for what may be passed over."""


class AlreadyPlaying(Exception):
    """Another script is playing.

    Attributes:
        run: That one.
    """

    def __init__(self, run: Run) -> None:
        self.run = run
        super().__init__(f"{run.title} is playing")


class Player:
    """Plays one script at a time."""

    def __init__(
        self,
        submit: Submit,
        clock: Clock,
        *,
        new_id: Callable[[], str],
        changed: Callable[[Run], None] = lambda run: None,
    ) -> None:
        """Prepare to play.

        Args:
            submit: Where steps go.
            clock: What time it is.
            new_id: Draws an id for a run, different each time.
            changed: Told of progress at most four times a second, and always of the end.
        """
        self._submit = submit
        self._clock = clock
        self._new_id = new_id
        self._changed = changed
        self._run: Run | None = None
        self._task: asyncio.Task[None] | None = None
        # When the present round began, by the clock.
        self._round_began = 0.0
        # When progress was last reported, by the clock.
        self._reported = 0.0

    @property
    def run(self) -> Run | None:
        """The run that is playing, or the last one."""
        if self._run and self._run.state == "playing":
            self._run = replace(self._run, elapsed=self._elapsed(self._run))
        return self._run

    async def start(
        self,
        script: Script,
        *,
        by: Person,
        speed: float = 1.0,
        loop: bool = False,
        live: bool = False,
    ) -> Run:
        """Begin to play and return at once.

        Raises:
            AlreadyPlaying: If another script is playing.
            Invalid: If the speed is not one.
        """
        if not SLOWEST <= speed <= FASTEST:
            raise Invalid("speed", speed, f"a number from {SLOWEST:g} to {FASTEST:g}")
        if self._run and self._run.state == "playing":
            raise AlreadyPlaying(self._run)
        seconds = max(script.length_ms, SHORTEST_ROUND_MS) / 1000 if loop else script.seconds
        run = Run(
            self._new_id(), script.title, "playing", 0, 0, 0.0, seconds, speed, loop, live, by
        )
        self._run = run
        self._round_began = self._clock.now()
        self._task = asyncio.create_task(self._play(script, run))
        self._task.add_done_callback(self._ended)
        return run

    async def stop(self, run: str) -> Run:
        """Stop a run; one that is over stays as it ended.

        Raises:
            NotFound: If it is not the present run or the last one.
        """
        if self._run is None or self._run.id != run:
            raise NotFound("run", run)
        await self.close()
        return self._run

    async def wait(self) -> None:
        """Wait for the end of the present run, if there is one."""
        if self._task:
            await asyncio.wait({self._task})

    async def close(self) -> None:
        """Stop whatever plays. What was handed over already is still counted."""
        if self._task:
            self._task.cancel()
            await asyncio.wait({self._task})

    async def _play(self, script: Script, run: Run) -> None:
        steps = await asyncio.to_thread(count_steps, script)
        self._run = replace(run, steps=steps)
        self._round_began = began = self._clock.now()
        self._report()
        for round_ in itertools.count():
            self._run = replace(self._run, done=0)
            self._round_began = began + round_ * run.seconds / run.speed
            await self._play_round(script, RunInfo(run.id, round_, run.live, run.by), run.speed)
            await self._until(self._round_began + run.seconds / run.speed)
            if not run.loop:
                return

    async def _play_round(self, script: Script, info: RunInfo, speed: float) -> None:
        steps = timeline(script)
        step = next(steps, None)
        while step is not None:
            await self._until(self._round_began + step.at_ms / 1000 / speed)
            now_ms = (self._clock.now() - self._round_began) * speed * 1000
            batch, step = _due(step, steps, now_ms)
            await self._hand_over(batch, info)

    async def _hand_over(self, batch: list[Step], info: RunInfo) -> None:
        handing = asyncio.gather(
            *(self._submit(step, info) for step in batch), return_exceptions=True
        )
        # Stopping the run must not tear gifts out of the keeper's hands.
        answers = await asyncio.shield(handing)
        assert self._run
        refused = 0
        for answer in answers:
            if isinstance(answer, Refusal):
                _log.warning("the script %r goes on without a step: %s", self._run.title, answer)
                refused += 1
            elif isinstance(answer, BaseException):
                raise answer
        done, before = self._run.done + len(batch), self._run.refused
        self._run = replace(self._run, done=done, refused=before + refused)
        self._report_now_and_then()

    async def _until(self, moment: float) -> None:
        while (left := moment - self._clock.now()) > 0:
            await self._clock.sleep(min(left, QUIET_S))
            self._report_now_and_then()

    def _ended(self, task: asyncio.Task[None]) -> None:
        run = self.run
        assert run
        if task.cancelled():
            run = replace(run, state="stopped")
        elif error := task.exception():
            _log.error("the script %r failed", run.title, exc_info=error)
            sentence = f"The script stopped because a gift could not be sent: {error}"
            run = replace(run, state="failed", error=sentence)
        else:
            run = replace(run, state="done", elapsed=run.seconds)
        self._run = run
        self._report()

    def _elapsed(self, run: Run) -> float:
        elapsed = (self._clock.now() - self._round_began) * run.speed
        return round(min(max(elapsed, 0.0), run.seconds), 3)

    def _report_now_and_then(self) -> None:
        if self._clock.now() - self._reported >= REPORT_S:
            self._report()

    def _report(self) -> None:
        self._reported = self._clock.now()
        run = self.run
        assert run
        self._changed(run)


def _due(step: Step, steps: Iterator[Step], now_ms: float) -> tuple[list[Step], Step | None]:
    """Return the steps to hand over together, and the one after them.

    A gift and what takes it back never go together: the second needs the first to be done.
    """
    batch = [step]
    following = next(steps, None)
    while (
        isinstance(step, GiftStep)
        and isinstance(following, GiftStep)
        and following.at_ms <= now_ms
        and len(batch) < AT_ONCE
    ):
        batch.append(following)
        following = next(steps, None)
    return batch, following
