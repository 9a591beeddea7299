"""What a peer needs from npm: installed when it is first asked for, by what its lock file says.

It stays in the user's cache folder; nothing of it is ever part of Giftgoal.
"""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

from platformdirs import user_cache_path

PACKAGE = ("package.json", "package-lock.json")
_WORKS = 'new (require("better-sqlite3"))(":memory:")'


def installed(peer: Path) -> Path:
    """Return the folder with a peer's `node_modules`; install them if need be.

    Args:
        peer: The folder with its lock file.

    Raises:
        RuntimeError: If npm cannot, with what it says.
    """
    lock = hashlib.sha256((peer / "package-lock.json").read_bytes()).hexdigest()[:16]
    folder = user_cache_path("giftgoal-bench") / f"{peer.name}-{lock}"
    if not folder.exists():
        draft = folder.with_name(f"{folder.name}.part")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        for name in PACKAGE:
            shutil.copy(peer / name, draft)
        command = ["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"]
        done = subprocess.run(command, cwd=draft, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"npm cannot install {peer.name}: {done.stderr.strip()[-500:]}")
        draft.rename(folder)
    return folder


def node(folder: Path) -> str:
    """Return the Node.js that what npm built works with: the headers it had may be another's."""
    for place in os.get_exec_path():
        found = shutil.which("node", path=place)
        command = [str(found), "-e", _WORKS]
        if found and not subprocess.run(command, cwd=folder, capture_output=True).returncode:
            return found
    raise RuntimeError(f"no Node.js on the path works with the SQLite that npm built in {folder}")
