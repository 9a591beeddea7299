"""Events and boards survive being written down as plain values."""

import json
from collections import deque
from decimal import Decimal
from typing import get_args

import pytest

from giftgoal.domain import events, plain
from giftgoal.domain.board import Board
from giftgoal.domain.fold import fold
from giftgoal.domain.gifts import Gift, Gifter, Worth
from giftgoal.domain.goals import GoalSettings, Milestone, OnReach, Rung
from tests.ledger.every_kind import ENTRIES

ANA = Gifter("ana", "Ana")


@pytest.mark.parametrize(
    "value",
    [
        Gift("g1", ANA, "Rose", 5, 5_000_000, worth=Worth(Decimal("5.00"), "EUR", Decimal(80))),
        Gift("g1", ANA, "", 1, 0, worth=Worth(Decimal(37), "bits"), given_at=1),
        GoalSettings(
            "New mic",
            500,
            milestones=(Milestone(250, "Song request"),),
            ladder=(Rung(1000),),
            on_reach=OnReach("factor", factor=Decimal("1.50")),
        ),
    ],
)
def test_a_value_comes_back_as_it_was(value: object) -> None:
    written = json.dumps(plain.to_plain(value))
    assert plain.from_plain(type(value), json.loads(written)) == value


def test_a_field_that_was_not_written_gets_its_default() -> None:
    written = {"title": "New mic", "target": 500}
    assert plain.from_plain(GoalSettings, written) == GoalSettings("New mic", 500)


def test_a_field_that_nobody_knows_any_more_is_left_out() -> None:
    written = {"title": "New mic", "target": 500, "colour": "red"}
    assert plain.from_plain(GoalSettings, written) == GoalSettings("New mic", 500)


def test_a_field_without_a_default_is_missed() -> None:
    with pytest.raises(TypeError, match="target"):
        plain.from_plain(GoalSettings, {"title": "New mic"})


def test_a_queue_is_written_and_described_as_a_tuple_is() -> None:
    queue = deque((1, 2))
    assert plain.from_plain(deque[int], [1, 2]) == queue
    assert plain.shape(deque[int]) == plain.shape(tuple[int, ...])


def test_every_kind_of_event_has_its_name() -> None:
    assert set(plain.EVENTS.values()) == set(get_args(events.Event))
    assert plain.EVENTS["GiftReceived"] is events.GiftReceived


def test_a_whole_board_comes_back_as_it_was() -> None:
    board = fold(Board("f3a9c2"), ENTRIES)
    written = json.dumps(plain.to_plain(board))
    assert plain.from_plain(Board, json.loads(written)) == board


def test_the_shape_of_a_board_names_what_is_in_it_down_to_the_last_field() -> None:
    shape = plain.shape(Board)
    assert shape.startswith("Board(ledger: str, seq: int, goals: dict(str, Goal(id: str, ")
    assert "Tally(name: str, micro: int, gifts: int)" in shape
    assert (
        "worth: |(Worth(amount: Decimal, unit: str, rate: |(Decimal, NoneType)), NoneType)" in shape
    )
