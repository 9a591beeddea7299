"""Euler Stream's socket: bundles, and what its close codes mean."""

from pathlib import Path

import pytest
from websockets.asyncio.server import ServerConnection

from tests.sources.platforms import Visits, breaks_off, platform, says
from tests.sources.studio import studio
from tests.sources.tiktok import lion, nested, of_the_schema, rose

FILLED = {"user": "@mika", "key": "a key of mika's"}


def bundle(*events: dict[str, object]) -> dict[str, object]:
    messages = [{"type": "WebcastGiftMessage", "data": event} for event in events]
    return {"timestamp": 1_795_550_400_000, "messages": [{"type": "roomInfo"}, *messages]}


async def test_bundles_are_counted_and_asked_for_by_name_and_key(tmp_path: Path) -> None:
    asked: list[str] = []

    async def visit(connection: ServerConnection) -> None:
        assert connection.request
        asked.append(connection.request.path)
        await says(bundle(of_the_schema(rose(3, 1)), nested(lion(2))))(connection)

    async with platform(visit) as address, studio(tmp_path) as here:
        values = {**FILLED, "address": address}
        await here.supervisor.edit("euler", on=True, values=values)
        await here.until(lambda: here.status("euler").counters.counted == 2)
        assert await here.coins() == 3 + 29_999
    assert asked == ["/?uniqueId=mika&apiKey=a+key+of+mika%27s&features.bundleEvents=true"]


@pytest.mark.parametrize("code", [4400, 4401, 4403])
async def test_a_wrong_key_or_name_waits_for_the_streamer(code: int, tmp_path: Path) -> None:
    async with platform(says(code=code)) as address, studio(tmp_path) as here:
        await here.supervisor.edit("euler", on=True, values={**FILLED, "address": address})
        status = await here.state("euler", "refused")
        assert status.line.startswith("Euler Stream")
        assert here.clock.waits == []


@pytest.mark.parametrize("code", [4404, 4005])
async def test_no_stream_is_looked_for_every_half_minute(code: int, tmp_path: Path) -> None:
    async with platform(says(code=code)) as address, studio(tmp_path) as here:
        await here.supervisor.edit("euler", on=True, values={**FILLED, "address": address})
        await here.until(lambda: len(here.clock.waits) == 3)
        assert here.clock.waits == [30, 30, 30]
        assert here.status("euler").state == "connecting"


@pytest.mark.parametrize("code", [1011, 4006, 4500, 4555])
async def test_what_passes_is_tried_again(code: int, tmp_path: Path) -> None:
    visits = (says(bundle(rose(1, 1)), code=code), says(bundle(rose(1, 1), rose(2, 2))))
    async with platform(*visits) as address, studio(tmp_path) as here:
        await here.supervisor.edit("euler", on=True, values={**FILLED, "address": address})
        await here.until(lambda: here.status("euler").counters.counted == 2)
        assert await here.coins() == 2


async def test_too_many_programs_wait_a_minute(tmp_path: Path) -> None:
    async with platform(says(code=4429)) as address, studio(tmp_path) as here:
        await here.supervisor.edit("euler", on=True, values={**FILLED, "address": address})
        await here.until(lambda: len(here.clock.waits) >= 1)
        assert here.clock.waits[0] == 60


async def test_outages_lose_no_gift_that_came_and_count_none_twice(tmp_path: Path) -> None:
    gifts = [rose(n + 1, n, groupId=f"17{n}") for n in range(6)]
    visits: Visits = (
        (503, {}),
        says(bundle(gifts[0], gifts[1]), code=1011),
        breaks_off,
        (429, {"Retry-After": "9"}),
        says("{half", bundle(gifts[1], gifts[3], gifts[2]), bundle(gifts[0]), code=4555),
        says(bundle(gifts[5], gifts[4], gifts[3])),
    )
    async with platform(*visits) as address:
        async with studio(tmp_path) as here:
            await here.supervisor.edit("euler", on=True, values={**FILLED, "address": address})
            await here.until(lambda: here.status("euler").counters.counted == 6)
            status = await here.state("euler", "live")
            assert (status.counters.repeated, status.counters.refused) == (3, 1)
            assert any(wait >= 9 for wait in here.clock.waits)
        async with studio(tmp_path) as here:
            await here.until(lambda: here.status("euler").counters.repeated == 3)
            assert await here.coins() == 1 + 2 + 3 + 4 + 5 + 6


async def test_the_key_is_in_no_word_that_is_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with studio(tmp_path) as here:
        values = {**FILLED, "address": "ws://127.0.0.1:9/"}
        await here.supervisor.edit("euler", on=True, values=values)
        await here.until(lambda: len(here.clock.waits) >= 2)
        assert "a key" not in str(here.status("euler")) + str(here.supervisor.chosen) + caplog.text
