"""Commands that crashed, kept in a file so that no gift is gone for a mistake of ours."""

import json
from pathlib import Path

from giftgoal.domain import plain
from giftgoal.domain.gifts import Person

FILE = "parked.jsonl"


def park(data: Path, at: int, by: Person, command: object, error: Exception) -> Path:
    """Append a command as one line of JSON to `parked.jsonl` and return the file.

    Args:
        data: The data folder.
        at: When, in milliseconds since 1970.
        by: Whose it was.
        command: The command, one of `domain/commands.py`.
        error: What it crashed with.

    Raises:
        OSError: If it cannot be written.
    """
    line = {
        "at": at,
        "by": plain.to_plain(by),
        "command": type(command).__name__,
        "error": f"{type(error).__name__}: {error}",
        "said": _said(command),
    }
    path = data / FILE
    with path.open("a", encoding="utf-8", newline="\n") as file:
        file.write(json.dumps(line, ensure_ascii=False, default=str) + "\n")
    path.chmod(0o600)
    return path


def _said(command: object) -> object:
    try:
        return plain.to_plain(command)
    except (KeyError, TypeError, ValueError):  # perhaps it is what crashed
        return repr(command)
