"""What the command line says when something is wrong: one line, an honest status, no traceback."""

import logging
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from types import SimpleNamespace

import pytest

from giftgoal.cli import client, main
from giftgoal.config import ConfigError
from tests.cli.terminal import ran
from tests.server_process import OWNER, giftgoal


class Terminal:
    """Runs the program here, to its bad end. A process of its own would take a second each."""

    def __init__(self, said: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        self._said = said
        self._patch = patch
        patch.delenv("GIFTGOAL_TOKEN", raising=False)

    def failed(self, *arguments: str, token: str = "") -> tuple[int, str]:
        """Return the status and what was said in the one line."""
        if token:
            self._patch.setenv("GIFTGOAL_TOKEN", token)
        status = main(list(arguments))
        out, errors = self._said.readouterr()
        line, end = errors[:-1], errors[-1:]
        assert (out, end, "\n" in line) == ("", "\n", False), errors
        assert line.startswith("giftgoal: ")
        return status, line.removeprefix("giftgoal: ")


@pytest.fixture
def terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Terminal]:
    before = logging.getLogger().handlers[:]
    yield Terminal(capsys, monkeypatch)
    logging.getLogger().handlers[:] = before


def test_a_whole_process_ends_with_the_status_and_the_line_too(tmp_path: Path) -> None:
    done = ran("--config", str(tmp_path / "none.toml"))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def test_a_port_in_use_ends_with_3(terminal: Terminal, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        status, line = terminal.failed("--data", str(tmp_path / "data"), "--port", port)
    assert status == 3
    assert line == f"port {port} is in use by another program; choose another with --port"
    assert not list((tmp_path / "data").glob("*.sqlite3"))


def test_a_data_folder_in_use_ends_with_3(terminal: Terminal, tmp_path: Path) -> None:
    with giftgoal(tmp_path / "data") as server:
        status, line = terminal.failed("--data", str(tmp_path / "data"), "--port", "0")
        assert status == 3
        assert str(tmp_path / "data") in line
        assert f"process {server.process.pid}" in line


def test_a_data_folder_that_cannot_be_written_ends_with_1(
    terminal: Terminal, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("not a folder")
    status, line = terminal.failed("--data", str(tmp_path / "file"), "--port", "0")
    assert (status, str(tmp_path / "file") in line) == (1, True)
    status, line = terminal.failed("--data", "/proc/giftgoal", "--port", "0")
    assert (status, "cannot be written to" in line) == (1, True)


def test_a_file_that_is_no_ledger_is_left_alone(terminal: Terminal, tmp_path: Path) -> None:
    with giftgoal(tmp_path / "data"):
        pass
    ledger = next((tmp_path / "data").glob("*.sqlite3"))
    ledger.write_bytes(b"my diary")
    status, line = terminal.failed("--data", str(tmp_path / "data"), "--port", "0")
    assert (status, str(ledger.name) in line or str(tmp_path / "data") in line) == (1, True)
    assert ledger.read_bytes() == b"my diary"


def test_a_mistake_in_the_configuration_is_told_with_file_and_line(
    terminal: Terminal, tmp_path: Path
) -> None:
    config = tmp_path / "config.toml"
    config.write_text("[server]\nprot = 8765\n")
    status, line = terminal.failed("--config", str(config))
    assert status == 2
    assert line.startswith(f"{config}:2: ")
    assert "prot" in line
    assert "port" in line


def test_a_configuration_that_is_not_there_ends_with_2(terminal: Terminal, tmp_path: Path) -> None:
    status, line = terminal.failed("--config", str(tmp_path / "none.toml"))
    assert (status, str(tmp_path / "none.toml") in line) == (2, True)


def test_a_favourite_that_is_not_in_the_catalogue_ends_with_2(
    terminal: Terminal, tmp_path: Path
) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[gifts]\nfavourites = ["Rose",\n  "Roze"]\n')
    arguments = ("--config", str(config), "--data", str(tmp_path / "data"), "--port", "0")
    status, line = terminal.failed(*arguments)
    said = f"{config}:3: the favourite 'Roze' is not in the catalogue; did you mean 'Rose'?"
    assert (status, said in line) == (2, True)


@pytest.mark.parametrize("token", ["short", "x" * 15, "with\nnewline-and-more", "ü" * 20])
def test_a_token_that_is_not_safe_ends_with_2_and_is_not_shown(
    terminal: Terminal, token: str, tmp_path: Path
) -> None:
    arguments = ("--data", str(tmp_path / "data"), "--port", "0")
    status, line = terminal.failed(*arguments, token=token)
    assert status == 2
    assert line.startswith("GIFTGOAL_TOKEN must be at least 16 printable ASCII characters")
    assert token not in line


@pytest.mark.parametrize("host", ["203.0.113.1", "no such host", "a" * 70])
def test_an_address_that_is_not_ours_ends_with_2(
    terminal: Terminal, host: str, tmp_path: Path
) -> None:
    status, line = terminal.failed("--data", str(tmp_path), "--host", host, "--port", "0")
    assert status == 2
    assert line.startswith(f"cannot listen on {host}:0: ")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--port", "http"],
        ["--port", "65536"],
        ["--prot", "8765"],
        ["dance"],
        ["play"],
        ["play", "first-light", "--speed", "0"],
        ["play", "first-light", "--speed", "nan"],
        ["play", "first-light", "--speed", "fast"],
        ["demo", "--speed", "1001"],
        ["export", "--format", "xml"],
        ["token", "--name", "bot"],
        ["token", "--name", "bot", "--role", "queen"],
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_would_be_right(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    *usage, line = capsys.readouterr().err.splitlines()
    assert ended.value.code == 2
    assert usage[0].startswith("usage: giftgoal")
    assert line.startswith("giftgoal")
    assert "error: " in line


@pytest.mark.parametrize(
    "arguments",
    [
        ["play", "first-light"],
        ["export"],
        ["backup"],
        ["token", "--role", "moderator", "--name", "bot"],
    ],
)
def test_without_a_server_there_is_nothing_to_ask(
    terminal: Terminal, arguments: list[str], tmp_path: Path
) -> None:
    status, line = terminal.failed(*arguments, "--data", str(tmp_path))
    assert status == 1
    assert line == f"Giftgoal is not running on {tmp_path}; start it with: giftgoal"


def test_a_server_that_was_killed_does_not_answer(terminal: Terminal, tmp_path: Path) -> None:
    with giftgoal(tmp_path / "data") as server:
        server.kill()
        for command in (["export"], ["backup"]):
            status, line = terminal.failed(*command, "--data", str(tmp_path / "data"))
            assert status == 1
            assert line.startswith(f"Giftgoal does not answer at {server.url}")


def test_a_server_elsewhere_needs_a_token_and_an_address(terminal: Terminal) -> None:
    assert terminal.failed("backup", "--url", "http://127.0.0.1:1") == (
        2,
        "set GIFTGOAL_TOKEN to a token of the server that --url names",
    )
    token = OWNER
    for url in ("127.0.0.1:8765", "ftp://127.0.0.1", "http://127.0.0.1:x"):
        assert terminal.failed("backup", "--url", url, token=token)[0] == 2
    status, line = terminal.failed("backup", "--url", "http://127.0.0.1:1", token=token)
    assert status == 1
    assert line.startswith("Giftgoal does not answer at http://127.0.0.1:1")
    assert line.endswith(". Is it running?")


def test_a_wrong_token_is_told_so(terminal: Terminal, tmp_path: Path) -> None:
    with giftgoal(tmp_path / "data") as server:
        token = "another-token-altogether"
        status, line = terminal.failed("export", "--url", server.url, token=token)
        assert (status, line.endswith("look at GIFTGOAL_TOKEN")) == (1, True)


def test_a_server_that_is_none_of_ours_is_told_apart(terminal: Terminal) -> None:
    class Silent(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    with HTTPServer(("127.0.0.1", 0), Silent) as other:
        thread = threading.Thread(target=other.handle_request)
        thread.start()
        url = f"http://127.0.0.1:{other.server_port}"
        status, line = terminal.failed("backup", "--url", url, token=OWNER)
        thread.join()
    assert (status, line) == (1, "the server answered 501")


def test_a_script_that_is_no_text_ends_with_2(terminal: Terminal, tmp_path: Path) -> None:
    script = tmp_path / "rose.toml"
    script.write_bytes(b"\xff\xd8\xff")
    with giftgoal(tmp_path / "data") as server:
        status, line = terminal.failed("play", str(script), "--url", server.url, token=OWNER)
    assert (status, line) == (2, f"{script}:1: this is not UTF-8; expected a file saved as UTF-8")


def test_a_script_that_a_restart_ended_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with ExitStack() as servers:
        server = servers.enter_context(giftgoal(tmp_path / "data"))

        def restart(_: float) -> None:
            server.stop()
            servers.enter_context(giftgoal(tmp_path / "data", port=server.port))

        monkeypatch.setattr(client, "time", SimpleNamespace(sleep=restart))
        monkeypatch.setenv("GIFTGOAL_TOKEN", OWNER)
        assert main(["play", "first-light", "--url", server.url]) == 1
    said = capsys.readouterr()
    assert said.err == "giftgoal: Giftgoal was started anew, and the script ended with that\n"
    assert said.out.endswith("\n")


def test_where_it_broke_is_shown_to_who_asks(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GIFTGOAL_DEBUG", "1")
    with pytest.raises(ConfigError):
        main(["--config", str(tmp_path / "none.toml")])


def test_what_nobody_foresaw_ends_with_one_line_too(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from giftgoal.cli import main, serve\n"
        "def broken(config, folder, ready):\n"
        "    raise ZeroDivisionError('a gift for\\nnobody')\n"
        "serve.serve = broken\n"
        f"sys.exit(main(['--data', {str(tmp_path)!r}]))\n"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == (
        "giftgoal: this should not happen: ZeroDivisionError: a gift for nobody "
        "(GIFTGOAL_DEBUG=1 shows where)\n"
    )
