"""The processes that are measured."""

import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

TOKEN = "bench-bench-bench-bench"
"""The owner's."""

_ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/(?:overlay/(\S+))?")


@dataclass(frozen=True, slots=True)
class Process:
    """A server that answers."""

    pid: int
    port: int
    overlay: str
    """The key of its overlay, if it has one."""
    seconds: float
    """From starting the process to its first answer."""

    def resident(self) -> float:
        """Return its resident memory in MB."""
        status = Path(f"/proc/{self.pid}/status").read_text("utf-8")
        found = re.search(r"VmRSS:\s+(\d+) kB", status)
        assert found
        return int(found[1]) * 1024 / 1e6

    def processor_seconds(self) -> float:
        """Return the processor time it has used."""
        threads = Path(f"/proc/{self.pid}/task").iterdir()
        return sum(int((one / "schedstat").read_text("utf-8").split()[0]) for one in threads) / 1e9


@contextmanager
def started(
    module: str, *arguments: str, answers: bool = True, **environment: str
) -> Iterator[Process]:
    """Run a module that prints its address when it serves; stop it at the end.

    Args:
        module: Run by its name.
        arguments: Its arguments.
        answers: Whether it speaks HTTP; then it is waited for.
        environment: Variables it gets besides.
    """
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        stdout=subprocess.PIPE,
        env={**os.environ, "GIFTGOAL_TOKEN": TOKEN, **environment},
        text=True,
    )
    try:
        port, overlay = _address(process)
        if answers:
            _first_answer(port)
        yield Process(process.pid, port, overlay, time.perf_counter() - begun)
    finally:
        process.terminate()
        process.wait(20)
        assert process.stdout
        process.stdout.close()


@contextmanager
def giftgoal(folder: Path) -> Iterator[Process]:
    """Run Giftgoal on a data folder."""
    with started("giftgoal", "--data", str(folder), "--port", "0") as process:
        yield process


def _address(process: "subprocess.Popen[str]") -> tuple[int, str]:
    """Read what a server prints, up to the port and the overlay's key if it tells of one."""
    assert process.stdout
    port = 0
    for line in process.stdout:
        if found := _ADDRESS.search(line):
            port = int(found[1])
            if found[2] or "control" not in line:
                return port, found[2] or ""
    raise RuntimeError("the server did not start")


def _first_answer(port: int) -> None:
    for _ in range(1000):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz"):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.005)
    raise RuntimeError("the server does not answer")
