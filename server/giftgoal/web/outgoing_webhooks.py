"""Webhooks that are told what was reached, signed as Standard Webhooks 1.0 wants it.

https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
"""

import asyncio
import base64
import hashlib
import hmac
import logging
from collections.abc import Callable, Sequence
from itertools import takewhile
from urllib.parse import urlsplit

import httpx2

from giftgoal.config import Webhook
from giftgoal.domain.board import Board, Passed
from giftgoal.hub import Hub
from giftgoal.sources.backoff import BackOff
from giftgoal.sources.signatures import key_in
from giftgoal.web.outgoing_watch import boards
from giftgoal.wire.outgoing import event_of, letter_of

log = logging.getLogger(__name__)

MOST_WAITING = 64
"""How many letters may wait for a webhook that does not answer; one more is not sent."""

TRIES = 6
"""How often a letter is sent before it is given up: within half a minute, and what the answers
take."""

PATIENCE = 10
"""Seconds that one try may take."""


class Webhooks:
    """Tells every webhook of the milestones and rungs that are reached from now on.

    Args:
        hub: Has the newest board.
        webhooks: Who is told.
        now: Milliseconds since 1970.
        new_id: Draws a fresh id.
        random: Returns a number from 0 up to 1.
    """

    def __init__(
        self,
        hub: Hub,
        webhooks: Sequence[Webhook],
        now: Callable[[], int],
        new_id: Callable[[], str],
        random: Callable[[], float],
    ) -> None:
        self._hub = hub
        self._boxes = [_Box(webhook, now, random) for webhook in webhooks]
        self._new_id = new_id
        self._last = _newest(hub.board)

    async def run(self) -> None:
        """Tell, for ever."""
        # No redirect is followed: only the addresses that the owner wrote are asked.
        async with httpx2.AsyncClient(trust_env=False) as http, asyncio.TaskGroup() as tasks:
            for box in self._boxes:
                tasks.create_task(box.empty(http))
            async for board in boards(self._hub):
                for passed in self._new(board):
                    id_ = f"msg_{self._new_id()}"
                    for box in self._boxes:
                        box.put(id_, passed)

    def _new(self, board: Board) -> list[Passed]:
        """Return what was reached since the last look, oldest first."""
        last, self._last = self._last, _newest(board)
        return list(takewhile(lambda one: one != last, reversed(board.real.passed)))[::-1]


def _newest(board: Board) -> Passed | None:
    return board.real.passed[-1] if board.real.passed else None


class _Box:
    """The letters that wait for one webhook."""

    def __init__(
        self, webhook: Webhook, now: Callable[[], int], random: Callable[[], float]
    ) -> None:
        self._webhook = webhook
        self._now = now
        self._random = random
        self._letters: asyncio.Queue[tuple[str, bytes]] = asyncio.Queue(MOST_WAITING)
        # The path may be as good as a key.
        self._host = urlsplit(webhook.url).hostname

    def put(self, id_: str, passed: Passed) -> None:
        """Take a letter, if the webhook wants it."""
        if event_of(passed) not in self._webhook.events:
            return
        try:
            self._letters.put_nowait((id_, letter_of(passed)))
        except asyncio.QueueFull:
            log.warning("the webhook at %s is not told: too much waits for it", self._host)

    async def empty(self, http: httpx2.AsyncClient) -> None:
        """Send what comes, one after the other, for ever."""
        while True:
            id_, body = await self._letters.get()
            await self._send(http, id_, body)

    async def _send(self, http: httpx2.AsyncClient, id_: str, body: bytes) -> None:
        back_off = BackOff(self._random)
        for left in reversed(range(TRIES)):
            trouble = await self._tried(http, id_, body)
            if not trouble:
                return
            if left:
                await asyncio.sleep(back_off.next(held=0))
        log.warning("the webhook at %s is not told of %s: %s", self._host, id_, trouble)

    async def _tried(self, http: httpx2.AsyncClient, id_: str, body: bytes) -> str:
        """Send a letter once and return what went wrong."""
        headers = signed(self._webhook.secret, id_, self._now() // 1000, body)
        request = http.stream("POST", self._webhook.url, content=body, headers=headers)
        try:
            async with asyncio.timeout(PATIENCE), request as response:
                return "" if response.is_success else f"it answers {response.status_code}"
        except (httpx2.HTTPError, httpx2.InvalidURL, TimeoutError) as error:
            return f"it does not answer ({type(error).__name__})"


def signed(secret: str, id_: str, at: int, body: bytes) -> dict[str, str]:
    """Return the headers of a letter: the base64 of HMAC-SHA256 over `id.timestamp.body`.

    Args:
        secret: See `key_in`.
        id_: The same however often the letter is sent.
        at: When it is sent, in seconds since 1970.
        body: What is in it.
    """
    mac = hmac.digest(key_in(secret), f"{id_}.{at}.".encode() + body, hashlib.sha256)
    return {
        "Content-Type": "application/json",
        "webhook-id": id_,
        "webhook-timestamp": str(at),
        "webhook-signature": f"v1,{base64.b64encode(mac).decode()}",
    }
