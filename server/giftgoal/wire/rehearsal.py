"""The rehearsal as we tell of it."""

from pydantic import Field
from typing_extensions import TypedDict

from giftgoal.domain.board import Board
from giftgoal.wire.body import Message


class RehearsalPatch(Message):
    """Whether all overlays show the rehearsal."""

    on_overlays: bool = Field(description="true or false")


class RehearsalOut(TypedDict):
    """How much is in the rehearsal, and whether overlays show it."""

    gifts: int
    on_overlays: bool


def rehearsal_out(board: Board) -> RehearsalOut:
    """Return what there is to say of a board's rehearsal."""
    return {"gifts": board.rehearsal.gifts, "on_overlays": board.rehearsal_shown}
