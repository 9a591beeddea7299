"""Listens to several servers at once, and measures how long an update takes to reach the last.

`python -m tests.bench.listeners` reads a `Job` as JSON from standard input, and prints for each
server the seconds that each of its updates took.
"""

import json
import resource
import select
import socket
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass

_HANDSHAKE = (
    "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
)
_STALLED_SECONDS = 20
_QUIET_SECONDS = 0.02
_PING, _PONG = 0x89, 0x8A
# The second byte of a frame whose length is in the two bytes that follow.
_LONG = 126
_BUFFER = bytearray(1 << 16)


@dataclass(frozen=True, slots=True)
class Job:
    """What to measure."""

    servers: Mapping[str, tuple[int, int]]
    """By name: the port to listen on, and the port where a byte asks for an update."""
    listeners: int
    """To each server."""
    rounds: int
    """In each, every server has one turn."""


class Listener:
    """One open WebSocket that answers pings."""

    def __init__(self, port: int, path: str = "/ws/overlay/bench-key") -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.sendall(_HANDSHAKE.format(port=port, path=path).encode())
        self._data = b""
        while b"\r\n\r\n" not in self._data:
            self._data += self.socket.recv(65536)
        head, _, self._data = self._data.partition(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 101"):
            raise ConnectionError(head.decode(errors="replace"))

    def fileno(self) -> int:
        return self.socket.fileno()

    def wait(self) -> None:
        """Return when a state has come."""
        while not self.receive():
            pass

    def receive(self) -> bool:
        """Read what is there; return whether a state was in it: no other frame is as long."""
        length = self.socket.recv_into(_BUFFER)
        if not length:
            raise ConnectionError("a listener was hung up on")
        state = not self._data and _BUFFER[1] == _LONG and length >= _end(_BUFFER)
        data = self._data + bytes(_BUFFER[_end(_BUFFER) if state else 0 : length])
        while len(data) >= 4 and len(data) >= (end := _end(data)):
            state = state or data[1] == _LONG
            if data[0] == _PING:
                self.socket.sendall(bytes((_PONG, 0x80 | data[1])) + bytes(4) + data[2:end])
            data = data[end:]
        self._data = data
        return state


def _end(frame: bytes | bytearray) -> int:
    """Return where a frame ends, by its first four bytes."""
    return 4 + (frame[2] << 8 | frame[3]) if frame[1] == _LONG else 2 + frame[1]


class _Crowd:
    """All who listen to one server."""

    def __init__(self, port: int, trigger: int, listeners: int) -> None:
        self._trigger = socket.create_connection(("127.0.0.1", trigger))
        self._trigger.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._poll = select.epoll()
        self._listeners = {one.fileno(): one for one in (Listener(port) for _ in range(listeners))}
        for number in self._listeners:
            self._poll.register(number, select.EPOLLIN)
        self._drain(0.3)

    def _drain(self, quiet: float) -> None:
        while ready := self._poll.poll(quiet):
            for number, _ in ready:
                self._listeners[number].receive()

    def update(self) -> float:
        """Ask for an update; return the seconds until the last has it."""
        self._drain(0)
        waiting = set(self._listeners)
        begun = time.perf_counter()
        self._trigger.sendall(b".")
        while waiting:
            ready = self._poll.poll(_STALLED_SECONDS)
            if not ready:
                raise TimeoutError(f"{len(waiting)} listeners got nothing")
            for number, _ in ready:
                if self._listeners[number].receive():
                    waiting.discard(number)
        seconds = time.perf_counter() - begun
        self._drain(_QUIET_SECONDS)
        return seconds


def run(job: Job) -> dict[str, list[float]]:
    """Give every server its turn, round after round."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(8192, hard), hard))
    crowds = {name: _Crowd(*ports, job.listeners) for name, ports in job.servers.items()}
    seconds: dict[str, list[float]] = {name: [] for name in crowds}
    for _ in range(job.rounds):
        for name, crowd in crowds.items():
            seconds[name].append(crowd.update())
    return seconds


if __name__ == "__main__":
    print(json.dumps(run(Job(**json.load(sys.stdin)))))
