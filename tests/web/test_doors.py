"""Which names the server answers to, and which pages may ask it."""

import http.client
from pathlib import Path

import httpx2
import pytest
from websockets.exceptions import InvalidStatus

from giftgoal.web.app import CALLS
from giftgoal.web.calls import Call
from tests.server_process import OWNER, ServerProcess, giftgoal

PAGES = ("/", "/control", "/overlay/key", "/assets/goal/main.js", "/nothing/here")
ADDRESSES = [*PAGES, *{call.path.replace("{id}", "none"): None for call in CALLS}]
CHANGING = [call for call in CALLS if call.method != "GET"]


@pytest.mark.parametrize("path", ADDRESSES)
def test_nothing_is_answered_to_a_foreign_name(path: str, server: ServerProcess) -> None:
    answer = server.client(OWNER, Host="evil.example").get(path)
    assert answer.status_code == 421
    assert answer.json()["type"] == "urn:giftgoal:wrong-host"
    assert "allowed_hosts" in answer.json()["detail"]


@pytest.mark.parametrize(
    "host",
    ["localhost", "LOCALHOST:8765", "127.0.0.1", "127.0.0.1:1", "[::1]:8765", "192.168.0.7:8765"],
)
def test_this_machines_names_and_plain_addresses_are_answered(
    host: str, server: ServerProcess
) -> None:
    assert server.client(None, Host=host).get("/healthz").status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "localhost.evil.example",
        "evil.example:127.0.0.1",
        "127.0.0.1.nip.io",
        "127.0.0.1:8765:8765",
        "[127.0.0.1]",
        "[fe80::1%;script-src *]",
        "2130706433",
        "user@localhost",
        "localhost:\xb2",
        "",
    ],
)
def test_what_only_looks_like_one_of_our_names_is_not(host: str, server: ServerProcess) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    connection.putrequest("GET", "/healthz", skip_host=True)
    connection.putheader("Host", host)
    connection.endheaders()
    assert connection.getresponse().status == 421
    connection.close()


def test_two_hosts_are_one_too_many(server: ServerProcess) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    connection.putrequest("GET", "/healthz")
    connection.putheader("Host", "localhost")
    connection.endheaders()
    assert connection.getresponse().status in (400, 421)
    connection.close()


@pytest.mark.parametrize("call", CHANGING, ids=lambda call: call.handle.__name__)
def test_a_page_of_another_site_can_change_nothing(call: Call, server: ServerProcess) -> None:
    page = server.client(OWNER, Origin="https://evil.example")
    answer = page.request(call.method, call.path.replace("{id}", "none"), json={})
    assert answer.status_code == 403
    assert answer.json()["type"] == "urn:giftgoal:wrong-origin"


@pytest.mark.parametrize(
    "origin",
    ["null", "", "file://", "http://[", "http://127.0.0.1:1", "http://127.0.0.1", "ftp://{host}"],
)
def test_an_origin_that_is_not_exactly_ours_is_another(origin: str, server: ServerProcess) -> None:
    page = server.client(OWNER, Origin=origin.format(host=f"127.0.0.1:{server.port}"))
    assert page.delete("/api/rehearsal").status_code == 403


def test_our_own_pages_may_change_things(server: ServerProcess) -> None:
    own = server.client(OWNER, Origin=server.url)
    assert own.delete("/api/rehearsal").status_code == 204


def test_any_page_may_ask_whether_we_are_there(server: ServerProcess) -> None:
    answer = server.client(None, Origin="null").get("/healthz")
    assert answer.json() == {"status": "ready"}
    assert answer.headers["access-control-allow-origin"] == "*"


def test_no_other_answer_can_be_read_by_another_site(mika: httpx2.Client) -> None:
    answer = mika.get("/api/state", headers={"Origin": "https://evil.example"})
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("socket", ["/ws/control", "/ws/overlay/{key}"])
@pytest.mark.parametrize(
    ("header", "value", "status"),
    [("Origin", "https://evil.example", 403), ("Origin", "null", 403)],
)
def test_a_page_of_another_site_gets_no_socket(
    socket: str, header: str, value: str, status: int, server: ServerProcess
) -> None:
    path = socket.format(key=server.overlay_url.rpartition("/")[2])
    with pytest.raises(InvalidStatus) as refused:
        server.live(path, OWNER, **{header: value})
    assert refused.value.response.status_code == status
    assert refused.value.response.headers["content-type"] == "application/problem+json"


def test_a_foreign_name_gets_no_socket(server: ServerProcess) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    upgrade = {
        "Host": "evil.example",
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
    }
    connection.request("GET", "/ws/control", headers=upgrade)
    assert connection.getresponse().status == 421
    connection.close()


def test_a_tunnel_and_friendly_pages_can_be_allowed(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text(
        "[server]\n"
        'public_url = "https://goal.example.com"\n'
        'allowed_hosts = ["studio.local:8765"]\n'
        'allowed_origins = ["https://tools.example.com"]\n'
    )
    with giftgoal(tmp_path / "data", "--config", str(config)) as server:
        for host, status in [
            ("goal.example.com", 200),
            ("studio.local:8765", 200),
            ("studio.local:80", 421),
        ]:
            assert server.client(None, Host=host).get("/healthz").status_code == status
        friend = server.client(OWNER, Origin="https://tools.example.com")
        assert friend.delete("/api/rehearsal").status_code == 204
        tunnel = server.client(OWNER, Host="goal.example.com", Origin="https://goal.example.com")
        invited = tunnel.post("/api/invites", json={"name": "noor"}).json()
        assert invited["link"].startswith("https://goal.example.com/control#token=")
