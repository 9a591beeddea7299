"""A real Giftgoal that can be stopped, and started again on the same data and port."""

from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tests.server_process import OWNER, ServerProcess, giftgoal


class Giftgoal:
    """Mika's server."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        self.config = folder / "giftgoal.toml"
        self.config.write_text('[streamer]\nname = "mika"\n', "utf-8")
        self._running = ExitStack()
        self._port = 0
        self._process: ServerProcess | None = None

    def start(self) -> None:
        config = ("--config", str(self.config))
        started = giftgoal(self.data, *config, port=self._port)
        self._process = self._running.enter_context(started)
        self._port = self._process.port

    def stop(self) -> None:
        self._running.close()

    @property
    def url(self) -> str:
        assert self._process
        return self._process.url

    @property
    def link(self) -> str:
        """The owner's sign-in link."""
        return f"{self.url}/control#token={OWNER}"

    def ask(self, method: str, path: str, body: object = None) -> Any:
        """Call the API as the owner."""
        assert self._process
        answer = self._process.client().request(method, path, json=body)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def invite(self, name: str) -> str:
        """Return the link that lets a moderator in."""
        return str(self.ask("POST", "/api/invites", {"name": name})["link"])

    def gifts(self) -> list[dict[str, Any]]:
        """All recorded gifts, newest first."""
        return list(self.ask("GET", "/api/gifts?limit=100")["gifts"])
