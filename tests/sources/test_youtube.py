"""YouTube's live chat, on good days and bad ones."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from decimal import Decimal
from pathlib import Path

import pytest
from starlette.responses import JSONResponse, Response

from giftgoal.sources import http_calls, youtube, youtube_api
from tests.sources.platforms import deaf
from tests.sources.studio import EIGHT, HastyClock, Studio, studio
from tests.sources.web import half_an_answer
from tests.sources.youtube import (
    FILLED,
    KEY,
    FakeYouTube,
    chat,
    failure,
    fake_youtube,
    gift,
    item,
    super_chat,
)

LIST = {**FILLED, "way": "list"}
WAYS = pytest.mark.parametrize("filled", [LIST, FILLED], ids=["list", "stream"])


@pytest.fixture
async def there() -> AsyncIterator[FakeYouTube]:
    async with fake_youtube() as one:
        yield one


@asynccontextmanager
async def watching(
    folder: Path, there: FakeYouTube, filled: Mapping[str, str] | None
) -> AsyncIterator[Studio]:
    """Open a studio with YouTube switched on; None: as it was before."""
    on = {"youtube": filled} if filled else None
    async with studio(folder, [there.road(HastyClock(EIGHT))], on=on) as here:
        yield here


async def counted(here: Studio, gifts: int) -> None:
    await here.until(lambda: here.status("youtube").counters.counted == gifts)


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
    there.odd_answers = [JSONResponse({"items": [{"liveStreamingDetails": details(there)}]})]
    there.odd_answers += [Response(content)]
    async with watching(tmp_path, there, FILLED) as here:
        await there.say(super_chat("s-1"))
        await counted(here, 1)
        assert len(there.asked("liveChat/messages")) >= 1


def details(there: FakeYouTube) -> dict[str, str]:
    """Return what YouTube tells of a video that is live."""
    return {"activeLiveChatId": there.chat_id}


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


@WAYS
async def test_before_and_after_the_stream_it_waits(
    tmp_path: Path, there: FakeYouTube, filled: dict[str, str]
) -> None:
    there.on_air = False
    async with watching(tmp_path, there, filled) as here:
        await here.until(lambda: here.clock.waits == [60, 60])
        assert here.status("youtube").line == "This stream has no live chat now."
        there.on_air = True
        await here.state("youtube", "live")
        there.on_air = False
        await there.say(super_chat("s-1"), item("e", "chatEndedEvent"))
        await here.state("youtube", "connecting")
        await counted(here, 1)
        assert here.status("youtube").gaps == ()


async def test_a_stream_that_went_offline_is_over(tmp_path: Path, there: FakeYouTube) -> None:
    there.odd_answers = [
        JSONResponse({"items": [{"liveStreamingDetails": details(there)}]}),
        JSONResponse({"items": [super_chat("s-1")], "offlineAt": "2026-11-24T22:00:00Z"}),
    ]
    async with watching(tmp_path, there, LIST) as here:
        await counted(here, 1)
        await here.until(lambda: 60 in here.clock.waits)


@WAYS
@pytest.mark.parametrize(
    ("status", "reason", "line"),
    [
        (403, "liveChatEnded", "The stream has ended."),
        (403, "liveChatDisabled", "The live chat of this stream is switched off."),
        (404, "liveChatNotFound", "This stream has no live chat now."),
    ],
)
async def test_a_chat_that_is_over_is_looked_for_again(
    tmp_path: Path,
    there: FakeYouTube,
    filled: dict[str, str],
    status: int,
    reason: str,
    line: str,
) -> None:
    async with watching(tmp_path, there, filled) as here:
        await here.state("youtube", "live")
        there.odd_answers = [failure(status, reason)]
        there.hang_ups = 1
        await there.say(chat("c"))
        await here.until(lambda: here.clock.waits == [60])
        await here.state("youtube", "live")


@WAYS
async def test_a_quota_that_is_used_up_is_waited_for_till_midnight(
    tmp_path: Path, there: FakeYouTube, filled: dict[str, str]
) -> None:
    async with watching(tmp_path, there, filled) as here:
        await here.state("youtube", "live")
        there.odd_answers = [failure(403, "quotaExceeded")]
        there.hang_ups = 1
        await there.say(chat("c"))
        await here.until(lambda: len(here.clock.waits) >= 1)
        assert here.clock.waits[0] == 3600  # the longest wait there is, and then once more
        assert here.status("youtube").line == "Today's YouTube quota is used up."


async def test_the_quota_is_shown_and_kept_over_a_restart(
    tmp_path: Path, there: FakeYouTube
) -> None:
    async with watching(tmp_path, there, {**LIST, "quota": "600"}) as here:
        await here.until(lambda: len(there.asked("liveChat/messages")) >= 20)
        assert "of today's YouTube quota is left; Giftgoal asks every" in (
            here.status("youtube").note
        )
    async with watching(tmp_path, there, None) as here:
        await here.until(lambda: "%" in here.status("youtube").note)
        left = int(here.status("youtube").note.split()[1])
        assert left < 85


@pytest.mark.parametrize(
    ("filled", "word"),
    [
        ({"key": "AIzaSyAnotherOne-0123456789abcdefghijk"}, "key"),
        ({"key": "no key"}, "key"),
        ({"video": "https://www.youtube.com/@mika"}, "link"),
        ({"video": "aaaaaaaaaaa"}, "private"),
        ({"quota": "lots"}, "quota"),
    ],
)
async def test_what_is_filled_in_wrongly_is_told(
    tmp_path: Path, there: FakeYouTube, filled: dict[str, str], word: str
) -> None:
    async with watching(tmp_path, there, {**LIST, **filled}) as here:
        assert word in (await here.state("youtube", "refused")).line


async def test_a_chat_that_is_not_public_is_told(tmp_path: Path, there: FakeYouTube) -> None:
    async with watching(tmp_path, there, LIST) as here:
        await here.state("youtube", "live")
        there.odd_answers = [failure(403, "forbidden")]
        assert "public" in (await here.state("youtube", "refused")).line


async def test_asked_to_wait_it_waits(tmp_path: Path, there: FakeYouTube) -> None:
    there.odd_answers = [
        JSONResponse({}, 429, headers={"Retry-After": "37"}),
        failure(403, "rateLimitExceeded"),
        Response("trouble", 503),
    ]
    async with watching(tmp_path, there, LIST) as here:
        await here.state("youtube", "live")
        assert here.clock.waits[:2] == [37, 30]
        assert len(here.clock.waits) == 3


@WAYS
async def test_hung_half_and_absent_servers_are_tried_again(
    tmp_path: Path,
    there: FakeYouTube,
    filled: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(http_calls, "PATIENCE", 0.2)
    async with deaf() as hung, half_an_answer() as half:
        hung_up = hung.replace("ws:", "http:").rstrip("/")
        for where in (hung_up, half, "http://127.0.0.1:9"):
            there.address = where
            async with watching(tmp_path / "x", there, filled) as here:
                await here.until(lambda here=here: len(here.clock.waits) >= 2)  # type: ignore[misc]
                assert here.status("youtube").line == "YouTube does not answer."


async def test_an_answer_without_end_is_given_up(
    tmp_path: Path, there: FakeYouTube, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_calls, "MOST_BYTES", 1000)
    there.odd_answers = [Response(b" " * 9000)]
    async with watching(tmp_path, there, LIST) as here:
        await here.until(lambda: len(here.clock.waits) == 1)
        assert "more than we read" in here.status("youtube").line
        await here.state("youtube", "live")


@WAYS
async def test_odd_messages_stop_nothing(
    tmp_path: Path, there: FakeYouTube, filled: dict[str, str]
) -> None:
    async with watching(tmp_path, there, filled) as here:
        await here.state("youtube", "live")
        odd = {"id": "o", "snippet": {"type": "superChatEvent"}}
        await there.say(odd, super_chat("s-1"), {"snippet": []})
        await counted(here, 1)
        assert here.status("youtube").counters.refused == 1


async def test_the_key_is_in_no_word_and_no_address(
    tmp_path: Path, there: FakeYouTube, caplog: pytest.LogCaptureFixture
) -> None:
    there.odd_answers = [Response("trouble", 503)]
    async with watching(tmp_path, there, FILLED) as here:
        await here.state("youtube", "live")
        said = str(here.status("youtube")) + str(here.supervisor.chosen) + caplog.text
        assert KEY not in said + str(there.calls)
