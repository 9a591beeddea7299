"""Reading one table of a file key by key, noting every mistake instead of stopping at the first."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import TypeVar

from giftgoal.documents.mistakes import MOST_MISTAKES, Mistake, did_you_mean, shown

T = TypeVar("T")

_INVISIBLE = {"Cf", "Zs", "Zl", "Zp", "Mn", "Cn", "Co"}
"""Unicode's kinds of characters that show nothing by themselves."""

Reader = Callable[[object], T]
"""Takes a value from a file and returns it checked, or raises `Unfit`."""


class Unfit(Exception):
    """A value is not what its key needs.

    Attributes:
        expected: What would be right, to be read after "expected".
    """

    def __init__(self, expected: str) -> None:
        self.expected = expected
        super().__init__(expected)


class Mistakes:
    """What was found wrong so far."""

    def __init__(self) -> None:
        self._found: list[Mistake] = []

    def add(self, line: int, message: str, expected: str = "") -> None:
        if not self.enough:
            self._found.append(Mistake(line, message, expected))

    @property
    def enough(self) -> bool:
        """Whether there is no use in looking for more."""
        return len(self._found) >= MOST_MISTAKES

    def __len__(self) -> int:
        return len(self._found)

    def __iter__(self) -> Iterator[Mistake]:
        return iter(self._found)


class Table:
    """One table: its values, and the line of each.

    Every key is asked for with `get`, `table` or `tables`; `finish` then complains of those that
    nobody asked for.
    """

    def __init__(
        self,
        values: Mapping[str, object],
        mistakes: Mistakes,
        *,
        line: Callable[..., int],
        name: str = "",
        kind: str = "setting",
    ) -> None:
        """Prepare to read.

        Args:
            line: Returns the line of a key, or of a key and the index of an item under it.
            name: The way here, put before a key in messages: `server`.
            kind: What a key is called in messages.
        """
        self.values = values
        self.mistakes = mistakes
        self._line = line
        self._name = name
        self._kind = kind
        self._asked: dict[str, None] = {}

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def get(self, key: str, reader: Reader[T], default: T) -> T:
        """Return the checked value; the default if it is missing or wrong."""
        self._asked[key] = None
        if key not in self.values:
            return default
        value = self.values[key]
        try:
            return reader(value)
        except Unfit as error:
            self.wrong(key, f"{self.name_of(key)} is {shown(value)}", error.expected)
            return default

    def items(self, key: str, reader: Reader[T], default: tuple[T, ...] = ()) -> tuple[T, ...]:
        """Return a list whose every item was checked; mistakes name the item's own line."""
        self._asked[key] = None
        if key not in self.values:
            return default
        value = self.values[key]
        if not isinstance(value, list):
            self.wrong(key, f"{self.name_of(key)} is {shown(value)}", "a list in square brackets")
            return default
        checked: list[T] = []
        for index, item in enumerate(value):
            try:
                checked.append(reader(item))
            except Unfit as error:
                message = f"{self.name_of(key)} holds {shown(item)}"
                self.mistakes.add(self._line(key, index), message, error.expected)
        return tuple(checked)

    def table(self, key: str, *, like: str = "") -> "Table":
        """Return the table under a key; an empty one if it is missing or something else.

        Args:
            key: Where it is.
            like: What would be right, where that is not a header of its own.
        """
        self._asked[key] = None
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            name = self.name_of(key)
            self.wrong(key, f"{name} is {shown(value)}", like or f"a table, [{name}]")
            value = {}
        return self._under(key, value, key)

    def tables(self, key: str, *, kind: str = "", like: str = "") -> "tuple[Table, ...]":
        """Return the tables of a list under a key; none if it is missing or something else.

        Args:
            key: Where they are.
            kind: What their keys are called in messages. Then they are named without the way to
                them, because the line says it all.
            like: What would be right, where that is not headers of their own.
        """
        self._asked[key] = None
        value = self.values.get(key, [])
        if not isinstance(value, list):
            name = self.name_of(key)
            self.wrong(key, f"{name} is {shown(value)}", like or f"tables, [[{name}]]")
            return ()
        tables: list[Table] = []
        for index, item in enumerate(value):
            if isinstance(item, dict):
                inner = self._under(key, item, key, index)
                tables.append(inner._called(kind) if kind else inner)
            else:
                message = f"{self.name_of(key)} holds {shown(item)}"
                self.mistakes.add(self._line(key, index), message, like or "a table")
        return tuple(tables)

    def wrong(self, key: str, message: str, expected: str = "") -> None:
        """Note a mistake at a key."""
        self.mistakes.add(self.line_of(key), message, expected)

    def known(self, *keys: str) -> None:
        """Let keys pass `finish` without reading them."""
        self._asked.update(dict.fromkeys(keys))

    def finish(self) -> None:
        """Note a mistake for every key that nobody asked for."""
        for key in self.values:
            if key not in self._asked:
                meant = did_you_mean(key, self._asked)
                choices = meant and self.name_of(meant)
                message = f"{self.name_of(key)} is not a {self._kind}"
                self.wrong(key, message, choices or f"one of {', '.join(self._asked)}")

    def name_of(self, key: str) -> str:
        """Return a key as messages call it: `server.port`."""
        name = key if key.isprintable() and len(key) <= 60 else shown(key)
        return f"{self._name}.{name}" if self._name else name

    def line_of(self, *key: str | int) -> int:
        """Return the line of a key, or of the table itself."""
        return self._line(*key)

    def _called(self, kind: str) -> "Table":
        return Table(self.values, self.mistakes, line=self._line, kind=kind)

    def _under(self, name: str, values: dict[str, object], *path: str | int) -> "Table":
        def line(*key: str | int) -> int:
            return self._line(*path, *key)

        full = self.name_of(name)
        return Table(values, self.mistakes, line=line, name=full, kind=self._kind)


def text(longest: int = 64, *, empty: bool = False) -> Reader[str]:
    """Read one line of text in Unicode's normal form C, without spaces around it.

    Args:
        longest: The most characters.
        empty: Whether there may be nothing to see in it.
    """
    least = 0 if empty else 1

    def read(value: object) -> str:
        line = unicodedata.normalize("NFC", value).strip() if isinstance(value, str) else "\n"
        kinds = {unicodedata.category(c) for c in line}
        if len(line) > longest or kinds & {"Cc", "Cs"} or (not empty and kinds <= _INVISIBLE):
            raise Unfit(f"text of {least} to {longest} characters on one line")
        return line

    return read


def whole(low: int, high: int) -> Reader[int]:
    """Read a whole number from `low` to `high`, both included."""

    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise Unfit(f"a whole number from {low:,} to {high:,}")
        return value

    return read


def flag(value: object) -> bool:
    """Read true or false."""
    if not isinstance(value, bool):
        raise Unfit("true or false")
    return value


def decimal(above: Decimal, high: Decimal) -> Reader[Decimal]:
    """Read an exact number above `above`, up to `high`, written as a number or in quotes."""

    def read(value: object) -> Decimal:
        number = _exact(value)
        if number is None or not number.is_finite() or not above < number <= high:
            raise Unfit(f'a number above {above}, at most {high:,}, such as "1.5"')
        return number

    return read


def one_of(*choices: str) -> Reader[str]:
    """Read one of a few words."""

    def read(value: object) -> str:
        if value not in choices:
            raise Unfit(f"one of {', '.join(choices)}")
        return str(value)

    return read


def _exact(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        return None
    try:
        return Decimal(value)
    except ArithmeticError:
        return None
