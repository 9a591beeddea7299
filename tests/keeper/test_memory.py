"""The board remembers 256 gifts, keys and streaks; the ledger remembers all."""

from dataclasses import replace
from pathlib import Path

import pytest

from giftgoal.askers import Answer
from giftgoal.domain.commands import CloseGoal, RecordGift, RestoreGift, VoidGift
from giftgoal.domain.errors import KeyReused, NotFound
from giftgoal.domain.events import Request
from tests.keeper.keeping import MIKA, NOOR, evening, rose


async def test_a_forgotten_key_still_leads_to_its_gift(tmp_path: Path) -> None:
    async with evening(tmp_path) as tonight:
        first = await tonight.give(rose(id_="one"), "tap-1")
        await tonight.forget()
        before = tonight.raised
        again = await tonight.give(rose(id_="two"), "tap-1")
        assert (again.entry, again.gift) == (None, first.gift)
        assert tonight.raised == before


async def test_a_forgotten_key_with_another_body_is_refused(tmp_path: Path) -> None:
    async with evening(tmp_path) as tonight:
        await tonight.give(rose(), "tap-1")
        await tonight.forget()
        with pytest.raises(KeyReused):
            await tonight.give(rose(), "tap-1", body="two roses")


async def test_a_forgotten_gift_sent_again_is_no_gift_for_a_closed_goal(tmp_path: Path) -> None:
    async with evening(tmp_path) as tonight:
        aimed = replace(rose(id_="one"), goal="mic")
        first = await tonight.give(aimed, "tap-1")
        await tonight.forget()
        await tonight.keeper.ask(CloseGoal("mic"), MIKA)
        again = await tonight.give(replace(aimed, id="two"), "tap-1")
        assert (again.entry, again.gift) == (None, first.gift)


async def test_a_key_is_known_after_a_restart(tmp_path: Path) -> None:
    async with evening(tmp_path) as tonight:
        first = await tonight.give(rose(id_="one"), "tap-1")
    async with evening(tmp_path) as tonight:
        again = await tonight.give(rose(id_="two"), "tap-1")
        assert (again.entry, again.gift) == (None, first.gift)


async def test_a_forgotten_key_does_not_harm_the_others_of_its_batch(tmp_path: Path) -> None:
    async with evening(tmp_path) as tonight:
        await tonight.give(rose(id_="one"), "tap-1")
        await tonight.forget()
        before = tonight.raised
        old = RecordGift(rose(id_="two"), Request("tap-1", "a rose"), confirm=True)
        new = RecordGift(rose(id_="three"), Request("tap-2", "a rose"), confirm=True)
        again, counted = await tonight.together(old, new)
        assert isinstance(again, Answer)
        assert isinstance(counted, Answer)
        assert (again.entry, counted.entry is None) == (None, False)
        assert tonight.raised == before + 2, "the gift before the batch, and the new one"


async def test_a_forgotten_streak_grows_by_what_is_new(tmp_path: Path) -> None:
    async with evening(tmp_path) as tonight:
        await tonight.give(rose(id_="one", pieces=5, streak="combo"))
        await tonight.forget()
        before = tonight.raised
        grown = await tonight.give(rose(id_="two", pieces=8, streak="combo"))
        assert grown.gift
        assert (grown.gift.gift.id, grown.gift.gift.count) == ("one", 8)
        assert tonight.raised == before + 3


async def test_two_reports_of_a_forgotten_streak_in_a_batch_add_up_once(tmp_path: Path) -> None:
    async with evening(tmp_path) as tonight:
        await tonight.give(rose(id_="one", pieces=5, streak="combo"))
        await tonight.forget()
        before = tonight.raised
        reports = [RecordGift(rose(pieces=n, streak="combo"), confirm=True) for n in (7, 6, 9)]
        await tonight.together(*reports)
        assert tonight.raised == before + 1 + 4, (
            "one rose before the batch, four more in the streak"
        )


async def test_an_old_gift_can_be_taken_back_and_restored(tmp_path: Path) -> None:
    async with evening(tmp_path) as tonight:
        await tonight.give(rose(id_="one", pieces=5))
        await tonight.forget()
        before = tonight.raised
        voided = await tonight.keeper.ask(VoidGift("one"), NOOR)
        assert voided.gift
        assert (voided.gift.voided, tonight.raised) == (True, before - 5)
        restored = await tonight.keeper.ask(RestoreGift("one"), NOOR)
        assert restored.gift
        assert (restored.gift.voided, tonight.raised) == (False, before)


async def test_an_old_gift_that_two_take_back_at_once_is_taken_back_once(tmp_path: Path) -> None:
    async with evening(tmp_path) as tonight:
        await tonight.give(rose(id_="one", pieces=5))
        await tonight.forget()
        before = tonight.raised
        await tonight.together(VoidGift("one"), VoidGift("one"))
        assert tonight.raised == before + 1 - 5


async def test_an_old_gift_taken_back_and_restored_at_once_counts(tmp_path: Path) -> None:
    async with evening(tmp_path) as tonight:
        await tonight.give(rose(id_="one", pieces=5))
        await tonight.forget()
        before = tonight.raised
        await tonight.together(VoidGift("one"), RestoreGift("one"))
        assert tonight.raised == before + 1


async def test_a_gift_that_never_was_is_not_found(tmp_path: Path) -> None:
    async with evening(tmp_path) as tonight:
        with pytest.raises(NotFound):
            await tonight.keeper.ask(VoidGift("no-such-gift"), NOOR)
