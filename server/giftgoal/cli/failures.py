"""Which failure ends the program with which status, and the line that tells of it."""

from giftgoal.documents.mistakes import DocumentError
from giftgoal.domain.errors import Refusal
from giftgoal.ledger import DataFolderInUse, LedgerError


class Failed(Exception):
    """A command could not do what it should; the message is one line for people.

    Attributes:
        status: The exit status.
    """

    def __init__(self, line: str, status: int = 1) -> None:
        self.status = status
        super().__init__(line)


def status_of(error: Exception) -> tuple[int, str]:
    """Return the exit status and the line for a failure."""
    match error:
        case Failed(status=status):
            return status, str(error)
        case DataFolderInUse():
            return 3, str(error)
        case DocumentError() | Refusal():
            return 2, str(error)
        case LedgerError():
            return 1, str(error)
        case _:
            what = " ".join(f"{type(error).__name__}: {error}".split())
            return 1, f"this should not happen: {what} (GIFTGOAL_DEBUG=1 shows where)"
