"""However a ledger's entries were batched and its board saved, it opens to the same board."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from giftgoal.domain.board import Board
from giftgoal.domain.events import Event, GiftRestored, GiftVoided, GoalOpened
from giftgoal.domain.fold import fold
from giftgoal.domain.gifts import MICRO, Share
from giftgoal.ledger import SqliteLedger
from tests.ledger.evening import NEW_MIC, grew, numbered, received, rose


@st.composite
def evenings(draw: st.DrawFn) -> list[Event]:
    """Draw a goal and gifts for it; some grow, some are voided, some of those restored."""
    events: list[Event] = [GoalOpened("mic", NEW_MIC)]
    for number in range(draw(st.integers(0, 12))):
        count = draw(st.integers(1, 300))
        rehearsal = draw(st.booleans())
        gift = rose(f"gift-{number}", count, streak=f"streak-{number}", rehearsal=rehearsal)
        events.append(received(gift))
        if draw(st.booleans()):
            gift = rose(gift.id, count + 9, streak=gift.streak, rehearsal=rehearsal)
            events.append(grew(gift, 9))
        shares = (Share("mic", 1, gift.count * MICRO),)
        if draw(st.booleans()):
            events.append(GiftVoided(gift, shares))
            if draw(st.booleans()):
                events.append(GiftRestored(gift, shares))
    return events


@settings(max_examples=50)
@given(evenings(), st.data())
async def test_any_evening_opens_to_the_fold_of_its_entries(
    events: list[Event], data: st.DataObject
) -> None:
    entries = numbered(events)
    cut = data.draw(st.integers(0, len(entries)), label="second batch begins")
    saved_at = data.draw(st.integers(0, len(entries)), label="board saved at")
    with tempfile.TemporaryDirectory() as folder:
        ledger, board = await SqliteLedger.open(Path(folder))
        await ledger.append(entries[:cut])
        await ledger.append(entries[cut:])
        await ledger.save(fold(board, entries[:saved_at]))
        await ledger.close()
        again, board = await SqliteLedger.open(Path(folder))
        received_gifts = await again.gifts(None, 100)
        await again.close()
    expected = fold(Board(ledger.id), entries)
    assert board == expected
    assert {gift.gift.id: gift for gift in received_gifts} == board.real.recent
