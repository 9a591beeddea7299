"""What the commands do when all is well."""

import csv
import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from websockets.sync.client import connect

from giftgoal.cli import main
from giftgoal.cli.arguments import parse
from tests.cli.terminal import ran
from tests.server_process import ServerProcess, giftgoal, started

SHORT = """title = "Short"
[[steps]]
at = 0
from = "ana"
gift = "Rose"
count = 5
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    with giftgoal(tmp_path_factory.mktemp("cli") / "data") as server:
        yield server


@pytest.fixture
def data(server: ServerProcess) -> list[str]:
    return ["--data", str(server.folder)]


def test_help_names_every_command() -> None:
    said = ran("--help")
    assert said.returncode == 0
    for command in ("demo", "play", "check", "export", "backup", "token", "telegram-sign-in"):
        assert command in said.stdout


def test_where_the_server_is_may_be_said_before_the_command_too(server: ServerProcess) -> None:
    said = ran("--data", str(server.folder), "token", "--role", "moderator", "--name", "noor")
    assert (said.returncode, said.stderr) == (0, "")
    assert server.client(said.stdout.strip()).get("/api/session").json()["person"]["name"] == "noor"


@pytest.mark.parametrize(
    "command",
    [
        ["play", "first-light"],
        ["check", "mine.toml"],
        ["export"],
        ["backup"],
        ["token", "--role", "moderator", "--name", "noor"],
        ["obs"],
    ],
)
def test_a_setting_before_the_command_holds_and_one_behind_it_wins(command: list[str]) -> None:
    assert parse(["--config", "a.toml", *command]).config == Path("a.toml")
    assert parse(["--config", "a.toml", *command, "--config", "b.toml"]).config == Path("b.toml")


def test_the_demos_port_may_stand_before_it() -> None:
    wanted = parse(["--host", "::1", "--port", "0", "demo"])
    assert (wanted.host, wanted.port) == ("::1", 0)


def test_a_good_script_is_described(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    script = tmp_path / "short.toml"
    script.write_text(SHORT)
    assert main(["check", str(script)]) == 0
    assert "Short" in capsys.readouterr().out


def test_a_mistake_in_a_script_is_told_with_file_and_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = tmp_path / "wrong.toml"
    script.write_text(SHORT.replace("count", "cont"))
    assert main(["check", str(script)]) == 2
    assert f"{script}:6" in capsys.readouterr().err
    assert main(["check", str(tmp_path / "none.toml")]) == 2


def test_the_streamers_own_gifts_are_known_to_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script, config = tmp_path / "own.toml", tmp_path / "config.toml"
    script.write_text(SHORT.replace("Rose", "Cheers"))
    config.write_text('[[gifts.own]]\nname = "Cheers"\ncoins = 50\n')
    assert main(["check", str(script)]) == 2
    assert main(["check", str(script), "--config", str(config)]) == 0
    assert "250" in capsys.readouterr().out


def test_a_script_file_is_played_as_a_rehearsal(
    server: ServerProcess, data: list[str], tmp_path: Path
) -> None:
    script = tmp_path / "short.toml"
    script.write_text(SHORT)
    done = ran("play", str(script), "--speed", "100", *data)
    assert done.returncode == 0, done.stderr
    assert done.stdout.rstrip().endswith("1 of 1 steps, done")
    state = server.client().get("/api/state").json()
    assert (state["totals"]["coins"], state["rehearsal"]["gifts"]) == (0, 1)


def test_a_script_that_notepad_saved_is_played_as_it_is_checked(
    data: list[str], tmp_path: Path
) -> None:
    script = tmp_path / "short.toml"
    script.write_text(SHORT, encoding="utf-8-sig")
    assert main(["check", str(script)]) == 0
    done = ran("play", str(script), "--speed", "100", *data)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_shipped_script_is_played_by_its_name(data: list[str]) -> None:
    done = ran("play", "first-light", "--speed", "1000", *data)
    assert (done.returncode, "First light" in done.stdout) == (0, True)


def test_a_recording_is_played_live_when_asked_to(
    server: ServerProcess, data: list[str], tmp_path: Path
) -> None:
    script = tmp_path / "evening.jsonl"
    script.write_text('{"at":0,"from":"ben","coins":40}\n')
    assert ran("play", str(script), "--live", *data).returncode == 0
    newest = server.client().get("/api/gifts?limit=1").json()["gifts"][0]
    assert (newest["gifter"], newest["coins"], newest["source"]) == ("ben", 40, "script")


@pytest.mark.parametrize(
    ("name", "status"), [("no-such-script", 1), ("no-such-file.toml", 2), (".", 2)]
)
def test_a_script_that_is_not_there_is_told_so(name: str, status: int, data: list[str]) -> None:
    done = ran("play", name, *data)
    assert (done.returncode, done.stderr.count("\n")) == (status, 1)
    assert name in done.stderr


def test_a_mistake_in_a_played_script_ends_with_2(data: list[str], tmp_path: Path) -> None:
    script = tmp_path / "wrong.toml"
    script.write_text(SHORT.replace("count", "cont"))
    done = ran("play", str(script), *data)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "cont" in done.stderr


def test_ctrl_c_stops_the_script_that_plays(
    server: ServerProcess, data: list[str], tmp_path: Path
) -> None:
    script = tmp_path / "long.toml"
    script.write_text('title = "Long"\n[[steps]]\nat = 600\ncoins = 1\n')
    command = [sys.executable, "-m", "giftgoal", "play", str(script), *data]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as player:
        assert player.stdout
        player.stdout.read(1)  # how far it is: from then on Ctrl-C stops the script
        player.send_signal(signal.SIGINT)
        assert "stopped" in player.communicate(timeout=10)[0]
    assert player.returncode == 0
    run = server.client().get("/api/scripts").json()["run"]
    assert (run["title"], run["state"]) == ("Long", "stopped")


def test_the_gifts_are_exported_in_three_formats(
    server: ServerProcess, data: list[str], tmp_path: Path
) -> None:
    server.client().post("/api/gifts", json={"gifter": "ana", "gift": "Rose", "count": 5})
    table = tmp_path / "gifts.csv"
    assert ran("export", "-o", str(table), *data).stdout == ""
    rows = list(csv.DictReader(table.read_text(encoding="utf-8-sig").splitlines()))
    lines = ran("export", "--format", "jsonl", *data).stdout.splitlines()
    assert [row["id"] for row in rows] == [json.loads(line)["id"] for line in lines]
    script = tmp_path / "evening.jsonl"
    ran("export", "--format", "script", "--output", str(script), *data)
    assert main(["check", str(script)]) == 0


def test_an_export_that_cannot_be_written_ends_with_1(data: list[str], tmp_path: Path) -> None:
    done = ran("export", "-o", str(tmp_path / "none" / "gifts.csv"), *data)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "cannot be written" in done.stderr


def test_a_backup_says_where_it_is(server: ServerProcess, data: list[str]) -> None:
    done = ran("backup", *data)
    path, _, size = done.stdout.strip().partition(" (")
    assert Path(path).parent == server.folder / "backups"
    assert size == f"{Path(path).stat().st_size:,} bytes)"


@pytest.mark.parametrize("role", ["owner", "moderator"])
def test_a_token_is_printed_and_works(role: str, server: ServerProcess, data: list[str]) -> None:
    done = ran("token", "--role", role, "--name", "bot", *data)
    token = done.stdout.removesuffix("\n")
    assert (done.returncode, len(token)) == (0, 22)
    person = server.client(token).get("/api/session").json()["person"]
    assert (person["name"], person["role"]) == ("bot", role)


def test_a_server_elsewhere_is_asked_with_a_token(server: ServerProcess) -> None:
    moderator = {"GIFTGOAL_TOKEN": server.token("noor")}
    refused = ran("export", "--url", server.url, environment=moderator)
    assert (refused.returncode, "Only the streamer" in refused.stderr) == (1, True)
    owner = {"GIFTGOAL_TOKEN": server.token("bot", "owner")}
    assert ran("export", "--url", server.url + "/", environment=owner).returncode == 0


def test_a_reader_that_goes_away_is_no_mistake(data: list[str]) -> None:
    command = [sys.executable, "-m", "giftgoal", "export", *data]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as export:
        assert export.stdout
        export.stdout.close()
        assert export.stderr
        assert export.stderr.read() == b""


def test_the_demo_shows_a_bar_that_moves_and_leaves_nothing_behind(tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    arguments = ["demo", "--no-browser", "--port", "0", "--speed", "20"]
    log = tmp_path / "demo.log"
    with started(arguments, log, {"TMPDIR": str(temporary)}) as demo:
        assert demo.client(None).get(demo.overlay_url).status_code == 200
        live = demo.overlay()
        goal = live.next("state")["goals"][0]
        assert (goal["title"], goal["unit"]) == ("New mic", "coins")
        while live.next("state")["goals"][0]["raised"] <= goal["raised"]:
            pass
    assert list(temporary.iterdir()) == []


def test_the_demo_opens_the_overlay_in_a_browser(tmp_path: Path) -> None:
    opened = tmp_path / "opened"
    browser = {"BROWSER": f"/bin/sh -c 'echo %s > {opened}'"}
    with started(["demo", "--port", "0"], tmp_path / "demo.log", browser) as demo:
        while not (opened.exists() and opened.read_text()):
            time.sleep(0.05)
        assert opened.read_text().strip() == demo.overlay_url


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
def test_the_server_ends_within_5_seconds_whatever_is_open(name: str, tmp_path: Path) -> None:
    with giftgoal(tmp_path / "data") as server:
        live = [server.overlay() for _ in range(3)]
        uri = server.url.replace("http", "ws", 1) + "/ws/overlay/"
        uri += server.overlay_url.rpartition("/")[2]
        deaf = connect(uri, max_queue=1, close_timeout=0.1, proxy=None)
        with deaf, server.client().stream("GET", "/api/export.csv"):
            began = time.monotonic()
            server.process.send_signal(getattr(signal, name))
            assert server.process.wait(10) == 0
            assert time.monotonic() - began < 5
        assert [one.close_code() for one in live] == [1012] * 3
        assert not (server.folder / "running.json").exists()


def test_the_log_is_one_line_an_event_without_secrets(tmp_path: Path) -> None:
    with giftgoal(tmp_path / "data") as server:
        server.client().post("/api/gifts", json={"gifter": "ana", "coins": 5})
        server.overlay().next()
        server.client(None).get("/api/state?secret=1")
        secrets = (server.overlay_url.rpartition("/")[2], server.sign_in_link.partition("=")[2])
        log = server.log
    said = log.read_text(encoding="utf-8")
    for secret in (*secrets, "a-token-of-mika-for-tests", "secret=1", "ana"):
        assert secret not in said
