"""The player keeps time, carries on past refusals, and says how far it is."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from giftgoal.domain.errors import Invalid, NotFound
from giftgoal.domain.gifts import Person
from giftgoal.scripts.player import AT_ONCE, AlreadyPlaying, Player, Run, RunInfo
from giftgoal.scripts.script import GiftStep, Step, UndoStep
from giftgoal.scripts.timeline import timeline
from tests.scripts.evenings import EIGHT_O_CLOCK, Evening, command_of, played
from tests.scripts.shelves import script

NOOR = Person("noor", "noor")

STREAM = """
    title = "Stream"
    length = 20
    [[steps]]
    from = "ana"
    gift = "Rose"
    count = 11
    over = 10
    [[steps]]
    at = 12
    coins = 500
    ref = "slip"
    [[steps]]
    at = 15
    undo = "slip"
"""


class Clock:
    """Sleeping takes no time, and moves the clock on."""

    def __init__(self) -> None:
        self.time = 1000.0

    def now(self) -> float:
        return self.time

    async def sleep(self, seconds: float) -> None:
        self.time += seconds
        await asyncio.sleep(0)


class Stage:
    """A player, what it handed over and when, and what it reported."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.handed: list[tuple[float, Step, RunInfo]] = []
        self.awaited = 0
        self.enough = asyncio.Event()
        self.reports: list[tuple[float, Run]] = []
        self.answer: Callable[[Step], Awaitable[None]] | None = None
        self.ids = iter(f"run-{number}" for number in range(100))
        self.player = Player(
            self.submit, self.clock, new_id=lambda: next(self.ids), changed=self.changed
        )

    async def submit(self, step: Step, info: RunInfo) -> None:
        self.handed.append((self.clock.now() - 1000, step, info))
        if len(self.handed) == self.awaited:
            self.enough.set()
        if self.answer:
            await self.answer(step)

    async def handed_over(self, steps: int) -> None:
        """Wait until so many steps were handed over."""
        self.awaited = steps
        async with asyncio.timeout(10):
            await self.enough.wait()

    def changed(self, run: Run) -> None:
        self.reports.append((self.clock.now() - 1000, run))

    async def play(self, source: str, *, speed: float = 1.0, live: bool = False) -> Run:
        await self.player.start(script(source), by=NOOR, speed=speed, live=live)
        await self.player.wait()
        assert self.player.run
        return self.player.run


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    stage = Stage()
    yield stage
    await stage.player.close()


async def test_steps_are_handed_over_at_their_time(stage: Stage) -> None:
    await stage.play(STREAM)
    due = [step.at_ms / 1000 for step in timeline(script(STREAM))]
    assert [at for at, _, _ in stage.handed] == pytest.approx(due)


async def test_a_run_at_another_speed_takes_another_time(stage: Stage) -> None:
    await stage.play(STREAM, speed=4)
    due = [step.at_ms / 4000 for step in timeline(script(STREAM))]
    assert [at for at, _, _ in stage.handed] == pytest.approx(due)
    assert stage.clock.now() - 1000 == pytest.approx(5)


async def test_a_finished_run_says_all_there_is(stage: Stage) -> None:
    run = await stage.play(STREAM, live=True)
    assert run == Run("run-0", "Stream", "done", 13, 13, 20, 20, 1.0, False, True, NOOR)


async def test_a_slow_answer_does_not_delay_what_comes_later(stage: Stage) -> None:
    async def slowly(step: Step) -> None:
        stage.clock.time += 0.7

    stage.answer = slowly
    await stage.play(STREAM)
    assert [at for at, _, _ in stage.handed][-2:] == pytest.approx([12, 15])


async def test_what_is_late_is_handed_over_together_in_order(stage: Stage) -> None:
    together: list[int] = []

    async def stuck(step: Step) -> None:
        stage.clock.time += 100 if len(stage.handed) == 1 else 0
        together.append(len(stage.handed))
        await asyncio.sleep(0)

    stage.answer = stuck
    await stage.play("[[steps]]\ncoins = 1\nevery = 0.1\ntimes = 201")
    assert together[1 : AT_ONCE + 1] == [1 + n for n in range(1, AT_ONCE + 1)]
    assert [step.at_ms for _, step, _ in stage.handed] == list(range(0, 20_001, 100))


async def test_an_undo_waits_until_its_gift_is_recorded(stage: Stage) -> None:
    recorded: list[str] = []

    async def slowly(step: Step) -> None:
        if isinstance(step, GiftStep):
            await asyncio.sleep(0.01)
            recorded.append(step.ref)
        assert isinstance(step, GiftStep) or step.ref in recorded

    stage.answer = slowly
    await stage.play('[[steps]]\ncoins=1\nref="a"\n[[steps]]\nundo="a"\n[[steps]]\nrestore="a"')
    assert len(stage.handed) == 3


async def test_a_refused_step_is_counted_and_the_rest_goes_on(stage: Stage) -> None:
    async def refuse(step: Step) -> None:
        if isinstance(step, UndoStep):
            raise NotFound("gift", step.ref)

    stage.answer = refuse
    run = await stage.play(STREAM)
    assert (run.state, run.done, run.refused) == ("done", 13, 1)


async def test_anything_else_that_goes_wrong_ends_the_run_with_a_sentence(stage: Stage) -> None:
    async def fail(step: Step) -> None:
        raise OSError("the disk is full")

    stage.answer = fail
    run = await stage.play(STREAM)
    assert run.state == "failed"
    assert run.error == "The script stopped because a gift could not be sent: the disk is full"
    assert len(stage.handed) == 1


async def test_progress_is_told_at_most_four_times_a_second(stage: Stage) -> None:
    await stage.play("[[steps]]\ncoins = 1\nevery = 0.01\ntimes = 1001")
    times = [at for at, _ in stage.reports]
    gaps = [b - a for a, b in itertools.pairwise(times[:-1])]
    assert min(gaps) >= 0.25 - 1e-6
    assert stage.reports[-1][1].state == "done"


async def test_progress_moves_in_a_quiet_spell_too(stage: Stage) -> None:
    await stage.play("[[steps]]\nat = 10\ncoins = 1")
    elapsed = [run.elapsed for _, run in stage.reports]
    assert max(b - a for a, b in itertools.pairwise(elapsed)) <= 0.5
    assert elapsed[-1] == 10


async def test_a_loop_begins_again_on_time_with_new_gifts(stage: Stage) -> None:
    await stage.player.start(script(STREAM), by=NOOR, loop=True)
    await stage.handed_over(2 * 13 + 1)
    begun = [(at, info.round) for at, step, info in stage.handed if step.at_ms == 0]
    assert [round_ for _, round_ in begun] == [0, 1, 2]
    assert [at for at, _ in begun] == pytest.approx([0, 20, 40])
    assert len({info.gift_id("slip") for _, _, info in stage.handed}) == 3


async def test_a_loop_of_nothing_but_a_moment_leaves_time_between(stage: Stage) -> None:
    await stage.player.start(script("[[steps]]\ncoins = 1"), by=NOOR, loop=True)
    await stage.handed_over(3)
    assert [at for at, _, _ in stage.handed[:3]] == pytest.approx([0, 1, 2])


async def test_a_run_can_be_stopped_and_stays_stopped(stage: Stage) -> None:
    run = await stage.player.start(script(STREAM), by=NOOR)
    await stage.handed_over(4)
    stopped = await stage.player.stop(run.id)
    assert stopped.state == "stopped"
    assert 0 < stopped.done < stopped.steps
    assert await stage.player.stop(run.id) == stopped
    assert stage.reports[-1][1] == stopped


async def test_stopping_lets_what_was_handed_over_be_counted(stage: Stage) -> None:
    counted = asyncio.Event()

    async def slowly(step: Step) -> None:
        await asyncio.sleep(0.01)
        counted.set()

    stage.answer = slowly
    run = await stage.player.start(script(STREAM), by=NOOR)
    await stage.handed_over(1)
    await stage.player.stop(run.id)
    assert not counted.is_set()
    async with asyncio.timeout(10):
        await counted.wait()


async def test_only_the_present_run_can_be_stopped(stage: Stage) -> None:
    with pytest.raises(NotFound):
        await stage.player.stop("run-0")
    await stage.play(STREAM)
    with pytest.raises(NotFound):
        await stage.player.stop("run-1")


async def test_two_scripts_cannot_play_at_once(stage: Stage) -> None:
    first = await stage.player.start(script(STREAM), by=NOOR)
    with pytest.raises(AlreadyPlaying, match="Stream is playing") as refused:
        await stage.player.start(script(STREAM), by=NOOR)
    assert refused.value.run.id == first.id
    await stage.player.wait()
    assert (await stage.player.start(script(STREAM), by=NOOR)).id == "run-1"


@pytest.mark.parametrize("speed", [0.0, 0.09, 1001.0, float("nan"), -1.0])
async def test_an_impossible_speed_is_refused(stage: Stage, speed: float) -> None:
    with pytest.raises(Invalid, match=r"speed must be a number from 0\.1 to 1000"):
        await stage.player.start(script(STREAM), by=NOOR, speed=speed)


async def test_waiting_and_closing_need_no_run(stage: Stage) -> None:
    await stage.player.wait()
    await stage.player.close()
    assert stage.player.run is None


async def test_a_gift_is_a_rehearsal_unless_the_run_is_live(stage: Stage) -> None:
    await stage.play("[[steps]]\ncoins = 2\ncount = 2\nover = 1")
    _, step, info = stage.handed[0]
    assert isinstance(step, GiftStep)
    gift = info.gift(step)
    assert (gift.rehearsal, gift.source) == (True, "script")
    assert gift.streak == f"script-{gift.id}"


async def test_played_gifts_add_up_to_the_timelines_own_board(stage: Stage) -> None:
    await stage.play(STREAM, live=True, speed=1000)
    evening = Evening()
    for _, step, info in stage.handed:
        evening.command(command_of(step, info), EIGHT_O_CLOCK)
    assert evening.board.real.micro == played(timeline(script(STREAM))).board.real.micro
