"""The server, with a way to ask how many tasks it has: `python -m tests.faults.counted ...`.

At SIGUSR1 it writes that number into the file that `TASKS_FILE` names.
"""

import asyncio
import os
import signal
import sys
from pathlib import Path

from giftgoal.cli import main


def _count(_sign: int, _frame: object) -> None:
    Path(os.environ["TASKS_FILE"]).write_text(str(len(asyncio.all_tasks())), encoding="utf-8")


if __name__ == "__main__":
    signal.signal(signal.SIGUSR1, _count)
    # It is started as the prefix of a command: "... python -m giftgoal ARGUMENTS".
    del sys.argv[1 : sys.argv.index("giftgoal") + 1]
    sys.exit(main())
