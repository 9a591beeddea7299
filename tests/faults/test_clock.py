"""The clock of the machine is set while the stream goes on."""

from dataclasses import replace
from pathlib import Path

import pytest

from giftgoal.hub import Hub
from giftgoal.wire.frames import FrameEncoder
from tests.keeper.keeping import EIGHT, evening, rose

HOUR = 3_600_000


@pytest.mark.parametrize("jump", [-HOUR, 24 * HOUR])
async def test_gifts_count_in_the_order_they_came_whatever_the_clock_says(
    tmp_path: Path, jump: int
) -> None:
    async with evening(tmp_path) as tonight:
        first = await tonight.give(rose(), "key-1")
        combo = rose(id_="combo", pieces=3, streak="combo")
        await tonight.give(combo)
        tonight.now[0] += jump
        again = await tonight.give(rose(), "key-1")
        await tonight.give(rose("ben"), "key-2")
        await tonight.give(replace(combo, id="combo-2", count=5, micro=combo.micro // 3 * 5))
        assert again.gift
        assert first.gift
        assert again.gift.gift.id == first.gift.gift.id, "the same key is the same gift"
        assert tonight.raised == 1 + 5 + 1
        entries = await tonight.on_disk()
    assert [entry.seq for entry in entries] == [1, 2, 3, 4, 5]
    assert [entry.at - EIGHT for entry in entries] == [0, 0, 0, jump, jump]
    async with evening(tmp_path) as tomorrow:
        assert tomorrow.raised == 1 + 5 + 1


@pytest.mark.parametrize(("jump", "told"), [(-HOUR, True), (0, True), (24 * HOUR, False)])
async def test_an_overlay_that_returns_celebrates_what_is_new_by_the_clock_it_is_asked_at(
    tmp_path: Path, jump: int, told: bool
) -> None:
    async with evening(tmp_path) as tonight:
        await tonight.give(rose())
        hub = Hub(tonight.board, FrameEncoder(lambda text: text))
        missed = hub.missed("overlay", tonight.board.seq - 1, EIGHT + jump)
        assert (missed is not None) is told
