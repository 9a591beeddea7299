"""1,000 deliveries, each sent 1 to 5 times, shuffled, over kills: exactly 1,000 gifts."""

import base64
import hmac
import json
import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import httpx2
from websockets.asyncio.server import ServerConnection

from giftgoal.domain.gifts import MICRO
from tests.server_process import ServerProcess, giftgoal
from tests.sources.platforms import platform
from tests.sources.studio import Studio, studio
from tests.sources.tiktok import message, rose

GIFTS = 1000
KEY = b"mika's key, as long as that"
SECRET = "whsec_" + base64.b64encode(KEY).decode()


def deliveries(seed: int) -> list[int]:
    """Return the numbers of 1,000 gifts, each 1 to 5 times, shuffled."""
    chance = random.Random(seed)  # noqa: S311  # a test needs the same each time
    sent = [n for n in range(GIFTS) for _ in range(chance.randint(1, 5))]
    chance.shuffle(sent)
    return sent


async def test_by_a_socket_over_breaks_and_restarts(tmp_path: Path) -> None:
    """The platform hangs up again and again, and then starts from the beginning."""
    sent = deliveries(3)
    ends = iter((300, 700, 1100, 1700, 2300))

    async def visit(connection: ServerConnection) -> None:
        end = next(ends, len(sent))
        for n in sent[:end]:
            await connection.send(json.dumps(message(rose(1, n, groupId=f"17{n}"))))
        if end < len(sent):
            connection.transport.abort()
        await connection.wait_closed()

    async with platform(visit) as address:
        for wanted in (100, 200, 300, GIFTS):
            async with studio(tmp_path) as here:
                await here.supervisor.edit("tikfinity", on=True, values={"address": address})
                await here.until(partial(has, here, wanted), seconds=60)
    async with studio(tmp_path) as here:
        gifts = await here.gifts()
        assert len(gifts) == len({one.gift.streak for one in gifts}) == GIFTS
        assert await here.coins() == here.keeper.board.real.micro // MICRO == GIFTS


def has(here: Studio, gifts: int) -> bool:
    return here.keeper.board.real.gifts >= gifts


class Server:
    """A server that is killed and started again on the same port and data."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._opened = ExitStack()
        self.process = self._opened.enter_context(giftgoal(folder))
        self.url, self._port = self.process.url, self.process.port

    def kill(self) -> None:
        self.process.kill()
        self._opened.close()
        self._opened = ExitStack()
        self.process = self._opened.enter_context(giftgoal(self._folder, port=self._port))

    def stop(self) -> None:
        self._opened.close()


def letter(n: int) -> tuple[bytes, dict[str, str]]:
    body = json.dumps({"gifter": f"gifter {n % 40}", "gift": "Rose", "coins": 1}).encode()
    at = int(time.time())
    digest = hmac.digest(KEY, f"gift-{n}.{at}.".encode() + body, "sha256")
    signature = "v1," + base64.b64encode(digest).decode()
    headers = {"webhook-id": f"gift-{n}", "webhook-timestamp": str(at)}
    return body, {**headers, "webhook-signature": signature}


def send(client: httpx2.Client, n: int) -> None:
    """Post a letter until it is answered 200, as a platform does."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        body, headers = letter(n)
        try:
            answer = client.post("/hooks/webhook", content=body, headers=headers)
        except httpx2.TransportError:
            time.sleep(0.05)
            continue
        if answer.status_code == 200:
            return
        assert answer.status_code in (429, 503), answer.text
        time.sleep(0.05)
    raise AssertionError(f"gift {n} was never answered")


def test_by_a_webhook_over_three_kills(tmp_path: Path) -> None:
    server = Server(tmp_path / "data")
    try:
        switch_on(server.process)
        client = httpx2.Client(base_url=server.url, timeout=10, trust_env=False)
        for kill, sent in zip((True, True, True, False), parts(deliveries(5), 4), strict=True):
            with ThreadPoolExecutor(8) as senders:
                jobs = [senders.submit(send, client, n) for n in sent]
                if kill:
                    jobs[len(jobs) // 3].result()
                    assert not jobs[-1].done()
                    server.kill()
                for job in jobs:
                    job.result()
        client.close()
        totals = server.process.client().get("/api/state").json()["totals"]
        assert totals == {"coins": GIFTS, "gifts": GIFTS, "gifters": 40}
    finally:
        server.stop()


def switch_on(server: ServerProcess) -> None:
    body = {"on": True, "fields": {"secrets": SECRET}}
    assert server.client().patch("/api/sources/webhook", json=body).status_code == 200


def parts(numbers: list[int], count: int) -> Iterator[list[int]]:
    """Yield the list in so many parts."""
    size = -(-len(numbers) // count)
    for start in range(0, len(numbers), size):
        yield numbers[start : start + size]
