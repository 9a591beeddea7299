"""The quick benchmark measures everything. How fast it is depends on the machine: not tested."""

import subprocess
import sys

import pytest

from tests.bench.measures import FROM_NPM, FULL, QUICK


def test_the_quick_benchmark_leaves_nothing_out() -> None:
    assert list(QUICK) == [name for name in FULL if name not in FROM_NPM]


@pytest.mark.parametrize("name", QUICK)
def test_the_quick_benchmark_prints_a_line_for_each_figure(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench", "--quick", "--only", name],
        stdout=subprocess.PIPE,
        text=True,
        timeout=200,
        check=True,
    )
    head, _, *figures = [line for line in done.stdout.splitlines() if line.startswith("|")]
    assert head.startswith("| what |")
    assert figures
    assert all(line.count("|") == 7 for line in figures)
