"""Gifts over HTTP, as fast as the server answers: a process of its own, so as not to be the limit.

`python -m tests.bench.load` reads a `Job` as JSON from standard input and prints a `Yield`.
"""

import json
import selectors
import socket
import sys
import time
from collections.abc import Iterator
from statistics import quantiles
from typing import NamedTuple

_HEAD = (
    "POST /api/gifts HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAuthorization: Bearer {token}\r\n"
    "Content-Type: application/json\r\nIdempotency-Key: {key}\r\nContent-Length: {length}\r\n\r\n"
)
_STALLED_SECONDS = 20


class Job(NamedTuple):
    """What to send."""

    port: int
    token: str
    connections: int
    """Each sends its next gift when the last is answered."""
    seconds: float
    most: int
    """Gifts, even if there is time left."""
    tag: str
    """What makes the idempotency keys unlike those of other jobs."""


class Yield(NamedTuple):
    """What came of it."""

    gifts: int
    seconds: float
    p50: float
    """Seconds from sending a gift to having its whole answer."""
    p99: float

    @property
    def rate(self) -> float:
        """Gifts a second."""
        return self.gifts / self.seconds


class Connection:
    """One that is kept open."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sent_at = 0.0
        self.answer = b""

    def send(self, request: bytes) -> None:
        """Send a request; note when."""
        self.answer = b""
        self.sent_at = time.perf_counter()
        self.socket.sendall(request)

    def receive(self) -> bool:
        """Read what is there; return whether the answer is whole."""
        part = self.socket.recv(65536)
        if not part:
            raise ConnectionError("the server hung up")
        self.answer += part
        return _is_whole(self.answer)


def _is_whole(answer: bytes) -> bool:
    head, end, body = answer.partition(b"\r\n\r\n")
    if not end:
        return False
    if not head.startswith(b"HTTP/1.1 201"):
        raise ConnectionError(answer.decode(errors="replace"))
    _, _, after = head.lower().partition(b"content-length: ")
    return len(body) >= int(after.partition(b"\r\n")[0])


def requests(job: Job) -> Iterator[bytes]:
    """Yield gifts of 500 gifters in turn."""
    for number in range(job.most):
        body = json.dumps({"gifter": f"ana{number % 500}", "gift": "Rose", "coins": 1, "count": 1})
        key = f"{job.tag}-{number}"
        head = _HEAD.format(port=job.port, token=job.token, key=key, length=len(body))
        yield (head + body).encode()


def run(job: Job) -> Yield:
    """Send gifts until the time or the gifts are used up."""
    following = requests(job)
    latencies: list[float] = []
    begun = time.perf_counter()
    end = begun + job.seconds
    with selectors.DefaultSelector() as selector:
        for request, _ in zip(following, range(job.connections), strict=False):
            connection = Connection(job.port)
            selector.register(connection.socket, selectors.EVENT_READ, connection)
            connection.send(request)
        while selector.get_map():
            ready = selector.select(_STALLED_SECONDS)
            if not ready:
                raise TimeoutError("the server does not answer")
            for key, _ in ready:
                connection = key.data
                if not connection.receive():
                    continue
                now = time.perf_counter()
                latencies.append(now - connection.sent_at)
                gift = next(following, None) if now < end else None
                if gift:
                    connection.send(gift)
                else:
                    selector.unregister(connection.socket)
                    connection.socket.close()
    cuts = quantiles(latencies, n=100)
    return Yield(len(latencies), time.perf_counter() - begun, cuts[49], cuts[98])


if __name__ == "__main__":
    print(json.dumps(run(Job(**json.load(sys.stdin)))._asdict()))
