"""Kinds of text that people send us."""

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, Field


def _readable(text: str) -> str:
    """Return the text in Unicode's normal form C, without spaces around it.

    Raises:
        ValueError: If nothing in it can be seen, or it has control characters or half a character.
    """
    text = unicodedata.normalize("NFC", text).strip()
    kinds = [unicodedata.category(c) for c in text]
    if "Cc" in kinds or "Cs" in kinds:
        raise ValueError("text without control characters")
    if all(kind in ("Cf", "Zs", "Zl", "Zp", "Mn", "Cn", "Co") for kind in kinds):
        raise ValueError("text that can be seen")
    return text


def _one_line(text: str) -> str:
    text = unicodedata.normalize("NFC", text).strip()
    if any(unicodedata.category(c) in ("Cc", "Cs") for c in text):
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

Id = Annotated[
    str,
    Field(pattern=r"^[0-9A-Za-z_-]{1,64}$", description="an id of 1 to 64 letters or digits"),
]
