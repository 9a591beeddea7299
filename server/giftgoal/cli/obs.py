"""`giftgoal obs`: puts an overlay into OBS."""

import argparse
import getpass
import os
import sys
from typing import Any

import httpx2

from giftgoal.cli.failures import Failed
from giftgoal.cli.remote import Refused, ask, client_for

_WRONG_PASSWORD = "obs-password"  # noqa: S105  # the kind of a problem


def run(arguments: argparse.Namespace) -> int:
    """Put an overlay into OBS, and ask for OBS's password if it wants one."""
    with client_for(arguments) as client:
        if arguments.forget:
            ask(client, "DELETE", "/api/obs")
            print("OBS's password is forgotten.")
            return 0
        overlay = _overlay(client, arguments.overlay)
        placed = _place(client, _body(arguments, overlay["id"]))
    print(
        f"{overlay['name']} is in OBS {placed['obs']} ({placed['done']}): source "
        f"{placed['source']!r} in scene {placed['scene']!r}, "
        f"{placed['width']} x {placed['height']}"
    )
    if not placed["connected"]:
        print(
            "OBS has not opened it yet. Look whether the source is shown, or press Refresh on it."
        )
    return 0


def _overlay(client: httpx2.Client, name: str | None) -> dict[str, Any]:
    overlays: list[dict[str, Any]] = ask(client, "GET", "/api/overlays")["overlays"]
    found = [one for one in overlays if name in (None, one["name"], one["id"])]
    if not found:
        names = ", ".join(one["name"] for one in overlays) or "none"
        raise Failed(f"there is no overlay named {name}; there are: {names}", 2)
    if name is not None and len(found) > 1:
        ids = ", ".join(one["id"] for one in found)
        raise Failed(f"several overlays are named {name}; give one of their ids: {ids}", 2)
    return found[0]


def _body(arguments: argparse.Namespace, overlay: str) -> dict[str, object]:
    return {
        "overlay": overlay,
        "host": arguments.obs_host,
        "port": arguments.obs_port,
        "password": _password(arguments.password_from),
        "remember": arguments.remember,
        "width": arguments.width,
        "height": arguments.height,
        "scene": arguments.scene,
    }


def _password(variable: str | None) -> str | None:
    if variable is None:
        return None
    password = os.environ.get(variable)
    if not password:
        raise Failed(f"--password-from names {variable}, which is not set", 2)
    return password


def _place(client: httpx2.Client, body: dict[str, object]) -> dict[str, Any]:
    try:
        return _asked(client, body)
    except Refused as refusal:
        if refusal.kind != _WRONG_PASSWORD or body["password"] is not None:
            raise
        if not sys.stdin.isatty():
            raise Failed(f"{refusal} Give it with --password-from.", 2) from None
    return _asked(client, {**body, "password": getpass.getpass("OBS's password: ")})


def _asked(client: httpx2.Client, body: dict[str, object]) -> dict[str, Any]:
    placed: dict[str, Any] = ask(client, "POST", "/api/obs", body, timeout=60)
    return placed
