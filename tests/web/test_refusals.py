"""What the domain, the keeper and the ledger refuse, and what nobody foresaw, as problems."""

import json
import logging

import pytest
from starlette.requests import ClientDisconnect
from starlette.responses import Response

from giftgoal.askers import Stopping
from giftgoal.domain.errors import (
    Invalid,
    KeyReused,
    NotFound,
    Refusal,
    StreakMismatch,
    UnknownGoal,
)
from giftgoal.ledger import DiskFull, LedgerError
from giftgoal.web.calls import refusals_answered

REFUSALS: list[tuple[Refusal | LedgerError | Stopping, int, str]] = [
    (Invalid("target", 0, "a whole number from 1"), 422, "invalid"),
    (NotFound("gift", "6f1c0d9a2b3e4f50"), 404, "not-found"),
    (UnknownGoal("a1b2c3d4"), 422, "unknown-goal"),
    (KeyReused("tap-1"), 409, "key-reused"),
    (StreakMismatch("s1"), 409, "streak-mismatch"),
    (DiskFull(), 507, "disk-full"),
    (LedgerError("the file has gone"), 503, "ledger"),
    (Stopping(), 503, "stopping"),
]


async def answer_to(error: Exception) -> Response:
    async def answer() -> Response:
        raise error

    return await refusals_answered(answer(), "POST /api/gifts")


@pytest.mark.parametrize(
    ("refusal", "status", "name"), REFUSALS, ids=[name for _, _, name in REFUSALS]
)
async def test_a_refusal_is_answered_with_its_problem(
    refusal: Exception, status: int, name: str
) -> None:
    answer = await answer_to(refusal)
    problem = json.loads(bytes(answer.body))
    assert (answer.status_code, problem["status"]) == (status, status)
    assert problem["type"] == f"urn:giftgoal:{name}"
    assert problem["detail"].endswith(".") or name == "invalid"


async def test_who_asks_while_it_stops_is_told_to_come_back() -> None:
    assert (await answer_to(Stopping())).headers["retry-after"] == "2"


async def test_what_nobody_foresaw_is_logged_and_keeps_its_secrets(
    caplog: pytest.LogCaptureFixture,
) -> None:
    answer = await answer_to(ZeroDivisionError("a secret"))
    assert (answer.status_code, answer.media_type) == (500, "application/problem+json")
    assert b"secret" not in bytes(answer.body)
    (record,) = caplog.records
    assert (record.levelno, record.getMessage()) == (logging.ERROR, "POST /api/gifts failed")


async def test_who_has_gone_needs_no_answer() -> None:
    assert (await answer_to(ClientDisconnect())).status_code == 400
