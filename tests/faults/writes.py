"""Everything that a run wrote to its disk, in order: recorded with strace, or read from a file."""

import lzma
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from tests.faults import programs

KEPT = Path(__file__).parent / "data" / "run.writes.xz"
"""A recording of a run with `synchronous` FULL, for where there is no strace."""

_CALLS = "openat,pwrite64,write,fsync,fdatasync,ftruncate,unlink,lseek"
_LINE = re.compile(r"(?P<pid>\d+) +(?P<call>\w+)\((?P<rest>.*)", re.DOTALL)
_RESUMED = re.compile(r"(?P<pid>\d+) +<\.\.\. \w+ resumed>")
_OF = re.compile(r"\d+<(?P<path>[^>]*)>")
_TEXT = re.compile(r'"(?P<hex>[^"]*)"')


class Op(NamedTuple):
    """One thing done to the disk, or said to the caller."""

    kind: Literal["create", "write", "sync", "truncate", "remove", "said"]
    name: str = ""
    """The file's name in the data folder."""
    at: int = 0
    """The offset of a write, the size of a truncation, the seq that was acknowledged."""
    data: bytes = b""


def strace() -> str | None:
    """Return the path of strace, if it is there."""
    return shutil.which("strace")


def record(folder: Path, batches: int, synchronous: int = 2) -> list[Op]:
    """Run the program on a new data folder and return what it did."""
    trace = folder.with_name(f"{folder.name}.trace")
    watch = [strace() or "strace", "-f", "-qq", "-y", "-xx", "-s", "100000", "-o", str(trace)]
    command = [*watch, "-e", f"trace={_CALLS}", *programs.command(folder, batches, synchronous)]
    subprocess.run(command, check=True, env=programs.environment(), stdout=subprocess.PIPE)
    with trace.open(encoding="ascii") as lines:
        return list(_ops(lines, folder.resolve()))


def _ops(lines: Iterable[str], folder: Path) -> Iterator[Op]:
    offsets: dict[str, int] = {}
    begun: dict[str, str] = {}
    for line in lines:
        if resumed := _RESUMED.match(line):
            line = begun.pop(resumed["pid"])
        elif line.rstrip().endswith("<unfinished ...>"):
            begun[line.split()[0]] = line
            continue
        if (match := _LINE.match(line)) and (op := _op(match, folder, offsets)):
            yield op


def _op(
    match: Mapping[str, str] | re.Match[str], folder: Path, offsets: dict[str, int]
) -> Op | None:
    call, rest = match["call"], match["rest"]
    if call in ("openat", "unlink"):
        path = Path(_text(rest).decode(errors="replace"))
        if path.parent != folder or (call == "openat" and "O_CREAT" not in rest):
            return None
        return Op("create" if call == "openat" else "remove", path.name)
    of = _OF.match(rest)
    path = Path(bytes.fromhex(of["path"].replace("\\x", "")).decode(errors="replace") if of else "")
    if call == "write" and rest.startswith("1<"):
        return Op("said", at=int(_text(rest)))
    if folder not in (path, path.parent):
        return None
    name = "" if path == folder else path.name
    numbers = [int(number) for number in re.findall(r", (\d+)(?=[,)])", rest)]
    match call:
        case "lseek":
            offsets[name] = numbers[0]
        case "pwrite64":
            return Op("write", name, numbers[-1], _text(rest))
        case "write":
            return Op("write", name, offsets.get(name, 0), _text(rest))
        case "ftruncate":
            return Op("truncate", name, numbers[0])
        case _:
            return Op("sync", name)
    return None


def _text(rest: str) -> bytes:
    text = _TEXT.search(rest)
    return bytes.fromhex(text["hex"].replace("\\x", "")) if text else b""


def keep(ops: Iterable[Op], path: Path) -> None:
    """Write a recording to a file."""
    lines = (f"{op.kind} {op.name or '.'} {op.at} {op.data.hex()}\n" for op in ops)
    path.write_bytes(lzma.compress("".join(lines).encode(), preset=9))


def kept(path: Path = KEPT) -> list[Op]:
    """Read a recording from a file."""
    ops = []
    for line in lzma.decompress(path.read_bytes()).decode().splitlines():
        kind, name, at, data = line.split(" ")
        ops.append(Op(kind, "" if name == "." else name, int(at), bytes.fromhex(data)))  # type: ignore[arg-type]
    return ops
