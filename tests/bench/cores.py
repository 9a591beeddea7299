"""Which processor core does what, so that who measures does not take time from who is measured."""

import os
from typing import Literal


def keep_to(which: Literal["first", "last"]) -> None:
    """Keep this process to one core, where the system can and there is more than one.

    Servers keep to the first, and what measures them to the last: the same for every server.
    """
    if not hasattr(os, "sched_setaffinity"):
        return
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) > 1:
        os.sched_setaffinity(0, {cores[0] if which == "first" else cores[-1]})
