"""Twitch's socket, on good days and bad ones."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from starlette.responses import JSONResponse
from websockets.asyncio.server import ServerConnection

from giftgoal.sources import connections, twitch
from tests.sources.platforms import breaks_off, deaf, platform, says
from tests.sources.studio import studio
from tests.sources.twitch import (
    FakeTwitch,
    bits,
    counted,
    failure,
    fake_twitch,
    message,
    signed_in,
    subscribed,
)
from tests.sources.web import half_an_answer


@pytest.fixture
async def there() -> AsyncIterator[FakeTwitch]:
    async with fake_twitch() as one:
        yield one


async def test_bits_count_and_the_client_only_listens(tmp_path: Path, there: FakeTwitch) -> None:
    async with studio(tmp_path, [there.road]) as here:
        await signed_in(here, there)
        await subscribed(there, here)
        await there.say(bits(1, 100), message("session_keepalive", 2, {}), bits(3, 5, type="combo"))
        await counted(here, 2)
        assert {one.gift.worth.amount for one in await here.gifts() if one.gift.worth} == {100, 5}
    assert there.heard == []
    assert [kind for _, kind in there.subscribed] == ["channel.bits.use"]


@pytest.mark.parametrize("status", [400, 403])
async def test_where_there_are_no_bits_it_asks_for_cheers_instead_of_both(
    tmp_path: Path, there: FakeTwitch, status: int
) -> None:
    there.withheld["channel.bits.use"] = status
    async with studio(tmp_path, [there.road]) as here:
        await signed_in(here, there)
        await subscribed(there, here)
        await there.say(bits(1, 100, "channel.cheer"))
        await counted(here, 1)
        assert "cheers only" in here.status("twitch").note
    assert [kind for _, kind in there.subscribed] == ["channel.cheer"]


async def test_a_channel_that_gets_no_bits_is_told_so(tmp_path: Path, there: FakeTwitch) -> None:
    there.withheld = {"channel.bits.use": 403, "channel.cheer": 403}
    async with studio(tmp_path, [there.road]) as here:
        await signed_in(here, there)
        status = await here.state("twitch", "refused")
        assert status.line == "Twitch does not tell of this channel's Bits. Can it get any yet?"
        assert here.clock.waits == []


async def test_a_connection_that_is_gone_before_it_asked_is_made_anew(
    tmp_path: Path, there: FakeTwitch
) -> None:
    gone = "websocket transport session does not exist or has already disconnected"
    there.odd_answers = [failure(400, gone), failure(400, gone)]
    async with studio(tmp_path, [there.road]) as here:
        await signed_in(here, there)
        await subscribed(there, here)
        assert len(here.clock.waits) == 1
        assert [kind for _, kind in there.subscribed] == ["channel.bits.use"]


async def test_a_door_that_is_shut_for_now_is_tried_again(
    tmp_path: Path, there: FakeTwitch
) -> None:
    async with platform((403, {})) as shut:
        places = twitch.Places(shut, there.places.api, there.places.sign_in)
        async with studio(tmp_path, [twitch.road(places)]) as here:
            await signed_in(here, there)
            await here.until(lambda: len(here.clock.waits) >= 2)
            assert here.status("twitch").line == "Twitch does not open the connection just now."


async def test_a_subscription_that_stands_already_is_fine(
    tmp_path: Path, there: FakeTwitch
) -> None:
    there.odd_answers = [failure(409, "subscription already exists")]
    async with studio(tmp_path, [there.road]) as here:
        await signed_in(here, there)
        await here.state("twitch", "live")
        await there.say(bits(1, 1), on=there.sockets["session-1"])
        await counted(here, 1)


async def test_moving_loses_no_gift_and_asks_for_nothing_twice(
    tmp_path: Path, there: FakeTwitch
) -> None:
    async with studio(tmp_path, [there.road]) as here:
        await signed_in(here, there)
        await subscribed(there, here)
        slow = asyncio.Event()

        async def slow_to_welcome(connection: ServerConnection) -> None:
            await slow.wait()
            await there.visit(connection)

        there.odd_visits = [slow_to_welcome]
        old = await there.move()
        await there.say(bits(1, 10), on=old)
        await counted(here, 1)  # while the new one is still silent
        await there.say(bits(2, 20), bits(3, 30), on=old)
        slow.set()
        await old.wait_closed()
        await there.say(bits(3, 30), bits(4, 40))
        await counted(here, 4)
        assert here.status("twitch").counters.repeated == 1
        assert here.status("twitch").state == "live"
        assert here.status("twitch").gaps == ()
    assert old.close_code == 1000
    assert len(there.subscribed) == 1
    assert there.opened[-1].endswith("moved=session-1")


async def test_thirty_moves_amid_gifts_lose_none(tmp_path: Path, there: FakeTwitch) -> None:
    async with studio(tmp_path, [there.road]) as here:
        await signed_in(here, there)
        await subscribed(there, here)
        for n in range(300):
            await there.say(bits(n, 1), bits(n, 1))
            if n % 10 == 5:
                await there.move()
            await asyncio.sleep(0.001)
        await counted(here, 300)
        assert here.status("twitch").gaps == ()
        assert len(there.opened) > 2
    assert len(there.subscribed) == 1


async def test_where_moving_fails_a_fresh_connection_is_made(
    tmp_path: Path, there: FakeTwitch
) -> None:
    async with studio(tmp_path, [there.road]) as here:
        await signed_in(here, there)
        await subscribed(there, here)
        there.odd_visits = [says(code=4007)]
        old = await there.move()
        await there.say(bits(1, 10), on=old)
        await subscribed(there, here, times=2)
        await there.say(bits(1, 10), bits(2, 20))
        await counted(here, 2)
        assert len(here.status("twitch").gaps) == 1


async def test_what_is_revoked_while_moving_is_not_carried_over(
    tmp_path: Path, there: FakeTwitch
) -> None:
    async with studio(tmp_path, [there.road]) as here:
        await signed_in(here, there)
        await subscribed(there, here)
        old = await there.move()
        gone = message("revocation", "r", {"subscription": {"status": "user_removed"}})
        await there.say(gone, on=old)
        await here.state("twitch", "refused")


async def test_told_to_move_nowhere_it_makes_a_fresh_connection(
    tmp_path: Path, there: FakeTwitch
) -> None:
    async with studio(tmp_path, [there.road]) as here:
        await signed_in(here, there)
        await subscribed(there, here)
        await there.say(message("session_reconnect", 1, {"session": {"reconnect_url": None}}))
        await subscribed(there, here, times=2)


@pytest.mark.parametrize("code", [4000, 4001, 4002, 4003, 4004, 4005, 4006, 4007, 1011])
async def test_after_every_close_code_it_comes_back(
    tmp_path: Path, there: FakeTwitch, code: int
) -> None:
    async with studio(tmp_path, [there.road]) as here:
        await signed_in(here, there)
        await subscribed(there, here)
        await there.live.close(code)
        await subscribed(there, here, times=2)
        await there.say(bits(1, 1))
        await counted(here, 1)


async def test_silence_beyond_the_keepalive_is_a_broken_line(
    tmp_path: Path, there: FakeTwitch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(twitch, "GRACE", 0)
    there.keepalive = 1
    async with studio(tmp_path, [there.road]) as here:
        await signed_in(here, there)
        await subscribed(there, here, times=2)
        assert len(here.clock.waits) >= 1


async def test_broken_frames_deaf_servers_and_no_welcome_are_outlived(
    tmp_path: Path, there: FakeTwitch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(twitch, "WELCOME", 0.1)
    there.odd_visits = [breaks_off, says("{half"), says(bits(1, 1)), says(code=1006 + 5), says()]
    async with studio(tmp_path, [there.road]) as here:
        await signed_in(here, there)
        await subscribed(there, here)
        await there.say("{half", '["odd"]', bits(1, 1))
        await counted(here, 1)
        assert len(here.clock.waits) == 5


async def test_a_twitch_that_hangs_or_is_not_there_is_tried_again(
    tmp_path: Path, there: FakeTwitch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "PATIENCE", 0.1)
    nowhere = "ws://127.0.0.1:9/"
    async with deaf() as hung, half_an_answer() as half:
        for places in (
            twitch.Places(hung, there.places.api, there.places.sign_in),
            twitch.Places(nowhere, there.places.api, there.places.sign_in),
            twitch.Places(there.places.socket, half, there.places.sign_in),
            twitch.Places(there.places.socket, there.places.api, half),
        ):
            async with studio(tmp_path, [twitch.road(places)]) as here:
                await signed_in(here, there)
                await here.until(lambda here=here: len(here.clock.waits) >= 2)  # type: ignore[misc]
                assert here.status("twitch").line.startswith("Twitch does not answer.")


async def test_asked_to_wait_it_waits(tmp_path: Path, there: FakeTwitch) -> None:
    there.odd_answers = [JSONResponse({}, 429, headers={"Retry-After": "37"})]
    async with studio(tmp_path, [there.road]) as here:
        await signed_in(here, there)
        await subscribed(there, here)
        assert here.clock.waits == [37]


async def test_trouble_at_twitch_is_tried_again(tmp_path: Path, there: FakeTwitch) -> None:
    there.odd_answers = [JSONResponse({}, 503), JSONResponse({}, 418)]
    async with studio(tmp_path, [there.road]) as here:
        await signed_in(here, there)
        await subscribed(there, here)
        assert len(here.clock.waits) == 2


async def test_a_restart_goes_on_with_the_same_sign_in(tmp_path: Path, there: FakeTwitch) -> None:
    async with studio(tmp_path, [there.road]) as here:
        await signed_in(here, there)
        await subscribed(there, here)
        await there.say(bits(1, 10))
        await counted(here, 1)
    async with studio(tmp_path, [there.road]) as here:
        await subscribed(there, here, times=2)
        await there.say(bits(1, 10), bits(2, 20))
        await counted(here, 1)
        assert here.status("twitch").counters.repeated == 1
        assert len(await here.gifts()) == 2


async def test_a_revoked_permission_asks_to_sign_in_again(
    tmp_path: Path, there: FakeTwitch
) -> None:
    async with studio(tmp_path, [there.road]) as here:
        await signed_in(here, there)
        await subscribed(there, here)
        there.access.clear()
        there.refresh.clear()
        there.pending = 1
        await there.revoke("authorization_revoked")
        await here.until(lambda: here.status("twitch").prompt is not None)
        await subscribed(there, here, times=2)


async def test_a_channel_that_is_gone_is_not_tried_again(tmp_path: Path, there: FakeTwitch) -> None:
    async with studio(tmp_path, [there.road]) as here:
        await signed_in(here, there)
        await subscribed(there, here)
        await there.revoke("user_removed")
        await here.state("twitch", "refused")
