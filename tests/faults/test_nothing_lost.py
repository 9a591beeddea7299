"""Whatever happens, what was acknowledged counts once. All of it: `python -m tests.faults`."""

import signal
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.faults import crashes, damage, disturbed, offline, overlays, power, real_page, writes


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> list[writes.Op]:
    """What a run wrote: watched now, or as it was recorded where there is no strace."""
    if writes.strace():
        return writes.record(tmp_path_factory.mktemp("power") / "full", 60)
    return writes.kept()


def test_kill_9_in_a_burst_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    figures = crashes.killed(8, tmp_path / "data")
    assert figures["acknowledged"] > 8
    assert (figures["lost"], figures["twice"]) == (0, 0), figures.examples


def test_a_power_cut_loses_nothing_that_was_acknowledged(
    run: Sequence[writes.Op], tmp_path: Path
) -> None:
    figures = power.cuts(run, 100, tmp_path)
    assert figures.rounds == 100
    bad = [figures[name] for name in ("lost", "wrong", "announced", "refused")]
    assert bad == [0, 0, 0, 0], figures.examples


def test_the_same_power_cuts_show_that_less_care_would_lose_gifts(tmp_path: Path) -> None:
    careless = writes.KEPT.with_name("run-normal.writes.xz")
    figures = power.cuts(writes.kept(careless), 30, tmp_path, ("dropped", "torn"))
    assert figures["lost"] > 0, "else the cuts prove nothing"
    assert figures["wrong"] == 0, figures.examples


def test_what_a_killed_process_has_written_is_enough(tmp_path: Path) -> None:
    """Without a power cut every write stays, as the system has it: any moment of a recorded run."""
    figures = power.cuts(writes.kept(), 30, tmp_path, ("kept",))
    bad = [figures[name] for name in ("lost", "wrong", "announced", "refused")]
    assert bad == [0, 0, 0, 0], figures.examples


if writes.strace():  # the recorded run above stands in where it is missing

    def test_kill_9_at_a_system_call_loses_nothing(tmp_path: Path) -> None:
        moments = {"pwrite64": [40, 111], "fdatasync": [9, 14], "write": [5], "unlink": [2]}
        figures = disturbed.killed(moments, tmp_path)
        assert figures.rounds == 6
        assert (figures["lost"], figures["wrong"]) == (0, 0), figures.examples

    def test_kill_9_in_a_repair_loses_nothing(tmp_path: Path) -> None:
        figures = disturbed.killed_in_repair({"pwrite64": [30], "rename": [1]}, tmp_path)
        assert figures.rounds == 2
        assert (figures["lost"], figures["wrong"]) == (0, 0), figures.examples

    @pytest.mark.parametrize("lasting", [True, False])
    def test_a_sync_that_fails_is_no_acknowledgement(tmp_path: Path, lasting: bool) -> None:
        figures = disturbed.unsynced({"fdatasync": [6, 14]}, tmp_path, lasting=lasting)
        assert figures.rounds == 2
        assert (figures["lost"], figures["wrong"]) == (0, 0), figures.examples


def test_damage_is_never_a_wrong_total_in_silence(tmp_path: Path) -> None:
    figures = damage.damaged(range(40), tmp_path)
    assert figures["wrong in silence"] == 0, figures.examples
    assert figures["too low and said so"] > 0, "else nothing was damaged"
    assert figures["put right"] > 0, "else the backups were of no use"


def test_offline_at_any_byte_a_gift_counts_once(tmp_path: Path) -> None:
    figures = offline.broken_off(25, tmp_path / "data")
    assert figures["broken off"] > 5
    assert (figures["lost"], figures["twice"]) == (0, 0)


def test_an_overlay_whose_line_drops_celebrates_each_gift_once(tmp_path: Path) -> None:
    figures = overlays.dropped(10, tmp_path / "data")
    assert (figures["celebrated twice"], figures["never celebrated"]) == (0, 0)


def test_the_real_page_whose_line_drops_celebrates_each_gift_once(tmp_path: Path) -> None:
    figures = real_page.dropped(2, tmp_path)
    assert (figures["celebrated twice"], figures["never celebrated"]) == (0, 0)


def test_overlays_come_back_after_a_restart(tmp_path: Path) -> None:
    figures = overlays.restarted(20, tmp_path / "data", signal.SIGTERM)
    assert (figures["celebrated twice"], figures["never celebrated"]) == (0, 0)
    assert figures["most in 100 ms"] < 20, "they do not come all at once"
