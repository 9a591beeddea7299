"""What the rounds of a fault came to."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Figures:
    """How often what happened in how many rounds."""

    name: str
    rounds: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)

    def count(self, what: str, example: str = "") -> None:
        """Count something that happened."""
        self.counts[what] += 1
        if example:
            self.examples.setdefault(what, example)

    def __getitem__(self, what: str) -> int:
        return self.counts[what]

    def line(self, *always: str) -> str:
        """Return the figures as one line, with those named even where they are 0."""
        names = [*always, *(name for name in self.counts if name not in always)]
        return f"{self.name}: {self.rounds} rounds, " + ", ".join(
            f"{self.counts[name]} {name}" for name in names
        )
