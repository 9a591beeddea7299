"""Five hours of an evening in twenty seconds leave nothing behind. In full: `--only soak`."""

from pathlib import Path

from tests.bench.soak import soaked


def test_an_evening_leaves_no_descriptor_no_task_and_no_memory_behind(tmp_path: Path) -> None:
    done = soaked(tmp_path, hours=5, speed=900)
    assert done.gifts > 100
    assert done.last.descriptors <= done.second.descriptors
    assert done.last.tasks <= done.second.tasks
    # By the middle a busy machine, too, has had its longest queue.
    assert done.last.megabytes <= done.middle.megabytes * 1.06
