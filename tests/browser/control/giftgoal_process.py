"""A real Giftgoal: its own process, its own data, its own port."""

import re
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import httpx2

_LINK = re.compile(r"(http://[^/]+)/control#token=(\S+)")
_STARTS_WITHIN = 20.0
"""Seconds; far more than it needs, on a machine that is busy."""


class Giftgoal:
    """A server that can be stopped and started again on the same data and port."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        self.config = folder / "giftgoal.toml"
        self.config.write_text('[streamer]\nname = "mika"\n', "utf-8")
        self.port = 0
        self.url = ""
        self.link = ""
        self._process: subprocess.Popen[str] | None = None
        self._listener: threading.Thread | None = None

    def start(self) -> None:
        program = [sys.executable, "-m", "giftgoal", "--config", str(self.config)]
        self._process = subprocess.Popen(
            [*program, "--data", str(self.data), "--port", str(self.port)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        greeted, said = threading.Event(), list[str]()
        listen = threading.Thread(target=self._listen, args=(greeted, said), daemon=True)
        self._listener = listen
        listen.start()
        greeted.wait(_STARTS_WITHIN)
        if not any(map(_LINK.search, said)):
            self.stop()
            raise AssertionError(f"Giftgoal did not start: {''.join(said)}")
        self.port = int(self.url.rpartition(":")[2])

    def stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        process.wait(10)
        if self._listener is not None:
            self._listener.join()
        if process.stdout is not None:
            process.stdout.close()

    def _listen(self, greeted: threading.Event, said: list[str]) -> None:
        """Read all it says, so that it never waits for somebody to read."""
        process = self._process
        for line in (process and process.stdout) or ():
            said.append(line)
            if found := _LINK.search(line):
                self.url, self.link = found[1], found[0]
                greeted.set()
        greeted.set()

    @property
    def token(self) -> str:
        """The owner's."""
        return self.link.partition("token=")[2]

    def ask(self, method: str, path: str, body: object = None, token: str = "") -> Any:
        """Call the API as the owner, or as whose token it is."""
        answer = httpx2.request(
            method,
            self.url + path,
            json=body,
            headers={"Authorization": f"Bearer {token or self.token}"},
        )
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def invite(self, name: str) -> str:
        """Return the link that lets a moderator in."""
        return str(self.ask("POST", "/api/invites", {"name": name})["link"])

    def gifts(self) -> list[dict[str, Any]]:
        """All recorded gifts, newest first."""
        return list(self.ask("GET", "/api/gifts?limit=100")["gifts"])
