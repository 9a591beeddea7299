"""The commands that talk to a running server: play, export, backup, token."""

import argparse
import contextlib
import os
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import httpx2

from giftgoal.cli import settings as from_user
from giftgoal.cli.failures import Failed
from giftgoal.cli.running import Running, read_note

_POLL_S = 0.5


def play(arguments: argparse.Namespace) -> int:
    """Play a script and show how far it is; Ctrl-C stops it."""
    asked = {"speed": arguments.speed, "live": arguments.live, "loop": arguments.loop}
    with _client(arguments) as client:
        run = _ask(client, "POST", "/api/scripts/play", {**_script(arguments.file), **asked})
        try:
            while run["state"] == "playing":
                _show(run)
                time.sleep(_POLL_S)
                run = _ask(client, "GET", "/api/scripts")["run"]
        except KeyboardInterrupt:
            run = _ask(client, "DELETE", f"/api/scripts/{run['id']}")
        _show(run)
        print()
    if run["state"] == "failed":
        raise Failed(run["error"])
    return 0


def export(arguments: argparse.Namespace) -> int:
    """Write every gift to a file or to standard output."""
    path = f"/api/export.{arguments.format}"
    with (
        _client(arguments) as client,
        _answering(client),
        client.stream("GET", path) as response,
    ):
        if response.is_error:
            response.read()
            raise _refused(response)
        with _output(arguments.output) as file:
            for chunk in response.iter_bytes():
                file.write(chunk)
    return 0


def backup(arguments: argparse.Namespace) -> int:
    """Copy the ledger."""
    with _client(arguments) as client:
        copy = _ask(client, "POST", "/api/backup", timeout=600)
    print(f"{copy['file']} ({copy['bytes']:,} bytes)")
    return 0


def token(arguments: argparse.Namespace) -> int:
    """Print a new token."""
    body = {"name": arguments.name, "role": arguments.role}
    with _client(arguments) as client:
        print(_ask(client, "POST", "/api/tokens", body)["token"])
    return 0


def _script(named: str) -> dict[str, object]:
    path = Path(named)
    if not path.suffix and not path.exists():
        return {"script": named}
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise Failed(f"{named} cannot be read: {error.strerror}", 2) from None
    except UnicodeDecodeError:
        raise Failed(f"{named} is not UTF-8 text", 2) from None
    return {"text": text, "format": "jsonl" if path.suffix == ".jsonl" else "toml"}


def _show(run: Mapping[str, Any]) -> None:
    line = (
        f"{run['title']}: {run['elapsed']:.0f} of {run['seconds']:.0f} s, "
        f"{run['done']} of {run['steps']} steps, {run['state']}"
    )
    print(f"\r{line:<78}", end="", flush=True)


def _client(arguments: argparse.Namespace) -> httpx2.Client:
    """Return a client for the server that the arguments name.

    Raises:
        Failed: If there is none, or no token for it.
    """
    running = _server(arguments)
    headers = {"Authorization": f"Bearer {running.token}"}
    try:
        return httpx2.Client(base_url=running.url, headers=headers, timeout=30, trust_env=False)
    except httpx2.InvalidURL as error:
        raise Failed(f"{running.url} is no address: {error}", 2) from None


def _server(arguments: argparse.Namespace) -> Running:
    given = os.environ.get("GIFTGOAL_TOKEN", "")
    if arguments.url:
        if not given:
            raise Failed("set GIFTGOAL_TOKEN to a token of the server that --url names", 2)
        if not arguments.url.startswith(("http://", "https://")):
            raise Failed("--url must be an address like http://127.0.0.1:8765", 2)
        return Running(arguments.url.rstrip("/"), given)
    folder = from_user.data_folder(from_user.settings(arguments))
    running = read_note(folder)
    if running is None:
        raise Failed(f"Giftgoal is not running on {folder}; start it with: giftgoal")
    return running


def _ask(
    client: httpx2.Client,
    method: str,
    path: str,
    body: object = None,
    timeout: float = 30,
) -> Any:
    """Return the JSON that the server answers.

    Raises:
        Failed: If it refuses or cannot be reached.
    """
    with _answering(client):
        response = client.request(method, path, json=body, timeout=timeout)
    if response.is_error:
        raise _refused(response)
    return response.json()


@contextlib.contextmanager
def _answering(client: httpx2.Client) -> Iterator[None]:
    try:
        yield
    except httpx2.HTTPError as error:
        raise Failed(f"Giftgoal does not answer at {client.base_url}: {error}") from None


def _refused(response: httpx2.Response) -> Failed:
    try:
        problem = response.json()
        said = f"{problem['title']}: {problem['detail']}"
    except (ValueError, KeyError, TypeError):
        said = f"the server answered {response.status_code}"
    return Failed(" ".join(said.split()), 2 if response.status_code == 422 else 1)


@contextlib.contextmanager
def _output(path: Path | None) -> Iterator[BinaryIO]:
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        with path.open("wb") as file:
            yield file
    except OSError as error:
        raise Failed(f"{path} cannot be written: {error.strerror}") from None
