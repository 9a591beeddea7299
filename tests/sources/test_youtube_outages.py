"""YouTube's live chat when it is over, out of reach, or not for us."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from starlette.responses import JSONResponse, Response

from giftgoal.sources import http_calls
from tests.sources.platforms import deaf
from tests.sources.web import half_an_answer
from tests.sources.youtube import (
    FILLED,
    KEY,
    LIST,
    FakeYouTube,
    chat,
    counted,
    failure,
    fake_youtube,
    item,
    super_chat,
    watching,
)

WAYS = pytest.mark.parametrize("filled", [LIST, FILLED], ids=["list", "stream"])


@pytest.fixture
async def there() -> AsyncIterator[FakeYouTube]:
    async with fake_youtube() as one:
        yield one


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
        there.video(),
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
        there.odd_answers = [failure(status, reason)] * 1000
        there.hang_ups = 1
        await there.say(chat("c"))
        await here.until(lambda: here.clock.waits[:2] == [60, 60])
        assert here.status("youtube").line == line
        there.odd_answers.clear()
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
        ({"quota": "lots"}, "quota"),
    ],
)
async def test_what_is_filled_in_wrongly_is_told(
    tmp_path: Path, there: FakeYouTube, filled: dict[str, str], word: str
) -> None:
    async with watching(tmp_path, there, {**LIST, **filled}) as here:
        assert word in (await here.state("youtube", "refused")).line


@WAYS
@pytest.mark.parametrize(
    ("reason", "word"),
    [("forbidden", "public"), ("accessNotConfigured", "switched on"), ("SERVICE_DISABLED", "on")],
)
async def test_what_is_put_right_at_google_is_noticed(
    tmp_path: Path, there: FakeYouTube, filled: dict[str, str], reason: str, word: str
) -> None:
    there.odd_answers = [failure(403, reason)] * 2
    async with watching(tmp_path, there, filled) as here:
        await here.until(lambda: word in here.status("youtube").line)
        await here.state("youtube", "live")
        assert here.clock.waits[:2] == [60, 60]


async def test_a_stream_that_is_private_yet_is_waited_for(
    tmp_path: Path, there: FakeYouTube
) -> None:
    there.odd_answers = [JSONResponse({"items": []})]
    async with watching(tmp_path, there, LIST) as here:
        await here.until(lambda: "private" in here.status("youtube").line)
        await here.state("youtube", "live")


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
