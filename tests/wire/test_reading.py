"""What is quick for nearly all that is sent comes to the same as looking at everything."""

import json
import unicodedata
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from giftgoal.wire import times
from giftgoal.wire.body import Message, Mistakes, NotJson, parse, read
from giftgoal.wire.gifts import GiftIn
from giftgoal.wire.goals import GoalIn
from giftgoal.wire.words import Line, Name

NAME: TypeAdapter[str] = TypeAdapter(Name)
LINE: TypeAdapter[str] = TypeAdapter(Line)

TEXTS = st.one_of(
    st.text(max_size=8),
    st.text(st.characters(max_codepoint=127), max_size=8),
    st.text(" \t\n\x1f\x7f\u200b\u3164a\u0301\ud83c", max_size=4),
)


def seen(character: str) -> bool:
    unseen = {"Cf", "Zs", "Mn", "Cn", "Co"}
    return (
        unicodedata.category(character) not in unseen
        and character not in "\u115f\u1160\u3164\uffa0\u2800"
    )


@given(TEXTS)
def test_a_line_is_in_normal_form_without_what_is_no_line(said: str) -> None:
    text = unicodedata.normalize("NFC", said).strip()
    if any(unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} for character in text):
        with pytest.raises(ValidationError):
            LINE.validate_python(said)
    else:
        assert LINE.validate_python(said) == text


@given(TEXTS)
def test_a_name_is_a_line_in_which_something_is_seen(said: str) -> None:
    try:
        text = LINE.validate_python(said)
    except ValidationError:
        text = ""
    if any(map(seen, text)):
        assert NAME.validate_python(said) == text
    else:
        with pytest.raises(ValidationError):
            NAME.validate_python(said)


SPACE = st.text(" \t\r\n\x0c\u00a0", max_size=2)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=2), inner),
)


@given(SPACE, VALUES, SPACE, st.sampled_from(["", "", "}", "{}", ",", "1"]))
def test_a_body_is_read_as_json_reads_it(before: str, value: object, after: str, more: str) -> None:
    text = f"{before}{json.dumps(value)}{after}{more}"
    expected: Any
    try:
        expected = json.loads(text)
    except json.JSONDecodeError as error:
        where = f"{error.msg} at line {error.lineno}, column {error.colno}"
        with pytest.raises(NotJson, match=where):
            parse(text.encode())
    else:
        assert parse(text.encode()) == expected


@pytest.mark.parametrize(
    ("message", "body", "told"),
    [
        (GiftIn, "[]", "the body must be a JSON object, but it is []"),
        (
            GiftIn,
            '{"coins":5,"streak":"a b"}',
            'streak must be 1 to 64 printable ASCII characters, no spaces, but it is "a b"',
        ),
        (
            GiftIn,
            '{"coins":5,"message":7}',
            "message must be at most 500 characters on one line, but it is 7",
        ),
        (
            GiftIn,
            '{"coins":5,"platform":"x"}',
            "platform must be tiktok, twitch, youtube, telegram, instagram, kick, streamlabs, "
            'streamelements, kofi or other, but it is "x"',
        ),
        (
            GoalIn,
            '{"title":"New mic","target":5,"ladder":[{"target":9,"title":""}]}',
            'ladder.0.title must be 1 to 60 characters that can be seen, but it is ""',
        ),
    ],
)
def test_a_mistake_says_in_plain_words_what_would_be_right(
    message: type[Message], body: str, told: str
) -> None:
    with pytest.raises(Mistakes) as mistaken:
        read(message, body.encode())
    assert str(mistaken.value) == told


@pytest.mark.parametrize(
    ("body", "fingerprint"),
    [
        (
            '{"gifter":"ana","gift":"Rose","count":5,"id":"tap-1","confirm":true}',
            "b789534ec68178a7cdc78a40f6b7b516",
        ),
        (
            '{"gifter":" ana ","gift":"Rose","count":1,"coins":null,"rehearsal":false}',
            "52d8525b7114ca001847e044f9e083e5",
        ),
        (
            '{"worth":{"amount":"5.00","unit":"EUR"},"at":"2026-11-24T21:01:02.5+01:00",'
            '"message":"für dich ❤","platform":"tiktok","streak":"s1","goal":"mic",'
            '"gift_id":"5655","coins":7,"gifter":"Zoë","rehearsal":true}',
            "4ccb3824941466d639e9b404c7106b67",
        ),
    ],
)
def test_a_fingerprint_is_what_it_was_in_every_version(body: str, fingerprint: str) -> None:
    # They are in people's ledgers: a gift that is sent again after an update must be known.
    assert read(GiftIn, body.encode()).fingerprint() == fingerprint


@given(st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_a_moment_is_told_in_utc_with_milliseconds(moment: datetime) -> None:
    ms = times.milliseconds(moment)
    plainly = moment.replace(tzinfo=None).isoformat(timespec="milliseconds")
    assert times.text(ms) == f"{plainly}Z"
