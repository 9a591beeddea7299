"""The lines of the table, and what all measures need."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple


class Row(NamedTuple):
    """One line of the table."""

    what: str
    ours: str
    peer: str
    ratio: float | None
    aim: str = ""
    holds: bool | None = None


def against(
    what: str, ours: float, peer: float, unit: str, least: float = 0, most: float = 0
) -> Row:
    """Return a line with the ratio of ours to the peer's, and whether that is as it should be."""
    ratio = ours / peer
    aim, holds = "", None
    if least:
        aim, holds = f"at least {least:g}", ratio >= least
    if most:
        aim, holds = f"at most {most:g}", ratio <= most
    return Row(what, shown(ours, unit), shown(peer, unit), ratio, aim, holds)


def shown(number: float, unit: str) -> str:
    """Return a figure with its unit."""
    return f"{number:,.0f} {unit}" if number >= 100 else f"{number:.3g} {unit}"


def under(what: str, ours: float, peer: float, unit: str, most: float) -> Row:
    """Return a line whose own figure is what counts, not its ratio."""
    row = against(what, ours, peer, unit)
    return row._replace(aim=f"under {most:g} {unit}", holds=ours < most)


@contextmanager
def folder() -> Iterator[Path]:
    """Give a folder that is deleted after."""
    with tempfile.TemporaryDirectory(prefix="giftgoal-bench-") as folder:
        yield Path(folder)


def helper(module: str, job: dict[str, object]) -> dict[str, Any]:
    """Let a module of this package do a job in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", f"tests.bench.{module}"],
        input=json.dumps(job),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=300,
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
