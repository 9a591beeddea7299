"""The fold takes entries in their order, and each gift's entries in theirs."""

from collections import deque
from dataclasses import fields, replace
from typing import Any, get_origin, get_type_hints

import pytest

from giftgoal.domain.board import Board, Side
from giftgoal.domain.events import (
    Entry,
    Event,
    GiftRestored,
    GiftVoided,
    RehearsalWiped,
    StreakGrew,
)
from giftgoal.domain.fold import evolve, fold, fold_gift
from giftgoal.domain.shards import Shards
from tests.domain.evening import MIKA, NEW_MIC, START, Evening, empty, roses


@pytest.mark.parametrize("seq", [0, 2])
def test_an_entry_that_does_not_come_next_is_refused(seq: int) -> None:
    with pytest.raises(ValueError, match=f"entry {seq} cannot follow entry 0"):
        evolve(empty(), Entry(seq, START, MIKA, RehearsalWiped()))


@pytest.mark.parametrize(
    "event",
    [
        StreakGrew(roses(), 0, (), counted=True),
        GiftVoided(roses(), ()),
        GiftRestored(roses(), ()),
        RehearsalWiped(),
    ],
)
def test_a_gift_begins_with_its_receipt(event: Event) -> None:
    with pytest.raises(ValueError, match="entry 7 does not continue a gift"):
        fold_gift(None, Entry(7, START, MIKA, event))


def test_an_entry_about_something_else_continues_no_gift() -> None:
    evening = Evening(NEW_MIC)
    gift = evening.give(roses())
    with pytest.raises(ValueError, match="does not continue a gift"):
        fold_gift(evening.ledger[gift], Entry(3, START, MIKA, RehearsalWiped()))


def test_a_gift_keeps_who_recorded_it_and_when_and_when_it_grew() -> None:
    evening = Evening(NEW_MIC)
    gift = evening.give(roses(1, streak="s1"))
    first = evening.board.real.recent[gift]
    assert (first.by, first.seq, first.at, first.grown_at) == (MIKA, 2, evening.now, evening.now)
    evening.give(roses(2, streak="s1"))
    assert evening.board.real.recent[gift] == replace(
        first,
        gift=replace(first.gift, count=2, micro=2_000_000),
        shares=(replace(first.shares[0], amount=2_000_000),),
        grown_at=evening.now,
    )


def test_folding_nothing_gives_an_equal_board() -> None:
    evening = Evening(NEW_MIC)
    evening.give(roses())
    assert fold(evening.board, []) == evening.board


def full(kind: type, mark: int) -> dict[str, Any]:
    """Return something for each field of a board or a side that no other field has."""
    hints = get_type_hints(kind)
    return {
        field.name: {
            dict: {mark + place: place},
            deque: deque([mark + place]),
            Shards: Shards({str(mark + place): place}),
            tuple: (mark + place,),
        }.get(get_origin(hints[field.name]) or hints[field.name], mark + place)
        for place, field in enumerate(fields(kind))
    }


def test_a_draft_has_all_that_its_board_has_and_shares_nothing_that_changes() -> None:
    real, rehearsal = (Side(**full(Side, mark)) for mark in (100, 200))
    board = Board(**{**full(Board, 300), "real": real, "rehearsal": rehearsal})
    draft = board.draft()
    assert draft == board
    halves = (real, draft.real), (rehearsal, draft.rehearsal)
    for one, other in ((board, draft), *halves):
        for field in fields(one):
            mine, its = getattr(one, field.name), getattr(other, field.name)
            shared = isinstance(mine, int | tuple) or field.name == "tokens"
            assert shared == (mine is its), field.name
