"""The Telegram of the tests is one also for aiogram, in an environment of its own."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from tests.side_python import side_python
from tests.sources.telegram import (
    EIGHT,
    TOKEN,
    FakeTelegram,
    failure,
    fake_telegram,
    message,
    payment,
    transaction,
)

CLIENT = Path(__file__).with_name("aiogram_client.py")


TROUBLES = [
    failure(401, "Unauthorized"),
    failure(409, "Conflict: terminated by other getUpdates request"),
    failure(429, "Too Many Requests: retry after 7", retry_after=7),
    failure(502, "Bad Gateway"),
]


async def aiogram_told(python: Path, there: FakeTelegram, troubled: FakeTelegram) -> Any:
    """Return what aiogram was told, by one where all is well and by one where nothing is."""
    process = await asyncio.create_subprocess_exec(
        python, "-I", CLIENT, TOKEN, there.address, troubled.address, stdout=-1, stderr=-1
    )
    said, errors = await asyncio.wait_for(process.communicate(), 60)
    assert (process.returncode, errors.decode()) == (0, "")
    return json.loads(said)


async def test_aiogram_is_told_what_giftgoal_is_told(request: pytest.FixtureRequest) -> None:
    kept = request.config.cache.mkdir("side-pythons")
    python = await asyncio.to_thread(side_python, kept, CLIENT.with_name("aiogram.lock"))
    async with fake_telegram() as there, fake_telegram() as troubled:
        there.asks("question-1")
        there.pays("charge-1", 50)
        there.update(message(refunded_payment=payment("charge-1", 50)))
        back = transaction("charge-1", 50, refund=True, nanostar_amount=5)
        there.transactions = [transaction("charge-0", 1), transaction("charge-1", 50), back]
        troubled.odd_answers = list(TROUBLES)
        told = await aiogram_told(python, there, troubled)
    assert told["evening"] == {
        "me": "mika_bot",
        "updates": [
            ["question", "question-1", "XTR", 50],
            ["paid", "charge-1", 50, "ana", EIGHT],
            ["refunded", "charge-1", 50],
        ],
        "allowed": True,
        "too late": ["TelegramBadRequest"],
        "again": 2,
        "rest": 0,
        "link": "https://t.me/$link-50",
        "transactions": [
            ["charge-1", 50, None, "TransactionPartnerUser", True],
            ["charge-1", 50, 5, "TransactionPartnerUser", False],
        ],
    }
    assert (there.allowed, there.waiting) == (["question-1"], {})
    assert told["troubles"] == [
        ["TelegramUnauthorizedError"],
        ["TelegramConflictError"],
        ["TelegramRetryAfter", 7],
        ["TelegramServerError"],
    ]
