"""Whoever listens, what they are sent, and how that is written."""

from dataclasses import dataclass
from typing import Literal, Protocol

from giftgoal.domain.board import Board
from giftgoal.domain.views import Celebration, SideView

Audience = Literal["overlay", "rehearsal", "control"]

View = tuple[SideView, ...]
"""What an audience sees: one side of the board; the control page sees both."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A message, or some that belong together, encoded once."""

    texts: tuple[bytes, ...]
    """The JSON of each, in UTF-8."""
    wire: bytes
    """The same as whole WebSocket frames, ready for a transport to write at once."""

    def __add__(self, other: "Frame") -> "Frame":
        return Frame(self.texts + other.texts, self.wire + other.wire)


class Encoder(Protocol):
    """Turns views into frames. JSON is the wire's business, not the hub's."""

    def state(self, audience: Audience, view: View, board: Board) -> Frame:
        """Return the whole view in absolute numbers."""

    def gifts(self, celebration: Celebration, board: Board, rehearsal: bool) -> Frame:
        """Return what to celebrate."""

    def beat(self, board: Board) -> Frame:
        """Return the sign of life."""


class Send(Protocol):
    """See `Listener.send`."""

    def __call__(self, frame: Frame, *, droppable: bool) -> None: ...


class Listener(Protocol):
    """One open socket."""

    def send(self, frame: Frame, *, droppable: bool) -> None:
        """Take a frame, now or never. Must not wait.

        A frame that is not droppable and does not fit is replaced by the newest state later.
        """

    def recheck(self, board: Board) -> None:
        """Look again whether it may listen, and at what is its own: keys or looks have changed."""

    def close(self, code: int) -> None:
        """Close the socket."""
