"""`giftgoal check`: looks for mistakes in a script without playing it."""

import argparse
import sys

from giftgoal.cli import settings as from_user
from giftgoal.config import load
from giftgoal.scripts.check import check


def run(arguments: argparse.Namespace) -> int:
    """Print what a script is, or what is wrong with it."""
    report = check(arguments.file, from_user.catalogue(load(arguments.config)))
    print(report.text, file=sys.stdout if report.good else sys.stderr)
    return 0 if report.good else 2
