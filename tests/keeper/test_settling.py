"""A gift is written down, then shown, then answered, and never in another order."""

import asyncio
from pathlib import Path

import pytest

from giftgoal.askers import Answer, Stopping
from giftgoal.domain.commands import RestoreGift, VoidGift
from giftgoal.domain.errors import KeyReused, NotFound
from giftgoal.ledger import SqliteLedger
from tests.keeper.keeping import MIKA, NOOR, evening, rose, tap


async def test_a_gift_that_was_answered_is_on_disk(tmp_path: Path) -> None:
    async with evening(tmp_path) as tonight:
        answer = await tonight.give(rose(pieces=5))
        assert answer.entry in await tonight.on_disk()
        assert answer.board.real.gifts == 1


async def test_nothing_is_shown_before_it_is_on_disk(tmp_path: Path) -> None:
    async with evening(tmp_path) as tonight:
        tonight.diary.gate.clear()
        giving = asyncio.create_task(tonight.give(rose()))
        await asyncio.sleep(0.05)
        assert (tonight.board.real.gifts, tonight.shown[-1].real.gifts) == (0, 0)
        assert not giving.done()
        tonight.diary.gate.set()
        await giving
        assert tonight.diary.told[-2:] == ["on disk", "shown"]


async def test_what_waits_is_settled_in_one_append(tmp_path: Path) -> None:
    async with evening(tmp_path) as tonight:
        answers = await tonight.together(*(tap() for _ in range(20)))
        assert tonight.diary.batches[-2:] == [1, 20]
        assert [a.entry.seq for a in answers if isinstance(a, Answer) and a.entry] == [
            *range(3, 23)
        ]
        assert len(tonight.shown) == 3, "a batch is shown once"


async def test_more_than_a_batch_is_settled_in_order(tmp_path: Path) -> None:
    async with evening(tmp_path) as tonight:
        await tonight.together(*(tap() for _ in range(150)))
        assert tonight.diary.batches[-2:] == [128, 22]
        assert [entry.seq for entry in await tonight.on_disk()] == [*range(1, 153)]


async def test_a_refused_command_does_not_harm_the_others_of_its_batch(tmp_path: Path) -> None:
    async with evening(tmp_path) as tonight:
        one, refused, other = await tonight.together(tap(), VoidGift("no-such-gift"), tap())
        assert isinstance(refused, NotFound)
        assert isinstance(one, Answer)
        assert isinstance(other, Answer)
        assert tonight.raised == 3


async def test_the_same_key_twice_in_a_batch_counts_once(tmp_path: Path) -> None:
    async with evening(tmp_path) as tonight:
        one, again = await tonight.together(tap(key="tap-1"), tap(key="tap-1"))
        assert isinstance(one, Answer)
        assert isinstance(again, Answer)
        assert (again.entry, again.gift) == (None, one.gift)
        assert tonight.raised == 2


async def test_the_same_key_with_another_body_is_refused(tmp_path: Path) -> None:
    async with evening(tmp_path) as tonight:
        await tonight.give(rose(), "tap-1")
        with pytest.raises(KeyReused):
            await tonight.give(rose(), "tap-1", body="two roses")


async def test_a_command_that_changes_nothing_writes_nothing(tmp_path: Path) -> None:
    async with evening(tmp_path) as tonight:
        gift = (await tonight.give(rose(id_="one"))).gift
        await tonight.keeper.ask(VoidGift("one"), NOOR)
        before = len(await tonight.on_disk()), len(tonight.shown)
        answer = await tonight.keeper.ask(VoidGift("one"), NOOR)
        assert gift
        assert answer.entry is None
        assert answer.gift
        assert answer.gift.voided
        assert (len(await tonight.on_disk()), len(tonight.shown)) == before


async def test_a_board_that_someone_holds_never_changes(tmp_path: Path) -> None:
    async with evening(tmp_path) as tonight:
        held = (await tonight.give(rose("ben", id_="one"))).board
        before = held.seq, held.real.micro, dict(held.real.recent), dict(held.real.tallies.items())
        await tonight.give(rose("ana"))
        await tonight.keeper.ask(VoidGift("one"), NOOR)
        after = held.seq, held.real.micro, dict(held.real.recent), dict(held.real.tallies.items())
        assert after == before


async def test_a_caller_that_goes_away_changes_nothing_for_its_gift(tmp_path: Path) -> None:
    async with evening(tmp_path) as tonight:
        tonight.diary.gate.clear()
        leaving = asyncio.create_task(tonight.give(rose()))
        staying = asyncio.create_task(tonight.give(rose()))
        await asyncio.sleep(0.05)
        leaving.cancel()
        tonight.diary.gate.set()
        await staying
        assert leaving.cancelled()
        assert tonight.raised == 2


async def test_stopping_settles_what_waits_and_takes_no_more(tmp_path: Path) -> None:
    async with evening(tmp_path) as tonight:
        tonight.diary.gate.clear()
        waiting = [asyncio.create_task(tonight.give(rose())) for _ in range(100)]
        await asyncio.sleep(0)
        tonight.keeper.stop()
        with pytest.raises(Stopping):
            await tonight.give(rose())
        tonight.diary.gate.set()
        await asyncio.gather(*waiting)
        assert tonight.raised == 100


async def test_stopping_saves_a_checkpoint_of_all(tmp_path: Path) -> None:
    async with evening(tmp_path) as tonight:
        await tonight.give(rose())
    assert tonight.diary.saved == [tonight.board.seq]
    ledger, board = await SqliteLedger.open(tmp_path)
    await ledger.close()
    assert board == tonight.board


async def test_checkpoints_are_saved_on_the_way_and_gifts_go_on_meanwhile(tmp_path: Path) -> None:
    async with evening(tmp_path, checkpoint_every=10) as tonight:
        for _ in range(30):
            await tonight.give(rose())
    assert len(tonight.diary.saved) >= 2
    assert tonight.diary.saved[-1] == tonight.board.seq == 31


@pytest.mark.parametrize("again", [[VoidGift], [RestoreGift, VoidGift]])
async def test_a_batch_may_speak_of_one_gift_many_times(
    tmp_path: Path, again: list[type[VoidGift | RestoreGift]]
) -> None:
    async with evening(tmp_path) as tonight:
        await tonight.give(rose(id_="one", pieces=7))
        await tonight.together(VoidGift("one"), *(command("one") for command in again))
        assert tonight.raised == 1


async def test_the_answer_says_who_it_was(tmp_path: Path) -> None:
    async with evening(tmp_path) as tonight:
        answer = await tonight.keeper.ask(tap(), MIKA)
        assert answer.gift
        assert answer.entry
        assert (answer.gift.by, answer.entry.by) == (MIKA, MIKA)
