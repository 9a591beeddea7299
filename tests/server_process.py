"""Real servers: `python -m giftgoal` on a free port, with a data folder and an owner's token.

    with giftgoal(tmp_path) as server:
        server.client().post("/api/gifts", json={"gifter": "ana", "gift": "Rose"})

Leaving the block sends SIGTERM, and insists on status 0 and a log without a traceback.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

OWNER = "a-token-of-mika-for-tests"
"""The owner's token of every server here."""


@dataclass
class ServerProcess:
    """A server that answers."""

    url: str
    sign_in_link: str
    overlay_url: str
    process: "subprocess.Popen[str]"
    log: Path
    """What it wrote to standard error."""
    folder: Path = Path()
    """Its data folder."""
    checks: list[Callable[[httpx2.Response], None]] = field(default_factory=list)
    """Called with every answer that its clients get."""
    clients: ExitStack = field(default_factory=ExitStack)
    sockets: ExitStack = field(default_factory=ExitStack)

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])

    def client(self, token: str | None = OWNER, **headers: str) -> httpx2.Client:
        """Return a client of someone with a token; None: a stranger."""
        if token:
            headers["Authorization"] = f"Bearer {token}"
        client = httpx2.Client(
            base_url=self.url,
            headers=headers,
            timeout=30,
            trust_env=False,
            event_hooks={"response": self.checks},
        )
        return self.clients.enter_context(client)

    def token(self, name: str = "noor", role: str = "moderator") -> str:
        """Issue a token."""
        answer = self.client().post("/api/tokens", json={"name": name, "role": role})
        return str(answer.json()["token"])

    def live(self, path: str, token: str | None = None, **headers: str) -> "Live":
        """Open a socket: `/ws/control` with a token, `/ws/overlay/{key}` without."""
        if token:
            headers["Authorization"] = f"Bearer {token}"
        uri = self.url.replace("http", "ws", 1) + path
        connection = connect(
            uri, additional_headers=headers, proxy=None, compression=None, max_queue=None
        )
        return Live(self.sockets.enter_context(connection))

    def overlay(self, query: str = "") -> "Live":
        """Open the first overlay's socket."""
        return self.live(f"/ws/overlay/{self.overlay_url.rpartition('/')[2]}{query}")

    def stop(self) -> None:
        """End it as a service would, and insist on a good end."""
        self.process.terminate()
        assert self.process.wait(10) == 0
        self.hang_up()
        said = self.log.read_text(encoding="utf-8")
        assert "Traceback" not in said, said
        assert " ERROR " not in said, said

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.kill()
        self.process.wait(10)
        self.hang_up()

    def hang_up(self) -> None:
        """Close every client and socket."""
        self.sockets.close()
        self.clients.close()


class Live:
    """The frames of one socket."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection

    def next(self, *types: str) -> dict[str, Any]:
        """Return the next frame, of these types if any are given; other frames are skipped."""
        last = time.monotonic() + 10
        while True:
            left = last - time.monotonic()
            frame: dict[str, Any] = json.loads(self.connection.recv(timeout=max(left, 0)))
            if not types or frame["type"] in types:
                return frame

    def close_code(self) -> int | None:
        """Read to the end and return the code it was closed with."""
        with suppress(ConnectionClosed):
            while True:
                self.connection.recv(timeout=10)
        return self.connection.close_code


@contextmanager
def giftgoal(
    folder: Path,
    *arguments: str,
    port: int = 0,
    environment: Mapping[str, str] | None = None,
    program: str = "giftgoal",
) -> Iterator[ServerProcess]:
    """Start a server on a data folder and stop it at the end, unless the test has."""
    command = ["--data", str(folder), "--port", str(port), *arguments]
    with started(command, folder.parent / "server.log", environment, program=program) as server:
        server.folder = folder
        note = json.loads((folder / "running.json").read_text(encoding="utf-8"))
        server.url = note["url"]
        yield server


@contextmanager
def started(
    arguments: Sequence[str],
    log: Path,
    environment: Mapping[str, str] | None = None,
    inside: Sequence[str] = (),
    program: str = "giftgoal",
) -> Iterator[ServerProcess]:
    """Start `python -m giftgoal` with these arguments, whatever they are, and wait for it.

    `inside` is a command that runs it in other surroundings, such as `nsenter`; `program` a module
    that is run in its place, and runs it.
    """
    with log.open("a", encoding="utf-8") as errors:
        process = subprocess.Popen(
            [*inside, sys.executable, "-m", program, *arguments],
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            encoding="utf-8",
            env={**os.environ, "GIFTGOAL_TOKEN": OWNER, **(environment or {})},
        )
    with process:
        try:
            server = _greeting(process, log)
            try:
                yield server
            finally:
                server.hang_up()
            if process.poll() is None:
                server.stop()
        finally:
            process.kill()


def _greeting(process: "subprocess.Popen[str]", log: Path) -> ServerProcess:
    """Read where everything is from what it says when it is ready."""
    said: dict[str, str] = {}
    assert process.stdout
    while "For OBS" not in said:
        line = process.stdout.readline()
        assert line, log.read_text(encoding="utf-8")
        name, _, value = line.strip().partition("  ")
        said[name] = value.strip()
    link = said["Control page"]
    return ServerProcess(link.partition("/control")[0], link, said["For OBS"], process, log)
