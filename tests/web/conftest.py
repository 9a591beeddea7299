"""One server for all tests here that can share it; a test that cannot starts its own."""

from collections.abc import Iterator

import pytest

from tests.server_process import ServerProcess, giftgoal


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    with giftgoal(tmp_path_factory.mktemp("web") / "data") as server:
        yield server
