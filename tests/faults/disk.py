"""A disk that loses its power: what was synced is there, of the rest anything may be."""

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.writes import Op

SECTOR = 512
"""Bytes that a disk writes as a whole or not at all."""

Fate = Callable[[list[Op], random.Random], list[Op]]
"""What becomes of the writes that were not synced."""


def _kept(pending: list[Op], _chance: random.Random) -> list[Op]:
    return pending


def _dropped(_pending: list[Op], _chance: random.Random) -> list[Op]:
    return []


def _cut(pending: list[Op], chance: random.Random) -> list[Op]:
    return pending[: chance.randint(0, len(pending))]


def _torn(pending: list[Op], chance: random.Random) -> list[Op]:
    """Keep some, the last of them in part, the sectors of that in any order."""
    some = pending[: chance.randint(0, len(pending))]
    if some and some[-1].kind == "write":
        op = some.pop()
        sectors = range(-(-len(op.data) // SECTOR))
        for sector in chance.sample(sectors, chance.randint(0, len(sectors))):
            start = sector * SECTOR
            some.append(op._replace(at=op.at + start, data=op.data[start : start + SECTOR]))
    return some


def _reordered(pending: list[Op], chance: random.Random) -> list[Op]:
    return [op for op in pending if chance.random() < 0.5]


FATES: dict[str, Fate] = {
    "kept": _kept,
    "dropped": _dropped,
    "cut": _cut,
    "torn": _torn,
    "reordered": _reordered,
}


@dataclass
class _File:
    content: bytearray = field(default_factory=bytearray)
    """What is surely there."""
    pending: list[Op] = field(default_factory=list)
    certain: bool = False
    """Whether the file itself is surely there: it or its folder was synced."""


class Disk:
    """The files of a data folder, as far as a run has come."""

    def __init__(self) -> None:
        self._files: dict[str, _File] = {}
        self.acknowledged = 0

    def do(self, op: Op) -> None:
        """Let the run do one thing more."""
        match op.kind:
            case "said":
                self.acknowledged = op.at
            case "remove":
                self._files.pop(op.name, None)
            case "sync" if not op.name:
                for file in self._files.values():
                    file.certain = True
            case "create":
                self._files.setdefault(op.name, _File())
            case _:
                file = self._files.setdefault(op.name, _File())
                if op.kind == "sync":
                    _apply(file.content, file.pending)
                    file.pending, file.certain = [], True
                else:
                    file.pending.append(op)

    def after_power_cut(self, folder: Path, fate: str, chance: random.Random) -> None:
        """Write the files to a folder, as they could be found when the power is back."""
        folder.mkdir()
        for name, file in self._files.items():
            if not file.certain and fate != "kept" and chance.random() < 0.5:
                continue
            content = bytearray(file.content)
            _apply(content, FATES[fate](file.pending, chance))
            (folder / name).write_bytes(content)


def _apply(content: bytearray, ops: Iterable[Op]) -> None:
    for op in ops:
        if op.kind == "truncate":
            del content[op.at :]
            content.extend(bytes(op.at - len(content)))
        else:
            content.extend(bytes(max(0, op.at - len(content))))
            content[op.at : op.at + len(op.data)] = op.data
