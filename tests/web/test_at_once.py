"""A gift is answered the same way without ASGI as with it."""

import json
from collections.abc import Mapping
from http.client import HTTPConnection
from typing import Any

import pytest

from tests.server_process import OWNER, ServerProcess

WITHOUT_ASGI = "/api/gifts"
WITH_ASGI = "/api/gifts?"
"""The same call, but not that address alone."""

ROSE = b'{"gifter":"ana","gift":"Rose","count":5}'

_ITS_OWN = ("id", "seq", "at")

BODIES = {
    "a gift": ROSE,
    "free coins": b'{"coins":50}',
    "a name in another script": '{"gifter":"نور","gift":"Rose"}'.encode(),
    "no JSON": b'{"gifter":',
    "not UTF-8": b'{"gifter":"\xff"}',
    "a field twice": b'{"coins":1,"coins":2}',
    "an unknown field": b'{"coins":1,"cions":2}',
    "wrong types": b'{"coins":"1","count":0}',
    "nothing given": b"{}",
    "no body": b"",
    "an unknown gift": b'{"gift":"Moon rock"}',
    "too many coins": b'{"gift":"Universe","count":1000000}',
    "a goal that is not open": b'{"coins":1,"goal":"no-such-goal"}',
    "too large": b'{"message":"' + b"x" * 70_000 + b'"}',
}

HEADERS: dict[str, dict[str, str | None]] = {
    "a stranger": {"Authorization": None},
    "a wrong token": {"Authorization": "Bearer no-such-token"},
    "no scheme": {"Authorization": "no-such-token"},
    "another host": {"Host": "gifts.example"},
    "an own name": {"Host": "localhost:1"},
    "another site's page": {"Origin": "https://gifts.example"},
    "another type": {"Content-Type": "text/plain"},
    "a type with a charset": {"Content-Type": "Application/JSON; charset=utf-8"},
    "no type": {"Content-Type": None},
    "a key that is none": {"Idempotency-Key": "two words"},
    "the last": {"Connection": "close"},
}


def sent(
    server: ServerProcess, path: str, body: bytes, headers: Mapping[str, str | None]
) -> tuple[int, list[tuple[str, str]], dict[str, Any]]:
    """Send a gift; return the status, the headers, and the JSON without what is its own."""
    wanted = {
        "Authorization": f"Bearer {OWNER}",
        "Content-Type": "application/json",
        "Content-Length": str(len(body)),
        **headers,
    }
    connection = HTTPConnection("127.0.0.1", server.port, timeout=10)
    try:
        connection.putrequest("POST", path, skip_host=wanted.get("Host") is not None)
        for name, value in wanted.items():
            if value is not None:
                connection.putheader(name, value)
        connection.endheaders(body)
        answer = connection.getresponse()
        said = json.loads(answer.read())
    finally:
        connection.close()
    told = sorted(one for one in answer.getheaders() if one[0].lower() != "content-length")
    return answer.status, told, {name: said[name] for name in said if name not in _ITS_OWN}


@pytest.mark.parametrize("what", BODIES)
def test_whatever_the_body(server: ServerProcess, what: str) -> None:
    answered = sent(server, WITHOUT_ASGI, BODIES[what], {})
    assert answered == sent(server, WITH_ASGI, BODIES[what], {})


@pytest.mark.parametrize("what", HEADERS)
def test_whatever_the_headers(server: ServerProcess, what: str) -> None:
    answered = sent(server, WITHOUT_ASGI, ROSE, HEADERS[what])
    assert answered == sent(server, WITH_ASGI, ROSE, HEADERS[what])


@pytest.mark.parametrize("first", [WITH_ASGI, WITHOUT_ASGI])
def test_a_key_counts_once_over_both(server: ServerProcess, first: str) -> None:
    key = {"Idempotency-Key": f"over-both-{first}"}
    second = WITHOUT_ASGI if first == WITH_ASGI else WITH_ASGI
    counted, _, gift = sent(server, first, ROSE, key)
    again, _, same = sent(server, second, ROSE, key)
    assert (counted, again) == (201, 200)
    assert same == gift
    status, _, problem = sent(server, WITHOUT_ASGI, b'{"coins":1}', key)
    assert (status, problem["type"]) == (409, "urn:giftgoal:key-reused")
