"""TikFinity's local socket, on good days and bad ones."""

from pathlib import Path

import pytest

from giftgoal.sources import connections
from tests.sources.platforms import Visits, breaks_off, deaf, platform, says
from tests.sources.studio import studio
from tests.sources.tiktok import lion, message, rose


async def test_gifts_count_as_they_are_tapped(tmp_path: Path) -> None:
    config = {"event": "config", "data": {"alerts": []}}
    visit = says(config, message(rose(1, 1)), message(rose(5, 2)), message(lion(3)))
    async with platform(visit) as address, studio(tmp_path) as here:
        await here.supervisor.edit("tikfinity", on=True, values={"address": address})
        await here.until(lambda: here.status("tikfinity").counters.counted == 3)
        assert await here.coins() == 5 + 29_999
        assert here.status("tikfinity").state == "live"
        assert {one.by.name for one in await here.gifts()} == {"TikTok"}


async def test_an_app_that_is_not_there_is_waited_for(tmp_path: Path) -> None:
    async with studio(tmp_path, on={"tikfinity": {"address": "ws://127.0.0.1:9/"}}) as here:
        await here.until(lambda: len(here.clock.waits) >= 8)
        status = here.status("tikfinity")
        says = "TikFinity does not answer. Is it running?"
        assert (status.state, status.line) == ("connecting", says)
        assert status.again_at
        assert all(0 <= wait <= 60 for wait in here.clock.waits)
        assert all(wait <= 2**tries for tries, wait in enumerate(here.clock.waits))


async def test_an_app_that_hangs_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "PATIENCE", 0.1)
    async with deaf() as address, studio(tmp_path, on={"tikfinity": {"address": address}}) as here:
        await here.until(lambda: len(here.clock.waits) >= 2)
        assert here.status("tikfinity").line == "TikFinity does not answer."


async def test_half_a_frame_and_a_broken_line_lose_no_gift_that_came(tmp_path: Path) -> None:
    visits: Visits = (
        says(message(rose(1, 1)), code=1011),
        breaks_off,
        (503, {}),
        says("{half", message(rose(1, 1)), message(rose(4, 2))),
    )
    async with platform(*visits) as address, studio(tmp_path) as here:
        await here.supervisor.edit("tikfinity", on=True, values={"address": address})
        await here.until(lambda: here.status("tikfinity").counters.counted == 2)
        status = await here.state("tikfinity", "live")
        assert await here.coins() == 4
        assert (status.counters.repeated, status.counters.refused) == (1, 1)
        assert "not JSON" in status.note


async def test_what_was_missed_meanwhile_is_named(tmp_path: Path) -> None:
    visits: Visits = (says(message(rose(1, 1)), code=1001), (503, {}), says())
    async with platform(*visits) as address, studio(tmp_path) as here:
        await here.supervisor.edit("tikfinity", on=True, values={"address": address})
        await here.until(lambda: len(here.status("tikfinity").gaps) == 1)
        (gap,) = here.status("tikfinity").gaps
        assert gap.since < gap.until <= here.clock.now()
        assert here.status("tikfinity").state == "live"


async def test_what_was_missed_over_a_restart_is_named_too(tmp_path: Path) -> None:
    async with platform(says()) as address:
        async with studio(tmp_path, on={"tikfinity": {"address": address}}) as here:
            await here.state("tikfinity", "live")
            assert here.status("tikfinity").gaps == ()
        async with studio(tmp_path, later=90) as here:
            (gap,) = (await here.state("tikfinity", "live")).gaps
            assert 85_000 < gap.until - gap.since < 95_000
        async with studio(tmp_path, later=2 * 3600) as here:
            assert (await here.state("tikfinity", "live")).gaps == ()
        (tmp_path / "sources.seen.json").write_text("{half", encoding="utf-8")
        async with studio(tmp_path) as here:
            assert (await here.state("tikfinity", "live")).gaps == ()


async def test_retry_after_is_kept_to(tmp_path: Path) -> None:
    visits: Visits = ((429, {"Retry-After": "37"}), says(message(rose(2, 1))))
    async with platform(*visits) as address, studio(tmp_path) as here:
        await here.supervisor.edit("tikfinity", on=True, values={"address": address})
        await here.until(lambda: here.status("tikfinity").counters.counted == 1)
        assert here.clock.waits == [37]


async def test_a_wrong_key_is_not_tried_again_until_something_was_changed(tmp_path: Path) -> None:
    visits: Visits = ((401, {}), says())
    async with platform(*visits) as address, studio(tmp_path) as here:
        await here.supervisor.edit("tikfinity", on=True, values={"address": address})
        status = await here.state("tikfinity", "refused")
        assert status.line == "TikFinity does not accept the key or password."
        assert here.clock.waits == []
        await here.supervisor.edit("tikfinity", on=True)
        await here.state("tikfinity", "live")


async def test_an_address_that_is_none_is_told(tmp_path: Path) -> None:
    async with studio(tmp_path, on={"tikfinity": {"address": "localhost"}}) as here:
        assert "ws://" in (await here.state("tikfinity", "refused")).line


async def test_who_got_the_gifts_is_told_while_that_is_open(tmp_path: Path) -> None:
    events = [rose(1, n, groupId=str(n), receiverUserId=str(10 + n)) for n in (1, 2)]
    visit = says(*map(message, events))
    async with platform(visit) as address, studio(tmp_path) as here:
        await here.supervisor.edit("tikfinity", on=True, values={"address": address})
        await here.until(lambda: here.status("tikfinity").counters.counted == 2)
        assert "11, 12" in here.status("tikfinity").note
        await here.supervisor.edit("tikfinity", values={"me": "11"})
        await here.until(lambda: here.status("tikfinity").counters.repeated == 1)
        assert here.status("tikfinity").counters.counted == 2


async def test_a_test_delivery_lands_in_the_rehearsal_each_time(tmp_path: Path) -> None:
    async with studio(tmp_path) as here:
        await here.supervisor.test("tikfinity")
        await here.supervisor.test("tikfinity")
        assert [one.gift.coins for one in await here.gifts(rehearsal=True)] == [5, 5]
        assert await here.gifts() == []
