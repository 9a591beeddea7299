"""Every value of a TOML file knows its line."""

import json
import tomllib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giftgoal.documents.mistakes import Unreadable
from giftgoal.documents.toml_lines import read_toml

EVENING = """\
# An evening.
title = "New mic"

[server]
port = 8765 # the usual
'quoted key' = "a # is not a comment here"
hosts = [
    "one", # first
    # none here
    "two", "three",
]
text = \"\"\"
[not.a.table]
port = 1 \\\"\"\" \"\"\"""
after = '''
x = ["
'''
limits.low.deep = 3

[[gifts.own]]
name = "Rose"
[gifts.own.extra]
note = 'x'
[[gifts.own]]
name = "Lion"
more = [{ a = 1 }, { a = 2, b = [
    1979-05-27T07:32:00Z,
    { "c.d" = 4.5 } ] }]
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("title",), 2),
        (("server",), 4),
        (("server", "port"), 5),
        (("server", "quoted key"), 6),
        (("server", "hosts", 0), 8),
        (("server", "hosts", 1), 10),
        (("server", "hosts", 2), 10),
        (("server", "text"), 12),
        (("server", "after"), 15),
        (("server", "limits", "low", "deep"), 18),
        (("gifts", "own"), 20),
        (("gifts", "own", 0, "name"), 21),
        (("gifts", "own", 0, "extra", "note"), 23),
        (("gifts", "own", 1), 24),
        (("gifts", "own", 1, "name"), 25),
        (("gifts", "own", 1, "more", 1, "b"), 26),
        (("gifts", "own", 1, "more", 1, "b", 0), 27),
        (("gifts", "own", 1, "more", 1, "b", 1, "c.d"), 28),
    ],
)
def test_a_value_knows_its_line(path: tuple[str | int, ...], line: int) -> None:
    assert read_toml(EVENING).lines[path] == line


def test_lines_are_the_same_with_windows_line_ends() -> None:
    assert read_toml(EVENING.replace("\n", "\r\n")).lines == read_toml(EVENING).lines


def test_the_line_of_something_missing_is_that_of_what_should_hold_it() -> None:
    toml = read_toml(EVENING)
    assert toml.line("server", "host") == 4
    assert toml.line("nowhere") == 0


def test_fractions_stay_exact() -> None:
    assert read_toml("rate = 0.1").values == {"rate": Decimal("0.1")}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a = 1\nb = \n", 2),
        ("a = 1\n\na = 2\n", 3),
        ('a = "never closed', 1),
        ("[a\n", 1),
        ("a = " + "[" * 100_000, 0),
        ("b = 1\n" + "a." * 500_000 + "a = 1", 2),
        ("[" + "'a' . " * 500_000 + "a]", 1),
        ("a = " + "9" * 5_000, 0),
    ],
)
def test_what_is_not_toml_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(Unreadable) as refused:
        read_toml(text)
    assert refused.value.mistake.line == line


@pytest.mark.parametrize("folder", [r"C:\Users\mika", r"C:\giftgoal"])
def test_a_folder_as_windows_writes_it_is_told_how_to_stand(folder: str) -> None:
    with pytest.raises(Unreadable, match="expected single quotes where there are backslashes"):
        read_toml(f'[data]\nfolder = "{folder}"')
    assert read_toml(f"[data]\nfolder = '{folder}'").values == {"data": {"folder": folder}}


Values = st.recursive(
    st.integers(-(10**9), 10**9) | st.booleans() | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("ab.c\"'"), inner),
    max_leaves=12,
)


@given(st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=5), Values, max_size=5))
def test_the_walk_finds_exactly_the_values_that_tomllib_finds(values: dict[str, object]) -> None:
    toml = read_toml("\n".join(f"{_string(key)} = {_toml(value)}" for key, value in values.items()))
    assert toml.values == values
    assert set(toml.lines) == {path for path, _ in _paths(values)}
    for number, key in enumerate(values, start=1):
        assert toml.lines[(key,)] == number


def _paths(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[object, object]]:
    inner: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    if isinstance(value, list):
        inner = list(enumerate(value))
    here: list[tuple[object, object]] = [(path, value)] if path else []
    return here + [found for key, item in inner for found in _paths(item, (*path, key))]


def _toml(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case list():
            return "[" + ", ".join(map(_toml, value)) + "]"
        case dict():
            pairs = (f"{_string(key)} = {_toml(item)}" for key, item in value.items())
            return "{" + ", ".join(pairs) + "}"
        case str():
            return _string(value)
        case _:
            return str(value)


def _string(text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
    assert tomllib.loads(f"a = {quoted}") == {"a": text}
    return quoted
