"""NodeCG with one replicant, as a peer of fan-out: 330 MB from npm, installed when asked for."""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from tests.bench.cores import keep_to
from tests.bench.npm import PACKAGE, installed, node
from tests.free_port import free_port

_HERE = Path(__file__).parent / "nodecg"


@contextmanager
def nodecg(state: bytes) -> Iterator[list[int]]:
    """Run NodeCG with the state in a replicant; give its ports, as `fan_out_peers` prints them."""
    installed_in = installed(_HERE)
    with tempfile.TemporaryDirectory(prefix="giftgoal-bench-") as name:
        folder = Path(name)
        shutil.copytree(_HERE / "bundles", folder / "bundles")
        for one in PACKAGE:
            shutil.copy(_HERE / one, folder)
        (folder / "node_modules").symlink_to(installed_in / "node_modules")
        (folder / "state.json").write_bytes(state)
        port = free_port()
        (folder / "cfg").mkdir()
        settings = json.dumps({"host": "127.0.0.1", "port": port})
        (folder / "cfg" / "nodecg.json").write_text(settings)
        process = subprocess.Popen(
            [node(installed_in), "node_modules/nodecg/index.js"],
            cwd=folder,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "BENCH_STATE": str(folder / "state.json")},
            preexec_fn=partial(keep_to, "first"),
        )
        try:
            yield [port, _trigger(process)]
        finally:
            process.kill()  # it would wait for its listeners to go
            process.communicate(timeout=20)


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
