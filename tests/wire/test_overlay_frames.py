"""The overlay's frames are exactly those that its page was tested with."""

import json
from pathlib import Path
from typing import Any

import pytest

from giftgoal.domain.board import Board, Goal, Overlay
from giftgoal.domain.gifts import MICRO, Gift, Gifter, Person, Recorded, gifter_named
from giftgoal.domain.goals import GoalSettings, Milestone, Rung, standing
from giftgoal.domain.views import Celebration, GoalView, Reached, SideView, TopGifter
from giftgoal.wire import times
from giftgoal.wire.frames import FrameEncoder

MIKA = Person("owner", "mika")
SONG = (Milestone(250, "Song request"),)
MIC = GoalSettings("New mic", 500, milestones=SONG)
MIC_AND_CAMERA = GoalSettings("New mic", 500, milestones=SONG, ladder=(Rung(1000, "New camera"),))
ROSES = GoalSettings("A hundred roses", 100, gift="Rose")
BAR = Overlay("c0ffee12", "Main bar", "key", {})
EDITED = {
    "theme": "clean",
    "goal": "a1b2c3d4",
    "toasts": False,
    "milestones": False,
    "togo": False,
    "calm": True,
    "accent": "#ff4f79",
    "locale": "de",
    "language": "de",
    "words": {"togo": "noch {n}"},
}

ENCODER = FrameEncoder(lambda text: text)


def wire(name: str) -> Any:
    """Return a message that both sides read."""
    return json.loads((Path(__file__).parent / f"{name}.json").read_text(encoding="utf-8"))


def recorded(
    id_: str, at: str, gifter: str, gift: str, coins: int, *, count: int = 1, **more: Any
) -> Recorded:
    who = gifter_named(gifter) if gifter else Gifter()
    seq = more.pop("seq", 41)
    one = Gift(id_, who, gift, count, coins * MICRO, **more)
    return Recorded(one, seq, times.milliseconds(times.moment(at)), MIKA)


ANAS = recorded("6f1c0d9a2b3e4f50", "2026-11-24T20:01:02.123Z", "ana", "Rose", 5, count=5)
BENS = recorded(
    "77aa0c9a2b3e4f51", "2026-11-24T19:40:00Z", "ben", "Rose", 25, count=25, source="script", seq=40
)

GALAXY = recorded(
    "0b7e5c1d9f8a6e42",
    "2026-11-24T20:00:51Z",
    "ben",
    "Galaxy",
    1000,
    source="tiktok",
    platform="tiktok",
    seq=40,
)


def goal(settings: GoalSettings, raised: int) -> GoalView:
    opened = Goal("a1b2c3d4", settings, 1, 0)
    return GoalView(opened, raised, raised, standing(settings, raised))


def state(
    seq: int,
    *goals: GoalView,
    top: dict[str, int],
    recent: tuple[Recorded, ...],
    waiting: tuple[Recorded, ...] = (),
    test: bool = False,
) -> Any:
    """Return the state frame of an overlay that is shown this."""
    ranked = tuple(TopGifter(name, coins) for name, coins in top.items())
    view = SideView(test, goals, ranked, recent, 0, 0, 0, 0, waiting)
    return json.loads(ENCODER.state("overlay", (view,), Board("f3a9c2", seq)).wire)


STATES = {
    "no-goal": state(0, top={}, recent=()),
    "empty": state(1, goal(MIC_AND_CAMERA, 0), top={}, recent=()),
    "moving": state(41, goal(MIC_AND_CAMERA, 125), top={"ana": 120}, recent=(ANAS,)),
    "near": state(58, goal(MIC, 460), top={"ana": 320, "ben": 140}, recent=(ANAS,)),
    "reached": state(60, goal(MIC, 512), top={"ana": 372, "ben": 140}, recent=(ANAS,)),
    "ladder": state(60, goal(MIC_AND_CAMERA, 640), top={"ana": 500, "ben": 140}, recent=(ANAS,)),
    "gift-unit": state(12, goal(ROSES, 63), top={"ana": 63}, recent=()),
    "shoutouts": state(
        41, goal(MIC_AND_CAMERA, 125), top={"ana": 120}, recent=(ANAS,), waiting=(GALAXY,)
    ),
    "rehearsal": state(41, goal(MIC_AND_CAMERA, 25), top={"ben": 25}, recent=(BENS,), test=True),
}


@pytest.mark.parametrize("name", STATES)
def test_a_state_is_exactly_what_the_page_reads(name: str) -> None:
    assert STATES[name] == wire(f"overlay-{name}")


@pytest.mark.parametrize(("name", "look"), [("look", {}), ("look-edited", EDITED)])
def test_a_look_is_exactly_what_the_page_reads(name: str, look: dict[str, object]) -> None:
    overlay = Overlay(BAR.id, BAR.name, BAR.key, look)
    assert json.loads(ENCODER.look(overlay).wire) == wire(f"overlay-{name}")


def test_a_beat_is_exactly_what_the_pages_read() -> None:
    beat = json.loads(ENCODER.beat(Board("f3a9c2", 41)).wire)
    assert beat == wire("overlay-beat") == wire("control-beat")


def test_a_celebration_is_exactly_what_the_page_reads() -> None:
    coins = recorded("9d2a7b44c0e1f3a8", "2026-11-24T20:01:03.5Z", "", "", 50, source="webhook")
    tapped = recorded(
        ANAS.gift.id, "2026-11-24T20:01:02.123Z", "ana", "Rose", 5, count=5, streak="owner:tap"
    )
    celebration = Celebration(
        ((41, tapped), (40, GALAXY), (42, coins)),
        (Reached(41, "a1b2c3d4", standing(MIC, 499)),),
    )
    frame = ENCODER.gifts(celebration, Board("f3a9c2", 42), rehearsal=False)
    assert json.loads(frame.wire) == wire("overlay-gifts")


def test_every_message_of_the_overlay_is_checked_here() -> None:
    files = {file.stem for file in Path(__file__).parent.glob("overlay-*.json")}
    others = {"look", "look-edited", "beat", "gifts"}
    assert files == {f"overlay-{name}" for name in (*STATES, *others)}
