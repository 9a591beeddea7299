"""A Python that has aiogram, beside the one that runs the tests.

aiogram wants an older pydantic than Giftgoal has, so the two cannot be in one environment, nor in
one lock file. This makes a small environment from `aiogram.lock`, once for each state of it.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

LOCK = Path(__file__).with_name("aiogram.lock")


def python_with_aiogram(folder: Path) -> Path:
    """Return the interpreter, after making its environment in a folder if it is not there yet."""
    # Another Python, or another lock, is another environment.
    what = LOCK.read_bytes() + sys.version.encode()
    there = folder / hashlib.sha256(what).hexdigest()[:16]
    python = Path("Scripts", "python.exe") if os.name == "nt" else Path("bin", "python")
    if not (there / python).exists():
        # Made aside and moved when it is whole, so that one that was interrupted is never used.
        making = folder / f"{there.name}.{os.getpid()}"
        shutil.rmtree(making, ignore_errors=True)
        _uv("venv", "--python", sys.executable, making)
        _uv("pip", "install", "--python", making / python, "--require-hashes", "-r", LOCK)
        _moved(making, there)
    return there / python


def _uv(*arguments: str | Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "uv", "--quiet", *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    if done.returncode:
        raise AssertionError(f"uv could not make aiogram's environment: {done.stderr}")


def _moved(making: Path, there: Path) -> None:
    try:
        making.rename(there)
    except OSError:
        # Another run of the tests was quicker.
        shutil.rmtree(making, ignore_errors=True)
