"""How fast, and how much memory: measured as multiples of a peer in the same run.

`python -m tests.bench` prints one table. Two shared cores are noisy, so every figure is the median
of several short rounds, and the rounds of what is compared take turns.
"""

import argparse
import os
import platform
import sys
from datetime import UTC, datetime
from importlib.metadata import version

from tests.bench.measures import FROM_NPM, FULL, QUICK
from tests.bench.rows import Row


def main() -> int:
    """Measure, and print the table as it grows."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="less of everything, for CI")
    parser.add_argument("--only", choices=FULL, action="append", help="may be given again")
    arguments = parser.parse_args()
    measures = QUICK if arguments.quick else FULL
    print(
        f"Giftgoal {version('giftgoal')}, {datetime.now(UTC):%Y-%m-%d}, "
        f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} cores, "
        f"load {os.getloadavg()[0]:.1f}\n\n"
        "| what | Giftgoal | peer | ratio | aim | |\n| --- | --- | --- | --- | --- | --- |"
    )
    for name in arguments.only or measures:
        for row in measures[name]():
            print(_line(row), flush=True)
    if arguments.quick:
        print(f"\nLeft out, their peers come from npm: {', '.join(FROM_NPM)}.")
    return 0


def _line(row: Row) -> str:
    ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
    holds = {True: "holds", False: "missed", None: ""}[row.holds]
    what = row.what.replace("  ", "&nbsp;&nbsp;")
    return f"| {what} | {row.ours} | {row.peer} | {ratio} | {row.aim} | {holds} |"


if __name__ == "__main__":
    sys.exit(main())
