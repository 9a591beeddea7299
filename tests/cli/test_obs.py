"""`giftgoal obs`: an overlay into OBS, from a terminal."""

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.cli.terminal import ran
from tests.obs.fake_obs import FakeObs, fake_obs
from tests.obs.pages import pages
from tests.server_process import OWNER, ServerProcess, giftgoal


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    with giftgoal(tmp_path_factory.mktemp("obs") / "data") as server:
        yield server


@pytest.fixture
def obs() -> Iterator[FakeObs]:
    with pages() as load, fake_obs(password="rose-garden", open_page=load) as obs:
        yield obs


def put(
    server: ServerProcess, obs: FakeObs, *more: str, password: str | None = None
) -> "subprocess.CompletedProcess[str]":
    """Run it; the password is the right one unless it is said, and none if it is empty."""
    said = obs.password if password is None else password
    place = ("--data", str(server.folder), "--obs-port", str(obs.address.port))
    secret = ("--password-from", "OBS_PASSWORD") if said else ()
    return ran("obs", *place, *secret, *more, environment={"OBS_PASSWORD": said or ""})


def test_the_first_overlay_comes_into_obs(server: ServerProcess, obs: FakeObs) -> None:
    done = put(server, obs, "--width", "600", "--height", "80", "--scene", "Starting soon")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(
        "Main bar is in OBS 32.0.1 (created): source 'Main bar' in scene 'Starting soon', 600 x 80"
    )
    assert obs.browser("Main bar")["url"] == server.overlay_url


def test_a_page_that_does_not_come_is_told(server: ServerProcess, obs: FakeObs) -> None:
    obs.open_page = lambda _url: None
    done = put(server, obs)
    assert (done.returncode, "press Refresh" in done.stdout) == (0, True)


def test_an_overlay_is_chosen_by_its_name_or_id(server: ServerProcess, obs: FakeObs) -> None:
    mika = server.client()
    side = mika.post("/api/overlays", json={"name": "Side bar"}).json()
    for named in ("Side bar", side["id"]):
        assert put(server, obs, "--overlay", named).returncode == 0
    assert list(obs.inputs) == ["Side bar"]
    mika.delete(f"/api/overlays/{side['id']}")


def test_a_name_that_none_or_several_have_is_told(server: ServerProcess, obs: FakeObs) -> None:
    missing = put(server, obs, "--overlay", "Side bar")
    assert (missing.returncode, "there are: Main bar" in missing.stderr) == (2, True)
    mika = server.client()
    twin = mika.post("/api/overlays", json={"name": "Main bar"}).json()
    several = put(server, obs, "--overlay", "Main bar")
    assert (several.returncode, twin["id"] in several.stderr) == (2, True)
    mika.delete(f"/api/overlays/{twin['id']}")


def test_a_password_is_kept_if_wished_and_forgotten(server: ServerProcess, obs: FakeObs) -> None:
    put(server, obs, "--remember")
    assert put(server, obs, password="").returncode == 0
    assert ran("obs", "--data", str(server.folder), "--forget").returncode == 0
    asked = put(server, obs, password="")
    assert asked.returncode == 2
    assert "Give it with --password-from." in asked.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--password-from", "NO_SUCH_VARIABLE"), "NO_SUCH_VARIABLE, which is not set"),
        (("--width", "7"), "'7' is not a number of pixels from 8 to 8192"),
        (("--obs-port", "1"), "Enable WebSocket server"),
    ],
)
def test_what_is_wrong_is_one_line(
    arguments: tuple[str, ...], says: str, server: ServerProcess
) -> None:
    failed = ran("obs", "--data", str(server.folder), *arguments)
    assert failed.returncode in (1, 2)
    assert says in failed.stderr.splitlines()[-1]


def test_a_wrong_password_is_said_once(server: ServerProcess, obs: FakeObs) -> None:
    failed = put(server, obs, password="tulips")
    assert (failed.returncode, len(failed.stderr.splitlines())) == (2, 1)
    assert "is not right" in failed.stderr


AT_A_TERMINAL = """
import os, sys
os.login_tty(int(sys.argv[1]))
os.execv(sys.executable, [sys.executable, "-m", "giftgoal", *sys.argv[2:]])
"""


def test_at_a_terminal_the_password_is_asked_for_and_not_shown(
    server: ServerProcess, obs: FakeObs
) -> None:
    ours, theirs = os.openpty()
    arguments = ["obs", "--data", str(server.folder), "--obs-port", str(obs.address.port)]
    command = [sys.executable, "-c", AT_A_TERMINAL, str(theirs), *arguments]
    environment = {**os.environ, "GIFTGOAL_TOKEN": OWNER}
    with subprocess.Popen(command, pass_fds=[theirs], env=environment) as process:
        os.close(theirs)
        shown = b""
        while b"OBS's password: " not in shown:
            shown += os.read(ours, 1024)
        os.write(ours, b"rose-garden\n")
        while b"is in OBS 32.0.1" not in shown:
            shown += os.read(ours, 1024)
        assert process.wait(20) == 0
    os.close(ours)
    assert b"rose-garden" not in shown
