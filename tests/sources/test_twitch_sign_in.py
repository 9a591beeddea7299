"""Signing in to Twitch, and staying signed in."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from starlette.responses import JSONResponse

from giftgoal.sources import device_code, twitch
from tests.sources.studio import studio
from tests.sources.twitch import (
    FILLED,
    FakeTwitch,
    bits,
    counted,
    failure,
    fake_twitch,
    message,
    signed_in,
    subscribed,
)


@pytest.fixture
async def there() -> AsyncIterator[FakeTwitch]:
    async with fake_twitch() as one:
        yield one


async def test_the_streamer_signs_in_on_twitchs_page(tmp_path: Path, there: FakeTwitch) -> None:
    there.pending = 1
    async with studio(tmp_path, [there.road], on={"twitch": FILLED}) as here:
        await here.until(lambda: here.status("twitch").prompt is not None)
        prompt = here.status("twitch").prompt
        assert prompt
        assert prompt.url == "https://www.twitch.tv/activate?device-code=ABCDEFGH"
        assert prompt.code == "ABCDEFGH"
        await subscribed(there, here)
        assert here.status("twitch").prompt is None
        values = here.supervisor.chosen.road("twitch").values
        assert {values["access"]} == there.access
        assert {values["refresh"]} == there.refresh


async def test_a_code_that_grew_too_old_is_followed_by_another(
    tmp_path: Path, there: FakeTwitch
) -> None:
    there.code_dies = 1
    async with studio(tmp_path, [there.road], on={"twitch": FILLED}) as here:
        await subscribed(there, here)
        assert (here.clock.waits, there.codes) == ([], 2)


async def test_a_code_holds_as_long_as_twitch_says(tmp_path: Path, there: FakeTwitch) -> None:
    there.expires, there.pending = 1, 99
    async with studio(tmp_path, [there.road], on={"twitch": FILLED}) as here:
        await here.until(lambda: there.codes == 1)
        there.expires = 1800
        await here.until(lambda: there.codes == 2)
        there.pending = 0
        await subscribed(there, here)
        assert here.clock.waits == []


async def test_while_the_streamer_reads_the_page_trouble_passes(
    tmp_path: Path, there: FakeTwitch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(device_code, "SLOWER", 0)
    there.odd_tokens = [JSONResponse({}, 503), failure(400, "slow_down")]
    async with studio(tmp_path, [there.road], on={"twitch": FILLED}) as here:
        await subscribed(there, here)
        assert there.codes == 1


async def test_a_sign_in_that_cannot_be_kept_is_good_until_the_restart(
    tmp_path: Path, there: FakeTwitch
) -> None:
    there.pending = 1
    async with studio(tmp_path, [there.road], on={"twitch": FILLED}) as here:
        await here.until(lambda: here.status("twitch").prompt is not None)
        (tmp_path / "sources.new" / "in the way").mkdir(parents=True)
        await subscribed(there, here)
        assert "sign in once more" in here.status("twitch").note
        await there.live.close(4000)
        await subscribed(there, here, times=2)
        assert there.codes == 1


@pytest.mark.parametrize("client_id", ["nope", "two words", "https://dev.twitch.tv"])
async def test_a_wrong_client_id_is_told(tmp_path: Path, there: FakeTwitch, client_id: str) -> None:
    async with studio(tmp_path, [there.road], on={"twitch": {"client_id": client_id}}) as here:
        assert "client id" in (await here.state("twitch", "refused")).line.casefold()


async def test_an_old_sign_in_is_renewed_and_each_renewal_kept(
    tmp_path: Path, there: FakeTwitch
) -> None:
    async with studio(tmp_path, [there.road]) as here:
        await signed_in(here, there)
        await subscribed(there, here)
        for times in (2, 3):
            there.access.clear()
            await there.live.close(4000)
            await subscribed(there, here, times)
            values = here.supervisor.chosen.road("twitch").values
            assert {values["refresh"]} == there.refresh
    there.access.clear()
    async with studio(tmp_path, [there.road]) as here:
        await subscribed(there, here, times=4)


async def test_trouble_while_renewing_loses_no_sign_in(tmp_path: Path, there: FakeTwitch) -> None:
    there.odd_tokens = [JSONResponse({}, 503), JSONResponse({}, 404)]
    async with studio(tmp_path, [there.road]) as here:
        await here.supervisor.watch("twitch").keep(there.signed_in())
        there.access.clear()
        await here.supervisor.edit("twitch", on=True)
        await subscribed(there, here)
        assert (len(here.clock.waits), there.codes) == (2, 0)


async def test_a_sign_in_refused_again_and_again_is_tried_later(
    tmp_path: Path, there: FakeTwitch
) -> None:
    there.odd_answers = [failure(401, "Invalid OAuth token") for _ in range(4)]
    async with studio(tmp_path, [there.road]) as here:
        await signed_in(here, there)
        await subscribed(there, here)
        assert len(here.clock.waits) == 2


async def test_a_sign_in_refused_where_it_is_used_is_renewed_there(
    tmp_path: Path, there: FakeTwitch
) -> None:
    there.odd_answers = [failure(401, "Invalid OAuth token")]
    async with studio(tmp_path, [there.road]) as here:
        await signed_in(here, there)
        await subscribed(there, here)
        assert here.clock.waits == []


async def test_once_an_hour_it_looks_whether_the_sign_in_is_good(
    tmp_path: Path, there: FakeTwitch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(twitch, "HOUR", 0)
    async with studio(tmp_path, [there.road]) as here:
        await signed_in(here, there)
        await subscribed(there, here)
        there.access.clear()
        await there.say(message("session_keepalive", 1, {}))
        await here.until(lambda: bool(there.access))
        await there.say(bits(2, 5))
        await counted(here, 1)
        assert len(there.subscribed) == 1


async def test_no_token_is_in_a_word_that_is_said(
    tmp_path: Path, there: FakeTwitch, caplog: pytest.LogCaptureFixture
) -> None:
    there.odd_answers = [JSONResponse({}, 503)]
    async with studio(tmp_path, [there.road]) as here:
        await signed_in(here, there)
        await subscribed(there, here)
        said = str(here.status("twitch")) + str(here.supervisor.chosen) + caplog.text
        assert "access-" not in said
        assert "refresh-" not in said
