"""TikTokLive, which is not installed here: what its events come to, and what is said without it."""

from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from giftgoal.sources import tiktok_live
from giftgoal.sources.tiktok_events import gift_event
from tests.sources.studio import studio
from tests.sources.tiktok import lion, rose


def event(flat: dict[str, Any]) -> SimpleNamespace:
    """Return an event in the names of TikTokLive 7; what is not there is 0 or empty, or None."""
    return SimpleNamespace(
        gift_id=flat["giftId"],
        group_id=int(flat["groupId"]),
        repeat_count=flat["repeatCount"],
        repeat_end=int(flat["repeatEnd"]),
        user=SimpleNamespace(id=int(flat["userId"]), nickname=flat["nickname"], display_id="x"),
        to_user=None,
        common=SimpleNamespace(msg_id=int(flat["msgId"]), create_time=int(flat["createTime"])),
        gift=SimpleNamespace(
            name=flat["giftName"], type=flat["giftType"], diamond_count=flat["diamondCount"]
        ),
    )


def test_its_events_mean_what_the_others_mean() -> None:
    for flat in (rose(3, 1), lion(2)):
        assert tiktok_live.normalise(event(flat)) == gift_event(flat)


def test_an_event_without_its_parts_is_read_as_far_as_it_goes() -> None:
    bare = event(rose(3, 1))
    bare.user = bare.common = bare.gift = None
    assert len(tiktok_live.normalise(bare)) == 1


async def test_without_the_library_it_is_said_how_to_install_it(tmp_path: Path) -> None:
    assert find_spec("TikTokLive") is None
    async with studio(tmp_path, on={"tiktok-live": {"user": "mika"}}) as here:
        status = await here.state("tiktok-live", "refused")
        assert "pip install giftgoal[tiktok]" in status.line
