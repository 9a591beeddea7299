"""YouTube's live chat, on good days and bad ones."""

import asyncio
from collections.abc import AsyncIterator
from decimal import Decimal
from pathlib import Path

import pytest
from starlette.responses import Response

from giftgoal.sources import youtube, youtube_api
from tests.sources.youtube import (
    FILLED,
    LIST,
    FakeYouTube,
    chat,
    counted,
    failure,
    fake_youtube,
    gift,
    super_chat,
    watching,
)

WAYS = pytest.mark.parametrize("filled", [LIST, FILLED], ids=["list", "stream"])


@pytest.fixture
async def there() -> AsyncIterator[FakeYouTube]:
    async with fake_youtube() as one:
        yield one


@WAYS
async def test_gifts_come_with_their_worth(
    tmp_path: Path, there: FakeYouTube, filled: dict[str, str]
) -> None:
    async with watching(tmp_path, there, filled) as here:
        here.rates = {"EUR": Decimal(75), "JPY": Decimal("0.5")}
        await here.state("youtube", "live")
        await there.say(chat("c-1"), super_chat("s-1"), super_chat("s-2", "500000000", "JPY"))
        await counted(here, 2)
        assert await here.coins() == 5 * 75 + 250


@WAYS
async def test_a_combo_counts_what_it_grows_by(
    tmp_path: Path, there: FakeYouTube, filled: dict[str, str]
) -> None:
    async with watching(tmp_path, there, filled) as here:
        here.rates = {"JEWELS": Decimal(2)}
        await here.state("youtube", "live")
        for combo in (1, 3, 3, 2, 5):
            await there.say(gift("g-1", 10, combo))
        await there.say(gift("g-2", 7, 1))
        await here.until(lambda: here.keeper.board.real.gifts >= 2)
        await here.until(lambda: here.status("youtube").counters.repeated >= 2)
        assert await here.coins() == 2 * (5 * 10 + 7)


@WAYS
async def test_what_was_said_before_is_counted_once_over_restarts(
    tmp_path: Path, there: FakeYouTube, filled: dict[str, str]
) -> None:
    await there.say(super_chat("s-1"), super_chat("s-2"))
    async with watching(tmp_path, there, filled) as here:
        await counted(here, 2)
    await there.say(super_chat("s-3"))
    async with watching(tmp_path, there, None) as here:
        await counted(here, 1)
        assert len(await here.gifts()) == 3
    # Another stream's chat, which happens to repeat everything.
    there.chat_id = "another"
    async with watching(tmp_path, there, None) as here:
        await here.until(lambda: here.status("youtube").counters.repeated == 3)
        assert len(await here.gifts()) == 3


async def test_it_goes_on_at_the_page_where_it_was(tmp_path: Path, there: FakeYouTube) -> None:
    await there.say(*(super_chat(f"s-{n}") for n in range(200)))
    async with watching(tmp_path, there, LIST) as here:
        await counted(here, 70)
    await there.say(*(super_chat(f"t-{n}") for n in range(100)))
    async with watching(tmp_path, there, None) as here:
        await counted(here, 100)
        assert here.status("youtube").counters.repeated == 0


@WAYS
async def test_a_page_that_is_not_known_any_more_is_no_obstacle(
    tmp_path: Path, there: FakeYouTube, filled: dict[str, str]
) -> None:
    async with watching(tmp_path, there, filled) as here:
        await here.state("youtube", "live")
        there.odd_answers = [failure(400, "pageTokenInvalid")]
        there.hang_ups = 1
        await there.say(super_chat("s-1"))
        await counted(here, 1)
        await here.until(lambda: not there.odd_answers)
        await there.say(super_chat("s-2"))
        await counted(here, 2)


async def test_pages_are_confirmed_only_when_they_are_on_disk(
    tmp_path: Path, there: FakeYouTube
) -> None:
    async with watching(tmp_path, there, LIST) as here:
        await here.state("youtube", "live")
        here.full = True
        await there.say(super_chat("s-1"))
        await here.state("youtube", "degraded")
        tokens = {query.get("pageToken") for query in there.asked("liveChat/messages")}
        assert "at-1" not in tokens
    async with watching(tmp_path, there, None) as here:
        await counted(here, 1)


async def test_a_stream_that_is_cut_is_taken_up_again(tmp_path: Path, there: FakeYouTube) -> None:
    async with watching(tmp_path, there, FILLED) as here:
        await here.state("youtube", "live")
        there.hang_ups = 3
        for n in range(5):
            await there.say(super_chat(f"s-{n}"))
            await counted(here, n + 1)
        assert here.status("youtube").counters.repeated == 0
        assert there.asked("liveChat/messages") == []
    await asyncio.sleep(0)
    async with asyncio.timeout(5):
        while there.open:  # noqa: ASYNC110  # the server notices in its own time
            await asyncio.sleep(0.01)


async def test_where_there_is_no_stream_it_asks_now_and_then(
    tmp_path: Path, there: FakeYouTube
) -> None:
    there.streams = False
    async with watching(tmp_path, there, FILLED) as here:
        await here.state("youtube", "live")
        await there.say(super_chat("s-1"))
        await counted(here, 1)
        assert len(there.asked("liveChat/messages/stream")) == 1
        assert "asks every" in here.status("youtube").note


@pytest.mark.parametrize("content", ["<html>", "[]", ""])
async def test_a_stream_of_something_else_is_left_for_the_list(
    tmp_path: Path, there: FakeYouTube, content: str
) -> None:
    there.odd_answers = [there.video()]
    there.odd_answers += [Response(content)]
    async with watching(tmp_path, there, FILLED) as here:
        await there.say(super_chat("s-1"))
        await counted(here, 1)
        assert len(there.asked("liveChat/messages")) >= 1


async def test_a_silent_stream_is_opened_anew(
    tmp_path: Path, there: FakeYouTube, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(youtube_api, "SILENCE", 0.1)
    monkeypatch.setattr(youtube, "SILENCE", 0.1)
    async with watching(tmp_path, there, FILLED) as here:
        await here.until(lambda: len(there.asked("liveChat/messages/stream")) >= 3)
        await there.say(super_chat("s-1"))
        await counted(here, 1)
        assert here.status("youtube").state == "live"
