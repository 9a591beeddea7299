"""What a browser may keep of the control page, for opening it without a line."""

import httpx2

from tests.server_process import ServerProcess
from tests.web.test_pages import policy


def test_the_worker_may_keep_the_control_page_and_ask_this_server_alone(
    stranger: httpx2.Client,
) -> None:
    worker = stranger.get("/control/worker.js")
    assert worker.headers["content-type"] == "text/javascript; charset=utf-8"
    assert worker.headers["service-worker-allowed"] == "/control"
    assert worker.headers["cache-control"] == "no-cache"
    assert policy(worker) == {
        "default-src": "'none'",
        "script-src": "'self'",
        "connect-src": "'self'",
    }
    assert policy(stranger.get("/control"))["worker-src"] == "'self'"


def test_no_other_file_may_be_a_worker_of_the_control_page(stranger: httpx2.Client) -> None:
    for path in ("/assets/control/worker.js", "/assets/control/main.js", "/control"):
        assert "service-worker-allowed" not in stranger.get(path).headers


def test_the_files_to_keep_are_there_and_are_nobodys(
    server: ServerProcess, stranger: httpx2.Client
) -> None:
    kept = stranger.get("/control/files.json")
    assert kept.headers["cache-control"] == "no-store"
    assert kept.json() == server.client().get("/control/files.json").json()
    files = kept.json()["files"]
    assert files[0] == "/control"
    assert all(file.startswith("/assets/") for file in files[1:])
    assert {"/assets/control/main.js", "/assets/shared/reduce.js"} < {*files}
    assert "/assets/control/worker.js" not in files
    assert {stranger.get(file).status_code for file in files} == {200}
