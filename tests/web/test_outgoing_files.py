"""Text files for OBS, as a real server keeps them."""

import time
from pathlib import Path

from tests.server_process import OWNER, ServerProcess, giftgoal

NAMES = ("goal", "raised", "target", "missing")


def settings(folder: Path) -> str:
    file = folder / "config.toml"
    file.write_text("[outgoing]\ntext_files = true\n", encoding="utf-8")
    return str(file)


def opened(server: ServerProcess) -> str:
    """Open the goal and return its id."""
    body = {"title": "New mic", "target": 20_000}
    return str(server.client().post("/api/goals", json=body).json()["id"])


def come(folder: Path, *texts: str) -> bool:
    """Wait until the files hold these texts."""
    last = time.monotonic() + 10
    while time.monotonic() < last:
        files = [folder / "out" / f"{name}.txt" for name in NAMES]
        if [file.read_text("utf-8") for file in files if file.is_file()] == list(texts):
            return True
        time.sleep(0.02)
    return False


def test_the_files_follow_the_goal(tmp_path: Path) -> None:
    with giftgoal(tmp_path / "data", "--config", settings(tmp_path)) as server:
        assert come(server.folder, "", "", "", "")
        goal = opened(server)
        assert come(server.folder, "0 / 20,000", "0", "20,000", "20,000")
        server.client().post("/api/gifts", json={"gifter": "ana", "coins": 12_450})
        assert come(server.folder, "12,450 / 20,000", "12,450", "20,000", "7,550")
        server.client().delete(f"/api/goals/{goal}")
        assert come(server.folder, "", "", "", "")
        assert {file.name for file in (server.folder / "out").iterdir()} == {
            f"{name}.txt" for name in NAMES
        }


def test_files_that_cannot_be_written_are_told_of_and_written_later(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    in_the_way = tmp_path / "data/out"
    in_the_way.write_text("a file where the folder should be")
    with giftgoal(tmp_path / "data", "--config", settings(tmp_path)) as server:
        opened(server)
        live = server.live("/ws/control", OWNER)
        while not (notices := live.next("state")["notices"]):
            pass
        assert notices[0].startswith("The text files for OBS cannot be written: ")
        in_the_way.unlink()
        assert come(server.folder, "0 / 20,000", "0", "20,000", "20,000")
        while live.next("state")["notices"]:
            pass


def test_without_the_setting_there_are_no_files(server: ServerProcess) -> None:
    opened(server)
    assert not (server.folder / "out").exists()
