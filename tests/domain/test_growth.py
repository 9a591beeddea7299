"""What the board grows by: gifters, by a stated amount each, and nothing else."""

import gc
import tracemalloc
from collections.abc import Callable

import pytest

from giftgoal.domain.board import RECENT, Board
from giftgoal.domain.events import Entry, GiftReceived, GoalOpened, Request
from giftgoal.domain.fold import evolve
from giftgoal.domain.gifts import MICRO, Gift, Person, Share, gifter_named
from giftgoal.domain.goals import GoalSettings

MIKA = Person("owner", "mika")


def _give(board: Board, many: int, name: Callable[[int], str]) -> None:
    for number in range(many):
        seq = board.seq + 1
        gift = Gift(f"{seq:020x}", gifter_named(name(number)), "Rose", 1, MICRO)
        received = GiftReceived(gift, (Share("mic", 1, MICRO),))
        evolve(board, Entry(seq, 1_000 + seq, MIKA, received, Request(f"tap-{seq}", "b" * 32)))


def _grown_by(board: Board, many: int, name: Callable[[int], str]) -> int:
    """Return by how many bytes these gifts make a board grow that has all it forgets again."""
    gc.collect()
    tracemalloc.start()
    _give(board, many, name)
    gc.collect()
    grown = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return grown


def _full_board() -> Board:
    board = Board("f3a9c2")
    evolve(board, Entry(1, 1_000, MIKA, GoalOpened("mic", GoalSettings("New mic", 500))))
    # So that all it forgets again is there already.
    _give(board, 3 * RECENT, lambda number: f"regular {number}")
    return board


@pytest.mark.parametrize(
    ("name", "most"),
    [
        (lambda number: f"ana {number}", 400),
        (lambda number: f"{number:05}" + "\N{ROSE}" * 59, 1_000),
    ],
    ids=["ordinary names", "the longest names there are"],
)
def test_a_gifter_costs_no_more_than_is_stated(name: Callable[[int], str], most: int) -> None:
    few, more = (_grown_by(_full_board(), many, name) for many in (500, 1_500))
    assert more - few <= most * 1_000


def test_more_gifts_of_the_same_gifters_cost_nothing() -> None:
    board = _full_board()
    grown = [_grown_by(board, many, lambda number: f"ana {number % 100}") for many in (500, 2_000)]
    assert grown[1] <= grown[0] * 1.1
