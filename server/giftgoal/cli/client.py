"""The commands that talk to a running server: play, export, backup, token."""

import argparse
import contextlib
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import httpx2

from giftgoal.cli.failures import Failed
from giftgoal.cli.remote import answering, ask, client_for, refused
from giftgoal.documents.files import read_text
from giftgoal.documents.mistakes import Unreadable
from giftgoal.scripts.format import ScriptError

_POLL_S = 0.5


def play(arguments: argparse.Namespace) -> int:
    """Play a script and show how far it is; Ctrl-C stops it."""
    asked = {"speed": arguments.speed, "live": arguments.live, "loop": arguments.loop}
    with client_for(arguments) as client:
        run = ask(client, "POST", "/api/scripts/play", {**_script(arguments.file), **asked})
        try:
            run = _at_its_end(client, run)
            _show(run)
        finally:
            print()
    if run["state"] == "failed":
        raise Failed(run["error"])
    return 0


def _at_its_end(client: httpx2.Client, run: Mapping[str, Any]) -> Mapping[str, Any]:
    try:
        while run["state"] == "playing":
            _show(run)
            time.sleep(_POLL_S)
            now = ask(client, "GET", "/api/scripts")["run"]
            if now is None:
                raise Failed("Giftgoal was started anew, and the script ended with that")
            run = now
    except KeyboardInterrupt:
        stopped: Mapping[str, Any] = ask(client, "DELETE", f"/api/scripts/{run['id']}")
        return stopped
    return run


def export(arguments: argparse.Namespace) -> int:
    """Write every gift to a file or to standard output."""
    path = f"/api/export.{arguments.format}"
    with (
        client_for(arguments) as client,
        answering(client),
        client.stream("GET", path) as response,
    ):
        if response.is_error:
            response.read()
            raise refused(response)
        with _output(arguments.output) as file:
            for chunk in response.iter_bytes():
                file.write(chunk)
    return 0


def backup(arguments: argparse.Namespace) -> int:
    """Copy the ledger."""
    with client_for(arguments) as client:
        copy = ask(client, "POST", "/api/backup", timeout=600)
    print(f"{copy['file']} ({copy['bytes']:,} bytes)")
    return 0


def token(arguments: argparse.Namespace) -> int:
    """Print a new token."""
    body = {"name": arguments.name, "role": arguments.role}
    with client_for(arguments) as client:
        print(ask(client, "POST", "/api/tokens", body)["token"])
    return 0


def _script(named: str) -> dict[str, object]:
    path = Path(named)
    if not path.suffix and not path.exists():
        return {"script": named}
    try:
        text = read_text(path)
    except Unreadable as error:
        raise ScriptError(named, [error.mistake]) from None
    return {"text": text, "format": "jsonl" if path.suffix == ".jsonl" else "toml"}


def _show(run: Mapping[str, Any]) -> None:
    line = (
        f"{run['title']}: {run['elapsed']:.0f} of {run['seconds']:.0f} s, "
        f"{run['done']} of {run['steps']} steps, {run['state']}"
    )
    print(f"\r{line:<78}", end="", flush=True)


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
