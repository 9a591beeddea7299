"""The note that a running server leaves in its data folder, so that other commands find it.

It holds a token of the owner's that ends with the server. Only the user who started it can read the
note, and whoever can read it can read the ledger too.
"""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

_FILE = "running.json"


@dataclass(frozen=True, slots=True)
class Running:
    """A running server."""

    url: str
    token: str


def leave_note(folder: Path, running: Running) -> None:
    """Write the note."""
    path = folder / _FILE
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(asdict(running), file)


def take_note_away(folder: Path) -> None:
    """Remove the note."""
    (folder / _FILE).unlink(missing_ok=True)


def read_note(folder: Path) -> Running | None:
    """Return the server that runs on a data folder, or None.

    A server that was killed leaves its note behind, so it may be gone.
    """
    try:
        return Running(**json.loads((folder / _FILE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
