"""The high-water mark: a second, small file that says how far the ledger had come.

SQLite drops, without a word, the end of a write-ahead log that is damaged, cut off or gone, and a
database put back from elsewhere looks sound too. The mark tells: it names the last entry.

It is written after each commit and so never claims more than is on disk. It is not synced for each,
which would double the price of a gift, but with each checkpoint of the board and on closing. So
after a crash of this program it is exact; after a power cut it may be as old as what the system had
not yet written back (30 s on Linux), and then it notices less, never something false.
"""

import contextlib
import logging
import os
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from giftgoal.ledger.rows import Head

FILE = "high-water"

_SLOT = 512
"""Bytes between the two places that are written in turn. A disk writes a sector as a whole or not
at all, so that one of the two is always whole."""

_log = logging.getLogger(__name__)


class Mark(NamedTuple):
    """How far a ledger had come."""

    ledger: str
    head: Head


class HighWater:
    """The file, open for writing. Lives in the ledger's thread."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._turn, self.found = _newest(path)  # found: as it was; None: there was none
        self._descriptor: int | None = None
        with self._trouble_told():
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
            self._descriptor = os.open(path, flags, 0o600)

    def raise_to(self, mark: Mark) -> None:
        """Write the mark down. Call it once the entry is on disk, not before."""
        if self._descriptor is None:
            return
        self._turn += 1
        line = f"{self._turn} {mark.ledger} {mark.head.seq} {mark.head.chain.hex() or '-'}"
        text = f"{line} {zlib.crc32(line.encode()):08x}\n".encode()
        try:
            _write_at(self._descriptor, text, self._turn % 2 * _SLOT)
        except OSError as error:
            self._give_up(error)

    def sync(self) -> None:
        """Bring the mark to the disk."""
        if self._descriptor is not None:
            with self._trouble_told():
                os.fsync(self._descriptor)

    def close(self) -> None:
        """Bring the mark to the disk and close the file."""
        self.sync()
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    @contextlib.contextmanager
    def _trouble_told(self) -> Iterator[None]:
        """Go on without a mark where it cannot be kept: the entry itself is safe."""
        try:
            yield
        except OSError as error:
            self._give_up(error)

    def _give_up(self, error: OSError) -> None:
        _log.warning("%s cannot be written to: %s", self._path, error.strerror or error)
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _write_at(descriptor: int, text: bytes, place: int) -> None:
    if sys.platform == "win32":
        os.lseek(descriptor, place, os.SEEK_SET)
        os.write(descriptor, text)
    else:
        os.pwrite(descriptor, text, place)  # one call: another thread may run at each


def _newest(path: Path) -> tuple[int, Mark | None]:
    """Return the newest whole mark and its turn."""
    try:
        text = path.read_bytes()
    except OSError:
        return 0, None
    marks = [_read(text[:_SLOT]), _read(text[_SLOT:])]
    return max((mark for mark in marks if mark), default=(0, None), key=lambda mark: mark[0])


def _read(slot: bytes) -> tuple[int, Mark] | None:
    try:
        line, _, checksum = slot.partition(b"\n")[0].decode("ascii").rpartition(" ")
        if zlib.crc32(line.encode()) != int(checksum, 16):
            return None
        turn, ledger, seq, chain = line.split(" ")
        head = Head(int(seq), b"" if chain == "-" else bytes.fromhex(chain))
        return int(turn), Mark(ledger, head)
    except ValueError:
        return None
