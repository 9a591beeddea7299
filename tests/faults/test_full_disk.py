"""A full disk refuses gifts, and nothing else."""

from pathlib import Path

from tests.faults import small_disks
from tests.faults.full_disk import filled_up


def test_a_used_up_share_of_the_disk_refuses_gifts_until_there_is_space(tmp_path: Path) -> None:
    with small_disks.limit(tmp_path / "share") as disk:
        assert filled_up(disk, tmp_path, "a used-up share")["wrong"] == 0


def test_a_full_file_system_refuses_gifts_until_there_is_space(tmp_path: Path) -> None:
    if not small_disks.can_mount(tmp_path / "try"):
        # In a container without the right to mount: the share above is the same to the server.
        with small_disks.limit(tmp_path / "share") as disk:
            assert filled_up(disk, tmp_path, "a used-up share")["wrong"] == 0
        return
    with small_disks.file_system(tmp_path / "disk") as disk:
        assert filled_up(disk, tmp_path, "a small file system")["wrong"] == 0
