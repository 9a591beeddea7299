"""Server-Sent Events, read by a plain HTTP client."""

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2

from tests.server_process import ServerProcess, giftgoal


class Events:
    """The events of one stream."""

    def __init__(self, answer: httpx2.Response) -> None:
        self.answer = answer
        self._lines = answer.iter_lines()

    def next(self, *names: str) -> tuple[str, str, dict[str, Any]]:
        """Return the name, id and data of the next event, of these names if any are given."""
        fields: dict[str, str] = {}
        for line in self._lines:
            name, _, value = line.partition(": ")
            if line:
                fields[name] = value
            elif "event" in fields:
                if not names or fields["event"] in names:
                    return fields["event"], fields["id"], json.loads(fields["data"])
                fields = {}
        raise EOFError

    def rest(self) -> list[str]:
        """Return what comes until the stream ends."""
        return list(self._lines)


@contextlib.contextmanager
def events(server: ServerProcess, query: str = "", **headers: str) -> Iterator[Events]:
    """Open the first overlay's stream."""
    path = server.overlay_url.replace("/overlay/", "/events/") + query
    with server.client(None, **headers).stream("GET", path) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        yield Events(answer)


def test_the_state_comes_first_and_then_what_happens(
    server: ServerProcess, mika: httpx2.Client, goal: str
) -> None:
    with events(server) as stream:
        name, _, state = stream.next()
        assert (name, state["type"]) == ("state", "state")
        assert goal in [one["id"] for one in state["goals"]]
        gift = mika.post("/api/gifts", json={"gifter": "ana", "gift": "Rose"}).json()
        _, id_, party = stream.next("gifts")
        assert (id_, party["seq"]) == (str(gift["seq"]), gift["seq"])
        assert [one["id"] for one in party["gifts"]] == [gift["id"]]


def test_a_sign_of_life_comes(server: ServerProcess) -> None:
    with events(server) as stream:
        assert stream.next("beat")[2]["type"] == "beat"


def test_who_comes_back_gets_what_was_missed(server: ServerProcess, mika: httpx2.Client) -> None:
    seen = mika.post("/api/gifts", json={"gifter": "ana", "coins": 1}).json()
    missed = mika.post("/api/gifts", json={"gifter": "ana", "coins": 2}).json()
    with events(server, **{"Last-Event-ID": str(seen["seq"])}) as stream:
        assert stream.next()[0] == "state"
        assert [one["id"] for one in stream.next()[2]["gifts"]] == [missed["id"]]


def test_the_rehearsal_can_be_asked_for(server: ServerProcess) -> None:
    with events(server, "?rehearsal") as stream:
        assert stream.next()[2]["rehearsal"] is True


def test_a_head_has_no_events(server: ServerProcess) -> None:
    path = server.overlay_url.replace("/overlay/", "/events/")
    assert server.client(None).head(path).status_code == 200


def test_a_changed_key_ends_the_stream(tmp_path: Path) -> None:
    with giftgoal(tmp_path / "data") as server:
        mika = server.client()
        overlay = mika.get("/api/overlays").json()["overlays"][0]["id"]
        with events(server) as stream:
            stream.next()
            mika.post(f"/api/overlays/{overlay}/key")
            assert "event: gifts" not in stream.rest()


def test_the_server_ends_in_time_whoever_listens_or_does_not_read(tmp_path: Path) -> None:
    with giftgoal(tmp_path / "data") as server, contextlib.ExitStack() as stack:
        streams = [stack.enter_context(events(server)) for _ in range(5)]
        streams[0].next()
        server.process.terminate()
        assert server.process.wait(5) == 0
        streams[0].rest()
        assert "Traceback" not in server.log.read_text(encoding="utf-8")
