"""Whatever is sent: a clear answer, nothing changed, never 500."""

import http.client
import json
from typing import Any

import httpx2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from giftgoal.web.app import CALLS
from giftgoal.web.calls import Call
from tests.server_process import OWNER, ServerProcess

WITH_A_BODY = [call for call in CALLS if call.takes]
JSON = {"Content-Type": "application/json"}


def refused(client: httpx2.Client, body: bytes, path: str = "/api/gifts") -> dict[str, Any]:
    """Send a body and return the problem; insist that nothing has changed."""
    before = client.get("/api/state").json()["seq"]
    answer = client.post(path, content=body, headers=JSON)
    assert 400 <= answer.status_code < 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert client.get("/api/state").json()["seq"] == before
    problem: dict[str, Any] = answer.json()
    assert problem["status"] == answer.status_code
    assert 5 < len(problem["detail"]) < 1000
    assert problem["detail"].isprintable()
    return problem


@pytest.mark.parametrize(
    ("field", "value", "found"),
    [
        ("coins", "-3", "-3"),
        ("coins", "0", "0"),
        ("coins", "1.5", "1.5"),
        ("coins", "1.0", "1.0"),
        ("coins", '"5"', '"5"'),
        ("coins", "true", "true"),
        ("coins", "[5]", "[5]"),
        ("coins", "1000000001", "1000000001"),
        ("coins", "1e400", "Infinity"),
        ("coins", "9" * 4000, "9" * 77 + "..."),
        ("count", "0", "0"),
        ("count", "null", "null"),
        ("count", "1000001", "1000001"),
        ("gifter", '""', '""'),
        ("gifter", '"   "', '"   "'),
        ("gifter", "5", "5"),
        ("gifter", f'"{"x" * 10_000}"', f'"{"x" * 76}...'),
        ("gifter", r'"a\nb"', None),
        ("gifter", r'"a\u0000b"', '"a\\u0000b"'),
        ("gifter", r'"a\u007fb"', None),
        ("gifter", r'"a\u2028b"', None),
        ("gifter", r'"\u200b\u200d"', None),
        ("gifter", r'"\u202e"', None),
        ("gifter", r'"\u3164"', None),
        ("gifter", r'"\ufe0f"', None),
        ("gift", '"\\t"', '"\\t"'),
        ("gift_id", '"../etc"', '"../etc"'),
        ("message", f'"{"x" * 501}"', None),
        ("message", r'"a\u001bb"', None),
        ("platform", '"myspace"', '"myspace"'),
        ("streak", '"a b"', '"a b"'),
        ("streak", '"é"', '"é"'),
        ("id", '""', '""'),
        ("id", f'"{"k" * 129}"', None),
        ("id", r'"k\n"', '"k\\n"'),
        ("goal", '""', '""'),
        ("rehearsal", "1", "1"),
        ("rehearsal", '"true"', '"true"'),
        ("confirm", "null", "null"),
        ("at", '"now"', '"now"'),
        ("at", "1764014462", "1764014462"),
        ("at", '"2026-11-24"', '"2026-11-24"'),
        ("at", '"2026-13-24T20:01:02Z"', None),
        ("at", '"2026-11-24T20:01:02"', None),
        ("at", '"1999-11-24T20:01:02Z"', None),
        ("worth", '"5 EUR"', '"5 EUR"'),
        ("worth.amount", "5.0", "5.0"),
        ("worth.amount", '"-5"', '"-5"'),
        ("worth.amount", '"NaN"', '"NaN"'),
        ("worth.amount", '"1e9"', '"1e9"'),
        ("worth.amount", r'"\u0665"', '"\N{ARABIC-INDIC DIGIT FIVE}"'),
        ("worth.unit", '""', '""'),
        ("worth.unit", '"E R"', '"E R"'),
    ],
)
def test_a_wrong_field_is_named_with_what_was_found_and_would_be_right(
    field: str, value: str, found: str | None, mika: httpx2.Client
) -> None:
    outer, _, inner = field.partition(".")
    other = {"amount": '"unit": "EUR"', "unit": '"amount": "5"'}.get(inner)
    value = f'{{"{inner}": {value}, {other}}}' if inner else value
    rest = "" if outer == "coins" else ', "coins": 5'
    problem = refused(mika, f'{{"{outer}": {value}{rest}}}'.encode())
    assert (problem["type"], problem["field"]) == ("urn:giftgoal:invalid", field)
    assert problem["detail"] == (
        f"{field} must be {problem['expected']}, but it is {problem['found']}"
    )
    if found is not None:
        assert problem["found"] == found


@pytest.mark.parametrize(
    "name", ["نور", "שָׁלוֹם", "\u202eana", "a\u200bna", "🌹" * 64, "<b>ana</b>", "='1'!A1"]
)
def test_names_from_all_over_the_world_are_welcome(name: str, mika: httpx2.Client) -> None:
    gift = mika.post("/api/gifts", json={"gifter": name, "coins": 1}).json()
    assert gift["gifter"] == name


def test_several_mistakes_are_told_together(mika: httpx2.Client) -> None:
    problem = refused(mika, b'{"coins": 0, "count": -1, "gifter": ""}')
    assert [error["field"] for error in problem["errors"]] == ["gifter", "count", "coins"]


def test_an_empty_gift_is_told_what_it_needs(mika: httpx2.Client) -> None:
    assert "at least one of gift, gift_id, coins or worth" in refused(mika, b"{}")["detail"]


def test_an_unknown_field_is_told_the_nearest_known_one(mika: httpx2.Client) -> None:
    problem = refused(mika, b'{"coins": 5, "cuont": 2}')
    assert problem["detail"] == "cuont is not a known field; did you mean count?"
    assert (problem["field"], problem["found"], problem["expected"]) == ("cuont", "2", "count")


def test_a_field_unlike_any_is_told_them_all(mika: httpx2.Client) -> None:
    detail = refused(mika, b'{"name": "noor", "xyzzy": 2}', "/api/tokens")["detail"]
    assert "xyzzy is not a known field; known are name, role" in detail


def test_a_thousand_mistakes_are_told_in_few_words(mika: httpx2.Client) -> None:
    body = json.dumps({f"field{n}": n for n in range(2000)}).encode()
    answer = mika.post("/api/gifts", content=body, headers=JSON)
    assert (answer.status_code, len(answer.json()["errors"])) == (422, 20)
    assert len(answer.content) < 10_000


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "not JSON"),
        (b"{", "line 1, column 2"),
        (b'{"coins": 5,}', "not JSON"),
        (b"{'coins': 5}", "not JSON"),
        (b'{"coins": NaN}', "NaN is not a number in JSON"),
        (b'{"coins": -Infinity}', "-Infinity is not a number in JSON"),
        (b'{"coins": 05}', "not JSON"),
        (b'{"coins": 5} {"coins": 5}', "not JSON"),
        (b'{"coins": 5, "coins": 6}', 'The field "coins" is there twice'),
        (b'{"worth": {"unit": "EUR", "unit": "USD"}}', 'The field "unit" is there twice'),
        (b'{"coins": 5, "gifter": "\xff"}', "not UTF-8"),
        ('{"coins": 5, "gifter": "ána"}'.encode("latin-1"), "not UTF-8"),
        ('{"coins": 5}'.encode("utf-16"), "not UTF-8"),
        (b'\xef\xbb\xbf{"coins": 5}', "not JSON"),
        (b'{"coins": 5, "gifter": "\\ud83c"}', "half a character"),
        (b'{"coins": 5, "\\udf39": 1}', "half a character"),
        (b'{"coins": 5, "gifter": "a\x01b"}', "not JSON"),
        (b"[" * 30_000, "nested too deeply"),
        (b'{"a":' * 10_000, "nested too deeply"),
        (b'{"coins": ' + b"9" * 5000 + b"}", "too many digits"),
    ],
)
def test_what_is_no_json_is_said_to_be_none(body: bytes, said: str, mika: httpx2.Client) -> None:
    problem = refused(mika, body)
    assert (problem["type"], problem["status"]) == ("urn:giftgoal:not-json", 400)
    assert said in problem["detail"]


@pytest.mark.parametrize("body", ["null", "5", '"gift"', "[]", '[{"coins": 5}]', "true"])
@pytest.mark.parametrize("call", WITH_A_BODY, ids=lambda call: call.handle.__name__)
def test_json_that_is_no_object_is_refused(call: Call, body: str, mika: httpx2.Client) -> None:
    path = call.path.replace("{id}", "none")
    assert mika.request(call.method, path, content=body, headers=JSON).status_code == 422


@pytest.mark.parametrize("call", WITH_A_BODY, ids=lambda call: call.handle.__name__)
@pytest.mark.parametrize(
    "kind", [None, "text/plain", "application/x-www-form-urlencoded", "application/jsonx", "é"]
)
def test_another_media_type_is_refused(call: Call, kind: str | None, mika: httpx2.Client) -> None:
    headers = {} if kind is None else {"Content-Type": kind.encode()}
    path = call.path.replace("{id}", "none")
    answer = mika.request(call.method, path, content=b"{}", headers=headers)  # type: ignore[arg-type]
    assert (answer.status_code, answer.json()["type"]) == (415, "urn:giftgoal:wrong-media-type")


def test_a_media_type_may_have_parameters(mika: httpx2.Client) -> None:
    headers = {"Content-Type": "Application/JSON; charset=utf-8"}
    assert mika.post("/api/gifts", content=b'{"coins":1}', headers=headers).status_code == 201


@pytest.mark.parametrize("call", WITH_A_BODY, ids=lambda call: call.handle.__name__)
def test_a_body_that_is_too_large_is_refused(call: Call, mika: httpx2.Client) -> None:
    body = b'{"x": "' + b"x" * call.body_limit + b'"}'
    path = call.path.replace("{id}", "none")
    answer = mika.request(call.method, path, content=body, headers=JSON)
    assert (answer.status_code, answer.json()["type"]) == (413, "urn:giftgoal:too-large")


def test_an_endless_body_is_cut_off(server: ServerProcess) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    headers = {**JSON, "Authorization": f"Bearer {OWNER}", "Transfer-Encoding": "chunked"}
    connection.putrequest("POST", "/api/gifts")
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    for _ in range(17):
        connection.send(b"1000\r\n" + b"x" * 4096 + b"\r\n")
    answer = connection.getresponse()
    assert (answer.status, answer.getheader("connection")) == (413, "close")
    connection.close()


TEXTS = st.text(max_size=80) | st.sampled_from(["\ud800", "\u202e", "\0", "x" * 700, "ana", "Rose"])
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | TEXTS
FIELDS = sorted({name for call in WITH_A_BODY for name in (call.takes or object).__annotations__})
JSON_ISH = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(TEXTS | st.sampled_from(FIELDS), inner, max_size=4)
    ),
    max_leaves=12,
)


@pytest.mark.parametrize("call", WITH_A_BODY, ids=lambda call: call.handle.__name__)
def test_nothing_json_like_breaks_a_call(call: Call, fuzzed: ServerProcess) -> None:
    mika = fuzzed.client()
    goal = mika.post("/api/goals", json={"title": "New mic", "target": 500}).json()["id"]
    overlay = mika.post("/api/overlays", json={}).json()["id"]
    path = call.path.replace("{id}", goal if "goals" in call.path else overlay)
    names = st.sampled_from(sorted(call.takes.model_fields)) if call.takes else st.nothing()

    @given(st.dictionaries(names, JSON_ISH, max_size=6) | JSON_ISH)
    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    def breaks_nothing(value: object) -> None:
        answer = mika.request(call.method, path, content=json.dumps(value), headers=JSON)
        # What the answer must look like is checked with every answer here.
        assert answer.status_code < 500

    breaks_nothing()
    mika.delete(f"/api/overlays/{overlay}")
    mika.delete(f"/api/goals/{goal}")
