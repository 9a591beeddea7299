"""What became of many gifts that were sent together."""

from collections.abc import Mapping
from typing import Any, Literal

from typing_extensions import TypedDict

Outcome = Literal["counted", "repeated", "refused"]


class LineOut(TypedDict):
    """What became of the gift on one line."""

    line: int
    outcome: Outcome
    gift: str | None
    """Its id here; null if it was refused."""
    problem: Mapping[str, Any] | None
    """Why it was refused, like the answer to a single gift."""


class BatchOut(TypedDict):
    """What became of the gifts, one for each line that is not empty."""

    counted: int
    repeated: int
    refused: int
    lines: list[LineOut]


def batch_out(lines: list[LineOut]) -> BatchOut:
    """Return what became of the lines, and how many had which outcome."""
    outcomes = [line["outcome"] for line in lines]
    return {
        "counted": outcomes.count("counted"),
        "repeated": outcomes.count("repeated"),
        "refused": outcomes.count("refused"),
        "lines": lines,
    }
