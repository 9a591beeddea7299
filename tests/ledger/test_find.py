"""What the board has forgotten is found in the ledger."""

from giftgoal.domain.board import Answered, request_place
from giftgoal.domain.fold import fold_gift
from giftgoal.domain.gift_decisions import Known
from giftgoal.ledger import SqliteLedger
from tests.ledger.evening import MIKA, NOOR, entry, evening, received, rose, roses


async def test_a_gift_is_found_as_it_is_now(ledger: SqliteLedger) -> None:
    await ledger.append(evening())
    known = await ledger.find(gifts=["two", "test"])
    first, grown = evening()[4], evening()[6]
    assert known.gifts["two"] == fold_gift(fold_gift(None, first), grown)
    assert known.gifts["two"].gift.count == 4
    assert known.gifts["test"].voided


async def test_a_request_is_found_with_the_gift_it_led_to(ledger: SqliteLedger) -> None:
    await ledger.append(evening())
    place = request_place(NOOR.id, "tap-2")
    known = await ledger.find(requests=[place])
    assert known.requests == {place: Answered("two", "body of tap-2")}
    assert list(known.gifts) == ["two"]


async def test_a_streak_is_found_with_its_gift(ledger: SqliteLedger) -> None:
    await ledger.append(evening())
    known = await ledger.find(streaks=["combo", "other"])
    assert known.streaks == {"combo": "two"}
    assert list(known.gifts) == ["two"]


async def test_a_key_is_found_for_its_own_person_only(ledger: SqliteLedger) -> None:
    await ledger.append(evening())
    known = await ledger.find(requests=[request_place(MIKA.id, "tap-1")])
    assert known == Known()


async def test_what_is_not_there_is_not_found(ledger: SqliteLedger) -> None:
    assert await ledger.find(["one"], ["6a1f tap-1"], ["combo"]) == Known()


async def test_many_are_found_at_once(ledger: SqliteLedger) -> None:
    await ledger.append(roses(1, 3000))
    known = await ledger.find(requests=[request_place(NOOR.id, f"key-{n}") for n in range(1, 3001)])
    assert len(known.requests) == len(known.gifts) == 3000


async def test_gifts_are_paged_newest_first_voided_ones_included(ledger: SqliteLedger) -> None:
    await ledger.append([*evening(), *roses(9, 12)])
    page = await ledger.gifts(before=None, limit=3)
    assert [gift.seq for gift in page] == [12, 11, 10]
    page = await ledger.gifts(before=10, limit=3)
    assert [(gift.seq, gift.gift.count) for gift in page] == [(9, 1), (5, 4), (4, 5)]
    assert await ledger.gifts(before=4, limit=3) == []


async def test_rehearsal_gifts_have_pages_of_their_own(ledger: SqliteLedger) -> None:
    await ledger.append(evening())
    (test,) = await ledger.gifts(before=None, limit=10, rehearsal=True)
    assert (test.gift.id, test.voided) == ("test", True)


async def test_hostile_text_comes_back_as_it_was(ledger: SqliteLedger) -> None:
    name = "\u202e'; DROP TABLE entries; --\x00\u0000\U0001f339"
    gift = rose("one", message=name, streak=name)
    await ledger.append([entry(1, received(gift), key=name)])
    known = await ledger.find(requests=[request_place(NOOR.id, name)], streaks=[name])
    assert known.gifts["one"].gift == gift
    assert known.streaks == {name: "one"}
