"""Webhooks that a real server sends to a real, small web server."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Queue
from typing import Any

import pytest

from giftgoal.sources.signatures import check_standard
from giftgoal.sources.source import Letter
from tests.server_process import ServerProcess, giftgoal

SECRET = "whsec_R2lmdGdvYWwncyBleGFtcGxl"


@dataclass
class Lamp:
    """Takes letters, and answers each with the next of its statuses, or 200."""

    letters: Queue[Letter] = field(default_factory=Queue)
    statuses: list[int] = field(default_factory=list)
    url: str = ""

    def next(self) -> Letter:
        return self.letters.get(timeout=20)


@pytest.fixture
def lamp() -> Iterator[Lamp]:
    lamp = Lamp()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            self.send_response(lamp.statuses.pop(0) if lamp.statuses else 200)
            self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()
            lamp.letters.put(Letter(headers, body, time.time()))

        def log_message(self, *_: object) -> None:
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        lamp.url = f"http://127.0.0.1:{listening.server_port}/lamp-key-7"
        thread = threading.Thread(target=listening.serve_forever)
        thread.start()
        yield lamp
        listening.shutdown()
        thread.join()


def settings(folder: Path, url: str, more: str = "") -> str:
    file = folder / "config.toml"
    text = f'[[outgoing.webhooks]]\nurl = "{url}"\nsecret = "{SECRET}"\n{more}\n'
    file.write_text(text, encoding="utf-8")
    return str(file)


def open_goal(server: ServerProcess) -> str:
    milestones = [{"at": 250, "label": "Song request"}]
    body = {"title": "New mic", "target": 500, "milestones": milestones}
    return str(server.client().post("/api/goals", json=body).json()["id"])


def give(server: ServerProcess, coins: int, **more: Any) -> None:
    body = {"gifter": "ana", "coins": coins, **more}
    assert server.client().post("/api/gifts", json=body).status_code == 201


def test_what_is_reached_is_told_in_order_and_signed(tmp_path: Path, lamp: Lamp) -> None:
    config = settings(tmp_path, lamp.url)
    with giftgoal(tmp_path / "data", "--config", config) as server:
        goal = open_goal(server)
        give(server, 600, rehearsal=True)
        give(server, 600)
        letters = [lamp.next(), lamp.next()]
    for letter in letters:
        check_standard(letter, [SECRET])
    first, second = (json.loads(letter.body) for letter in letters)
    assert (first["type"], second["type"]) == ("milestone", "reached")
    assert first["data"] == {"goal": goal, "label": "Song request", "at": 250}
    assert second["data"] == {"goal": goal, "title": "New mic", "target": 500}
    assert lamp.letters.empty()


@pytest.mark.parametrize("status", [500, 404, 301])
def test_a_letter_that_is_refused_comes_again(status: int, tmp_path: Path, lamp: Lamp) -> None:
    lamp.statuses = [status]
    config = settings(tmp_path, lamp.url, 'events = ["reached"]')
    with giftgoal(tmp_path / "data", "--config", config) as server:
        open_goal(server)
        give(server, 600)
        letters = [lamp.next(), lamp.next()]
    assert letters[0].body == letters[1].body
    assert letters[0].headers["webhook-id"] == letters[1].headers["webhook-id"]
    check_standard(letters[1], [SECRET])


def test_nothing_is_told_again_after_a_restart(tmp_path: Path, lamp: Lamp) -> None:
    config = settings(tmp_path, lamp.url)
    with giftgoal(tmp_path / "data", "--config", config) as server:
        open_goal(server)
        give(server, 250)
        assert json.loads(lamp.next().body)["type"] == "milestone"
    with giftgoal(tmp_path / "data", "--config", config) as server:
        give(server, 250)
        assert json.loads(lamp.next().body)["type"] == "reached"


def test_a_letter_is_given_up_with_one_line_that_tells_no_secret(
    tmp_path: Path, lamp: Lamp
) -> None:
    lamp.statuses = [503] * 6
    config = settings(tmp_path, lamp.url, 'events = ["milestone"]')
    with giftgoal(tmp_path / "data", "--config", config) as server:
        open_goal(server)
        give(server, 250)
        for _ in range(6):
            lamp.next()
        last = time.monotonic() + 10
        while "is not told" not in server.log.read_text("utf-8") and time.monotonic() < last:
            time.sleep(0.02)
    said = server.log.read_text("utf-8")
    assert said.count("the webhook at 127.0.0.1 is not told of msg_") == 1
    assert "it answers 503" in said
    assert SECRET not in said
    assert "lamp-key-7" not in said


def test_an_address_that_hangs_delays_neither_a_gift_nor_the_end(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as hung:
        config = settings(tmp_path, f"http://127.0.0.1:{hung.getsockname()[1]}/")
        with giftgoal(tmp_path / "data", "--config", config) as server:
            open_goal(server)
            give(server, 600)
            connection, _ = hung.accept()
            give(server, 1)
            live = server.overlay()
            assert live.next("state")["goals"][0]["raised"] == 601
            server.process.terminate()
            assert server.process.wait(5) == 0
            connection.close()
