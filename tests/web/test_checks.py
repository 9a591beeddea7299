"""Pre-flight from plain facts: what is wrong, in which words, and what to do."""

from dataclasses import replace
from typing import Any

import pytest

from giftgoal.web.checks import Facts, Page, checks
from giftgoal.wire.presence import Here
from giftgoal.wire.sizes import Size, least_size, usual_size

BAR, LEAST = (900, 120), (300, 60)

IN_OBS = Here(type="here", obs="32.0.1", chromium=127, width=900, height=120, active=True)

READY = Facts(
    pages=(Page("Main bar", 1.0, BAR, LEAST, IN_OBS),),
    goals=1,
    script=None,
    script_live=False,
    rehearsal_gifts=0,
    rehearsal_shown=False,
    free=10**10,
    clock="",
    notices=(),
    writable=True,
)


def page(age: float = 1.0, *, goal_closed: bool = False, **here: Any) -> tuple[Page, ...]:
    said = IN_OBS.model_copy(update=here)
    return (Page("Main bar", age, BAR, LEAST, said, goal_closed),)


def test_everything_right_is_ready_and_asks_for_nothing() -> None:
    found = checks(READY)
    assert all(one["ok"] and one["do"] is None for one in found)
    assert [one["what"] for one in found] == [
        "goal",
        "overlay",
        "visible",
        "frames",
        "chromium",
        "size",
        "script",
        "rehearsal",
        "ledger",
        "disk",
        "clock",
    ]


@pytest.mark.parametrize(
    ("what", "wrong", "says"),
    [
        ("goal", {"goals": 0}, "There is no goal yet."),
        ("overlay", {"pages": ()}, "No overlay is open in OBS."),
        ("overlay", {"pages": page(obs=None)}, "in a browser, but not in OBS"),
        ("overlay", {"pages": (Page("Main bar", 1, BAR, LEAST, None),)}, "has not said where"),
        ("overlay", {"pages": page(goal_closed=True)}, "Main bar shows a goal that is closed"),
        ("visible", {"pages": page(visible=False)}, "OBS does not show Main bar."),
        ("frames", {"pages": page(age=16)}, "Main bar has heard nothing"),
        ("chromium", {"pages": page(chromium=95)}, "too old (95)"),
        ("size", {"pages": page(width=200)}, "Main bar is very small (200 x 120)."),
        ("size", {"pages": page(height=59)}, "Main bar is very small (900 x 59)."),
        ("script", {"script": "Friday"}, "Friday is playing: it is a rehearsal."),
        ("script", {"script": "Friday", "script_live": True}, "its gifts count as real ones."),
        ("rehearsal", {"rehearsal_shown": True, "rehearsal_gifts": 2}, "show the rehearsal."),
        ("rehearsal", {"pages": page(rehearsal=True)}, "A source in OBS shows the rehearsal."),
        ("rehearsal", {"rehearsal_gifts": 12}, "12 gifts are left in the rehearsal."),
        ("rehearsal", {"rehearsal_gifts": 1}, "1 gift is left in the rehearsal."),
        ("ledger", {"notices": ("The disk is full.",)}, "The disk is full."),
        ("ledger", {"writable": False}, "cannot be written to"),
        ("disk", {"free": 100 * 1024 * 1024}, "100 MiB are free"),
        ("clock", {"clock": "The clock was set back."}, "The clock was set back."),
    ],
)
def test_what_is_wrong_is_said_with_what_to_do(what: str, wrong: dict[str, Any], says: str) -> None:
    failed = [one for one in checks(replace(READY, **wrong)) if not one["ok"]]
    assert [one["what"] for one in failed] == [what]
    assert says in failed[0]["says"]
    assert failed[0]["do"]


def test_one_overlay_that_is_seen_is_enough() -> None:
    hidden = page(visible=False)
    in_browser = (Page("Side bar", 1, BAR, LEAST, IN_OBS.model_copy(update={"obs": None})),)
    found = checks(replace(READY, pages=(*hidden, *in_browser, *READY.pages)))
    assert all(one["ok"] for one in found)


def test_a_hidden_page_may_be_late() -> None:
    late = Page("Side bar", 60, BAR, LEAST, IN_OBS.model_copy(update={"visible": False}))
    assert all(one["ok"] for one in checks(replace(READY, pages=(*READY.pages, late))))


def test_an_unknown_disk_is_not_called_full() -> None:
    assert all(one["ok"] for one in checks(replace(READY, free=None)))


@pytest.mark.parametrize(
    ("look", "usual", "least"),
    [
        ({}, (900, 120), (300, 60)),
        ({"widget": "bar", "direction": "vertical"}, (160, 900), (53, 300)),
        ({"widget": "ring", "direction": "vertical"}, (400, 400), (133, 200)),
        ({"widget": "no such"}, (900, 120), (300, 60)),
        ({"widgets": [{"kind": "ring"}]}, (1920, 1080), (300, 300)),
        ({"widgets": [{"kind": "ring"}], "direction": "vertical"}, (1080, 1920), (300, 300)),
    ],
)
def test_every_look_has_a_size(look: dict[str, Any], usual: Size, least: Size) -> None:
    assert (usual_size(look), least_size(look)) == (usual, least)
