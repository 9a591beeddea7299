"""What other programs get of the goals: the total, and what was passed on the way."""

from collections.abc import Mapping
from typing import Literal

from typing_extensions import TypedDict

from giftgoal.domain.board import Board, Passed
from giftgoal.domain.views import public_view
from giftgoal.wire import times
from giftgoal.wire.frames import encode
from giftgoal.wire.goals import PublicGoal, public_goal

Event = Literal["milestone", "reached"]


class TotalOut(TypedDict):
    """The numbers that an overlay shows."""

    seq: int
    ledger: str
    rehearsal: bool
    goal: PublicGoal | None
    """The goal that the overlay shows; None where it shows none."""
    goals: list[PublicGoal]
    """Every open goal, oldest first."""


def total_out(board: Board, look: Mapping[str, object]) -> TotalOut:
    """Return the numbers that an overlay with this look shows."""
    rehearsal = board.rehearsal_shown
    goals = [public_goal(view) for view in public_view(board, rehearsal=rehearsal).goals]
    wanted = look.get("goal")
    return {
        "seq": board.seq,
        "ledger": board.ledger,
        "rehearsal": rehearsal,
        "goal": next((goal for goal in goals if wanted in (None, goal["id"])), None),
        "goals": goals,
    }


def total_text(goal: PublicGoal | None) -> str:
    """Return `12,450 / 20,000`, or nothing where there is no goal."""
    return f"{goal['raised']:,} / {goal['target']:,}" if goal else ""


def event_of(passed: Passed) -> Event:
    """Return what a webhook calls it."""
    return "milestone" if passed.milestone else "reached"


def letter_of(passed: Passed) -> bytes:
    """Return what a webhook is sent, in the shape that Standard Webhooks advises."""
    named = ("label", "at") if passed.milestone else ("title", "target")
    data = {"goal": passed.goal, named[0]: passed.title, named[1]: passed.mark}
    return encode({"type": event_of(passed), "timestamp": times.text(passed.at), "data": data})
