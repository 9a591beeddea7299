"""Who may do what, for every row of the table."""

import httpx2
import pytest

from giftgoal.web.app import CALLS
from giftgoal.web.calls import Call
from tests.server_process import ServerProcess

CLOSED = [call for call in CALLS if call.who != "anyone"]
FOR_MODERATORS = [call for call in CALLS if call.who == "moderator" and call.method == "GET"]
FOR_THE_OWNER = [call for call in CALLS if call.who == "owner"]


def named(call: Call) -> str:
    return call.handle.__name__


def asked(client: httpx2.Client, call: Call) -> httpx2.Response:
    return client.request(call.method, call.path.replace("{id}", "none"), json={})


@pytest.mark.parametrize("call", CLOSED, ids=named)
def test_a_stranger_is_asked_to_sign_in(call: Call, stranger: httpx2.Client) -> None:
    answer = asked(stranger, call)
    assert answer.status_code == 401
    assert answer.json()["type"] == "urn:giftgoal:sign-in"
    assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("call", FOR_THE_OWNER, ids=named)
def test_a_moderator_is_kept_from_what_is_the_owners(call: Call, noor: httpx2.Client) -> None:
    answer = asked(noor, call)
    assert answer.status_code == 403
    assert answer.json()["type"] == "urn:giftgoal:not-allowed"


@pytest.mark.parametrize("call", FOR_MODERATORS, ids=named)
def test_a_moderator_may_look_at_what_is_for_moderators(call: Call, noor: httpx2.Client) -> None:
    assert asked(noor, call).status_code == 200


def test_the_owner_is_one_person_whatever_token_they_use(server: ServerProcess) -> None:
    linked = server.sign_in_link.partition("#token=")[2]
    sessions = [client.get("/api/session") for client in (server.client(linked), server.client())]
    assert [one.json()["person"]["id"] for one in sessions] == ["owner", "owner"]


def test_a_moderator_is_known_by_name(noor: httpx2.Client) -> None:
    person = noor.get("/api/session").json()["person"]
    assert (person["name"], person["role"]) == ("noor", "moderator")
