"""Whoever asks the keeper for something, and what they are told."""

import asyncio
from dataclasses import dataclass
from typing import Protocol

from giftgoal.domain.board import Board
from giftgoal.domain.events import Entry
from giftgoal.domain.gifts import Recorded


class Stopping(Exception):
    """The keeper takes no more commands."""


@dataclass(slots=True)
class Answer:
    """What became of a command."""

    board: Board
    """The board with it."""
    entry: Entry | None
    """None: all was as the command wanted it already."""
    gift: Recorded | None = None
    """The gift that the command speaks of."""


Outcome = Answer | Exception
"""What became of a command, or why nothing did: see `Keeper.ask` for the exceptions there are."""


class Asker(Protocol):
    """Someone who does not wait, but is told. Neither call may wait or take long."""

    def get_ready(self, answer: Answer) -> None:
        """Make what the answer needs, while the disk works: if it does, `tell` gets this answer.

        Nothing is on disk yet, and nobody may be told. It is not called where the disk has nothing
        to do.
        """

    def tell(self, outcome: Outcome) -> None:
        """Take the outcome; an answer's is on disk."""


class Together:
    """Those who wait for what becomes of some commands, and want nothing before they know of all.

    Args:
        many: How many commands.
    """

    def __init__(self, many: int) -> None:
        self._missing = many
        self._told: list[Outcome] = [Stopping()] * many
        self._all: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def asker(self, place: int) -> Asker:
        """Return who asks for one of them, by its place from 0."""
        return _Seat(self, place)

    def tell(self, place: int, outcome: Outcome) -> None:
        """Take the outcome of one of them."""
        self._told[place] = outcome
        self._missing -= 1
        if not self._missing and not self._all.done():  # done: whoever waited has gone
            self._all.set_result(None)

    async def outcomes(self) -> list[Outcome]:
        """Return all, in their places, once they are there."""
        if self._missing:
            await self._all
        return self._told


class _Seat:
    __slots__ = ("_place", "_together")

    def __init__(self, together: Together, place: int) -> None:
        self._together = together
        self._place = place

    def get_ready(self, answer: Answer) -> None:
        """Do nothing: whoever waits makes it when they are woken."""

    def tell(self, outcome: Outcome) -> None:
        self._together.tell(self._place, outcome)
