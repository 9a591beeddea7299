"""One server for all tests here that can share it; a test that cannot starts its own."""

from collections.abc import Iterator

import httpx2
import pytest

from tests.server_process import ServerProcess, giftgoal
from tests.web.truth import Truth


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    with giftgoal(tmp_path_factory.mktemp("web") / "data") as server:
        yield truthful(server)


@pytest.fixture(scope="session")
def fuzzed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """A server whose settings and gifts are whatever chance has made of them."""
    with giftgoal(tmp_path_factory.mktemp("fuzz") / "data") as server:
        yield truthful(server)


def truthful(server: ServerProcess) -> ServerProcess:
    """Have every answer held against the OpenAPI document."""
    truth = Truth(server.client(None).get("/api/openapi.json").json())
    server.checks.append(truth.check)
    return server


@pytest.fixture(autouse=True)
def _no_socket_outlives_its_test(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    if "server" in request.fixturenames:
        request.getfixturevalue("server").sockets.close()


@pytest.fixture(scope="session")
def mika(server: ServerProcess) -> httpx2.Client:
    """The streamer."""
    return server.client()


@pytest.fixture(scope="session")
def noor_token(server: ServerProcess) -> str:
    return server.token("noor")


@pytest.fixture(scope="session")
def noor(server: ServerProcess, noor_token: str) -> httpx2.Client:
    """A moderator."""
    return server.client(noor_token)


@pytest.fixture(scope="session")
def stranger(server: ServerProcess) -> httpx2.Client:
    return server.client(None)


@pytest.fixture
def goal(mika: httpx2.Client) -> Iterator[str]:
    """The id of an open goal, for one test."""
    answer = mika.post("/api/goals", json={"title": "New mic", "target": 500})
    yield answer.json()["id"]
    mika.delete(f"/api/goals/{answer.json()['id']}")
