"""What can go wrong with the ledger. Every message is one line for people.

LedgerError              the ledger cannot be opened, read or written
├── Taken                what may be there once only is there already; nothing was written
├── Damaged              what is on disk is not what was written; nothing was changed
├── NotOurs              the file is something else; it is left alone
├── DiskFull             no space is left; nothing was written, and it goes on once there is space
└── DataFolderInUse      another Giftgoal is working in this data folder
"""

from pathlib import Path


class LedgerError(Exception):
    """The ledger cannot be opened, read or written."""


class Taken(LedgerError):
    """Something that may be in the ledger once only is already there.

    Attributes:
        what: `seq`, `gift`, `streak` or `request`.
    """

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(f"this {what} is already in the ledger")


class Damaged(LedgerError):
    """What is on disk is not what was written there."""


class NotOurs(LedgerError):
    """The file in the ledger's place is something else."""


class DiskFull(LedgerError):
    """There is no space left for the ledger."""

    def __init__(self) -> None:
        super().__init__("the disk is full: nothing can be written down until there is space again")


class DataFolderInUse(LedgerError):
    """Another Giftgoal is working in this data folder.

    Attributes:
        folder: The data folder.
        pid: The other's process id, if it is known.
    """

    def __init__(self, folder: Path, pid: int | None) -> None:
        self.folder = folder
        self.pid = pid
        who = f" (process {pid})" if pid else ""
        super().__init__(f"another Giftgoal{who} is already working in {folder}")
