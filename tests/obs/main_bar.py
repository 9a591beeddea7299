"""The overlay that these tests put into OBS."""

from typing import Any

from giftgoal.obs.matching import Wanted

HERE = "http://127.0.0.1:8765/overlay"
NOW, OLD, SIDE = f"{HERE}/the-key-of-now", f"{HERE}/an-old-key", f"{HERE}/the-side-bars-key"


def wanted(**more: Any) -> Wanted:
    return Wanted(
        overlay="c0ffee12",
        name="Main bar",
        url=NOW,
        loader="giftgoal-main-bar.html",
        usual=(900, 120),
        others=frozenset({SIDE}),
        **more,
    )
