"""A hub, an evening that goes on, and listeners that write down what they hear."""

import json
from collections.abc import Iterator
from itertools import count
from typing import Any

from giftgoal.domain.board import Board
from giftgoal.domain.commands import (
    AddOverlay,
    Command,
    OpenGoal,
    RecordGift,
    ShowRehearsal,
    VoidGift,
)
from giftgoal.domain.decide import decide
from giftgoal.domain.events import Entry
from giftgoal.domain.fold import evolve
from giftgoal.domain.gift_decisions import Asked, Known
from giftgoal.domain.gifts import MICRO, Gift, Person, gifter_named
from giftgoal.domain.goals import GoalSettings
from giftgoal.domain.views import Celebration
from giftgoal.hub import Hub
from giftgoal.listeners import Audience, Frame, View
from giftgoal.web.transport import text_frame
from giftgoal.wire.frames import FrameEncoder

MIKA = Person("owner", "mika")
EIGHT = 1_795_550_400_000
"""Eight in the evening, in milliseconds since 1970."""


class Counting(FrameEncoder):
    """Counts how often it encodes, by kind of frame."""

    def __init__(self) -> None:
        super().__init__(text_frame)
        self.encoded: list[str] = []

    def state(self, audience: Audience, view: View, board: Board) -> Frame:
        self.encoded.append("state")
        return super().state(audience, view, board)

    def gifts(self, celebration: Celebration, board: Board, rehearsal: bool) -> Frame:
        self.encoded.append("gifts")
        return super().gifts(celebration, board, rehearsal)


class Ear:
    """A listener."""

    def __init__(self) -> None:
        self.heard: list[dict[str, Any]] = []
        self.droppable: list[bool] = []
        self.rechecked = 0
        self.closed: int | None = None

    def send(self, frame: Frame, *, droppable: bool) -> None:
        self.heard += [json.loads(text) for text in frame.texts]
        self.droppable.append(droppable)

    def recheck(self, board: Board) -> None:
        self.rechecked += 1

    def close(self, code: int) -> None:
        self.closed = code

    def kinds(self) -> list[str]:
        """Return the kinds of frames it heard, and forget them."""
        kinds = [frame["type"] for frame in self.heard]
        self.heard.clear()
        return kinds


class Stage:
    """A hub whose board goes on command by command, as the keeper would publish it."""

    def __init__(self, frame_seconds: float = 0.016, beat_seconds: float = 5) -> None:
        self.encoder = Counting()
        self.board = Board("f3a9c2")
        self.now = EIGHT
        self._ids: Iterator[int] = count(1)
        self._fold(OpenGoal("mic", GoalSettings("New mic", 500)))
        self._fold(AddOverlay("bar", "Main bar", "k3y", {}))
        self.hub = Hub(
            self.board, self.encoder, frame_seconds=frame_seconds, beat_seconds=beat_seconds
        )

    def ear(self, audience: Audience = "overlay") -> Ear:
        """Let one more listen; what it is told on joining is forgotten."""
        ear = Ear()
        self.hub.join(audience, ear)
        assert ear.kinds() == ["state"]
        return ear

    def do(self, command: Command) -> None:
        self._fold(command)
        self.hub.publish(self.board)

    def give(
        self, gifter: str = "ana", pieces: int = 1, *, rehearsal: bool = False, streak: str = ""
    ) -> str:
        """Count roses, a coin each, and return the gift's id."""
        who = gifter_named(gifter)
        id_ = f"rose-{next(self._ids)}"
        micro = pieces * MICRO
        gift = Gift(id_, who, "Rose", pieces, micro, streak=streak, rehearsal=rehearsal)
        self.do(RecordGift(gift, confirm=True))
        return id_

    def void(self, gift: str) -> None:
        self.do(VoidGift(gift))

    def show_rehearsal(self, on: bool) -> None:
        self.do(ShowRehearsal(on))

    def _fold(self, command: Command) -> None:
        asked = Asked(MIKA, self.now)
        event = decide(self.board, command, asked, Known())
        assert event is not None
        draft = self.board.draft()
        evolve(draft, Entry(draft.seq + 1, self.now, MIKA, event))
        self.board = draft
