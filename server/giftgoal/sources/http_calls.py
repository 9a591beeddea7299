"""HTTP calls to platforms, whose failures are told in words that a streamer understands."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import httpx2

from giftgoal.sources.arrivals import Unusable
from giftgoal.sources.connections import MOST_BYTES, retry_after, unanswered
from giftgoal.sources.payloads import read_json
from giftgoal.sources.source import Lost

PATIENCE = 10
"""Seconds for connecting, and for each step of a call after that."""

WHOLE = 30
"""Seconds that a whole call may take, however steadily it drips."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a platform answered, once it has answered at all."""

    status: int
    value: Any
    """The JSON in it; None where there is none."""

    @property
    def good(self) -> bool:
        """Whether it did what was asked."""
        return 200 <= self.status < 300


@contextlib.asynccontextmanager
async def client() -> AsyncIterator[httpx2.AsyncClient]:
    """Open a client for one run of a source. It follows no redirect: keys stay where they go."""
    # Reading the certificates takes longer than a frame, and a tap need not wait for it.
    trusted = await asyncio.to_thread(httpx2.create_ssl_context)
    async with httpx2.AsyncClient(verify=trusted, trust_env=False) as http:
        yield http


async def call(
    http: httpx2.AsyncClient,
    method: str,
    address: str,
    where: str,
    *,
    headers: Mapping[str, str] | None = None,
    query: Mapping[str, str] | None = None,
    form: Mapping[str, str] | None = None,
    body: Any = None,
    patience: float = 0,
) -> Answer:
    """Ask a platform something. What it means to refuse is for the caller to know.

    Args:
        http: See `client`.
        method: `GET` or `POST`.
        address: Where to. It is in no error: it may hold a key.
        where: What people call it, like `Twitch`.
        headers: Sent along, such as a key.
        query: Put behind the address.
        form: Sent as a form.
        body: Sent as JSON.
        patience: The seconds that it may stay silent, for a call that waits for news.

    Raises:
        Lost: If there is no answer, no whole one, or one of 429 or from 500 on.
    """
    silent = httpx2.Timeout(PATIENCE, read=PATIENCE + patience)
    request = http.stream(
        method, address, headers=headers, params=query, data=form, json=body, timeout=silent
    )
    try:
        async with asyncio.timeout(WHOLE + patience), request as response:
            content = await _content(response, where)
    except (httpx2.HTTPError, TimeoutError) as error:
        raise unanswered(where, error) from None
    answer = Answer(response.status_code, _value(content))
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        raise Lost(f"{where} asks us to wait.", _wait(response, answer))
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise Lost(f"{where} has trouble ({answer.status}).", _wait(response, answer))
    return answer


async def _content(response: httpx2.Response, where: str) -> bytes:
    content = bytearray()
    async for part in response.aiter_bytes():
        content += part
        if len(content) > 8 * MOST_BYTES:
            raise Lost(f"{where} sent more than we read.")
    return bytes(content)


def _value(content: bytes) -> Any:
    try:
        return read_json(content) if content else None
    except Unusable:
        return None


def _wait(response: httpx2.Response, answer: Answer) -> float | None:
    """Return what it asks for: in the header, or in Telegram's body."""
    said = answer.value.get("parameters") if isinstance(answer.value, Mapping) else None
    if isinstance(said, Mapping) and isinstance(said.get("retry_after"), int):
        return float(said["retry_after"])
    return retry_after(response.headers.get("Retry-After"))
