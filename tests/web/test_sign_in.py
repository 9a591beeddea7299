"""Signing in with a link, sessions, invites and tokens."""

from pathlib import Path

import httpx2
import pytest

from tests.server_process import OWNER, ServerProcess, giftgoal


def signed_in(server: ServerProcess, token: str) -> httpx2.Client:
    """Return a browser that has followed a link with this token."""
    browser = server.client(None)
    assert browser.post("/api/session", json={"token": token}).status_code == 200
    return browser


def invite(mika: httpx2.Client, name: str = "noor") -> tuple[str, str]:
    """Return the id and the token of a new invite."""
    answer = mika.post("/api/invites", json={"name": name})
    assert answer.status_code == 201
    return answer.json()["id"], answer.json()["link"].partition("/control#token=")[2]


def test_the_link_of_an_invite_lets_a_browser_in(
    server: ServerProcess, mika: httpx2.Client
) -> None:
    _, token = invite(mika, "ben")
    person = signed_in(server, token).get("/api/session").json()["person"]
    assert (person["name"], person["role"]) == ("ben", "moderator")


def test_the_cookie_is_kept_from_scripts_and_other_sites(
    server: ServerProcess, mika: httpx2.Client
) -> None:
    answer = server.client(None).post("/api/session", json={"token": invite(mika)[1]})
    name, *attributes = answer.headers["set-cookie"].split("; ")
    assert name.startswith(f"giftgoal_{server.port}=")
    assert {"HttpOnly", "SameSite=strict", "Path=/", "Max-Age=34560000"} <= set(attributes)
    assert "Secure" not in attributes


def test_the_cookie_stays_on_secure_lines_where_the_page_came_by_one(
    server: ServerProcess, mika: httpx2.Client
) -> None:
    page = server.client(None, Origin=f"https://127.0.0.1:{server.port}")
    answer = page.post("/api/session", json={"token": invite(mika)[1]})
    assert "Secure" in answer.headers["set-cookie"].split("; ")


def test_signing_out_forgets_the_cookie(server: ServerProcess, mika: httpx2.Client) -> None:
    browser = signed_in(server, invite(mika)[1])
    assert browser.delete("/api/session").status_code == 204
    assert browser.get("/api/session").status_code == 401


def test_signing_out_ends_every_copy_of_the_owners_session(server: ServerProcess) -> None:
    browser, other = signed_in(server, OWNER), signed_in(server, OWNER)
    cookie = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    thief = server.client(None, Cookie=cookie)
    live = server.live("/ws/control", Cookie=cookie)
    assert thief.get("/api/session").status_code == 200
    assert browser.delete("/api/session").status_code == 204
    assert thief.get("/api/session").status_code == 401
    assert live.close_code() == 4401
    assert other.get("/api/session").status_code == 200


def test_signing_out_on_one_device_leaves_an_invite_and_a_token_as_they_are(
    server: ServerProcess, mika: httpx2.Client
) -> None:
    _, token = invite(mika)
    phone, laptop = signed_in(server, token), signed_in(server, token)
    assert phone.delete("/api/session").status_code == 204
    assert laptop.get("/api/session").status_code == 200
    bot = mika.post("/api/tokens", json={"name": "bot", "role": "owner"}).json()["token"]
    assert server.client(bot).delete("/api/session").status_code == 204
    assert server.client(bot).get("/api/session").status_code == 200


def test_a_revoked_invite_lets_nobody_in(server: ServerProcess, mika: httpx2.Client) -> None:
    id_, token = invite(mika)
    browser = signed_in(server, token)
    assert mika.delete(f"/api/invites/{id_}").status_code == 204
    assert browser.get("/api/session").status_code == 401
    assert server.client(token).get("/api/session").status_code == 401
    assert browser.post("/api/session", json={"token": token}).status_code == 401


def test_revoking_an_invite_hangs_up_on_open_sockets(
    server: ServerProcess, mika: httpx2.Client
) -> None:
    id_, token = invite(mika)
    live = server.live("/ws/control", token)
    assert live.next()["type"] == "state"
    mika.delete(f"/api/invites/{id_}")
    assert live.close_code() == 4401


def test_an_invite_is_listed_without_its_link(mika: httpx2.Client) -> None:
    id_, _ = invite(mika, "ben")
    listed = mika.get("/api/invites").json()["invites"]
    assert [one for one in listed if one["id"] == id_] == [
        {"id": id_, "name": "ben", "kind": "invite", "role": "moderator"}
        | {"made_at": listed[-1]["made_at"]}
    ]


def test_an_invite_cannot_be_revoked_twice(mika: httpx2.Client) -> None:
    id_, _ = invite(mika)
    mika.delete(f"/api/invites/{id_}")
    assert mika.delete(f"/api/invites/{id_}").status_code == 404


def test_a_token_works_is_listed_and_can_be_revoked(
    server: ServerProcess, mika: httpx2.Client
) -> None:
    told = mika.post("/api/tokens", json={"name": "bot", "role": "owner"}).json()
    bot = server.client(told["token"])
    assert bot.get("/api/overlays").status_code == 200
    kinds = {one["id"]: one["kind"] for one in mika.get("/api/invites").json()["invites"]}
    assert kinds[told["id"]] == "token"
    mika.delete(f"/api/invites/{told['id']}")
    assert bot.get("/api/overlays").status_code == 401


def test_the_link_printed_at_start_signs_in_for_longer_than_the_server_runs(
    tmp_path: Path,
) -> None:
    with giftgoal(tmp_path / "data") as server:
        link_token = server.sign_in_link.partition("#token=")[2]
        browser = server.client(None)
        browser.post("/api/session", json={"token": link_token})
        cookie = dict(browser.cookies)
        port = server.port
    with giftgoal(tmp_path / "data", port=port) as server:
        browser = server.client(None)
        browser.cookies.update(cookie)
        assert browser.get("/api/session").json()["person"]["id"] == "owner"
        assert server.client(link_token).get("/api/session").status_code == 401
        sessions = server.client().get("/api/invites").json()["invites"]
        assert sessions == []


def test_too_many_wrong_tokens_are_slowed_down_but_never_a_right_one(tmp_path: Path) -> None:
    with giftgoal(tmp_path / "data") as server:
        guesser = server.client("a-guess")
        answers = [guesser.get("/api/state") for _ in range(40)]
        assert [answers[0].status_code, answers[-1].status_code] == [401, 429]
        assert 1 <= int(answers[-1].headers["retry-after"]) <= 60
        assert guesser.post("/api/session", json={"token": "again"}).status_code == 429
        assert guesser.post("/api/session", json={"token": OWNER}).status_code == 200
        assert server.client().get("/api/state").status_code == 200


@pytest.mark.parametrize("scheme", ["Basic", "Token", ""])
def test_only_bearer_tokens_are_taken(server: ServerProcess, scheme: str) -> None:
    other = server.client(None, Authorization=f"{scheme} {OWNER}".strip())
    assert other.get("/api/state").status_code == 401


def test_a_cookie_with_nonsense_is_a_stranger(server: ServerProcess) -> None:
    nonsense = server.client(None, Cookie=f"giftgoal_{server.port}=\\303\\251; ;=;{'x' * 500}")
    assert nonsense.get("/api/state").status_code == 401
