"""Talking to a running server: finding it, asking it, and saying what went wrong."""

import argparse
import contextlib
import os
from collections.abc import Iterator
from typing import Any

import httpx2

from giftgoal.cli import settings as from_user
from giftgoal.cli.failures import Failed
from giftgoal.cli.running import Running, read_note


def client_for(arguments: argparse.Namespace) -> httpx2.Client:
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


def ask(
    client: httpx2.Client,
    method: str,
    path: str,
    body: object = None,
    timeout: float = 30,
) -> Any:
    """Return the JSON that the server answers, None if it has nothing to say.

    Raises:
        Failed: If it refuses or cannot be reached.
    """
    with answering(client):
        response = client.request(method, path, json=body, timeout=timeout)
    if response.is_error:
        raise refused(response)
    return response.json() if response.content else None


@contextlib.contextmanager
def answering(client: httpx2.Client) -> Iterator[None]:
    """Turn what goes wrong on the way to the server into a failure.

    Raises:
        Failed: If the server cannot be reached.
    """
    try:
        yield
    except httpx2.ConnectError:
        raise Failed(f"Giftgoal does not answer at {client.base_url}. Is it running?") from None
    except httpx2.HTTPError as error:
        raise Failed(f"Giftgoal does not answer at {client.base_url}: {error}") from None


class Refused(Failed):
    """The server would not do it.

    Attributes:
        kind: The last part of the problem's type; empty if there is none.
    """

    def __init__(self, line: str, status: int, kind: str) -> None:
        self.kind = kind
        super().__init__(line, status)


def refused(response: httpx2.Response) -> Refused:
    """Return the failure that tells of a refusal."""
    if response.status_code == 401:  # what the server says is for pages, which have a link
        line = "the server does not know that token, or it was taken back; look at GIFTGOAL_TOKEN"
        return Refused(line, 1, "sign-in")
    kind = ""
    try:
        problem = response.json()
        said = f"{problem['title']}: {problem['detail']}"
        kind = str(problem["type"]).rpartition(":")[2]
    except (ValueError, KeyError, TypeError):
        said = f"the server answered {response.status_code}"
    return Refused(" ".join(said.split()), 2 if response.status_code == 422 else 1, kind)
