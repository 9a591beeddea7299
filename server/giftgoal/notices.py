"""What people should know now: a line a subject, shown on the control page until it is settled."""

from collections.abc import Callable
from functools import partial


class Notices:
    """The lines there are. A subject has one at most, and each is told of its change once."""

    def __init__(self) -> None:
        self.on_change: Callable[[], None] = lambda: None
        """Called after every change."""
        self._lines: dict[str, str] = {}

    def lines(self) -> list[str]:
        """Return the lines, the oldest subject first."""
        return list(self._lines.values())

    def put(self, subject: str, line: str) -> None:
        """Set a subject's line; an empty one takes it away."""
        if self._lines.get(subject, "") == line:
            return
        if line:
            self._lines[subject] = line
        else:
            del self._lines[subject]
        self.on_change()

    def about(self, subject: str) -> Callable[[str], None]:
        """Return what sets this subject's line."""
        return partial(self.put, subject)
