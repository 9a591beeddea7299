"""When frames go out, millisecond by millisecond on a clock that is played."""

import asyncio
import random
from itertools import pairwise

import pytest

from tests.hub.listening import Ear, Stage

FRAME_MS = 16


@pytest.mark.parametrize("gifts_a_second", [5, 40, 300])
async def test_a_change_after_a_quiet_frame_goes_out_at_once_and_none_waits_longer_than_a_frame(
    gifts_a_second: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 0
    monkeypatch.setattr(asyncio.get_running_loop(), "time", lambda: now / 1000)
    chance = random.Random(gifts_a_second)  # noqa: S311  # the same evening each time
    stage = Stage(frame_seconds=FRAME_MS / 1000)
    ear = stage.ear()
    given: dict[int, int] = {}
    sent: list[tuple[int, int]] = []
    for now in range(3000):
        if chance.random() < gifts_a_second / 1000:
            stage.give()
            given[stage.board.seq] = now
        await _turns()
        sent += [(now, frame["seq"]) for frame in _states(ear)]
    assert all(later - before >= FRAME_MS for (before, _), (later, _) in pairwise(sent))
    for seq, at in given.items():
        if at >= 3000 - FRAME_MS:
            continue
        shown = next(moment for moment, newest in sent if newest >= seq)
        quiet = not any(at - FRAME_MS < moment < at for moment, _ in sent)
        assert shown == at if quiet else shown <= at + FRAME_MS


async def _turns() -> None:
    """Let everything happen whose time has come, without waiting."""
    for _ in range(3):
        await asyncio.sleep(0)


def _states(ear: Ear) -> list[dict[str, int]]:
    heard = [frame for frame in ear.heard if frame["type"] == "state"]
    ear.heard.clear()
    return heard
