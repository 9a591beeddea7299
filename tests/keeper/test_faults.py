"""When something fails, the board stays as it was, callers are told, and it goes on."""

import asyncio
import logging
from dataclasses import replace
from pathlib import Path

import pytest

from giftgoal.askers import Answer
from giftgoal.domain.board import Board
from giftgoal.domain.commands import EditGoal, VoidGift
from giftgoal.ledger import DiskFull, LedgerError, Taken
from tests.keeper.keeping import NOOR, evening, rose, tap


@pytest.mark.parametrize("error", [DiskFull(), LedgerError("the disk reports an error")])
async def test_what_cannot_be_written_changes_nothing_and_the_next_gift_counts(
    tmp_path: Path, error: LedgerError
) -> None:
    async with evening(tmp_path) as tonight:
        before, shown = tonight.board, len(tonight.shown)
        tonight.diary.fails = [error]
        with pytest.raises(type(error)):
            await tonight.give(rose(), "tap-1")
        assert tonight.board is before
        assert len(tonight.shown) == shown
        answer = await tonight.give(rose(), "tap-1")
        assert answer.entry
        assert tonight.raised == 1


async def test_everyone_in_a_batch_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    async with evening(tmp_path) as tonight:
        tonight.diary.gate.clear()
        first = asyncio.create_task(tonight.give(rose()))
        await asyncio.sleep(0)
        rest = [asyncio.create_task(tonight.give(rose())) for _ in range(5)]
        await asyncio.sleep(0)
        tonight.diary.fails = [DiskFull(), DiskFull()]
        tonight.diary.gate.set()
        told = await asyncio.gather(first, *rest, return_exceptions=True)
        assert [type(one) for one in told] == [DiskFull] * 6
        assert tonight.raised == 0


async def test_an_id_that_is_taken_fails_alone(tmp_path: Path) -> None:
    async with evening(tmp_path) as tonight:
        await tonight.give(rose(id_="one"))
        same = replace(tap(), gift=rose(id_="one"))
        one, taken, other = await tonight.together(tap(), same, tap())
        assert isinstance(taken, Taken)
        assert isinstance(one, Answer)
        assert isinstance(other, Answer)
        assert tonight.raised == 4


async def test_a_command_that_crashes_fails_alone(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with evening(tmp_path) as tonight:
        crash = EditGoal("mic", {"no_such_setting": 1})
        one, crashed, other = await tonight.together(tap(), crash, tap())
        assert isinstance(crashed, TypeError)
        assert isinstance(one, Answer)
        assert isinstance(other, Answer)
        assert tonight.raised == 3
    assert [r.getMessage() for r in caplog.records] == ["a command failed: EditGoal"]


async def test_an_error_nobody_thought_of_while_writing_is_told_and_it_goes_on(
    tmp_path: Path,
) -> None:
    async with evening(tmp_path) as tonight:
        tonight.diary.fails = [RuntimeError("unthought of")]
        with pytest.raises(RuntimeError):
            await tonight.give(rose())
        await tonight.give(rose())
        assert tonight.raised == 1


async def test_a_batch_that_cannot_be_shown_is_acknowledged_once_all_the_same(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def crash(board: Board) -> None:
        if board.real.gifts:
            raise RuntimeError("unthought of")

    async with evening(tmp_path, publish=crash) as tonight:
        answers = await tonight.together(tap(), tap())
        assert all(isinstance(answer, Answer) for answer in answers)
        assert tonight.raised == 3
        assert len(await tonight.on_disk()) == 4
    assert {r.getMessage() for r in caplog.records} == {"the board could not be shown"}


async def test_a_checkpoint_that_cannot_be_saved_is_no_harm(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.WARNING)
    async with evening(tmp_path, checkpoint_every=2) as tonight:

        async def full(_board: Board) -> None:
            raise DiskFull

        monkeypatch.setattr(tonight.diary, "save", full)
        for _ in range(5):
            await tonight.give(rose())
    assert caplog.records
    assert "the checkpoint could not be saved" in caplog.records[0].getMessage()
    async with evening(tmp_path) as tonight:
        assert tonight.raised == 5


async def test_after_a_failure_old_gifts_can_still_be_taken_back(tmp_path: Path) -> None:
    async with evening(tmp_path) as tonight:
        await tonight.give(rose(id_="one", pieces=3))
        tonight.diary.fails = [DiskFull()]
        with pytest.raises(DiskFull):
            await tonight.keeper.ask(VoidGift("one"), NOOR)
        assert tonight.raised == 3
        await tonight.keeper.ask(VoidGift("one"), NOOR)
        assert tonight.raised == 0
