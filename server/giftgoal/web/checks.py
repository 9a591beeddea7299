"""What should be right before going live, from plain facts. Pure: one function a check."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from giftgoal.wire.preflight import CheckOut
from giftgoal.wire.presence import Here
from giftgoal.wire.sizes import Size

OLDEST_CHROMIUM = 103
"""What OBS 28 has; the overlay is written for it."""

STALE_SECONDS = 15.0
"""Older than that is a frame that should have come: beats come every 5 s."""

LEAST_FREE = 256 * 1024 * 1024
"""Free space in bytes: an evening takes a few MiB, and so does each of its backups."""


@dataclass(frozen=True, slots=True)
class Page:
    """One open page of an overlay."""

    name: str
    """The overlay's name."""
    age: float
    """Seconds since a frame is known to have left for it."""
    usual: Size
    """The size that a source of the overlay usually has."""
    least: Size
    """The smallest in which it can be read."""
    here: Here | None
    """What it says of itself; None: nothing yet."""
    goal_closed: bool = False
    """The goal that it should show is not open any more."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that is looked at."""

    pages: Sequence[Page]
    goals: int
    """How many are open."""
    script: str | None
    """The title of the script that plays."""
    script_live: bool
    """Whether its gifts count as real ones."""
    rehearsal_gifts: int
    rehearsal_shown: bool
    free: int | None
    """Free space for the data in bytes; None: unknown."""
    clock: str
    """What is wrong with the clock; empty: nothing."""
    notices: Sequence[str]
    """What is wrong with the ledger."""
    writable: bool
    """Whether the data folder can be written to."""


def checks(facts: Facts) -> list[CheckOut]:
    """Return every check, the most telling first."""
    here = [(page, page.here) for page in facts.pages if page.here and page.here.obs]
    return [
        _goal(facts),
        _overlay(facts, [page for page, _ in here]),
        *(_in_obs(here) if here else ()),
        _script(facts),
        _rehearsal(facts, [said for _, said in here]),
        _ledger(facts),
        _disk(facts),
        _clock(facts),
    ]


def check(what: str, wrong: str, do: str, right: str) -> CheckOut:
    """Return a check: wrong if there is anything to say of what is wrong."""
    return {"what": what, "ok": not wrong, "says": wrong or right, "do": do if wrong else None}


def _goal(facts: Facts) -> CheckOut:
    wrong = "" if facts.goals else "There is no goal yet."
    return check("goal", wrong, "Add a goal in the settings.", "There is a goal.")


def _overlay(facts: Facts, in_obs: Sequence[Page]) -> CheckOut:
    if in_obs:
        empty = _names(page.name for page in in_obs if page.goal_closed)
        return check(
            "overlay",
            f"{empty} shows a goal that is closed, so there is nothing to see." if empty else "",
            "Choose another goal for it in the settings, under Overlays, Widgets.",
            "The overlay is open in OBS.",
        )
    if any(page.here is None for page in facts.pages):
        wrong = "An overlay is open, but has not said where."
        return check("overlay", wrong, "Press Refresh on the source in OBS.", "")
    wrong = "No overlay is open in OBS."
    if facts.pages:
        wrong = "The overlay is open in a browser, but not in OBS."
    do = "Start OBS, then Add to OBS. If the source is there already, press Refresh on it."
    return check("overlay", wrong, do, "")


def _in_obs(here: Sequence[tuple[Page, Here]]) -> list[CheckOut]:
    seen = [(page, said) for page, said in here if said.visible]
    hidden = _names(page.name for page, said in here if not said.visible)
    late = _names(page.name for page, said in seen if page.age > STALE_SECONDS)
    oldest = min(said.chromium or OLDEST_CHROMIUM for _, said in here)
    return [
        check(
            "visible",
            "" if seen else f"OBS does not show {hidden}.",
            "Click the eye beside the source, and look whether its scene is the one on air.",
            "OBS shows the overlay.",
        ),
        check(
            "frames",
            f"{late} has heard nothing for a while." if late else "",
            "Press Refresh on the source in OBS.",
            "The overlay is up to date.",
        ),
        check(
            "chromium",
            "" if oldest >= OLDEST_CHROMIUM else f"OBS's browser is too old ({oldest}).",
            "Update OBS to 28 or newer.",
            "OBS's browser is new enough.",
        ),
        _size(here),
    ]


def _size(here: Sequence[tuple[Page, Here]]) -> CheckOut:
    wrong, do = "", ""
    for page, said in here:
        if said.width < page.least[0] or said.height < page.least[1]:
            wrong = f"{page.name} is very small ({said.width} x {said.height})."
            do = f"Give its source a size of {page.usual[0]} x {page.usual[1]} in OBS."
    return check("size", wrong, do, "The source is large enough.")


def _script(facts: Facts) -> CheckOut:
    wrong = ""
    if facts.script is not None:
        how = "its gifts count as real ones" if facts.script_live else "it is a rehearsal"
        wrong = f"The script {facts.script} is playing: {how}."
    return check("script", wrong, "Stop the script.", "No script is playing.")


def _rehearsal(facts: Facts, here: Sequence[Here]) -> CheckOut:
    wrong, do = "", ""
    if facts.rehearsal_shown:
        wrong, do = "The overlays show the rehearsal.", "Switch rehearse on the overlays off."
    elif any(said.rehearsal for said in here):
        wrong = "A source in OBS shows the rehearsal."
        do = "Take ?rehearsal out of its link, or Add to OBS again."
    elif facts.rehearsal_gifts:
        gifts = "1 gift is" if facts.rehearsal_gifts == 1 else f"{facts.rehearsal_gifts} gifts are"
        wrong, do = f"{gifts} left in the rehearsal.", "Wipe the rehearsal."
    return check("rehearsal", wrong, do, "The rehearsal is empty.")


def _ledger(facts: Facts) -> CheckOut:
    if not facts.writable:
        wrong, do = "The data folder cannot be written to.", "Look at its rights and its disk."
        return check("ledger", wrong, do, "")
    wrong, do = " ".join(facts.notices), "Look into the log: it says what helps."
    return check("ledger", wrong, do, "Gifts are written down.")


def _disk(facts: Facts) -> CheckOut:
    free = facts.free
    wrong = ""
    if free is not None and free < LEAST_FREE:
        wrong = f"The disk is almost full: {free // (1024 * 1024)} MiB are free."
    return check("disk", wrong, "Free some space.", "There is space on the disk.")


def _clock(facts: Facts) -> CheckOut:
    do = "Let the computer set its clock by itself (date and time settings)."
    return check("clock", facts.clock, do, "The clock is steady.")


def _names(names: Iterable[str]) -> str:
    return ", ".join(sorted(set(names)))
