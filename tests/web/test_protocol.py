"""docs/protocol.md tells of every call and every problem."""

import re
from pathlib import Path

import pytest

from giftgoal.web.app import CALLS
from giftgoal.web.calls import Call
from giftgoal.wire.problems import KINDS, Kind

LINES = (Path(__file__).parents[2] / "docs/protocol.md").read_text(encoding="utf-8").splitlines()
ROWS = [line for line in LINES if line.startswith("| `")]


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.handle.__name__)
def test_every_call_has_its_row_and_says_who_may(call: Call) -> None:
    path = re.escape(call.path).replace(r"\{id\}", r"\{\w+\}")
    named = re.compile(rf"`({call.method} )?{path}(\?[^`]*)?`")
    row = next(row for row in ROWS if call.method in row and named.search(row))
    who = row.split(" | ")[1]
    assert call.who in who or who in ("anyone signed in", "signature")


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_problem_has_its_row_and_status(kind: Kind) -> None:
    row = next(row for row in ROWS if f"`{kind.name}`" in row.split(" | ")[0])
    assert row.split(" | ")[1] == str(kind.status)
