"""Calls to Telegram's Bot API: four methods of it.

Source: core.telegram.org/bots/api, "Making requests" and "Getting updates", Bot API 10.3.
"""

import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import httpx2

from giftgoal.sources.http_calls import call
from giftgoal.sources.payloads import object_in, text
from giftgoal.sources.source import Lost, Refused

WHERE = "https://api.telegram.org"

POLL = 25
"""Seconds that `getUpdates` waits for something new."""

PAGE = 100
"""The most transactions in one answer of `getStarTransactions`."""

_TOKEN = re.compile(r"[0-9]{1,20}:[A-Za-z0-9_-]{10,100}")
"""A bot's token; it is part of the address, so nothing else may be in it."""


class Declined(Lost):
    """Telegram understood a call, and does not do it."""


class Bot:
    """A bot, by its token.

    Raises:
        Refused: If the token is none.
    """

    def __init__(self, http: httpx2.AsyncClient, token: str, where: str) -> None:
        if not _TOKEN.fullmatch(token):
            raise Refused("A bot's token looks like 123456789:AAE..., as BotFather shows it.")
        self._http = http
        self._address = f"{where}/bot{token}"

    async def updates(self, offset: int) -> list[Any]:
        """Wait for what is new: payments, refunds, and questions before a payment.

        Args:
            offset: The first update wanted. Asking for it confirms all before it, for good.

        Raises:
            Lost: If Telegram does not answer, or another program or a webhook takes the updates.
            Refused: If the token is wrong.
        """
        wanted = ["message", "pre_checkout_query"]
        body = {"offset": offset, "timeout": POLL, "allowed_updates": wanted}
        got = await self._call("getUpdates", body, patience=POLL)
        return got if isinstance(got, list) else []

    async def allow(self, query_id: str) -> None:
        """Let a payment go ahead; Telegram waits for ten seconds.

        Raises:
            Lost: If Telegram does not answer; Declined: if it is too late.
            Refused: See `updates`.
        """
        body = {"pre_checkout_query_id": query_id, "ok": True}
        await self._call("answerPreCheckoutQuery", body)

    async def invoice(self, title: str, stars: int) -> str:
        """Return a link by which anyone can give so many stars, any number of times.

        Raises:
            Lost: If Telegram does not answer; Declined: if it does not like the title.
            Refused: See `updates`.
        """
        body = {
            "title": title,
            "description": title,
            "payload": f"giftgoal-{stars}",
            "provider_token": "",  # as for all sales in stars
            "currency": "XTR",
            "prices": [{"label": title, "amount": stars}],
        }
        return text(await self._call("createInvoiceLink", body))

    async def transactions(self, offset: int) -> list[Any]:
        """Return a page of all transactions, the oldest first, after leaving out some.

        Raises:
            Lost: If Telegram does not answer.
            Refused: See `updates`.
        """
        got = await self._call("getStarTransactions", {"offset": offset, "limit": PAGE})
        listed = object_in(got).get("transactions")
        return listed if isinstance(listed, list) else []

    async def _call(self, method: str, body: Mapping[str, Any], patience: float = 0) -> Any:
        address = f"{self._address}/{method}"
        answer = await call(self._http, "POST", address, "Telegram", body=body, patience=patience)
        told = object_in(answer.value)
        if answer.good and told.get("ok") is True:
            return told.get("result")
        if answer.status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND):
            raise Refused("Telegram does not know this bot's token.")
        if answer.status == HTTPStatus.CONFLICT:
            raise _conflict(text(told.get("description")))
        raise Declined(f"Telegram does not do that ({answer.status}).")


def _conflict(description: str) -> Lost:
    """Return what it means that Telegram gives the updates to someone else, for now."""
    if "webhook" in description:
        return Lost("Another service has a webhook on this bot. Use a bot of its own here.", 30)
    return Lost("Another program reads this bot's messages. Use a bot of its own here.", 30)
