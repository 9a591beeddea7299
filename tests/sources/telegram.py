"""A Bot API of our own, as documented: enough for Giftgoal and for other programs' clients."""

import asyncio
import contextlib
import email
import email.policy
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from giftgoal.sources.source import Road
from giftgoal.sources.telegram import road
from tests.sources.web import served

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
FILLED = {"token": TOKEN}
EIGHT = 1_795_550_400
"""Eight in the evening, in seconds since 1970."""

ANA = {"id": 7, "is_bot": False, "first_name": "ana"}
BOT = {"id": 110201543, "is_bot": True, "first_name": "Mika's bot", "username": "mika_bot"}


def payment(charge: str, stars: int, **more: Any) -> dict[str, Any]:
    """Return what stands in a message about a payment, or about its refund."""
    return {
        "currency": "XTR",
        "total_amount": stars,
        "invoice_payload": f"giftgoal-{stars}",
        "telegram_payment_charge_id": charge,
        "provider_payment_charge_id": "",
        **more,
    }


def message(who: dict[str, Any] = ANA, date: int = EIGHT, **content: Any) -> dict[str, Any]:
    """Return a message as an update's content."""
    chat = {"id": who["id"], "type": "private", "first_name": who["first_name"]}
    return {"message": {"message_id": 1, "date": date, "chat": chat, "from": who, **content}}


def transaction(
    charge: str, stars: int, *, refund: bool = False, date: int = EIGHT, **more: Any
) -> dict[str, Any]:
    """Return an entry of the list of transactions."""
    partner = {"type": "user", "transaction_type": "invoice_payment", "user": ANA}
    side = "receiver" if refund else "source"
    return {"id": charge, "amount": stars, "date": date, side: partner, **more}


@dataclass
class FakeTelegram:
    """What Telegram knows of one bot."""

    waiting: dict[int, dict[str, Any]] = field(default_factory=dict)
    """Updates that nobody has confirmed, by their ids."""
    transactions: list[dict[str, Any]] = field(default_factory=list)
    questions: set[str] = field(default_factory=set)
    """Payments that wait for an answer."""
    allowed: list[str] = field(default_factory=list)
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    odd_answers: list[Response] = field(default_factory=list)
    """What the next calls are answered."""
    poll: float = 0.05
    """The most seconds that a call for updates is held."""
    address: str = ""
    ids: "count[int]" = field(default_factory=lambda: count(501))
    news: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def road(self) -> Road:
        """The road to this Telegram."""
        return road(self.address, lambda: EIGHT)

    def update(self, content: dict[str, Any]) -> None:
        """Let something happen that the bot is told of."""
        id_ = next(self.ids)
        self.waiting[id_] = {"update_id": id_, **content}
        self.news.set()

    def pays(self, charge: str, stars: int, date: int = EIGHT) -> None:
        """Let ana pay: an update, and an entry in the list."""
        self.transactions.append(transaction(charge, stars, date=date))
        self.update(message(date=date, successful_payment=payment(charge, stars)))

    def asks(self, query: str) -> None:
        """Let ana be about to pay."""
        self.questions.add(query)
        told = {"id": query, "from": ANA, "currency": "XTR", "total_amount": 50}
        self.update({"pre_checkout_query": {**told, "invoice_payload": "giftgoal-50"}})

    async def call(self, request: Request) -> Response:
        """Answer any call."""
        method, said = request.path_params["method"], await arguments(request)
        self.calls.append((method, said))
        if self.odd_answers:
            return self.odd_answers.pop(0)
        if request.path_params["token"] != TOKEN:
            return failure(401, "Unauthorized")
        match method:
            case "getMe":
                return fine(BOT)
            case "getUpdates":
                return fine(await self._updates(int(said.get("offset") or 0)))
            case "answerPreCheckoutQuery":
                return self._answered(said)
            case "createInvoiceLink":
                return self._invoice(said)
            case "getStarTransactions":
                start = int(said.get("offset") or 0)
                end = start + int(said.get("limit") or 100)
                return fine({"transactions": self.transactions[start:end]})
            case _:
                return failure(404, "Not Found: method not found")

    async def _updates(self, offset: int) -> list[dict[str, Any]]:
        self.waiting = {id_: one for id_, one in self.waiting.items() if id_ >= offset}
        if not self.waiting:
            self.news.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.news.wait(), self.poll)
        return [one for id_, one in sorted(self.waiting.items()) if id_ >= offset]

    def _answered(self, said: dict[str, Any]) -> Response:
        query = said["pre_checkout_query_id"]
        if query not in self.questions:
            return failure(400, "Bad Request: query is too old")
        self.questions.remove(query)
        if json.loads(str(said["ok"]).lower()):
            self.allowed.append(query)
        return fine(True)

    def _invoice(self, said: dict[str, Any]) -> Response:
        prices = said["prices"]
        (price,) = json.loads(prices) if isinstance(prices, str) else prices
        if not 1 <= len(said["title"]) <= 32 or said["currency"] != "XTR":
            return failure(400, "Bad Request: INVOICE_TITLE_INVALID")
        return fine(f"https://t.me/$link-{price['amount']}")


async def arguments(request: Request) -> dict[str, Any]:
    """Return what a call says, in each of the three ways in which it may say it."""
    body, kind = await request.body(), request.headers.get("content-type", "")
    if kind.startswith("application/json"):
        said = json.loads(body)
        assert isinstance(said, dict)
        return said
    if kind.startswith("multipart/"):
        whole = b"Content-Type: " + kind.encode() + b"\r\n\r\n" + body
        parts = email.message_from_bytes(whole, policy=email.policy.HTTP).iter_parts()
        return {str(p.get_param("name", header="content-disposition")): text(p) for p in parts}
    return dict(parse_qsl(body.decode()))


def text(part: Any) -> str:
    """Return what stands in one part of a form."""
    content = part.get_content()
    return content.decode() if isinstance(content, bytes) else str(content).strip()


def fine(result: Any) -> Response:
    """Return a good answer."""
    return JSONResponse({"ok": True, "result": result})


def failure(code: int, says: str, **parameters: int) -> Response:
    """Return an error in Telegram's words."""
    told = {"ok": False, "error_code": code, "description": says}
    return JSONResponse({**told, "parameters": parameters} if parameters else told, code)


@contextlib.asynccontextmanager
async def fake_telegram() -> AsyncIterator[FakeTelegram]:
    """Open a Telegram."""
    telegram = FakeTelegram()
    routes = [Route("/bot{token}/{method}", telegram.call, methods=["GET", "POST"])]
    async with served(Starlette(routes=routes)) as telegram.address:
        yield telegram
