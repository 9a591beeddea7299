"""Live views: what is sent on them, to whom and in which order."""

import json
import socket
import time
from pathlib import Path
from typing import Any

import httpx2
import pytest
from websockets.sync.client import connect

from tests.server_process import OWNER, Live, ServerProcess, giftgoal


def sent(client: httpx2.Client, **fields: Any) -> dict[str, Any]:
    """Send a gift and return it as it was recorded."""
    answer = client.post("/api/gifts", json=fields)
    assert answer.status_code == 201, answer.text
    gift: dict[str, Any] = answer.json()
    return gift


def in_rehearsal(server: ServerProcess, text: str, speed: float = 1) -> str:
    """Play a script and return the run's id."""
    body = {"text": text, "speed": speed}
    answer = server.client().post("/api/scripts/play", json=body)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def test_an_overlay_first_gets_the_state_and_then_its_look(server: ServerProcess) -> None:
    live = server.overlay()
    state, look = live.next(), live.next()
    assert (state["type"], state["rehearsal"]) == ("state", False)
    assert (look["type"], look["name"]) == ("look", "Main bar")


def test_a_control_page_first_gets_the_state_and_then_the_run(server: ServerProcess) -> None:
    live = server.live("/ws/control", OWNER)
    assert [live.next()["type"], live.next()["type"]] == ["state", "run"]


def test_a_control_page_that_did_not_read_is_told_all_that_it_may_have_missed(
    tmp_path: Path,
) -> None:
    with giftgoal(tmp_path / "data") as server, socket.socket() as sock:
        mika = server.client()
        for _ in range(60):  # a state of some 90 kB
            sent(mika, gifter="ana", coins=1, message="\N{PARTY POPPER}" * 300)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
        sock.connect(("127.0.0.1", server.port))
        uri = server.url.replace("http", "ws", 1) + "/ws/control"
        headers = {"Authorization": f"Bearer {OWNER}"}
        with connect(uri, sock=sock, additional_headers=headers, max_queue=1) as connection:
            control = Live(connection)
            assert control.next("preflight")["viewers"] == []
            for _ in range(5):  # more than the system takes and may wait
                sent(mika, gifter="ana", coins=1)
                time.sleep(0.25)
            server.overlay().next()
            time.sleep(1.5)
            while not control.next("preflight")["viewers"]:
                pass


def test_a_control_page_is_let_in_by_its_cookie(server: ServerProcess) -> None:
    browser = server.client(None)
    browser.post("/api/session", json={"token": OWNER})
    cookie = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    assert server.live("/ws/control", Cookie=cookie).next()["type"] == "state"


@pytest.mark.parametrize("path", ["/ws/control", "/ws/overlay/no-such-key"])
def test_who_may_not_listen_is_hung_up_on_and_told_why(path: str, server: ServerProcess) -> None:
    assert server.live(path).close_code() == 4401


def test_a_gift_moves_the_state_and_is_celebrated(
    server: ServerProcess, mika: httpx2.Client, goal: str
) -> None:
    live = server.overlay()
    live.next("look")
    gift = sent(mika, gifter="ana", gift="Rose", count=5)
    state = live.next("state")
    shown = next(one for one in state["goals"] if one["id"] == goal)
    assert (shown["raised"], state["seq"]) == (5, gift["seq"])
    party = live.next("gifts")
    assert [one["id"] for one in party["gifts"]] == [gift["id"]]
    assert (party["seq"], party["ledger"], party["reached"]) == (gift["seq"], state["ledger"], [])


def test_a_reached_goal_is_celebrated(server: ServerProcess, mika: httpx2.Client) -> None:
    goal = mika.post("/api/goals", json={"title": "New mic", "target": 500}).json()["id"]
    live = server.overlay()
    live.next("look")
    gift = sent(mika, coins=600, goal=goal)
    reached = live.next("gifts")["reached"]
    assert reached == [
        {"seq": gift["seq"], "goal": goal, "title": "New mic", "target": 500, "rung": 1}
    ]
    mika.delete(f"/api/goals/{goal}")


def test_overlays_are_told_nothing_private(server: ServerProcess, mika: httpx2.Client) -> None:
    sent(mika, gifter="ben", coins=5, message="for your eyes only")
    state = server.overlay().next()
    public = {"type", "seq", "ledger", "rehearsal", "goals", "top", "recent", "shoutouts"}
    assert set(state) == public
    public = {"id", "seq", "at", "gifter", "gift", "count", "coins", "source", "platform"}
    assert set(state["recent"][0]) == public


def test_a_voided_gift_leaves_the_air_but_not_the_control_page(
    server: ServerProcess, mika: httpx2.Client
) -> None:
    overlay, control = server.overlay(), server.live("/ws/control", OWNER)
    gift = sent(mika, gifter="ana", coins=77)
    while overlay.next("state")["seq"] < gift["seq"]:
        pass
    mika.delete(f"/api/gifts/{gift['id']}")
    assert gift["id"] not in [one["id"] for one in overlay.next("state")["recent"]]
    while (newest := control.next("state"))["seq"] <= gift["seq"]:
        pass
    assert (newest["recent"][0]["id"], newest["recent"][0]["voided"]) == (gift["id"], True)


def test_who_returns_gets_what_was_missed_once(server: ServerProcess, mika: httpx2.Client) -> None:
    earlier = server.overlay()
    seen = sent(mika, gifter="ana", coins=1)
    missed = [sent(mika, gifter="ana", coins=n)["id"] for n in (2, 3)]
    while earlier.next("gifts")["gifts"][-1]["id"] != missed[-1]:
        pass
    live = server.overlay(f"?after={seen['seq']}")
    assert [live.next()["type"] for _ in range(2)] == ["state", "look"]
    assert [gift["id"] for gift in live.next()["gifts"]] == missed
    newest = sent(mika, gifter="ana", coins=4)
    live.next("state")
    assert [gift["id"] for gift in live.next("gifts")["gifts"]] == [newest["id"]]


def test_a_fresh_page_celebrates_nothing_old(server: ServerProcess, mika: httpx2.Client) -> None:
    earlier = server.overlay()
    sent(mika, gifter="ana", coins=1)
    earlier.next("gifts")
    live = server.overlay()
    live.next("look")
    newest = sent(mika, gifter="ana", coins=2)
    assert [gift["id"] for gift in live.next("gifts")["gifts"]] == [newest["id"]]


@pytest.mark.parametrize("after", ["", "x", "-1", "1.5", "9" * 400, "%00", "1e3", "%C2%B2"])
def test_a_nonsense_after_is_a_fresh_page(after: str, server: ServerProcess) -> None:
    live = server.overlay(f"?after={after}")
    assert [live.next()["type"] for _ in range(2)] == ["state", "look"]


def test_what_clients_say_is_ignored(server: ServerProcess, mika: httpx2.Client) -> None:
    live = server.overlay()
    for said in ("hello", '{"type":"state"}', b"\x00\xff", ""):
        live.connection.send(said)
    sent(mika, gifter="ana", coins=1)
    assert live.next("gifts")["gifts"]


def test_a_message_that_is_too_large_hangs_up(server: ServerProcess) -> None:
    live = server.overlay()
    live.connection.send("x" * (64 * 1024 + 1))
    assert live.close_code() == 1009


def test_a_rehearsal_is_seen_only_where_it_was_asked_for(
    server: ServerProcess, mika: httpx2.Client, goal: str
) -> None:
    real, rehearsal = server.overlay(), server.overlay("?rehearsal")
    for live in (real, rehearsal):
        live.next("look")
    test_gift = sent(mika, gifter="ana", coins=30, rehearsal=True)
    gift = sent(mika, gifter="ana", coins=4)
    assert [one["id"] for one in real.next("gifts")["gifts"]] == [gift["id"]]
    party = rehearsal.next("gifts")
    assert ([one["id"] for one in party["gifts"]], party["rehearsal"]) == ([test_gift["id"]], True)
    state = server.overlay("?rehearsal").next()
    shown = next(one for one in state["goals"] if one["id"] == goal)
    assert (shown["raised"], state["rehearsal"]) == (30, True)
    mika.delete("/api/rehearsal")


def test_a_rehearsal_on_the_overlays_ends_with_its_script(
    server: ServerProcess, mika: httpx2.Client
) -> None:
    live = server.overlay()
    live.next("look")
    run = in_rehearsal(server, 'title = "Long"\n[[steps]]\nat = 600\ncoins = 1\n')
    shown = mika.patch("/api/rehearsal", json={"on_overlays": True}).json()
    assert shown["on_overlays"] is True
    while not live.next("state")["rehearsal"]:
        pass
    assert mika.delete(f"/api/scripts/{run}").json()["state"] == "stopped"
    assert live.next("state")["rehearsal"] is False
    assert mika.get("/api/rehearsal").json()["on_overlays"] is False


def test_a_crash_in_a_rehearsal_leaves_nothing_of_it_on_air(tmp_path: Path) -> None:
    with giftgoal(tmp_path / "data") as server:
        in_rehearsal(server, 'title = "Long"\n[[steps]]\nat = 600\ncoins = 1\n')
        server.client().patch("/api/rehearsal", json={"on_overlays": True})
        server.kill()
    with giftgoal(tmp_path / "data") as server:
        assert server.overlay().next()["rehearsal"] is False


def test_a_restart_in_mid_stream_carries_on_where_it_was(tmp_path: Path) -> None:
    with giftgoal(tmp_path / "data") as server:
        mika = server.client()
        goal = mika.post("/api/goals", json={"title": "New mic", "target": 500}).json()["id"]
        seen = sent(mika, gifter="ana", coins=1)
        live = server.overlay()
        before = live.next()
        missed = sent(mika, gifter="ana", gift="Rose", count=5)
        server.process.terminate()
        assert live.close_code() == 1012
        assert server.process.wait(5) == 0
        port = server.port
    with giftgoal(tmp_path / "data", port=port) as server:
        live = server.overlay(f"?after={seen['seq']}")
        after = live.next()
        assert after["ledger"] == before["ledger"]
        assert (after["goals"][0]["id"], after["goals"][0]["raised"]) == (goal, 6)
        assert [gift["id"] for gift in live.next("gifts")["gifts"]] == [missed["id"]]


def test_a_beat_comes_when_nothing_else_does(server: ServerProcess) -> None:
    beat = server.overlay().next("beat")
    assert set(beat) == {"type", "seq", "ledger"}


def test_a_frame_is_compact_utf_8_text(server: ServerProcess, mika: httpx2.Client) -> None:
    live = server.overlay()
    sent(mika, gifter="Ána 🌹 نور", coins=1)
    live.next("gifts")
    text = server.overlay().connection.recv(timeout=5)
    assert isinstance(text, str)
    assert "Ána 🌹 نور" in text
    assert text == json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":"))
