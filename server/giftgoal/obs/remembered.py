"""OBS's password, if the streamer wants it kept: a file that only they can read."""

import contextlib
import json
import os
from pathlib import Path

from giftgoal.obs.failures import Address

_FILE = "obs.json"


class Remembered:
    """The one password that is kept, with the address it is for.

    Args:
        folder: The data folder.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / _FILE

    def address(self) -> Address | None:
        """Return the address whose password is kept."""
        kept = self._read()
        return kept[0] if kept else None

    def password(self, address: Address) -> str | None:
        """Return the password for this address, and for no other; empty: it asks for none."""
        kept = self._read()
        return kept[1] if kept and kept[0] == address else None

    def keep(self, address: Address, password: str) -> None:
        """Keep a password instead of any other; an empty one for an OBS that asks for none.

        Raises:
            OSError: If it cannot be written.
        """
        fresh = self._path.with_suffix(".new")
        fresh.unlink(missing_ok=True)
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump({"host": address.host, "port": address.port, "password": password}, file)
        fresh.replace(self._path)

    def forget(self) -> None:
        """Keep none."""
        with contextlib.suppress(FileNotFoundError):
            self._path.unlink()

    def _read(self) -> tuple[Address, str] | None:
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
            return Address(str(kept["host"]), int(kept["port"])), str(kept["password"])
        except (OSError, ValueError, KeyError, TypeError):
            return None
