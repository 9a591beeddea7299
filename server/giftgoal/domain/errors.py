"""Everything the domain may refuse. The messages are safe to show.

Refusal
├── Invalid              one field is wrong
├── NotFound             nothing has this id
├── UnknownGoal          a gift names a goal that is not open
├── KeyReused            the same idempotency key, another body
├── StreakMismatch       the streak's key belongs to another gift or gifter
└── PossibleDuplicate    another person has just entered the same gift
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from giftgoal.domain.gifts import Recorded


class Refusal(Exception):
    """A command that changes nothing, with the reason."""


class Invalid(Refusal):
    """One field is wrong.

    Attributes:
        field: Its name, as on the wire; nested ones with dots.
        found: What was there.
        expected: What would be right.
    """

    def __init__(self, field: str, found: object, expected: str) -> None:
        self.field = field
        self.found = found
        self.expected = expected
        super().__init__(f"{field} must be {expected}, but it is {found}")


class NotFound(Refusal):
    """Nothing has this id."""

    def __init__(self, what: str, id_: str) -> None:
        self.what = what
        self.id = id_
        super().__init__(f"There is no {what} {id_!r}")


class UnknownGoal(Refusal):
    """A gift, or what an overlay is to show, names a goal that is not open.

    Attributes:
        goal: What was said.
        field: Where.
    """

    def __init__(self, goal: str, field: str = "goal") -> None:
        self.goal = goal
        self.field = field
        super().__init__(f"No open goal has the id {goal!r}")


class KeyReused(Refusal):
    """The same idempotency key came with another body."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(f"The key {key!r} was already used for another gift")


class StreakMismatch(Refusal):
    """The streak's key belongs to another gift or another gifter."""

    def __init__(self, streak: str) -> None:
        self.streak = streak
        super().__init__(f"The streak {streak!r} belongs to another gift or gifter")


class PossibleDuplicate(Refusal):
    """Another person has just entered the same gift for the same gifter."""

    def __init__(self, other: "Recorded") -> None:
        self.other = other
        gift = other.gift
        what = f"{gift.count} {gift.name}" if gift.name else f"{gift.coins} coins"
        super().__init__(f"{other.by.name} entered {what} from {gift.gifter.name} a moment ago")
