"""Entries are written down all or none, and read back as they were."""

from decimal import Decimal

import pytest

from giftgoal.domain.events import (
    Entry,
    GifterRuled,
    GiftRecounted,
    GiftThanked,
    RateSet,
    RulesSet,
)
from giftgoal.domain.gifts import Worth
from giftgoal.domain.rules import GifterRule, Rules
from giftgoal.ledger import LedgerError, SqliteLedger, Taken
from tests.ledger.evening import MIKA, entry, evening, numbered, received, rose, roses


async def test_entries_read_back_as_they_were_written(ledger: SqliteLedger) -> None:
    await ledger.append(evening())
    assert await ledger.entries(after=0) == evening()


async def test_the_kinds_added_since_version_1_read_back_too(ledger: SqliteLedger) -> None:
    gift = rose("one", worth=Worth(Decimal("5.00"), "EUR", Decimal("80.5")))
    entries = numbered(
        [
            received(rose("one", worth=Worth(Decimal("5.00"), "EUR"))),
            RateSet("EUR", Decimal("80.5")),
            GiftRecounted(gift, -5, (), counted=True, needed_rate=False),
            RulesSet(Rules(blocked_words=("spam",))),
            GifterRuled("ana", GifterRule("Anna", budget=500)),
            GiftThanked("one"),
        ]
    )
    await ledger.append(entries)
    assert await ledger.entries(after=0) == entries
    assert (await ledger.find(gifts=["one"])).gifts["one"].gift == gift


async def test_entries_are_read_after_a_seq_and_up_to_a_limit(ledger: SqliteLedger) -> None:
    await ledger.append(roses(1, 10))
    assert await ledger.entries(after=3, limit=2) == roses(4, 5)


@pytest.mark.parametrize(
    ("second", "what"),
    [
        (entry(2, received(rose("new"))), "seq"),
        (entry(9, received(rose("one"))), "gift"),
        (entry(9, received(rose("new", streak="combo"))), "streak"),
        (entry(9, received(rose("new")), key="tap-1"), "request"),
    ],
)
async def test_what_is_there_already_is_refused_and_nothing_of_its_batch_is_written(
    ledger: SqliteLedger, second: Entry, what: str
) -> None:
    await ledger.append(evening())
    batch = [second] if what == "seq" else [second, entry(10, received(rose("other")))]
    with pytest.raises(Taken) as refusal:
        await ledger.append(batch)
    assert refusal.value.what == what
    assert await ledger.entries(after=0) == evening()


async def test_a_ledger_goes_on_after_a_refusal(ledger: SqliteLedger) -> None:
    await ledger.append(roses(1, 2))
    with pytest.raises(Taken):
        await ledger.append([entry(3, received(rose("rose-1")))])
    await ledger.append(roses(3, 4))
    assert await ledger.entries(after=0) == roses(1, 4)


async def test_a_gap_between_entries_is_refused(ledger: SqliteLedger) -> None:
    with pytest.raises(LedgerError, match="entry 3 cannot follow entry 1"):
        await ledger.append([*roses(1, 1), *roses(3, 3)])
    assert await ledger.entries(after=0) == []


async def test_two_people_may_use_the_same_key(ledger: SqliteLedger) -> None:
    await ledger.append(
        [
            entry(1, received(rose("one")), key="tap"),
            entry(2, received(rose("two")), key="tap", by=MIKA),
        ]
    )
    assert len(await ledger.entries(after=0)) == 2


async def test_text_that_is_no_unicode_is_refused(ledger: SqliteLedger) -> None:
    with pytest.raises(LedgerError, match="entry 2 holds text that is not valid Unicode"):
        await ledger.append([*roses(1, 1), entry(2, received(rose("half", message="\ud83c")))])
    assert await ledger.entries(after=0) == []


async def test_no_entries_are_nothing_to_write(ledger: SqliteLedger) -> None:
    await ledger.append([])
    assert await ledger.entries(after=0) == []


@pytest.mark.parametrize("many", [1, 2, 8])
async def test_what_is_to_be_done_meanwhile_is_done_once(ledger: SqliteLedger, many: int) -> None:
    done: list[str] = []
    await ledger.append(roses(1, many), lambda: done.append("first"))
    await ledger.append(roses(many + 1, 2 * many))
    assert done == ["first"]
    with pytest.raises(Taken):
        await ledger.append(roses(1, 1), lambda: done.append("second"))
    await ledger.append(roses(2 * many + 1, 2 * many + 1), lambda: done.append("third"))
    assert done == ["first", "third"]
    assert await ledger.entries(after=0) == roses(1, 2 * many + 1)


async def test_batches_of_every_size_are_written_whole(ledger: SqliteLedger) -> None:
    last = 0
    for many in (1, 7, 8, 9, 15, 16, 17, 127, 128, 129, 300):
        await ledger.append(roses(last + 1, last + many))
        last += many
    assert await ledger.entries(after=0) == roses(1, last)
