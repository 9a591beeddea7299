"""A Python beside the one that runs the tests, for what cannot share its environment.

aiogram wants an older pydantic than Giftgoal has, and Qt's web engine is half a gigabyte that only
one test needs. Each has a lock file of its own; an environment is made once for each state of it.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path


def side_python(folder: Path, lock: Path) -> Path:
    """Return the interpreter, after making its environment in a folder if it is not there yet."""
    # Another Python, or another lock, is another environment.
    what = lock.read_bytes() + sys.version.encode()
    there = folder / f"{lock.stem}-{hashlib.sha256(what).hexdigest()[:16]}"
    python = Path("Scripts", "python.exe") if os.name == "nt" else Path("bin", "python")
    if not (there / python).exists():
        # Made aside and moved when it is whole, so that one that was interrupted is never used.
        making = folder / f"{there.name}.{os.getpid()}"
        shutil.rmtree(making, ignore_errors=True)
        _uv("venv", "--python", sys.executable, making)
        _uv("pip", "install", "--python", making / python, "--require-hashes", "-r", lock)
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
        raise AssertionError(f"uv could not make this environment: {done.stderr}")


def _moved(making: Path, there: Path) -> None:
    try:
        making.rename(there)
    except OSError:
        # Another run of the tests was quicker.
        shutil.rmtree(making, ignore_errors=True)
