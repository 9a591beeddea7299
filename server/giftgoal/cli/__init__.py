"""The command line: reads what is wanted, builds every object, and ends with an honest status.

0: fine. 1: something went wrong. 2: wrong usage or configuration. 3: the port or the data folder is
in use by another program.
"""

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
    except Exception as error:
        status, line = status_of(error)
        if status is None:
            raise
        print(f"giftgoal: {line}", file=sys.stderr)
        return status
