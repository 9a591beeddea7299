"""YouTube's quota, links and streams of JSON, as values."""

import json

import pytest

from giftgoal.sources.arrivals import Unusable
from giftgoal.sources.json_stream import JsonStream
from giftgoal.sources.source import Refused
from giftgoal.sources.youtube_api import video_in
from giftgoal.sources.youtube_quota import CHAT, EVENING, Quota

NOON = 20_000 * 86_400 + 20 * 3600.0
"""Noon in California."""


def test_a_day_of_calls_at_the_pace_it_says_never_uses_the_quota_up() -> None:
    now, quota, calls = NOON - 12 * 3600, Quota().at(NOON), 0
    quota = quota.at(now)
    while now < NOON + 11.9 * 3600:
        quota = quota.at(now).less(CHAT)
        calls += 1
        now += quota.pause(now, 1.2)
    assert quota.left > 0
    assert calls > 1000


def test_it_never_asks_more_often_than_youtube_wants() -> None:
    assert Quota(10**9).at(NOON).pause(NOON, 5.0) == 5.0


def test_what_was_spent_is_back_after_midnight_in_california() -> None:
    quota = Quota().at(NOON).used_up()
    assert quota.left == 0
    assert quota.fresh_in(NOON) == 12 * 3600
    assert quota.at(NOON + 12 * 3600 - 1).left == 0
    assert quota.at(NOON + 12 * 3600).left == 10_000


def test_the_last_calls_of_an_evening_are_far_apart() -> None:
    quota = Quota().at(NOON).less(10_000 - CHAT)
    assert quota.pause(NOON, 1.0) == EVENING


def test_the_quota_is_told_in_percent() -> None:
    quota = Quota().at(NOON).less(2500)
    assert quota.words(None) == "About 75 % of today's YouTube quota is left."
    assert quota.words(14.4).endswith("; Giftgoal asks every 14 s.")


@pytest.mark.parametrize(
    "link",
    [
        "dQw4w9WgXcQ",
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://www.youtube.com/watch?app=desktop&v=dQw4w9WgXcQ&t=5",
        "https://youtu.be/dQw4w9WgXcQ?si=x",
        "https://youtube.com/live/dQw4w9WgXcQ?feature=share",
        "https://studio.youtube.com/video/dQw4w9WgXcQ/livestreaming",
    ],
)
def test_a_video_is_found_in_every_kind_of_link(link: str) -> None:
    assert video_in(link) == "dQw4w9WgXcQ"


@pytest.mark.parametrize("link", ["https://www.youtube.com/@mika", "short", "dQw4w9WgXcQx", ""])
def test_a_link_to_no_video_is_told(link: str) -> None:
    with pytest.raises(Refused):
        video_in(link)


@pytest.mark.parametrize("size", [1, 2, 7, 1000])
def test_a_list_is_read_value_by_value_however_it_is_cut(size: int) -> None:
    values = [{"a": 'ä"]}', "b": [{}, 1]}, {}, {"c": "\\"}]
    content = json.dumps(values, ensure_ascii=False, indent=1).encode()
    stream = JsonStream()
    parts = [content[at : at + size] for at in range(0, len(content), size)]
    assert [value for part in parts for value in stream.feed(part)] == values


def test_a_value_comes_before_the_list_is_closed() -> None:
    stream = JsonStream()
    assert stream.feed(b'[{"a": 1}') == [{"a": 1}]
    assert stream.feed(b',\n{"a"') == []
    assert stream.feed(b": 2}") == [{"a": 2}]


@pytest.mark.parametrize("content", [b"<html>", b"[1, 2]", b'"text"', b'{"a": ' * 100_000])
def test_what_is_no_list_of_pages_is_told(content: bytes) -> None:
    with pytest.raises(Unusable):
        JsonStream().feed(content)
