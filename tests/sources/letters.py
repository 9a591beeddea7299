"""Posting to a real server as a platform does that hears no answer."""

import contextlib
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass

import httpx2

from tests.server_process import ServerProcess


@dataclass(frozen=True)
class Post:
    """A letter to a hook."""

    hook: str
    body: bytes
    headers: Mapping[str, str]

    def to(self, url: str) -> httpx2.Response:
        """Post it once."""
        with httpx2.Client(base_url=url, timeout=10, trust_env=False) as client:
            return client.post(f"/hooks/{self.hook}", content=self.body, headers=dict(self.headers))

    def half_to(self, server: ServerProcess) -> None:
        """Send half of it, and hang up."""
        lines = [f"POST /hooks/{self.hook} HTTP/1.1", f"Host: 127.0.0.1:{server.port}"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        lines += [f"Content-Length: {len(self.body)}", "", ""]
        with socket.create_connection(("127.0.0.1", server.port), 10) as connection:
            connection.sendall("\r\n".join(lines).encode() + self.body[: len(self.body) // 2])

    def until_taken(self, url: str) -> None:
        """Post it until it is answered 200."""
        end = time.monotonic() + 30
        while time.monotonic() < end:
            with contextlib.suppress(httpx2.TransportError):
                if self.to(url).status_code == httpx2.codes.OK:
                    return
            time.sleep(0.05)
        raise AssertionError("it was never taken")


def coins(server: ServerProcess) -> int:
    """Return what all that counts comes to."""
    return int(server.client().get("/api/state").json()["totals"]["coins"])
