"""What is wrong in a file that a person wrote, said so that they can mend it."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

MOST_MISTAKES = 100
"""How many mistakes of one file are kept; nobody mends more at a time."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong, and where."""

    line: int
    """From 1; 0 where it is about the file as a whole."""
    message: str
    """What was found: `server.port is "80a"`."""
    expected: str = ""
    """What would be right: `a whole number from 0 to 65,535`; empty where the message says it."""

    def __str__(self) -> str:
        return f"{self.message}; expected {self.expected}" if self.expected else self.message


class Unreadable(Exception):
    """A file is not what it should be at all, so nothing in it can be looked at.

    Attributes:
        mistake: Where, and what was found.
    """

    def __init__(self, mistake: Mistake) -> None:
        self.mistake = mistake
        super().__init__(str(mistake))


class DocumentError(Exception):
    """A file cannot be used.

    Attributes:
        file: Its name as the person gave it.
        mistakes: All that is wrong, in the order of the lines; at least one.
    """

    def __init__(self, file: str, mistakes: Iterable[Mistake]) -> None:
        self.file = file
        self.mistakes = tuple(sorted(mistakes, key=lambda mistake: mistake.line))
        super().__init__(file, self.mistakes)

    def __str__(self) -> str:
        """Return one line for each mistake, as compilers do: `file:line: what is wrong`."""
        return "\n".join(
            f"{self.file}:{mistake.line}: {mistake}" if mistake.line else f"{self.file}: {mistake}"
            for mistake in self.mistakes
        )


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """Return the choice that looks most like `word`, whatever its case; empty if none does."""
    folded = {choice.casefold(): choice for choice in choices}
    close = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else ""


def shown(value: object) -> str:
    """Return a value as a person would find it in their file, cut and made safe to print."""
    match value:
        case str():
            cut = value if len(value) <= 60 else value[:60] + "…"
            return '"' + "".join(c if c.isprintable() else ascii(c)[1:-1] for c in cut) + '"'
        case bool():
            return "true" if value else "false"
        case int():
            return f"{value:,}" if abs(value) < 10**18 else "a number with too many digits"
        case Decimal():
            return f"{value}"[:60]
        case datetime() | date() | time():
            return value.isoformat()
        case list():
            return "a list"
        case dict():
            return "a table"
        case None:
            return "null"
        case _:
            return type(value).__name__
