"""Chromium 102, and a real server for it."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx2
import pytest
from websockets.sync.client import connect

from tests.browser.old_engine.devtools import OldPage
from tests.free_port import free_port
from tests.server_process import ServerProcess, giftgoal
from tests.side_python import side_python

HERE = Path(__file__).parent
CAN_RUN = sys.platform == "linux" and sys.version_info < (3, 12)
"""Qt 6.4 has no wheels for newer Pythons; on other systems its libraries are another story."""

collect_ignore = [] if CAN_RUN else ["test_old_engine.py"]


@pytest.fixture(scope="module")
def old_page(pytestconfig: pytest.Config) -> Iterator[OldPage]:
    """A page of Chromium 102."""
    assert pytestconfig.cache is not None
    python = side_python(pytestconfig.cache.mkdir("side-pythons"), HERE / "qt.lock")
    port = free_port()
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "QTWEBENGINE_CHROMIUM_FLAGS": "--no-sandbox --disable-gpu --disable-background-networking",
        "QTWEBENGINE_REMOTE_DEBUGGING": str(port),
    }
    with subprocess.Popen(
        [python, HERE / "qt_window.py"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            with connect(_debugger(process, port), proxy=None, max_size=None) as line:
                yield OldPage(line)
        finally:
            process.kill()


def _debugger(process: "subprocess.Popen[str]", port: int) -> str:
    """Return the address at which its only page listens."""
    last = time.monotonic() + 60
    while time.monotonic() < last and process.poll() is None:
        with suppress(httpx2.TransportError, IndexError):
            pages = httpx2.get(f"http://127.0.0.1:{port}/json/list", trust_env=False).json()
            return str(pages[0]["webSocketDebuggerUrl"])
        time.sleep(0.1)
    process.kill()
    raise AssertionError(f"Qt's web engine did not come up:\n{process.communicate()[1]}")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """A server with the goal "New mic"."""
    with giftgoal(tmp_path_factory.mktemp("old") / "data") as server:
        goal = {"title": "New mic", "target": 500}
        server.client().post("/api/goals", json=goal).raise_for_status()
        yield server
