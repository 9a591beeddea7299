"""The command line: reads what is wanted, builds every object, and ends with an honest status.

0: fine. 1: something went wrong. 2: wrong usage or configuration. 3: the port or the data folder is
in use by another program.
"""

import os
import sys

from giftgoal.cli.arguments import parse
from giftgoal.cli.failures import status_of


def main(argv: list[str] | None = None) -> int:
    """Run the command that the arguments name, and return the exit status."""
    arguments = parse(sys.argv[1:] if argv is None else argv)
    try:
        return int(arguments.run(arguments))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever reads what we print has gone; Python must not try again at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        if os.environ.get("GIFTGOAL_DEBUG"):
            raise
        status, line = status_of(error)
        print(f"giftgoal: {line}", file=sys.stderr)
        return status
