"""Nobody in, nothing down, nothing disturbed. All of it: `python -m tests.faults`."""

import csv
import io
import json
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.terminal import ran
from tests.faults import cross_site, hostile_names
from tests.faults.hostile_texts import NAMES
from tests.server_process import ServerProcess, giftgoal

FORMULA = ("=", "+", "-", "@", "\N{FULLWIDTH EQUALS SIGN}")


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """An evening of hostile names."""
    with giftgoal(tmp_path_factory.mktemp("names") / "data") as server:
        mika = server.client()
        for name in NAMES.values():
            gift = {"gifter": name, "gift": name, "coins": 7, "message": name}
            assert mika.post("/api/gifts", json=gift).status_code == 201
        yield server


def test_hostile_names_are_text_and_leave_the_numbers_in_place(tmp_path: Path) -> None:
    figures = hostile_names.shown(tmp_path)
    assert figures.rounds == len(NAMES)
    assert not any(figures.counts.values()), figures.examples


def test_a_page_of_another_site_reaches_nothing_from_a_browser_that_is_signed_in(
    tmp_path: Path,
) -> None:
    figures = cross_site.attempted(tmp_path)
    assert figures.rounds > 100
    assert not any(figures.counts.values()), figures.line()


def test_a_table_of_hostile_names_has_its_cells_in_place_and_no_formula(
    evening: ServerProcess,
) -> None:
    done = ran("export", "--data", str(evening.folder))
    rows = list(csv.DictReader(io.StringIO(done.stdout.lstrip("\N{ZERO WIDTH NO-BREAK SPACE}"))))
    for row, name in zip(rows, NAMES.values(), strict=True):
        kept = unicodedata.normalize("NFC", name)
        for cell in (row["gifter"], row["gift"], row["message"]):
            assert cell.removeprefix("'") == kept
            assert not cell.startswith(FORMULA)
        assert (row["coins"], row["count"]) == ("7", "1")


def test_json_of_hostile_names_is_one_line_each_and_commands_no_terminal(
    evening: ServerProcess,
) -> None:
    done = ran("export", "--format", "jsonl", "--data", str(evening.folder))
    assert [json.loads(line)["gifter"] for line in done.stdout.strip().split("\n")] == [
        unicodedata.normalize("NFC", name) for name in NAMES.values()
    ]
    controls = {c for c in done.stdout + done.stderr if unicodedata.category(c) == "Cc"}
    assert controls == {"\n"}


def test_a_hostile_overlay_name_makes_a_plain_file_name(evening: ServerProcess) -> None:
    mika = evening.client()
    for name in NAMES.values():
        overlay = mika.post("/api/overlays", json={"name": name}).json()
        answer = mika.get(f"/api/overlays/{overlay['id']}/loader")
        file = answer.headers["content-disposition"].partition("filename=")[2].strip('"')
        assert file.startswith("giftgoal-")
        assert file.removesuffix(".html").replace("-", "").isalnum()
        assert mika.delete(f"/api/overlays/{overlay['id']}").status_code == 204


def test_hostile_names_are_not_in_the_log(evening: ServerProcess) -> None:
    log = evening.log.read_text(encoding="utf-8")
    assert not any(name in log for name in NAMES.values())
    assert all(line.isprintable() for line in log.splitlines())


if sys.platform == "linux":  # what a process takes is read from /proc
    from tests.faults import attacks

    HOSTILE = {
        "slow-head": 20,
        "slow-body": 10,
        "silent": 10,
        "deaf-overlay": 20,
        "deaf-reader": 10,
        "long-head": 2,
        "ping-flood": 2,
        "deflate-bomb": 2,
    }

    def test_hostile_peers_are_dropped_and_disturb_nobody(tmp_path: Path) -> None:
        figures = attacks.besieged(tmp_path, "all at once", HOSTILE)
        for bad in ("others failed", "descriptors left", "tasks left", "granted compression"):
            assert figures[bad] == 0, figures.line()
        quiet = figures["ms others' p99 in quiet"]
        assert figures["ms others' p99"] <= max(2 * attacks.PROMISED_MS, 20 * quiet), figures.line()

    def test_who_comes_and_goes_leaves_nothing_behind(tmp_path: Path) -> None:
        figures = attacks.passed_by(tmp_path, 300)
        assert (figures["descriptors left"], figures["tasks left"]) == (0, 0)

    def test_a_signal_ends_the_server_whoever_is_connected(tmp_path: Path) -> None:
        holding = ("slow-head", "slow-body", "silent", "deaf-overlay", "deaf-reader")
        attacks.ended(tmp_path, dict.fromkeys(holding, 10))
