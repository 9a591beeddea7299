"""Disks that are really full: a small file system of our own, or a limit on the server's files."""

import os
import resource
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

from tests.server_process import ServerProcess, started


class SmallDisk(Protocol):
    """A disk that can be filled up and freed, with a data folder on it."""

    def start(self, log: Path) -> AbstractContextManager[ServerProcess]:
        """Start a server on it."""

    def fill(self, server: ServerProcess) -> None:
        """Leave no space."""

    def free(self, server: ServerProcess) -> None:
        """Give it space again."""


class FileSystem:
    """A file system in memory that only our own processes see. Needs no rights but unshare's."""

    def __init__(self, place: Path, holder: "subprocess.Popen[bytes]") -> None:
        self._place = place
        self._holder = holder
        # How it is seen from outside.
        self._seen = Path(f"/proc/{holder.pid}/root{place}")

    @property
    def inside(self) -> Sequence[str]:
        """The command that runs another where the file system is."""
        user = [] if os.geteuid() == 0 else ["-U", "--preserve-credentials"]
        return ["nsenter", "-t", str(self._holder.pid), *user, "-m", "--wd=."]

    @contextmanager
    def start(self, log: Path) -> Iterator[ServerProcess]:
        arguments = ["--data", str(self._place / "data"), "--port", "0"]
        with started(arguments, log, inside=self.inside) as server:
            yield server

    def fill(self, _server: ServerProcess) -> None:
        with (self._seen / "filler").open("ab", buffering=0) as filler:
            for size in (1 << 16, 1):
                try:
                    while filler.write(bytes(size)):
                        pass
                except OSError:
                    continue

    def free(self, _server: ServerProcess) -> None:
        (self._seen / "filler").unlink()


@contextmanager
def file_system(place: Path, megabytes: int = 4) -> Iterator[FileSystem]:
    """Make a small file system for as long as the block lasts."""
    place.mkdir()
    user = [] if os.geteuid() == 0 else ["-Ur"]
    script = f'mount -t tmpfs -o size={megabytes}m tmpfs "$0" && echo ready && exec sleep 1000'
    command = ["unshare", *user, "-m", "sh", "-c", script, str(place)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as holder:
        assert holder.stdout
        try:
            if holder.stdout.readline() != b"ready\n":
                raise PermissionError("no file system can be mounted here")
            yield FileSystem(place, holder)
        finally:
            holder.kill()


class Limit:
    """A limit on the size of the server's files, as a used-up quota: works for anyone."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._limited = False

    @contextmanager
    def start(self, log: Path) -> Iterator[ServerProcess]:
        # While it is full, so is it for the next server.
        limit = [f"--fsize={self._bytes()}:unlimited"] if self._limited else ["--fsize=unlimited"]
        arguments = ["--data", str(self._place / "data"), "--port", "0"]
        with started(arguments, log, inside=["prlimit", *limit]) as server:
            yield server

    def fill(self, server: ServerProcess) -> None:
        self._limited = True
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (self._bytes(), _UNLIMITED))

    def free(self, server: ServerProcess) -> None:
        self._limited = False
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (_UNLIMITED, _UNLIMITED))

    def _bytes(self) -> int:
        """Return the size of the largest file there is: it cannot grow, nor can any pass it."""
        return max(file.stat().st_size for file in (self._place / "data").iterdir())


_UNLIMITED = resource.RLIM_INFINITY


@contextmanager
def limit(place: Path) -> Iterator[Limit]:
    """Limit the files of a data folder."""
    place.mkdir()
    yield Limit(place)


def can_mount(place: Path) -> bool:
    """Tell whether a file system can be made here."""
    if not (shutil.which("unshare") and shutil.which("nsenter")):
        return False
    try:
        with file_system(place):
            return True
    except PermissionError:
        return False
    finally:
        place.rmdir()


def within(seconds: float, reached: Callable[[], bool]) -> float:
    """Wait until something is so, and return how long it took."""
    began = time.monotonic()
    while not reached():
        assert time.monotonic() < began + seconds, "it took too long"
        time.sleep(0.01)
    return time.monotonic() - began
