"""YouTube for the channel's owner: signing in, private streams, and YouTube's own list."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from starlette.responses import JSONResponse, Response

from giftgoal.sources import youtube
from giftgoal.sources.youtube_check import MOST_IDS, Heard, compared, heard_from, read_kept
from tests.sources.studio import EIGHT, HastyClock
from tests.sources.youtube import (
    CLIENT,
    LIST,
    SIGNED_IN,
    FakeYouTube,
    counted,
    fake_youtube,
    item,
    listed,
    super_chat,
    watching,
)


@pytest.fixture
async def there() -> AsyncIterator[FakeYouTube]:
    async with fake_youtube() as one:
        yield one


def no(error: str, status: int = 428) -> Response:
    """Return why Google does not give a token."""
    return JSONResponse({"error": error}, status)


CODE = JSONResponse(
    {"device_code": "dev-1", "user_code": "ABCD-EFGH", "expires_in": 60, "interval": 5}
    | {"verification_url": "https://www.google.com/device"}
)


async def test_a_private_stream_is_read_by_who_signed_in(
    tmp_path: Path, there: FakeYouTube
) -> None:
    there.private = True
    async with watching(tmp_path, there, LIST) as here:
        await here.until(lambda: "needs your sign-in" in here.status("youtube").line)
        await here.supervisor.edit("youtube", values=CLIENT)
        await here.state("youtube", "live")
        await there.say(super_chat("s-1"))
        await counted(here, 1)
        kept = here.supervisor.chosen.road("youtube").values
        assert kept["refresh"] == "refresh-1"


async def test_the_code_is_shown_until_the_streamer_has_allowed_it(
    tmp_path: Path, there: FakeYouTube
) -> None:
    there.sign_in_answers, there.pending = [CODE], True
    async with watching(tmp_path, there, SIGNED_IN) as here:
        await here.until(lambda: here.status("youtube").prompt is not None)
        prompt = here.status("youtube").prompt
        assert prompt
        assert (prompt.url, prompt.code) == ("https://www.google.com/device", "ABCD-EFGH")
        # After a minute this code is too old, and there is another one.
        await here.until(lambda: sum("scope" in form for form in there.sign_ins) == 2)
        there.pending = False
        await here.state("youtube", "live")
        assert here.status("youtube").prompt is None


async def test_asked_to_ask_less_often_it_does(tmp_path: Path, there: FakeYouTube) -> None:
    there.sign_in_answers = [CODE, no("slow_down", 403), no("authorization_pending")]
    async with watching(tmp_path, there, SIGNED_IN) as here:
        await here.state("youtube", "live")
        assert isinstance(there.clock, HastyClock)
        assert there.clock.waits[:3] == [5, 10, 10]


async def test_trouble_while_the_streamer_reads_the_page_passes(
    tmp_path: Path, there: FakeYouTube
) -> None:
    there.sign_in_answers = [CODE, Response("trouble", 503), no("authorization_pending")]
    async with watching(tmp_path, there, SIGNED_IN) as here:
        await here.state("youtube", "live")


@pytest.mark.parametrize(
    ("answers", "word"),
    [
        ([no("invalid_client", 401)], "does not know this client"),
        ([CODE, no("access_denied", 403)], "did not allow"),
        ([CODE, no("invalid_client", 401)], "does not know this client"),
    ],
)
async def test_what_only_the_streamer_can_put_right_is_told(
    tmp_path: Path, there: FakeYouTube, answers: list[Response], word: str
) -> None:
    there.sign_in_answers = answers
    async with watching(tmp_path, there, SIGNED_IN) as here:
        assert word in (await here.state("youtube", "refused")).line


async def test_half_a_client_is_told(tmp_path: Path, there: FakeYouTube) -> None:
    filled = {**SIGNED_IN, "client_secret": ""}
    async with watching(tmp_path, there, filled) as here:
        assert "both" in (await here.state("youtube", "refused")).line


async def test_a_restart_goes_on_with_the_same_sign_in(tmp_path: Path, there: FakeYouTube) -> None:
    async with watching(tmp_path, there, SIGNED_IN) as here:
        await here.state("youtube", "live")
    async with watching(tmp_path, there, None) as here:
        await here.state("youtube", "live")
    assert [form.get("grant_type", "")[-13:] for form in there.sign_ins] == [
        "",
        "e:device_code",
        "refresh_token",
    ]


async def test_a_sign_in_that_was_taken_back_is_asked_for_again(
    tmp_path: Path, there: FakeYouTube
) -> None:
    async with watching(tmp_path, there, SIGNED_IN) as here:
        await here.state("youtube", "live")
    there.sign_in_answers = [no("invalid_grant", 400)]
    async with watching(tmp_path, there, None) as here:
        await here.state("youtube", "live")
    assert sum("scope" in form for form in there.sign_ins) == 2


async def test_an_old_access_is_renewed_without_a_break(tmp_path: Path, there: FakeYouTube) -> None:
    there.lasts = 400
    async with watching(tmp_path, there, {**LIST, **CLIENT}) as here:
        await here.state("youtube", "live")
        # By the list, some minutes are over after a few looks of this clock.
        await here.until(lambda: there.tokens >= 3)
        assert here.status("youtube").state == "live"


async def test_what_the_chat_did_not_tell_is_named_and_never_counted(
    tmp_path: Path, there: FakeYouTube
) -> None:
    late = "2026-11-24T21:00:00Z"
    async with watching(tmp_path, there, {**LIST, **CLIENT}) as here:
        await here.state("youtube", "live")
        there.super_chats = [
            listed("a", "5000000", at="21:00"),
            listed("b", "2500000", at="21:10"),
            listed("c", "500000000", "JPY", at="21:20"),
            listed("before", "99000000", at="19:00"),
        ]
        one = super_chat("s-1")
        one["snippet"]["publishedAt"] = late
        await there.say(one, item("e", "chatEndedEvent"))
        await here.until(lambda: "own list" in here.status("youtube").note)
        assert "2.50 EUR, 500 JPY more" in here.status("youtube").note
        assert len(await here.gifts()) == 1


async def test_a_list_that_agrees_is_said_to(tmp_path: Path, there: FakeYouTube) -> None:
    async with watching(tmp_path, there, {**LIST, **CLIENT}) as here:
        await here.state("youtube", "live")
        chats = [super_chat(f"s-{n}") for n in range(60)]
        for one in chats:
            one["snippet"]["publishedAt"] = "2026-11-24T21:00:00Z"
        there.super_chats = [listed(f"x-{n}", "5000000", at="21:00") for n in range(60)]
        await there.say(*chats, *chats[:9], item("e", "chatEndedEvent"))
        await here.until(lambda: "agrees: 300.00 EUR" in here.status("youtube").note)


async def test_a_list_that_cannot_be_had_is_no_trouble(
    tmp_path: Path, there: FakeYouTube, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(youtube, "MOST_PAGES", 1)
    there.super_chats = [listed(f"x-{n}", "5000000") for n in range(60)]
    async with watching(tmp_path, there, {**LIST, **CLIENT}) as here:
        await here.state("youtube", "live")
        await there.say(item("e", "chatEndedEvent"))
        await here.until(lambda: here.status("youtube").line == "The stream has ended.")
        assert "own list" not in here.status("youtube").note


def test_sums_are_kept_and_ids_not_without_end() -> None:
    heard = Heard(EIGHT)
    heard.take(super_chat(f"s-{n}") for n in range(MOST_IDS + 50))
    again = heard_from(read_kept(json.dumps(heard.kept())), EIGHT + 1)
    again.take([super_chat(f"s-{MOST_IDS}")])
    assert again == heard
    assert len(again.ids) == MOST_IDS
    assert again.micros["EUR"] == 5_000_000 * (MOST_IDS + 50)


@pytest.mark.parametrize("kept", ["", "{", "[]", '{"since": "x"}', '{"since": 1, "micros": 2}'])
def test_what_was_kept_by_another_version_is_begun_anew(kept: str) -> None:
    assert heard_from(read_kept(kept), EIGHT) == Heard(EIGHT)


def test_more_in_the_chat_than_on_the_list_is_told_too() -> None:
    assert "told of 5.00 EUR" in compared({"EUR": 5_000_000}, {})
    assert "1 millionths of something" in compared({}, {"": 1})
    assert compared({}, {}) == ""
