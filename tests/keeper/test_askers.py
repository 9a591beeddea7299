"""Whoever does not wait is told once, after the disk; what they made ahead is used if it holds."""

import asyncio
from pathlib import Path

import pytest

from giftgoal.askers import Answer, Outcome
from giftgoal.domain.commands import RecordGift
from giftgoal.domain.events import Request
from giftgoal.ledger import DiskFull
from tests.keeper.keeping import NOOR, Evening, evening, rose, tap


class Phone:
    """Notes what it hears, and whether the ledger had written anything by then."""

    def __init__(self, tonight: Evening) -> None:
        self._diary = tonight.diary
        self._before = len(tonight.diary.batches)
        self.heard: list[tuple[str, bool]] = []
        self.foreseen: list[Answer] = []
        self.told: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()

    def _note(self, what: str) -> None:
        self.heard.append((what, len(self._diary.batches) > self._before))

    def get_ready(self, answer: Answer) -> None:
        self._note("get ready")
        self.foreseen.append(answer)

    def tell(self, outcome: Outcome) -> None:
        self._note("told")
        self.told.set_result(outcome)


async def test_an_answer_is_made_before_it_is_on_disk_and_told_after(tmp_path: Path) -> None:
    async with evening(tmp_path) as tonight:
        phone = Phone(tonight)
        tonight.keeper.queue(tap(), NOOR, phone)
        assert await phone.told is phone.foreseen[0]
        assert phone.heard == [("get ready", False), ("told", True)]


async def test_what_the_disk_refuses_is_not_told_as_it_was_foreseen(tmp_path: Path) -> None:
    async with evening(tmp_path) as tonight:
        tonight.diary.fails.append(DiskFull())
        phone = Phone(tonight)
        tonight.keeper.queue(tap(), NOOR, phone)
        assert isinstance(await phone.told, DiskFull)
        assert [what for what, _ in phone.heard][-1] == "told"


async def test_a_forgotten_key_is_not_answered_as_if_it_were_new(tmp_path: Path) -> None:
    async with evening(tmp_path) as tonight:
        first = await tonight.give(rose(), key="tap-1")
        await tonight.forget()
        phone = Phone(tonight)
        again = RecordGift(rose(), Request("tap-1", "a rose"), confirm=True)
        tonight.keeper.queue(again, NOOR, phone)
        answer = await phone.told
        assert isinstance(answer, Answer)
        assert answer not in phone.foreseen
        assert answer.entry is None
        assert answer.gift == first.gift


async def test_each_is_told_of_the_board_of_their_own_batch(tmp_path: Path) -> None:
    async with evening(tmp_path) as tonight:
        one, two = Phone(tonight), Phone(tonight)
        tonight.keeper.queue(tap(), NOOR, one)
        await asyncio.sleep(0)
        tonight.keeper.queue(tap(), NOOR, two)
        outcomes = await asyncio.gather(one.told, two.told)
        assert [answer.board.seq for answer in outcomes if isinstance(answer, Answer)] == [2, 3]


async def test_a_phone_that_crashes_does_not_keep_others_from_being_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken(Phone):
        def get_ready(self, answer: Answer) -> None:
            raise RuntimeError("cannot get ready")

        def tell(self, outcome: Outcome) -> None:
            raise RuntimeError("cannot be told")

    async with evening(tmp_path) as tonight:
        phone = Phone(tonight)
        tonight.keeper.queue(tap(), NOOR, Broken(tonight))
        tonight.keeper.queue(tap(), NOOR, phone)
        assert isinstance(await phone.told, Answer)
        assert tonight.board.real.gifts == 2
    assert "an answer could not be told" in caplog.text
