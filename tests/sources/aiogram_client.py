"""Asks a Bot API what Giftgoal asks it, by aiogram, and prints what it was told: one line of JSON.

Usage: python aiogram_client.py TOKEN ADDRESS TROUBLED

It runs in an interpreter of its own (see `tests/side_python.py`), and checks every answer by
aiogram's models, which were made of Telegram's documentation by somebody else.
"""

import asyncio
import json
import sys
from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramAPIError, TelegramRetryAfter
from aiogram.types import LabeledPrice, StarTransaction, Update

WANTED = ["message", "pre_checkout_query"]


async def main(token: str, address: str, troubled: str) -> None:
    """Ask two of them, and print what was told: the second answers nothing but trouble."""
    told = {}
    for where, ask in ((address, evening), (troubled, troubles)):
        session = AiohttpSession(api=TelegramAPIServer.from_base(where))
        async with Bot(token, session=session) as bot:
            told[ask.__name__] = await ask(bot)
    sys.stdout.write(json.dumps(told))


async def evening(bot: Bot) -> dict[str, Any]:
    """Go through an evening: a question, a payment, its refund, and the list of them all."""
    told: dict[str, Any] = {"me": (await bot.get_me()).username}
    updates = await bot.get_updates(timeout=1, allowed_updates=WANTED)
    told["updates"] = [update_told(update) for update in updates]
    asked = next(update.pre_checkout_query for update in updates if update.pre_checkout_query)
    told["allowed"] = await bot.answer_pre_checkout_query(asked.id, ok=True)
    told["too late"] = await trouble(bot.answer_pre_checkout_query(asked.id, ok=True))
    told["again"] = len(await bot.get_updates(offset=updates[1].update_id, timeout=1))
    told["rest"] = len(await bot.get_updates(offset=updates[-1].update_id + 1, timeout=1))
    told["link"] = await bot.create_invoice_link(
        title="A gift",
        description="A gift",
        payload="giftgoal-50",
        provider_token="",
        currency="XTR",
        prices=[LabeledPrice(label="A gift", amount=50)],
    )
    page = await bot.get_star_transactions(offset=1, limit=100)
    told["transactions"] = [transaction_told(one) for one in page.transactions]
    return told


async def troubles(bot: Bot) -> list[list[Any]]:
    """Ask what kinds of trouble there are."""
    return [await trouble(bot.get_updates(timeout=1)) for _ in range(4)]


def update_told(update: Update) -> list[Any]:
    """Return what an update tells of a payment."""
    if query := update.pre_checkout_query:
        return ["question", query.id, query.currency, query.total_amount]
    message = update.message
    assert message
    assert message.from_user
    if paid := message.successful_payment:
        who, at = message.from_user.full_name, int(message.date.timestamp())
        return ["paid", paid.telegram_payment_charge_id, paid.total_amount, who, at]
    back = message.refunded_payment
    assert back
    return ["refunded", back.telegram_payment_charge_id, back.total_amount]


def transaction_told(one: StarTransaction) -> list[Any]:
    """Return what stands in a transaction; a refund has a receiver in the place of a source."""
    partner = one.source or one.receiver
    return [one.id, one.amount, one.nanostar_amount, type(partner).__name__, bool(one.source)]


async def trouble(call: Any) -> list[Any]:
    """Return as what kind of trouble aiogram understands the answer of a call."""
    try:
        await call
    except TelegramRetryAfter as error:
        return [type(error).__name__, error.retry_after]
    except TelegramAPIError as error:
        return [type(error).__name__]
    return []


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
