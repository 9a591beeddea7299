"""Kinds of text that people send us."""

import unicodedata
from typing import Annotated, get_args

from pydantic import AfterValidator, Field

# Letters and symbols by category, but drawn as nothing: Hangul fillers, the empty Braille cell.
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800")

_NOT_ON_A_LINE = frozenset(("Cc", "Cs", "Zl", "Zp"))
_UNSEEN = frozenset(("Cf", "Zs", "Mn", "Cn", "Co"))


def _readable(text: str) -> str:
    """Return text on one line.

    Raises:
        ValueError: If nothing in it can be seen, or see `_one_line`.
    """
    text = _one_line(text)
    if text and text.isascii():
        return text  # of ASCII on one line only the space is not seen
    if all(c in _BLANK or unicodedata.category(c) in _UNSEEN for c in text):
        raise ValueError("text that can be seen")
    return text


def _one_line(text: str) -> str:
    """Return the text in Unicode's normal form C, without spaces around it.

    Raises:
        ValueError: If it has control characters, line ends or half a character.
    """
    if text.isascii() and text.isprintable():
        return text.strip()  # as most is: there is nothing else to look for
    text = unicodedata.normalize("NFC", text).strip()
    if not text.isprintable() and any(unicodedata.category(c) in _NOT_ON_A_LINE for c in text):
        raise ValueError("text on one line, without control characters")
    return text


Name = Annotated[
    str,
    Field(min_length=1, max_length=64, description="1 to 64 characters that can be seen"),
    AfterValidator(_readable),
]
"""A name that people read: of a gifter, a gift, a moderator."""

Title = Annotated[
    str,
    Field(min_length=1, max_length=60, description="1 to 60 characters that can be seen"),
    AfterValidator(_readable),
]

Line = Annotated[
    str,
    Field(max_length=500, description="at most 500 characters on one line"),
    AfterValidator(_one_line),
]
"""Text that may be empty: a message, a label."""

Key = Annotated[
    str,
    Field(pattern=r"^[!-~]{1,128}$", description="1 to 128 printable ASCII characters, no spaces"),
]
"""An idempotency key."""

StreakKey = Annotated[
    str,
    Field(pattern=r"^[!-~]{1,64}$", description="1 to 64 printable ASCII characters, no spaces"),
]

WordName = Annotated[
    str,
    Field(pattern=r"^[a-z][a-z_]{0,31}$", description="the name of a text, like togo"),
]
"""What one of an overlay's texts is called."""

Id = Annotated[
    str,
    Field(pattern=r"^[0-9A-Za-z_-]{1,64}$", description="an id of 1 to 64 letters or digits"),
]


def either(words: object) -> str:
    """Return the words of a `Literal` as people are told of them: `stay, step or factor`."""
    *front, last = get_args(words)
    return f"{', '.join(front)} or {last}"
