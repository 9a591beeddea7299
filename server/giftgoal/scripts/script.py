"""A script as it was written, and the steps that playing it makes."""

from dataclasses import dataclass

from giftgoal.domain.gifts import Gift

MAX_STEPS = 1_000_000
"""The most steps one play of a script may have."""

MAX_MS = 24 * 60 * 60 * 1000
"""The longest a script may last: a day, in milliseconds."""


@dataclass(frozen=True, slots=True)
class GiftStep:
    """A gift arrives, or a further report of a streak."""

    at_ms: int
    """Script time, in milliseconds from the start."""
    ref: str
    """What names the gift within the script; all reports of a streak have the same."""
    gift: Gift
    """Without an id. `streak` is `ref` in a streak, where count and worth are the whole so far."""


@dataclass(frozen=True, slots=True)
class UndoStep:
    """A gift is taken back."""

    at_ms: int
    ref: str


@dataclass(frozen=True, slots=True)
class RestoreStep:
    """A gift that was taken back counts again."""

    at_ms: int
    ref: str


Step = GiftStep | UndoStep | RestoreStep


@dataclass(frozen=True, slots=True)
class Giving:
    """A step written out: one gift, perhaps growing over a time, perhaps again and again."""

    start_ms: int
    ref: str
    gift: Gift
    """With its whole count and worth."""
    over_ms: int = 0
    """How long it grows as a streak; 0: it arrives whole."""
    every_ms: int = 0
    """Time between the starts of two repetitions."""
    times: int = 1

    @property
    def end_ms(self) -> int:
        """When its last report arrives."""
        return self.start_ms + self.every_ms * (self.times - 1) + self.over_ms

    @property
    def most_steps(self) -> int:
        """How many steps it makes."""
        return self.times * reports(self.gift.count, self.over_ms)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the gifts that a crowd gives."""

    gift: Gift
    """With a count of 1 and the price of one, or as it is where `high` is 0."""
    weight: int
    """How often it is chosen, compared with the other choices."""
    low: int = 0
    high: int = 0
    """A count between the two is drawn, both included."""
    over_ms: int = 0


@dataclass(frozen=True, slots=True)
class Crowd:
    """Many gifters who give by chance."""

    start_ms: int
    ref: str
    """What the names of its gifts begin with."""
    lasts_ms: int
    gifts: int
    """How many they give in all."""
    gifters: tuple[str, ...]
    """Those in front give most."""
    mix: tuple[Choice, ...]

    @property
    def end_ms(self) -> int:
        """When its time is over."""
        return self.start_ms + self.lasts_ms

    @property
    def most_steps(self) -> int:
        """The most steps it can make."""
        return self.gifts * max(reports(max(c.high, c.gift.count), c.over_ms) for c in self.mix)


ScriptStep = Giving | Crowd | UndoStep | RestoreStep


@dataclass(frozen=True, slots=True)
class Script:
    """A whole script, checked."""

    title: str
    seed: int
    steps: tuple[ScriptStep, ...]
    """In the order of the file."""
    length_ms: int

    @property
    def seconds(self) -> float:
        """How long it lasts in script time."""
        return self.length_ms / 1000


def start_of(step: ScriptStep) -> int:
    """Return when a step begins, in milliseconds."""
    return step.start_ms if isinstance(step, Giving | Crowd) else step.at_ms


def end_of(step: ScriptStep) -> int:
    """Return when a step is over, in milliseconds."""
    return step.end_ms if isinstance(step, Giving | Crowd) else step.at_ms


def reports(count: int, over_ms: int) -> int:
    """Return how many reports a streak sends: at most one for each piece, and four a second."""
    return min(count, max(2, over_ms // 250 + 1)) if over_ms else 1
