"""Makes the picture of all widgets in all themes: `python -m tests.pictures.widget_sheet`.

One row a theme, each widget over a scene like a game's, at half its size.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from tests.browser.overlay.air import ROOT, Frame, goal
from tests.browser.overlay.test_gifts import gift
from tests.pictures.contact_sheet import THEMES
from tests.pictures.wall import Picture, sheet

SHEET = ROOT / "docs" / "images" / "widgets.png"
SCALE = 0.5
GAP = 12
Place = tuple[str, int, int, int, int]
"""A widget, where it hangs, and the size of its source; in pixels of a source."""
PLACES: tuple[Place, ...] = (
    ("tower", 0, 0, 300, 600),
    ("ring", 324, 0, 400, 400),
    ("jar", 748, 0, 400, 400),
    ("ladder", 1172, 0, 400, 400),
    ("top", 1596, 0, 480, 400),
    ("recent", 2100, 0, 480, 400),
    ("text", 324, 424, 400, 176),
    ("countdown", 748, 424, 400, 176),
    ("shoutout", 1172, 424, 504, 176),
    ("ticker", 1700, 424, 880, 76),
    ("bar", 1700, 520, 880, 80),
)
ROW = (GAP * 2 + round(2580 * SCALE), round(600 * SCALE) + 48)
MILESTONES = [
    {"at": 2_000, "label": "Song request"},
    {"at": 8_000, "label": "Karaoke"},
    {"at": 15_000, "label": "Hot sauce"},
]
PEOPLE = (("ana", 4_120), ("ben", 2_740), ("José", 1_905), ("Mei Lin", 860), ("ميكا", 410))
GIVEN = (("ben", "Galaxy", 1, 1_000), ("ana", "Rose", 5, 5), ("José", "Donut", 3, 90))


def evening() -> Frame:
    """Return a state with something to see in every widget."""
    soon = (datetime.now(UTC) + timedelta(hours=1, minutes=24, seconds=9)).isoformat()
    shown = goal("moving", raised=12_450, target=20_000, missing=7_550, milestones=MILESTONES)
    shown["goals"][0]["deadline"] = soon
    given = [
        gift(f"g{n}", gifter=who, gift=what, count=count, coins=coins)
        for n, (who, what, count, coins) in enumerate(GIVEN)
    ]
    top = [{"gifter": who, "coins": coins} for who, coins in PEOPLE]
    return shown | {"recent": given * 2, "top": top, "shoutouts": given[:2]}


def pictures(theme: str) -> Iterator[Picture]:
    """Hang one theme: every widget once."""
    state = evening()
    for kind, left, top, width, height in PLACES:
        upright = {"widget": "bar", "direction": "vertical"}
        worn = upright if kind == "tower" else {"widget": kind}
        yield Picture(
            *(GAP + round(left * SCALE), 40 + round(top * SCALE), theme, "busy", state),
            size=(width, height),
            scale=SCALE,
            widget=worn | {"ticker_gift": {"name": "Galaxy", "coins": 1000}},
        )


if __name__ == "__main__":
    sheet(SHEET, ROW, THEMES, pictures, caption=(GAP, 6))
