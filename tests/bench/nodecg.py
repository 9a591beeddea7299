"""NodeCG with one replicant, as a peer of fan-out: installed from npm when it is first asked for.

What is installed, 330 MB, stays in the user's cache folder, by what its lock file says.
"""

import hashlib
import json
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from platformdirs import user_cache_path

_HERE = Path(__file__).parent / "nodecg"
_BY = ("package.json", "package-lock.json")


def installed() -> Path:
    """Return the folder with NodeCG's `node_modules`; install them if need be.

    Raises:
        RuntimeError: If npm cannot, with what it says.
    """
    lock = hashlib.sha256((_HERE / "package-lock.json").read_bytes()).hexdigest()[:16]
    folder = user_cache_path("giftgoal-bench") / f"nodecg-{lock}"
    if not folder.exists():
        draft = folder.with_name(f"{folder.name}.part")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        for name in _BY:
            shutil.copy(_HERE / name, draft)
        command = ["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"]
        done = subprocess.run(command, cwd=draft, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"npm cannot install NodeCG: {done.stderr.strip()[-500:]}")
        draft.rename(folder)
    return folder


@contextmanager
def nodecg(state: bytes) -> Iterator[list[int]]:
    """Run NodeCG with the state in a replicant; give its ports, as `fan_out_peers` prints them."""
    modules = installed() / "node_modules"
    with tempfile.TemporaryDirectory(prefix="giftgoal-bench-") as name:
        folder = Path(name)
        shutil.copytree(_HERE / "bundles", folder / "bundles")
        for one in _BY:
            shutil.copy(_HERE / one, folder)
        (folder / "node_modules").symlink_to(modules)
        (folder / "state.json").write_bytes(state)
        port = _free_port()
        (folder / "cfg").mkdir()
        settings = json.dumps({"host": "127.0.0.1", "port": port})
        (folder / "cfg" / "nodecg.json").write_text(settings)
        process = subprocess.Popen(
            [_node(modules), "node_modules/nodecg/index.js"],
            cwd=folder,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "BENCH_STATE": str(folder / "state.json")},
            preexec_fn=_keep_to_the_first,
        )
        try:
            yield [port, _trigger(process)]
        finally:
            process.kill()  # it would wait for its listeners to go
            process.communicate(timeout=20)


def _node(modules: Path) -> str:
    """Return the Node.js that what npm built works with: the headers it had may be another's."""
    for place in os.get_exec_path():
        node = shutil.which("node", path=place)
        test = 'new (require("better-sqlite3"))(":memory:")'
        if (
            node
            and not subprocess.run(
                [node, "-e", test], cwd=modules.parent, capture_output=True, check=False
            ).returncode
        ):
            return node
    raise RuntimeError("no Node.js on the path works with the SQLite that npm built for NodeCG")


def _keep_to_the_first() -> None:
    from tests.bench.cores import keep_to

    keep_to("first")


def _trigger(process: "subprocess.Popen[str]") -> int:
    """Read what NodeCG says, until it runs; return the port that our bundle listens on."""
    assert process.stdout
    port = 0
    for line in process.stdout:
        if line.startswith("bench "):
            port = int(line.split()[1])
        if "NodeCG running on" in line and port:
            return port
    raise RuntimeError("NodeCG did not start")


def _free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port: int = sock.getsockname()[1]
        return port
