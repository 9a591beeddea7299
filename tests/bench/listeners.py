"""Listens to several servers at once, and measures how long an update takes to reach the last.

`python -m tests.bench.listeners` reads a `Job` as JSON from standard input, and prints the `Took`
of each server's updates.

It must cost the servers nothing, or it would measure itself: plain sockets that are read into one
buffer, on a core of its own. While an update is on its way it asks without sleeping: else a server
would pay for waking it again and again, 5 of 13 µs a listener. That is the same for every server.
"""

import json
import resource
import select
import socket
import struct
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from tests.bench.cores import keep_to

ALONE, AHEAD, GO = b"a", b"h", b"g"
"""See `fan_out_peers`."""
SECONDS = "d"
"""How the answer to `GO` is packed."""
KEY = "bench-key"
"""The overlay's."""

_HANDSHAKE = (
    "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{token}Upgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
)
_STALLED_SECONDS = 20
_QUIET_SECONDS = 0.02
"""Longer than Giftgoal holds frames back after one."""
_MADE_SECONDS = 0.005
"""Until what is to be made ahead is there."""
_TOGETHER = 50
"""Listeners that connect before the earlier ones' pings are answered."""
_PING, _PONG = 0x89, 0x8A
# The second byte of a frame whose length is in the two bytes that follow.
_LONG = 126
_BUFFER = bytearray(1 << 16)


@dataclass(frozen=True, slots=True)
class Job:
    """What to measure."""

    servers: Mapping[str, tuple[int, int]]
    """By name: the port to listen on, and the port where bytes ask for updates."""
    listeners: int
    """To each server."""
    rounds: int
    """In each, every server has two turns: an update made alone, and one made ahead."""
    deaf: int = 0
    """How many more connect to each server and never read."""
    unheard: int = 0
    """How many updates are sent before the first that is measured."""


class Took(NamedTuple):
    """One update."""

    ahead: bool
    """Whether as much as can be was made before it was asked for."""
    seconds: float
    """From asking for it until the last listener has all of it."""
    processor: float
    """The server's processor seconds for it."""


class Listener:
    """One open WebSocket that answers pings."""

    # Few things, in one place: reading must cost less than what is read did.
    __slots__ = ("_data", "_recv_into", "socket")

    def __init__(
        self, port: int, path: str = f"/ws/overlay/{KEY}", token: str = "", buffer: int = 0
    ) -> None:
        self.socket = socket.socket()
        if buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        self._recv_into = self.socket.recv_into
        self.socket.connect(("127.0.0.1", port))
        if token:
            token = f"Authorization: Bearer {token}\r\n"
        self.socket.sendall(_HANDSHAKE.format(port=port, path=path, token=token).encode())
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
        length = self._recv_into(_BUFFER)
        if not length:
            raise ConnectionError("a listener was hung up on")
        # Nearly always it is a whole update and nothing else: then nothing is copied.
        end = 0 if not self._data else length
        while end + 4 <= length and _BUFFER[end + 1] == _LONG:
            end += 4 + (_BUFFER[end + 2] << 8 | _BUFFER[end + 3])
        return (end == length and not self._data) or self._look_at(bytes(_BUFFER[:length]))

    def _look_at(self, more: bytes) -> bool:
        """Answer what is whole and wants an answer; return whether a state was in it."""
        state = False
        data = self._data + more
        while len(data) >= 4 and len(data) >= (end := _end(data)):
            state = state or data[1] == _LONG
            if data[1] != _LONG:
                self._answer(data[:end])
            data = data[end:]
        self._data = data
        return state

    def _answer(self, frame: bytes) -> None:
        """Answer a short frame, if it wants an answer."""
        if frame[0] == _PING:
            self.socket.sendall(bytes((_PONG, 0x80 | frame[1])) + bytes(4) + frame[2:])


def _end(frame: bytes) -> int:
    """Return where a frame ends, by its first four bytes."""
    return 4 + (frame[2] << 8 | frame[3]) if frame[1] == _LONG else 2 + frame[1]


class _Crowd:
    """All who listen to one server."""

    def __init__(self, listen: Callable[..., Listener], port: int, trigger: int) -> None:
        self._listen = listen
        self._port = port
        self._trigger = socket.create_connection(("127.0.0.1", trigger))
        self._trigger.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._poll = select.epoll()
        self._listeners: dict[int, Listener] = {}
        self._deaf: list[Listener] = []

    def grow(self, listeners: int, deaf: int = 0) -> None:
        """Let more listen, and more that never read."""
        for _ in range(listeners):
            listener = self._listen(self._port)
            self._listeners[listener.fileno()] = listener
            self._poll.register(listener.fileno(), select.EPOLLIN)
        self._deaf += [self._listen(self._port, buffer=4096) for _ in range(deaf)]

    def drain(self, quiet: float) -> None:
        """Read until so many seconds bring nothing, or for ten times as long: there are pings."""
        until = time.perf_counter() + 10 * quiet
        while ready := self._poll.poll(quiet):
            for number, _ in ready:
                self._listeners[number].receive()
            if time.perf_counter() > until:
                return

    def update(self, ahead: bool, quiet: bool = True) -> Took:
        """Ask for an update, after a quiet while or at once, and wait until the last has it."""
        self.drain(_QUIET_SECONDS if quiet else 0)
        self._trigger.sendall(AHEAD if ahead else ALONE)
        self.drain(_MADE_SECONDS if quiet else 0)
        waiting = set(self._listeners)
        begun = time.perf_counter()
        self._trigger.sendall(GO)
        while waiting:
            for number, _ in self._poll.poll(0):
                if self._listeners[number].receive():
                    waiting.discard(number)
            if time.perf_counter() - begun > _STALLED_SECONDS:
                raise TimeoutError(f"{len(waiting)} listeners got nothing")
        seconds = time.perf_counter() - begun
        answer = self._trigger.recv(struct.calcsize(SECONDS))
        return Took(ahead, seconds, *struct.unpack(SECONDS, answer))

    def close(self) -> None:
        """Hang up."""
        for one in (*self._listeners.values(), *self._deaf):
            one.socket.close()
        self._trigger.close()


def _kind(server: str) -> Callable[..., Listener]:
    if server == "nodecg":
        from tests.bench.socket_io import SocketIoListener  # builds on this module

        return SocketIoListener
    return Listener


def run(job: Job) -> dict[str, list[Took]]:
    """Give every server its turns, round after round."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(8192, hard), hard))
    crowds = {name: _Crowd(_kind(name), *ports) for name, ports in job.servers.items()}
    for number in range(0, job.listeners, _TOGETHER):
        for crowd in crowds.values():
            crowd.grow(min(_TOGETHER, job.listeners - number))
            _drain(crowds)
    for crowd in crowds.values():
        crowd.grow(0, job.deaf)
        crowd.drain(0.3)
    for _ in range(job.unheard):
        for crowd in crowds.values():
            crowd.update(ahead=False, quiet=False)
    took: dict[str, list[Took]] = {name: [] for name in crowds}
    for _ in range(job.rounds):
        for name, crowd in crowds.items():
            for ahead in (False, True):
                _drain(crowds)
                took[name].append(crowd.update(ahead))
    for crowd in crowds.values():
        crowd.close()
    return took


def _drain(crowds: Mapping[str, _Crowd]) -> None:
    """Answer pings: who does not is hung up on."""
    for crowd in crowds.values():
        crowd.drain(0)


if __name__ == "__main__":
    keep_to("last")
    print(json.dumps(run(Job(**json.load(sys.stdin)))))
