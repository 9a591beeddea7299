"""What the streamer filled in: kept whole, kept private."""

import json
import sys
from pathlib import Path

import pytest

from giftgoal.sources.settings import FILE, Chosen, Filled, Settings
from giftgoal.sources.source import Unwritten

CHOSEN = Chosen({"euler": Filled(True, {"key": "a key of mika's"})}, {"tiktok": "euler"})


async def test_what_was_chosen_is_there_after_a_restart(tmp_path: Path) -> None:
    await Settings(tmp_path).change(lambda _: CHOSEN)
    assert Settings(tmp_path).chosen == CHOSEN


async def test_only_the_user_may_read_it(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    file = tmp_path / FILE
    for _ in range(2):
        await settings.change(lambda _: CHOSEN)
        if sys.platform != "win32":
            assert file.stat().st_mode & 0o777 == 0o600
        file.chmod(0o644)


def test_nothing_that_is_printed_tells_a_secret() -> None:
    assert "a key" not in repr(CHOSEN) + str(CHOSEN) + f"{CHOSEN.road('euler')}"


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"version": 2, "roads": {}, "counts": {}}', '{"version": 1}', "\0"],
)
async def test_a_damaged_file_is_put_aside_and_the_server_starts(text: str, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    settings = Settings(tmp_path)
    assert settings.chosen == Chosen()
    await settings.change(lambda _: CHOSEN)
    assert (tmp_path / "sources.damaged.json").read_text(encoding="utf-8") == text
    assert Settings(tmp_path).chosen == CHOSEN


async def test_what_cannot_be_written_leaves_all_as_it_was(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    await settings.change(lambda _: CHOSEN)
    before = (tmp_path / FILE).read_bytes()
    (tmp_path / "sources.new").mkdir()
    (tmp_path / "sources.new" / "in the way").touch()
    with pytest.raises(Unwritten):
        await settings.change(lambda _: Chosen())
    assert settings.chosen == CHOSEN
    assert (tmp_path / FILE).read_bytes() == before


async def test_half_a_file_of_a_power_cut_is_no_obstacle(tmp_path: Path) -> None:
    await Settings(tmp_path).change(lambda _: CHOSEN)
    (tmp_path / "sources.new").write_text('{"versi', encoding="utf-8")
    settings = Settings(tmp_path)
    assert settings.chosen == CHOSEN
    await settings.change(lambda _: Chosen())
    assert json.loads((tmp_path / FILE).read_text(encoding="utf-8"))["roads"] == {}
    assert not (tmp_path / "sources.new").exists()
