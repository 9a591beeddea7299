"""Every script in the documentation is a good one, and every key is told of."""

import re
from pathlib import Path
from typing import get_args

import pytest

from giftgoal.domain.gifts import Platform
from giftgoal.scripts.check import check
from giftgoal.scripts.format import Format, ScriptError
from tests.scripts.shelves import CATALOGUE, script

PAGE = (Path(__file__).parents[2] / "docs" / "scripts.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(toml|jsonl)\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)


def keys_of(source: str) -> list[str]:
    """Return the keys that a table may have: a mistake lists them."""
    with pytest.raises(ScriptError) as refused:
        script(source)
    return refused.value.mistakes[0].expected.removeprefix("one of ").split(", ")


HEADER = keys_of("zzzzzz = 1\n[[steps]]\ncoins = 1")
STEPS = keys_of("[[steps]]\nzzzzzz = 1\ncoins = 1")
CROWDS = keys_of('[[steps]]\ncrowd = "1m"\nzzzzzz = 1\nrate = 1\nmix = [{ coins = 1 }]')
CHOICES = keys_of('[[steps]]\ncrowd = "1m"\nrate = 1\nmix = [{ coins = 1, zzzzzz = 1 }]')


@pytest.mark.parametrize(("format_", "example"), BLOCKS)
def test_an_example_passes_the_check(tmp_path: Path, format_: Format, example: str) -> None:
    file = tmp_path / f"example.{format_}"
    file.write_text(example, encoding="utf-8")
    assert check(file, CATALOGUE).good


def test_there_are_examples() -> None:
    assert {format_ for format_, _ in BLOCKS} == {"toml", "jsonl"}


@pytest.mark.parametrize(
    "key",
    sorted(
        {*HEADER, *STEPS, *CROWDS, *CHOICES, *get_args(Platform), "undo", "restore"} - {"steps"}
    ),
)
def test_a_key_is_told_of(key: str) -> None:
    name = key.rpartition(".")[2]
    assert name.isidentifier()
    assert f"`{name}`" in PAGE
