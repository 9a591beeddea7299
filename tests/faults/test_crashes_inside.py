"""A crash of our own costs nobody else anything, is kept and shown, and leaves nobody waiting."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from giftgoal import keeper as keepers
from giftgoal.askers import Answer, Stopping
from giftgoal.cli.safeguards import keep_what_crashed
from giftgoal.domain.board import Board
from giftgoal.domain.commands import EditGoal, OpenGoal
from giftgoal.hub import CRASHED, Hub
from giftgoal.keeper import BATCH, Keeper
from giftgoal.ledger import DiskFull, LedgerError, SqliteLedger
from giftgoal.listeners import Frame
from giftgoal.notices import Notices
from giftgoal.wire.frames import FrameEncoder
from tests.keeper.keeping import EIGHT, MIKA, NEW_MIC, NOOR, Diary, evening, tap


@asynccontextmanager
async def watched(folder: Path) -> AsyncIterator[tuple[Keeper, Diary, Notices]]:
    """Run a keeper whose troubles are noticed, as the server does."""
    ledger, board = await SqliteLedger.open(folder)
    notices, diary = Notices(), Diary(ledger, [])
    keeper = Keeper(
        diary,
        board,
        publish=lambda _board: None,
        now=lambda: EIGHT,
        notice=notices.about("writing"),
        park=keep_what_crashed(folder, notices, lambda: EIGHT),
    )
    running = asyncio.create_task(keeper.run())
    yield keeper, diary, notices
    keeper.stop()
    await running
    await ledger.close()


async def test_a_command_that_crashes_is_kept_and_shown(tmp_path: Path) -> None:
    async with watched(tmp_path) as (keeper, _, notices):
        await keeper.ask(OpenGoal("mic", NEW_MIC), MIKA)
        with pytest.raises(TypeError):
            await keeper.ask(EditGoal("mic", {"no_such_setting": 1}), MIKA)
        assert isinstance(await keeper.ask(tap(), NOOR), Answer)
        (notice,) = notices.lines()
    file = tmp_path / "parked.jsonl"
    assert notice == f"Something that mika sent could not be counted. It is kept in {file}."
    kept = json.loads(file.read_text(encoding="utf-8"))
    assert (kept["at"], kept["by"]["name"], kept["command"]) == (EIGHT, "mika", "EditGoal")
    assert "no_such_setting" in json.dumps(kept["said"])


async def test_a_full_disk_is_noticed_until_it_can_be_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keepers, "TRY_AGAIN_SECONDS", 0.01)
    async with watched(tmp_path) as (keeper, diary, notices):
        await keeper.ask(tap(), NOOR)
        gone = asyncio.Event()
        notices.on_change = lambda: None if notices.lines() else gone.set()
        diary.fails = [DiskFull()]
        with pytest.raises(DiskFull):
            await keeper.ask(tap(), NOOR)
        (notice,) = notices.lines()
        assert notice == (
            "Gifts cannot be counted now. "
            "The disk is full: nothing can be written down until there is space again."
        )
        await asyncio.wait_for(gone.wait(), 10)


async def test_a_disk_error_is_noticed_until_a_gift_is_written_again(tmp_path: Path) -> None:
    async with watched(tmp_path) as (keeper, diary, notices):
        diary.fails = [LedgerError("the disk reports an error")]
        with pytest.raises(LedgerError):
            await keeper.ask(tap(), NOOR)
        assert notices.lines() == ["Gifts cannot be counted now. The disk reports an error."]
        await keeper.ask(tap(), NOOR)
        assert notices.lines() == []


async def test_a_keeper_that_crashes_leaves_nobody_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger, board = await SqliteLedger.open(tmp_path)
    keeper = Keeper(ledger, board, publish=lambda _board: None, now=lambda: EIGHT)

    async def crash(_batch: object) -> None:
        raise RuntimeError("unthought of")

    monkeypatch.setattr(keeper, "_settle", crash)
    asked = [asyncio.create_task(keeper.ask(tap(), NOOR)) for _ in range(BATCH + 36)]
    await asyncio.sleep(0)
    with pytest.raises(RuntimeError):
        await keeper.run()
    told = await asyncio.wait_for(asyncio.gather(*asked[BATCH:], return_exceptions=True), 10)
    assert {type(one) for one in told} == {Stopping}
    with pytest.raises(Stopping):
        await keeper.ask(tap(), NOOR)
    for task in asked:
        task.cancel()
    await ledger.close()


class Ear:
    """A listener; one that crashes if it is told to."""

    def __init__(self, *, crashes: bool = False) -> None:
        self.crashes = crashes
        self.texts: list[bytes] = []
        self.closed: int | None = None

    def send(self, frame: Frame, *, droppable: bool) -> None:
        if self.crashes and self.texts:
            raise RuntimeError("unthought of")
        self.texts.append(frame.texts[0])

    def recheck(self, _board: Board) -> None:
        pass

    def close(self, code: int) -> None:
        self.closed = code


async def test_a_listener_that_crashes_costs_the_others_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    async with evening(tmp_path) as tonight:
        hub = Hub(tonight.board, FrameEncoder(lambda text: text), frame_seconds=0)
        ears = [Ear(), Ear(crashes=True), Ear()]
        for ear in ears:
            hub.join("overlay", ear)
        await tonight.give(tap().gift)
        hub.publish(tonight.board)
        assert [len(ear.texts) for ear in ears] == [2, 1, 2]
        assert ears[1].closed == CRASHED
        assert hub.listening("overlay") == 2
    assert "a listener crashed" in caplog.text


async def test_notices_go_to_the_control_page_at_once(tmp_path: Path) -> None:
    async with evening(tmp_path) as tonight:
        notices = Notices()
        hub = Hub(tonight.board, FrameEncoder(lambda text: text, notices.lines))
        notices.on_change = lambda: hub.refresh("control")
        ear = Ear()
        hub.join("control", ear)
        notices.put("writing", "The disk is full.")
        notices.put("writing", "The disk is full.")
        notices.put("writing", "")
    told = [json.loads(text)["notices"] for text in ear.texts]
    assert told == [[], ["The disk is full."], []]
