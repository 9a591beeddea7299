"""Starts that may not go as usual: old data, a restored backup, a folder that is read-only."""

import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from giftgoal.ledger.schema import FILE
from tests.ledger.files import VERSION_1, forge
from tests.server_process import giftgoal

WITHOUT_POWER = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
"""Runs root's commands so that a folder can be read-only to them."""


def test_data_of_the_first_version_is_served(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    shutil.copy(VERSION_1, tmp_path / "data" / FILE)
    with giftgoal(tmp_path / "data") as server:
        state = server.client().get("/api/state").json()
    assert state["totals"]["coins"] == 5 + 4 + 400 + 7
    assert state["notices"] == []


def test_a_backup_made_in_a_burst_is_a_whole_evening_up_to_a_moment(tmp_path: Path) -> None:
    with giftgoal(tmp_path / "data") as server:
        stop = threading.Event()
        given = [0, 0, 0]

        def burst(number: int) -> None:
            client = server.client()
            while not stop.is_set():
                client.post("/api/gifts", json={"gifter": "ana", "coins": 1}).raise_for_status()
                given[number] += 1

        senders = [threading.Thread(target=burst, args=(number,)) for number in range(len(given))]
        for sender in senders:
            sender.start()
        before = sum(given)
        made = server.client().post("/api/backup").json()
        after = sum(given) + len(given)
        stop.set()
        for sender in senders:
            sender.join()
    (tmp_path / "restored").mkdir()
    shutil.copy(made["file"], tmp_path / "restored" / FILE)
    with giftgoal(tmp_path / "restored") as server:
        totals = server.client().get("/api/state").json()["totals"]
    assert before <= totals["coins"] <= after
    assert totals["coins"] == totals["gifts"]


def test_damage_is_said_in_the_log_and_on_the_control_page(tmp_path: Path) -> None:
    with giftgoal(tmp_path / "data") as server:
        mika = server.client()
        for _ in range(5):
            mika.post("/api/gifts", json={"gifter": "ana", "coins": 10}).raise_for_status()
        last = mika.get("/api/state").json()["seq"]
        server.kill()
    forge(tmp_path / "data" / FILE, f"UPDATE entries SET at = at + 1 WHERE seq = {last - 1}")  # noqa: S608  # a number
    with giftgoal(tmp_path / "data") as server:
        state = server.live("/ws/control", server.token()).next("state")
        (notice,) = state["notices"]
        # The entry after the damaged one is there; the one that nothing follows from is not.
        assert f"Missing since then: entry {last - 1}; the total may be too low" in notice
        assert state["totals"]["coins"] == 40
        assert server.client().get("/api/state").json()["notices"] == [notice]
        assert notice in server.log.read_text(encoding="utf-8")


def test_a_folder_that_is_read_only_is_one_clear_line(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    powerless = WITHOUT_POWER if os.geteuid() == 0 else ()
    ended = subprocess.run(
        [*powerless, sys.executable, "-m", "giftgoal", "--data", str(tmp_path), "--port", "0"],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    tmp_path.chmod(0o755)
    assert ended.returncode == 1
    assert ended.stderr == (
        f"giftgoal: the data folder {tmp_path} cannot be written to: Permission denied\n"
    )


@pytest.mark.parametrize("left_behind", ["giftgoal.sqlite3.repair", "giftgoal.sqlite3-wal.before"])
def test_what_a_crash_in_a_repair_leaves_behind_is_no_hindrance(
    tmp_path: Path, left_behind: str
) -> None:
    with giftgoal(tmp_path / "data") as server:
        server.client().post("/api/gifts", json={"gifter": "ana", "coins": 10}).raise_for_status()
        server.kill()
    (tmp_path / "data" / left_behind).write_bytes(b"half of it")
    with (tmp_path / "data" / FILE).open("r+b") as file:
        file.truncate(4096 * 3)
    with giftgoal(tmp_path / "data") as server:
        assert server.client().get("/api/state").status_code == 200
