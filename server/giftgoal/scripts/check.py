"""What `giftgoal check` says about a script."""

from dataclasses import dataclass
from pathlib import Path

from giftgoal.catalogue import Catalogue
from giftgoal.scripts.format import ScriptError, load
from giftgoal.scripts.script import Script
from giftgoal.scripts.totals import totals


@dataclass(frozen=True, slots=True)
class Report:
    """Whether a script can be played, and what to print about it."""

    good: bool
    text: str
    """One line about a good script; one line for each mistake of a bad one."""


def check(path: Path, catalogue: Catalogue) -> Report:
    """Look at a script file without playing it."""
    try:
        return Report(True, summary(load(path, catalogue)))
    except ScriptError as error:
        return Report(False, str(error))


def summary(script: Script) -> str:
    """Return a script's title, length and sums in one line."""
    sums = totals(script)
    return (
        f"{script.title}: {_length(script.length_ms)}, {_counted(sums.steps, 'step')}, "
        f"{_counted(sums.gifts, 'gift')} from {_counted(sums.gifters, 'gifter')}, "
        f"{_counted(sums.coins, 'coin')}"
    )


def _length(milliseconds: int) -> str:
    minutes, seconds = divmod(round(milliseconds / 1000), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes:02} min"
    return f"{minutes} min {seconds:02} s" if minutes else f"{seconds} s"


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
