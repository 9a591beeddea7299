"""Ledger files that no ledger has open, to be changed behind its back."""

import sqlite3
from contextlib import closing
from pathlib import Path

VERSION_1 = Path(__file__).parent / "data" / "v1.ledger"
"""A ledger as it was in schema version 1, see `every_kind`."""


def run_sql(path: Path, script: str) -> None:
    """Run a script on the file."""
    with closing(sqlite3.connect(path)) as db:
        db.executescript(script)


def forge(path: Path, statement: str) -> None:
    """Change the file although its entries never change."""
    run_sql(path, f"DROP TRIGGER entries_never_change; DROP TRIGGER entries_never_go; {statement};")
