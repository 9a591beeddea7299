"""What overlay pages say of themselves, and how much of it is listened to."""

import json

import pytest

from giftgoal.web.presence import BURST, Presence, Viewer
from giftgoal.wire.presence import here

HERE = {
    "type": "here",
    "obs": "32.0.1",
    "chromium": 127,
    "width": 900,
    "height": 120,
    "visible": True,
    "active": True,
    "rehearsal": False,
}


class Time:
    """A clock that stands still until it is moved, in seconds."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


def saying(**fields: object) -> str:
    return json.dumps({**HERE, **fields})


def width(viewer: Viewer) -> int | None:
    return viewer.here.width if viewer.here else None


def test_a_page_in_obs_says_what_it_is() -> None:
    said = here(saying())
    assert said
    assert said.model_dump() == HERE


def test_a_page_in_a_browser_has_no_obs_and_later_pages_may_say_more() -> None:
    said = here(saying(obs=None, active=None, fps=60))
    assert said
    assert (said.obs, said.active) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "here",
        "[]",
        '{"type":"here"}',
        saying(type="there"),
        saying(width="900"),
        saying(width=-1),
        saying(height=1e9),
        saying(chromium=0),
        saying(obs="<script>"),
        saying(obs="3" * 41),
        saying(visible="yes"),
        saying(obs="\ud800"),
        saying(padding="x" * 1024),
        "[" * 1000,
    ],
)
def test_junk_is_ignored_and_what_was_said_before_stays(text: str) -> None:
    presence = Presence()
    viewer = presence.join("c0ffee12", float)
    presence.hear(viewer, saying())
    presence.hear(viewer, text)
    assert width(viewer) == 900


def test_who_says_too_much_is_not_listened_to_for_a_while() -> None:
    time = Time()
    presence = Presence(time)
    viewer = presence.join("c0ffee12", float)
    for pixels in range(BURST + 1):
        presence.hear(viewer, saying(width=pixels))
    assert width(viewer) == BURST - 1
    time.now += 0.5
    presence.hear(viewer, saying(width=600))
    assert width(viewer) == 600


async def test_a_page_that_is_waited_for_is_told_from_others() -> None:
    presence = Presence()
    with presence.expect("c0ffee12") as arrival:
        presence.join("5ide", float)
        assert not await arrival.within(0.01)
        for _ in range(2):
            presence.join("c0ffee12", float)
        assert await arrival.within(5)
