"""The hub: every view to every listener.

A frame is encoded once for all who listen to the same audience. The first change goes out at once,
then at most one frame in `frame_seconds`. A listener that does not read is skipped and gets the
newest state when it reads again; it costs nobody anything.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from giftgoal.domain.board import Board
from giftgoal.domain.views import CELEBRATE_MS, celebration, private_view, public_view
from giftgoal.listeners import Audience, Encoder, Frame, Listener, Send, View

log = logging.getLogger(__name__)

CRASHED = 1011
"""The close code for a socket that cannot be fed (RFC 6455: an unexpected condition)."""


def view_of(audience: Audience, board: Board) -> View:
    """Return what an audience sees of a board."""
    if audience == "control":
        return private_view(board, rehearsal=False), private_view(board, rehearsal=True)
    return (public_view(board, rehearsal=shows_rehearsal(audience, board)),)


_Seen = tuple[View, bool]
"""The view of a state frame and whether overlays showed the rehearsal, which the control page says:
to know whether there is anything new."""


def _seen(audience: Audience, board: Board) -> _Seen:
    return view_of(audience, board), board.rehearsal_shown


def shows_rehearsal(audience: Audience, board: Board) -> bool:
    """Tell which side an audience celebrates."""
    return audience == "rehearsal" or (audience == "overlay" and board.rehearsal_shown)


CONTROL_SECONDS = 0.2
"""The least time between two frames to control pages: a state is some 17 kB, and a moderator's
phone may be on mobile data."""


@dataclass(frozen=True, slots=True)
class _News:
    """What a board means to a room that was sent all before it."""

    board: Board
    seen_before: "_Seen | None"
    seen: "_Seen"
    celebrated_before: int
    state: Frame | None
    """None: it shows what was sent before."""
    frame: Frame | None
    """What is to be sent: the state, what to celebrate, or both; None: nothing."""


class _Room:
    """The listeners of one audience, and what they were sent last."""

    def __init__(self, audience: Audience) -> None:
        self.audience = audience
        # In the order they came: so they lie in memory, too. What sends stands beside each, so that
        # no frame has to look for it.
        self.listeners: dict[Listener, Send] = {}
        # What the last state frame showed.
        self.seen: _Seen | None = None
        # The newest state that was encoded, and the board it shows.
        self.encoded: tuple[Board, Frame] | None = None
        # Made ahead, for the board that comes next.
        self.prepared: _News | None = None
        # The newest entry whose celebration was sent.
        self.celebrated = 0
        # Set while no frame may go out yet.
        self.pause: asyncio.TimerHandle | None = None


class Hub:
    """Fans every published board out to the listeners of three audiences."""

    def __init__(
        self,
        board: Board,
        encoder: Encoder,
        *,
        frame_seconds: float = 0.016,
        beat_seconds: float = 5,
    ) -> None:
        self.board = board
        self._encoder = encoder
        self._frame_seconds = frame_seconds
        self._beat_seconds = beat_seconds
        self._rooms: dict[Audience, _Room] = {
            name: _Room(name) for name in ("overlay", "rehearsal", "control")
        }
        for room in self._rooms.values():
            room.celebrated = board.seq

    def prepare(self, board: Board) -> Callable[[], None] | None:
        """Return what makes the frames that overlays will be sent if this board is published next.

        It may be called: in the time while the board is written down. Nothing comes of it
        otherwise. None if no overlay will be sent one at once. Control pages come after: what they
        are sent takes longer, and they wait for it less.
        """
        rooms = [
            room
            for room in self._rooms.values()
            if room.listeners and room.pause is None and room.audience != "control"
        ]
        return partial(self._make_ready, rooms, board) if rooms else None

    def _make_ready(self, rooms: Sequence[_Room], board: Board) -> None:
        for room in rooms:
            with suppress(Exception):  # `publish` will meet it, and says so
                room.prepared = self._news(room, board)

    def publish(self, board: Board) -> None:
        """Show a newer board to everyone: now, or when the frame's time has come."""
        before, self.board = self.board, board
        if (before.tokens, before.overlays) != (board.tokens, board.overlays):
            for listener in self._everyone():
                listener.recheck(board)
        for room in self._rooms.values():
            if room.pause is None:
                self._send(room)

    def join(self, audience: Audience, listener: Listener) -> None:
        """Add a listener and send it the state."""
        room = self._rooms[audience]
        room.listeners[listener] = listener.send
        if room.seen is None:
            room.seen = _seen(audience, self.board)
        listener.send(self.state(audience), droppable=False)

    def leave(self, audience: Audience, listener: Listener) -> None:
        """Remove a listener, if it is there."""
        self._rooms[audience].listeners.pop(listener, None)

    def state(self, audience: Audience) -> Frame:
        """Return the newest state of an audience, encoded once however many come for it."""
        room = self._rooms[audience]
        if room.encoded is None or room.encoded[0] is not self.board:
            view = view_of(audience, self.board)
            room.encoded = self.board, self._encoder.state(audience, view, self.board)
        return room.encoded[1]

    def missed(self, audience: Audience, after: int, now: int) -> Frame | None:
        """Return what a client missed since entry `after`, if it is worth celebrating still.

        Args:
            audience: What it listens to.
            after: The newest entry it knows of.
            now: In milliseconds since 1970.
        """
        rehearsal = shows_rehearsal(audience, self.board)
        missed = celebration(self.board, rehearsal, after, now - CELEBRATE_MS)
        return self._encoder.gifts(missed, self.board, rehearsal) if missed else None

    def refresh(self, audience: Audience) -> None:
        """Send the state again: what is beside the board in it has changed."""
        room = self._rooms[audience]
        room.encoded = room.prepared = None
        self._fan_out(room, self.state(audience), droppable=False)

    def say(self, audience: Audience, frame: Frame) -> None:
        """Send an audience how something beside the board is now.

        Whoever does not get it gets all that is newest as soon as there is room: nothing may come
        after it for long.
        """
        self._fan_out(self._rooms[audience], frame, droppable=False)

    def listening(self, audience: Audience) -> int:
        """Return how many listen."""
        return len(self._rooms[audience].listeners)

    async def beat(self) -> None:
        """Send every listener a sign of life, for ever."""
        while True:
            await asyncio.sleep(self._beat_seconds)
            frame = self._encoder.beat(self.board)
            for room in self._rooms.values():
                self._fan_out(room, frame, droppable=True)

    def close(self, code: int) -> None:
        """Close every socket."""
        for room in self._rooms.values():
            if room.pause:
                room.pause.cancel()
        for listener in self._everyone():
            listener.close(code)

    def _everyone(self) -> list[Listener]:
        return [listener for room in self._rooms.values() for listener in room.listeners]

    def _send(self, room: _Room) -> None:
        """Send what is new to a room, and hold the next frame back for a while if there was any."""
        room.pause = None
        if not room.listeners:
            room.celebrated, room.seen, room.encoded = self.board.seq, None, None
            return
        news, room.prepared = room.prepared, None
        if news is None or not self._holds(room, news):
            news = self._news(room, self.board)
        # First of all, even before what was sent last is let go of.
        if news.frame is not None:
            self._fan_out(room, news.frame, droppable=news.state is None)
        room.celebrated = self.board.seq
        if news.state:
            room.encoded, room.seen = (self.board, news.state), news.seen
        if news.frame is None:
            return
        loop = asyncio.get_running_loop()
        pause = self._frame_seconds
        if room.audience == "control":
            pause = max(pause, CONTROL_SECONDS)
        room.pause = loop.call_later(pause, self._send, room)

    def _fan_out(self, room: _Room, frame: Frame, *, droppable: bool) -> None:
        """Send a frame to all; do without those who crash, for the others must not pay for it."""
        for listener, send in tuple(room.listeners.items()):
            try:
                send(frame, droppable=droppable)
            except Exception:
                log.exception("a listener crashed")
                room.listeners.pop(listener, None)
                listener.close(CRASHED)

    def _holds(self, room: _Room, news: _News) -> bool:
        """Tell whether what was made ahead is what is to be sent now."""
        return (
            news.board is self.board
            and news.seen_before is room.seen
            and news.celebrated_before == room.celebrated
        )

    def _news(self, room: _Room, board: Board) -> _News:
        """Return the state and what to celebrate, each if the room has not been sent it."""
        state = gifts = None
        seen = _seen(room.audience, board)
        if seen != room.seen:
            state = self._encoder.state(room.audience, seen[0], board)
        if room.audience != "control":
            rehearsal = shows_rehearsal(room.audience, board)
            new = celebration(board, rehearsal, room.celebrated)
            gifts = self._encoder.gifts(new, board, rehearsal) if new else None
        frame = state + gifts if state and gifts else state or gifts
        return _News(board, room.seen, seen, room.celebrated, state, frame)
