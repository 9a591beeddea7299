"""TOML, read by the standard library, with the line of every key and array item found beside it.

`tomllib` says what a document means and refuses what is not TOML; it does not say where things
stand. The walk below does, and may be simple: it only ever sees documents that `tomllib` took.
"""

import bisect
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from giftgoal.documents.mistakes import Mistake, Unreadable

Path = tuple[str | int, ...]
"""The way to a value: `("gifts", "own", 0, "coins")`."""


@dataclass(frozen=True, slots=True)
class Toml:
    """A document: what it says, and on which line."""

    values: Mapping[str, object]
    """As `tomllib` gives them, with fractions as `Decimal`."""
    lines: Mapping[Path, int]
    """The line, from 1, of every key and of every item of an array."""

    def line(self, *path: str | int) -> int:
        """Return the line of a value; that of what holds it, where it has none of its own."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 0)


def read_toml(text: str) -> Toml:
    """Read a TOML document.

    Raises:
        Unreadable: If it is not one.
    """
    text = text.replace("\r\n", "\n")
    if deep := _DEEP.search(text):
        raise Unreadable(_too_deep(text.count("\n", 0, deep.start()) + 1))
    try:
        return Toml(tomllib.loads(text, parse_float=Decimal), _Walk(text).lines())
    except tomllib.TOMLDecodeError as error:
        raise Unreadable(_syntax_mistake(str(error), text)) from error
    except RecursionError as error:
        raise Unreadable(_too_deep(0)) from error
    except ValueError as error:  # Python refuses to read numbers with thousands of digits
        raise Unreadable(Mistake(0, "a number has too many digits", "a smaller number")) from error


def _too_deep(line: int) -> Mistake:
    return Mistake(line, "this is nested too deeply", "a flat file")


def _syntax_mistake(error: str, text: str) -> Mistake:
    found, _, place = error.rpartition(" (at ")
    line = re.match(r"line (\d+)", place)
    number = int(line[1]) if line else text.rstrip().count("\n") + 1
    message = f"this is not TOML: {found[:1].lower()}{found[1:]}"
    return Mistake(number, message, _PLAIN_PATH if found in _BACKSLASH else "")


# What tomllib says to "C:\Users", the way in which Windows writes a folder.
_BACKSLASH = ("Unescaped '\\' in a string", "Invalid hex value")
_PLAIN_PATH = r"single quotes where there are backslashes, as in 'C:\Users\mika'"

_BLANK = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_BASIC = r'"(?:[^"\\\n]|\\.)*"'
_LITERAL = r"'[^'\n]*'"
_STRING = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"{3,5}' rf"|'''(?:[^']|'(?!''))*'{{3,5}}|{_BASIC}|{_LITERAL}",
    re.DOTALL,
)
_KEY_PART = re.compile(rf"[ \t]*([A-Za-z0-9_-]+|{_BASIC}|{_LITERAL})[ \t]*")
# The work of tomllib grows with the square of the dots in a key: a megabyte of them takes for ever.
_DEEP = re.compile(rf"(?<![\w\\-])(?:(?:[A-Za-z0-9_-]+|{_BASIC}|{_LITERAL})[ \t]*\.[ \t]*){{32}}")
_SCALAR = re.compile(r"[^,\]}\n#]*")


class _Walk:
    """One walk through a valid document, noting lines on the way."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._breaks = [match.start() for match in re.finditer("\n", text)]
        self._lines: dict[Path, int] = {}
        # How many tables each array of tables has so far.
        self._arrays: dict[Path, int] = {}

    def lines(self) -> dict[Path, int]:
        table: Path = ()
        while self._skip(_BLANK) < len(self._text):
            if self._text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table)
        return self._lines

    def _header(self) -> Path:
        of_array = self._text.startswith("[[", self._at)
        self._at += 2 if of_array else 1
        line = self._line()
        *front, last = self._key()
        self._at += 2 if of_array else 1
        path: Path = ()
        for part in front:
            path = self._newest((*path, part), line)
        path = (*path, last)
        if not of_array:
            self._lines.setdefault(path, line)
            return path
        self._lines.setdefault(path, line)
        self._arrays[path] = self._arrays.get(path, 0) + 1
        return self._newest(path, line)

    def _newest(self, path: Path, line: int) -> Path:
        """Return the path itself, or that of its newest table where it is an array of tables."""
        self._lines.setdefault(path, line)
        if path in self._arrays:
            path = (*path, self._arrays[path] - 1)
            self._lines.setdefault(path, line)
        return path

    def _pair(self, table: Path) -> None:
        line = self._line()
        path = table
        for part in self._key():
            path = (*path, part)
            self._lines.setdefault(path, line)
        self._at += 1  # the equals sign
        self._value(path)

    def _value(self, path: Path) -> None:
        self._skip(_BLANK)
        match self._text[self._at]:
            case '"' | "'":
                self._skip(_STRING)
            case "[":
                self._items(path)
            case "{":
                self._members(path)
            case _:
                self._skip(_SCALAR)

    def _items(self, path: Path) -> None:
        self._at += 1
        index = 0
        while self._text[self._skip(_BLANK)] != "]":
            self._lines[(*path, index)] = self._line()
            self._value((*path, index))
            index += 1
            self._comma()
        self._at += 1

    def _members(self, path: Path) -> None:
        self._at += 1
        while self._text[self._skip(_BLANK)] != "}":
            self._pair(path)
            self._comma()
        self._at += 1

    def _comma(self) -> None:
        if self._text[self._skip(_BLANK)] == ",":
            self._at += 1

    def _key(self) -> list[str]:
        parts: list[str] = []
        while True:
            found = _KEY_PART.match(self._text, self._at)
            assert found
            parts.append(_unquoted(found[1]))
            self._at = found.end()
            if self._text[self._at] != ".":
                return parts
            self._at += 1

    def _skip(self, pattern: re.Pattern[str]) -> int:
        found = pattern.match(self._text, self._at)
        assert found
        self._at = found.end()
        return self._at

    def _line(self) -> int:
        return bisect.bisect_left(self._breaks, self._at) + 1


def _unquoted(key: str) -> str:
    if key[0] not in "\"'":
        return key
    return str(tomllib.loads(f"key = {key}")["key"])
