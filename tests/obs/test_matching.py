"""Which source in OBS shows an overlay already."""

from typing import Any

import pytest

from giftgoal.obs.matching import MARK, best
from tests.obs.main_bar import NOW, OLD, SIDE, wanted


@pytest.mark.parametrize(
    "settings",
    [
        {"url": NOW},
        {"url": f"{NOW}?rehearsal"},
        {"url": f"{NOW}?"},
        {"url": NOW.replace("127.0.0.1", "localhost")},
        {"url": OLD, MARK: "c0ffee12"},
        {"url": "", MARK: "c0ffee12"},
        {"is_local_file": True, "local_file": "/home/mika/giftgoal-main-bar.html"},
        {"is_local_file": True, "local_file": r"C:\Users\mika\giftgoal-main-bar (2).html"},
        {"is_local_file": True, "local_file": "/home/mika/bar.html", MARK: "c0ffee12"},
    ],
)
def test_a_source_of_the_overlay_is_known_whatever_it_is_called(settings: dict[str, Any]) -> None:
    sources = {"Webcam page": {"url": "https://example.org"}, "My bar": settings}
    assert best(sources, wanted()) == "My bar"


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"url": "https://example.org/overlay"},
        {"url": "https://example.org/goal?overlay/the-key-of-now"},
        {"url": "http://[broken"},
        {"url": SIDE},
        {"url": SIDE, MARK: "c0ffee12"},
        {"url": OLD, MARK: "5ide"},
        {"is_local_file": True, "local_file": "/home/mika/giftgoal-side-bar.html"},
        {"is_local_file": True, "local_file": "/home/mika/giftgoal-main-bar.html", MARK: "5ide"},
    ],
)
def test_a_source_of_something_else_is_left_alone(settings: dict[str, Any]) -> None:
    assert best({"Main bar": settings}, wanted()) is None


def test_a_dead_link_is_the_overlays_only_under_its_name() -> None:
    assert best({"Main bar": {"url": OLD}}, wanted()) == "Main bar"
    assert best({"Another bar": {"url": OLD}}, wanted()) is None


def test_the_surest_of_several_is_taken() -> None:
    marked, linked = {"url": OLD, MARK: "c0ffee12"}, {"url": NOW}
    assert best({"Main bar": marked, "Copy": linked}, wanted()) == "Copy"
