"""express with better-sqlite3, as a peer of durable ingest: each gift is a transaction, on disk.

`python -m tests.bench.express FOLDER` serves, and keeps its database in the folder.
"""

import os
import sys
from pathlib import Path

from tests.bench import npm

_HERE = Path(__file__).parent / "express"


if __name__ == "__main__":
    folder = npm.installed(_HERE)
    os.environ["NODE_PATH"] = str(folder / "node_modules")
    # This very process, so that its processor time is the peer's.
    os.execv(npm.node(folder), ["node", str(_HERE / "server.js"), sys.argv[1]])  # noqa: S606
