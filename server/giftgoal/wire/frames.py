"""The live frames."""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from pydantic_core import to_json
from typing_extensions import TypedDict

from giftgoal.domain.board import Board, Overlay
from giftgoal.domain.views import Celebration, SideView, TopGifter
from giftgoal.listeners import Audience, Frame, View
from giftgoal.wire.gifts import GiftOut, celebrated_gift, gift_out, public_gift
from giftgoal.wire.goals import GoalOut, goal_out, public_goal
from giftgoal.wire.looks import look_out
from giftgoal.wire.pieces import Pieces
from giftgoal.wire.preflight import PreflightOut


def encode(value: object) -> bytes:
    """Return compact JSON in UTF-8."""
    return to_json(value)


class FrameEncoder:
    """Makes frames for the hub.

    Args:
        wrap: Turns a text message into a whole WebSocket frame.
        notices: What people should know now, for the control page.
    """

    def __init__(
        self, wrap: Callable[[bytes], bytes], notices: Callable[[], list[str]] = list
    ) -> None:
        self._wrap = wrap
        self._notices = notices
        self._overlay_states = {name: _OverlayState() for name in ("overlay", "rehearsal")}

    def _frame(self, value: object) -> Frame:
        return self._framed(encode(value))

    def _framed(self, text: bytes) -> Frame:
        return Frame((text,), self._wrap(text))

    def state(self, audience: Audience, view: View, board: Board) -> Frame:
        """Return the whole view in absolute numbers."""
        if audience == "control":
            return self._frame(control_state(view[0], view[1], board, self._notices()))
        return self._framed(self._overlay_states[audience].json(view[0], board))

    def gifts(self, celebration: Celebration, board: Board, rehearsal: bool) -> Frame:
        """Return what to celebrate."""
        return self._frame(
            {
                **_head("gifts", board),
                "rehearsal": rehearsal,
                "gifts": [celebrated_gift(gift, seq) for seq, gift in celebration.gifts],
                "reached": [
                    {
                        "seq": reached.seq,
                        "goal": reached.goal,
                        "title": reached.standing.title,
                        "target": reached.standing.target,
                        "rung": reached.standing.rung,
                    }
                    for reached in celebration.reached
                ],
            }
        )

    def beat(self, board: Board) -> Frame:
        """Return the sign of life."""
        return self._frame(_head("beat", board))

    def look(self, overlay: Overlay) -> Frame:
        """Return an overlay's saved options."""
        return self._frame(
            {
                "type": "look",
                "overlay": overlay.id,
                "name": overlay.name,
                "look": look_out(overlay.look),
            }
        )

    def preflight(self, report: PreflightOut, board: Board) -> Frame:
        """Return whether everything is ready to go live."""
        return self._frame({**_head("preflight", board), **report})

    def run(self, run: Mapping[str, object] | None, board: Board) -> Frame:
        """Return how far a script is; None when none is playing."""
        return self._frame({**_head("run", board), "run": run})

    def sources(self, sources: Sequence[Mapping[str, object]], board: Board) -> Frame:
        """Return how every source is."""
        return self._frame({**_head("sources", board), "sources": sources})


class TopOut(TypedDict):
    """One of the gifters with the most coins."""

    gifter: str
    coins: int


class TotalsOut(TypedDict):
    """All gifts that are not voided."""

    coins: int
    gifts: int
    gifters: int


class SideOut(TypedDict):
    """One half of the board."""

    goals: list[GoalOut]
    recent: list[GiftOut]
    top: list[TopOut]


class RehearsalState(SideOut):
    """The rehearsal."""

    gifts: int
    on_overlays: bool


class ControlState(SideOut):
    """The board as the control page sees it."""

    type: Literal["state"]
    seq: int
    ledger: str
    totals: TotalsOut
    needs_rate: int
    waiting: list[GiftOut]
    over_budget: list[str]
    notices: list[str]
    rehearsal: RehearsalState


def control_state(
    real: SideView, rehearsal: SideView, board: Board, notices: list[str]
) -> ControlState:
    """Return the board as the control page sees it."""
    return {
        "type": "state",
        "seq": board.seq,
        "ledger": board.ledger,
        **_private_side(real),
        "totals": {"coins": real.coins, "gifts": real.gifts, "gifters": real.gifters},
        "needs_rate": real.needs_rate,
        "waiting": [gift_out(recorded) for recorded in real.waiting],
        "over_budget": list(real.over_budget),
        "notices": notices,
        "rehearsal": {
            "gifts": rehearsal.gifts,
            "on_overlays": board.rehearsal_shown,
            **_private_side(rehearsal),
        },
    }


class _OverlayState:
    """What viewers may see, made of the pieces of the state before."""

    def __init__(self) -> None:
        self._top = Pieces(_top_out)
        self._recent = Pieces(public_gift)
        self._shoutouts = Pieces(public_gift)

    def json(self, view: SideView, board: Board) -> bytes:
        """Return the JSON of a state."""
        head = {
            **_head("state", board),
            "rehearsal": view.rehearsal,
            "goals": [public_goal(goal) for goal in view.goals],
        }
        return b'%b,"top":%b,"recent":%b,"shoutouts":%b}' % (
            to_json(head)[:-1],
            self._top.json(view.top),
            self._recent.json(view.recent),
            self._shoutouts.json(view.waiting),
        )


def _private_side(view: SideView) -> SideOut:
    return {
        "goals": [goal_out(goal) for goal in view.goals],
        "recent": [gift_out(recorded) for recorded in view.recent],
        "top": [_top_out(top) for top in view.top],
    }


def _top_out(top: TopGifter) -> TopOut:
    return {"gifter": top.name, "coins": top.coins}


def _head(kind: str, board: Board) -> dict[str, object]:
    return {"type": kind, "seq": board.seq, "ledger": board.ledger}
