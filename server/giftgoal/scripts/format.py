"""Scripts as text: TOML that people write, and JSON Lines that the recorder writes.

Both hold the same steps with the same keys. In JSON Lines each line is a step, but for a first line
that may hold `title`, `seed` and `length`.
"""

import itertools
import json
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Literal

from giftgoal.catalogue import Catalogue
from giftgoal.documents.files import read_text
from giftgoal.documents.mistakes import DocumentError, Unreadable
from giftgoal.documents.tables import Mistakes, Table, text, whole
from giftgoal.documents.toml_lines import read_toml
from giftgoal.scripts.readers import some_span
from giftgoal.scripts.script import MAX_MS, MAX_STEPS, Crowd, Giving, Script, ScriptStep, end_of
from giftgoal.scripts.steps import StepReader

Format = Literal["toml", "jsonl"]

_HEADER = ("title", "seed", "length")


class ScriptError(DocumentError):
    """A script cannot be played; lists all that is wrong."""


def load(path: Path, catalogue: Catalogue) -> Script:
    """Read a script from a file: JSON Lines if it ends in `.jsonl`, else TOML.

    Raises:
        ScriptError: If it cannot be read, or anything in it is wrong.
    """
    try:
        source = read_text(path)
    except Unreadable as error:
        raise ScriptError(str(path), [error.mistake]) from error
    format_: Format = "jsonl" if path.suffix == ".jsonl" else "toml"
    return parse(source, catalogue, format=format_, file=str(path), title=path.stem)


def parse(
    source: str,
    catalogue: Catalogue,
    *,
    format: Format = "toml",  # noqa: A002  # the word of the protocol
    file: str = "script",
    title: str = "script",
) -> Script:
    """Read a script. Takes seconds for a megabyte: keep it off an event loop.

    Args:
        source: The text.
        catalogue: Where gifts without coins get their worth.
        format: How it is written.
        file: What errors call it.
        title: The title of a script that has none.

    Raises:
        ScriptError: If anything in it is wrong.
    """
    mistakes = Mistakes()
    try:
        header, tables = (_toml if format == "toml" else _json_lines)(source, mistakes)
    except Unreadable as error:
        raise ScriptError(file, [error.mistake]) from error
    script = _script(header, tables, StepReader(catalogue, mistakes), title)
    if mistakes:
        raise ScriptError(file, mistakes)
    return script


def _script(header: Table, tables: Iterable[Table], reader: StepReader, title: str) -> Script:
    title = header.get("title", text(), title)
    seed = header.get("seed", whole(0, 2**53), 0)
    length = header.get("length", some_span, 0)
    header.finish()
    unhurt = itertools.takewhile(lambda _: not header.mistakes.enough, tables)
    steps = tuple(reader.read(table) for table in unhurt)
    reader.finish()
    end = max(map(end_of, steps), default=0)
    if not steps and not header.mistakes:
        header.wrong("steps", "this script has no steps", "at least one")
    if end > MAX_MS:
        header.wrong("steps", f"the last step is after {end / 3_600_000:.1f} hours", "24 at most")
    if length and length < end:
        found = f"length is shorter than the steps, which take {end / 1000:g}s"
        header.wrong("length", found, "at least that, or no length")
    if (most := sum(map(_most_steps, steps))) > MAX_STEPS:
        found = f"this makes up to {most:,} single steps"
        header.wrong("steps", found, f"at most {MAX_STEPS:,}")
    return Script(title, seed, steps, length or end)


def _most_steps(step: ScriptStep) -> int:
    return step.most_steps if isinstance(step, Giving | Crowd) else 1


def _toml(source: str, mistakes: Mistakes) -> tuple[Table, Iterable[Table]]:
    toml = read_toml(source)
    header = Table(toml.values, mistakes, line=toml.line, kind="key of a script")
    return header, header.tables("steps", kind="key of a step")


def _json_lines(source: str, mistakes: Mistakes) -> tuple[Table, Iterable[Table]]:
    tables = []
    for number, line in enumerate(source.split("\n"), start=1):
        if line.strip() and not mistakes.enough:
            table = _json_table(line, number, mistakes)
            if table is not None:
                tables.append(table)
    if tables and any(key in tables[0] for key in _HEADER):
        return tables[0], tables[1:]
    return Table({}, mistakes, line=lambda *_: 0), tables


def _json_table(line: str, number: int, mistakes: Mistakes) -> Table | None:
    try:
        values = json.loads(
            line,
            parse_float=Decimal,
            parse_constant=_no_constant,
            object_pairs_hook=_without_twins,
        )
    except (ValueError, RecursionError) as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
        mistakes.add(number, f"this is not JSON: {reason[:1].lower()}{reason[1:]}")
        return None
    if not isinstance(values, dict):
        mistakes.add(number, "this is not a step", 'an object, such as {"at": 1, "coins": 5}')
        return None
    return Table(values, mistakes, line=lambda *_: number, kind="key of a step")


def _no_constant(name: str) -> object:
    raise ValueError(f"it has no {name}")


def _without_twins(pairs: list[tuple[str, object]]) -> dict[str, object]:
    values = dict(pairs)
    if len(values) < len(pairs):
        raise ValueError("a key is there twice")
    return values
