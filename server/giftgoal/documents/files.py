"""Reading a file that a person names."""

from pathlib import Path

from giftgoal.documents.mistakes import Mistake, Unreadable


def read_text(path: Path) -> str:
    """Return a file's text. A byte order mark, as Windows editors leave, is no part of it.

    Raises:
        Unreadable: If there is no such file, it may not be read, or it is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise Unreadable(Mistake(0, "there is no such file")) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise Unreadable(Mistake(line, "this is not UTF-8", "a file saved as UTF-8")) from error
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise Unreadable(Mistake(0, f"it cannot be read: {reason}")) from error
