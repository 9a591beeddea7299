"""The OpenAPI document is true: the server is fuzzed by it."""

import asyncio
import time
from collections.abc import Iterator
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openapi_spec_validator import validate
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance

from giftgoal.web import openapi
from giftgoal.web.app import CALLS
from giftgoal.web.calls import Call
from tests.server_process import OWNER, ServerProcess

_DELETING_LAST = sorted(CALLS, key=lambda call: call.method == "DELETE")

_LEFT_OUT = [
    positive_data_acceptance,  # a schema cannot say that a ladder climbs
    ignored_auth,  # wants to see more wrong tokens than a server listens to
]


schemathesis.serializer.alias("application/x-ndjson", "text/plain")


@pytest.fixture(scope="module")
def described(fuzzed: ServerProcess) -> schemathesis.BaseSchema:
    document = fuzzed.client(None).get("/api/openapi.json").json()
    validate(document)
    return schemathesis.openapi.from_dict(document)


@pytest.fixture(scope="module")
def session() -> Iterator[requests.Session]:
    with requests.Session() as session:
        session.headers["Authorization"] = f"Bearer {OWNER}"
        yield session


@pytest.fixture(scope="module")
def ids(fuzzed: ServerProcess) -> dict[str, str]:
    """What there is, by its folder."""
    mika = fuzzed.client()
    bodies = {
        "gifts": {"gifter": "ana", "gift": "Rose"},
        "goals": {"title": "New mic", "target": 500},
        "overlays": {"name": "Main bar"},
        "invites": {"name": "noor"},
    }
    return {
        name: mika.post(f"/api/{name}", json=body).json()["id"] for name, body in bodies.items()
    }


@pytest.mark.parametrize("call", _DELETING_LAST, ids=lambda call: call.handle.__name__)
def test_every_call_answers_as_the_document_says(
    call: Call,
    fuzzed: ServerProcess,
    described: schemathesis.BaseSchema,
    session: requests.Session,
    ids: dict[str, str],
) -> None:
    operation = described[call.path][call.method]
    modes = [schemathesis.GenerationMode.POSITIVE]
    if call.takes or call.query:
        modes.append(schemathesis.GenerationMode.NEGATIVE)
    cases = st.one_of([operation.as_strategy(generation_mode=mode) for mode in modes])

    @given(cases, st.booleans())
    @settings(max_examples=10 * len(modes), deadline=None, suppress_health_check=list(HealthCheck))
    def answers_as_it_says(case: schemathesis.Case[Any], there: bool) -> None:
        id_ = ids.get(call.path.split("/")[2]) if "{id}" in call.path else None
        if there and id_:
            case.path_parameters["id"] = id_
        case.call_and_validate(
            base_url=fuzzed.url, session=session, timeout=30, excluded_checks=_LEFT_OUT
        )

    answers_as_it_says()


async def test_it_is_made_once_however_many_ask_and_nobody_else_waits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = 0

    def slowly(*_: object) -> dict[str, str]:
        nonlocal made
        made += 1
        time.sleep(0.2)
        return {"openapi": "3.1.0"}

    monkeypatch.setattr(openapi, "document", slowly)
    document = openapi.Document(CALLS, "cookie")
    asked = [asyncio.create_task(document.text()) for _ in range(10)]
    asked[0].cancel()
    await asyncio.sleep(0)
    turns = 0
    while not asked[-1].done():  # the turns are what is looked for
        await asyncio.sleep(0.001)
        turns += 1
    assert {one.result() for one in asked[1:]} == {b'{"openapi":"3.1.0"}'}
    assert made == 1
    assert turns > 3


async def test_what_could_not_be_made_is_made_when_it_is_asked_for_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object) -> dict[str, str]:
        raise MemoryError

    document = openapi.Document(CALLS, "cookie")
    with monkeypatch.context() as patched:
        patched.setattr(openapi, "document", broken)
        with pytest.raises(MemoryError):
            await document.text()
    assert (await document.text()).startswith(b'{"openapi":"3.1.0"')
