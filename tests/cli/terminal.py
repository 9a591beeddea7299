"""Running the program to its end, as in a terminal."""

import os
import subprocess
import sys
from collections.abc import Mapping


def ran(
    *arguments: str, environment: Mapping[str, str] | None = None
) -> "subprocess.CompletedProcess[str]":
    """Run `giftgoal` with these arguments; no token is set unless it is given."""
    clean = {name: value for name, value in os.environ.items() if name != "GIFTGOAL_TOKEN"}
    return subprocess.run(
        [sys.executable, "-m", "giftgoal", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=30,
        check=False,
        env={**clean, **(environment or {})},
    )
