"""Makes the picture of all themes: `python -m tests.pictures.contact_sheet`.

Each theme hangs there over a light, a dark and a busy ground, on its way, near its target
and at it, with toasts, and as a card.
"""

from collections.abc import Iterator
from typing import Any

from tests.browser.overlay.air import ROOT, frame, goal
from tests.browser.overlay.test_gifts import gift
from tests.pictures.wall import Picture, sheet

SHEET = ROOT / "docs" / "images" / "themes.png"
THEMES = ("clean", "neon", "paper", "pixel", "glass", "mono", "cozy", "esports")
BAR = (900, 120)
CARD = (480, 376)
SCALE = 0.72
GAP = 12
TOP = 48
ROW = 3 * (round(BAR[1] * SCALE) + GAP) + 56
WIDTH = GAP * 3 + round(BAR[0] * SCALE) + round(CARD[0] * SCALE)

ON_ITS_WAY = goal(
    "moving",
    raised=12_450,
    target=20_000,
    missing=7_550,
    milestones=[{"at": 5_000, "label": "Song request"}, {"at": 15_000, "label": "Karaoke"}],
)
ROSES = gift("roses", gifter="ana", gift="Rose", count=5, coins=5)
GALAXY = gift("galaxy", gifter="ben", gift="Galaxy", count=1, coins=1_000)


def pictures(theme: str) -> Iterator[Picture]:
    """Hang one theme: three bars, one under the other, and a card beside them."""
    states: tuple[tuple[str, dict[str, Any], dict[str, Any]], ...] = (
        ("light", ON_ITS_WAY, {}),
        ("busy", frame("near"), {"gifts": (GALAXY,)}),
        ("dark", frame("reached"), {"cheers": True}),
    )
    for row, (ground, state, moment) in enumerate(states):
        at = TOP + row * (round(BAR[1] * SCALE) + GAP)
        yield Picture(GAP, at, theme, ground, state, size=BAR, scale=SCALE, **moment)
    left = 2 * GAP + round(BAR[0] * SCALE)
    told = (ROSES, GALAXY)
    yield Picture(left, TOP, theme, "busy", ON_ITS_WAY, told, size=CARD, scale=SCALE)


if __name__ == "__main__":
    sheet(SHEET, (WIDTH, ROW), THEMES, pictures, caption=(GAP, 14))
