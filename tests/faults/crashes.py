"""kill -9 in a burst over HTTP, again and again on the same data, with senders that try again."""

import random
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path

import httpx2

from tests.faults.figures import Figures
from tests.server_process import ServerProcess, giftgoal

SENDERS = 4


@dataclass
class Book:
    """What was sent, and what was acknowledged."""

    unanswered: deque[str] = field(default_factory=deque)
    """Keys to be sent again."""
    acknowledged: dict[str, str] = field(default_factory=dict)
    """The gift's id, by key."""
    sent: int = 0
    again: int = 0
    """Acknowledged as there already: it was written, but the answer was lost."""
    changed: int = 0
    """Acknowledged a second time with another id."""

    def next_key(self) -> str:
        try:
            return self.unanswered.popleft()
        except IndexError:
            self.sent += 1
            return f"gift-{self.sent}-{threading.get_ident()}"

    def answered(self, key: str, gift: str, *, new: bool) -> None:
        self.again += not new
        self.changed += self.acknowledged.setdefault(key, gift) != gift


def send(client: httpx2.Client, key: str, book: Book) -> bool:
    """Send one gift of a coin; return whether it was acknowledged."""
    gift = {"gifter": f"ana {key}", "gift": "Rose", "count": 1}
    try:
        answer = client.post("/api/gifts", json=gift, headers={"Idempotency-Key": key})
    except httpx2.HTTPError:
        book.unanswered.append(key)
        return False
    if answer.status_code not in (200, 201):
        book.unanswered.append(key)
        return False
    book.answered(key, answer.json()["id"], new=answer.status_code == 201)
    return True


def _send_until_it_dies(server: ServerProcess, book: Book) -> None:
    client = server.client()
    while send(client, book.next_key(), book):
        pass


def killed(rounds: int, folder: Path) -> Figures:
    """Kill a server `rounds` times in a burst, then count what is there."""
    figures = Figures("kill -9 in a burst over HTTP")
    chance = random.Random(rounds)  # noqa: S311  # the same moments every time
    book = Book()
    for _ in range(rounds):
        with giftgoal(folder) as server:
            _count(server, book, figures)
            senders = [
                threading.Thread(target=_send_until_it_dies, args=(server, book))
                for _ in range(SENDERS)
            ]
            for sender in senders:
                sender.start()
            _until(book, len(book.acknowledged) + chance.randint(1, 60))
            time.sleep(chance.uniform(0, 0.005))
            server.process.kill()
            for sender in senders:
                sender.join()
            server.kill()
        figures.rounds += 1
    with giftgoal(folder) as server:
        client = server.client()
        while book.unanswered:
            send(client, book.next_key(), book)
        for key in list(book.acknowledged):
            send(client, key, book)
        figures.counts["twice"] += _total(server) - len(book.acknowledged)
    figures.counts["acknowledged"] = len(book.acknowledged)
    figures.counts["written although the answer was lost"] = book.again - len(book.acknowledged)
    figures.counts["lost"] += book.changed
    return figures


def _until(book: Book, acknowledged: int) -> None:
    """Wait until so many gifts are acknowledged."""
    patience = time.monotonic() + 30
    while len(book.acknowledged) < acknowledged:
        assert time.monotonic() < patience, "the burst does not get going"
        time.sleep(0.001)


def _count(server: ServerProcess, book: Book, figures: Figures) -> None:
    """Compare the total with what was acknowledged so far and what may be there besides."""
    total = _total(server)
    if total < len(book.acknowledged):
        figures.count("lost", f"{len(book.acknowledged)} acknowledged, {total} there")
    if total > len(book.acknowledged) + len(book.unanswered):
        figures.count("twice", f"{total} there")


def _total(server: ServerProcess) -> int:
    totals = server.client().get("/api/state").json()["totals"]
    assert totals["coins"] == totals["gifts"], "each is a coin"
    return int(totals["gifts"])
