"""What came from each platform in its own units is the plain sum of the gifts that count."""

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from giftgoal.domain.gifts import MICRO, Gift, Recorded, Worth
from giftgoal.domain.takings import Taken, Takings, take
from tests.domain.evening import MIKA, Evening, coins, roses
from tests.domain.strategies import Step, evenings, play

PLATFORMS = ["", "tiktok", "twitch", "youtube", "other"]
amounts = st.decimals(0, 10**12, places=9)


@st.composite
def recorded(draw: st.DrawFn) -> Recorded:
    worth = draw(st.none() | st.builds(Worth, amounts, st.sampled_from(["eur", "EUR", "bits"])))
    gift = replace(
        roses(),
        micro=draw(st.integers(0, 10**15)),
        platform=draw(st.sampled_from(PLATFORMS)),
        worth=worth,
        rehearsal=draw(st.booleans()),
    )
    return Recorded(gift, 1, 1, MIKA, voided=draw(st.booleans()))


def taken(*gifts: Recorded) -> dict[tuple[str, str], Taken]:
    takings: Takings = {}
    take(takings, gifts)
    return takings


def given_of(*gifts: Gift) -> dict[tuple[str, str], Taken]:
    return taken(*(Recorded(gift, 1, 1, MIKA) for gift in gifts))


@given(st.lists(recorded(), max_size=30), st.integers(0, 30))
def test_takings_are_the_plain_sum_however_they_are_read(gifts: list[Recorded], cut: int) -> None:
    sums: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
    for one in gifts:
        if not one.voided and not one.gift.rehearsal:
            worth = one.gift.worth
            unit = worth.unit.upper() if worth else "COINS"
            amount = Fraction(worth.amount) if worth else Fraction(one.gift.micro, MICRO)
            sums[one.gift.platform, unit] += amount
    takings: Takings = {}
    take(takings, gifts[:cut])
    take(takings, gifts[cut:])
    assert {place: Fraction(one.amount) for place, one in takings.items()} == sums
    assert takings == taken(*gifts)


@given(evenings)
def test_on_every_evening_voids_restores_recounts_and_rehearsals_are_right(
    steps: list[Step],
) -> None:
    evening = play(steps)
    takings = taken(*evening.ledger.values())
    counting = [one for one in evening.ledger.values() if not one.voided and not one.gift.rehearsal]
    bits = [one.gift.worth.amount for one in counting if one.gift.worth]
    micro = sum(one.gift.micro for one in counting if one.gift.worth is None)
    assert sum(one.gifts for one in takings.values()) == evening.board.real.gifts
    assert takings.get(("", "BITS"), Taken("", "BITS")).amount == sum(bits)
    assert takings.get(("", "COINS"), Taken("", "COINS")).amount * MICRO == micro


def test_a_gift_voided_and_restored_counts_once() -> None:
    evening = Evening()
    gift = evening.give(coins(50))
    evening.void(gift)
    assert taken(*evening.ledger.values()) == {}
    evening.restore(gift)
    assert taken(*evening.ledger.values()) == {("", "COINS"): Taken("", "COINS", Decimal(50), 1)}


def test_a_gift_without_a_price_is_told_by_its_number_until_it_has_one() -> None:
    unpriced = replace(roses(4, price=0), platform="tiktok", worth=Worth(Decimal(4), "gift-golden"))
    assert given_of(unpriced) == {("tiktok", "GIFTS"): Taken("tiktok", "GIFTS", Decimal(4), 1)}
    priced = replace(unpriced, micro=36 * MICRO, worth=Worth(Decimal(4), "gift-golden", Decimal(9)))
    assert given_of(priced) == {("tiktok", "COINS"): Taken("tiktok", "COINS", Decimal(36), 1)}


def test_a_gift_by_hand_with_a_number_of_tiktoks_is_one_of_tiktoks() -> None:
    by_hand = replace(roses(5), catalogue_id="5655")
    own = replace(roses(5), catalogue_id="name:cheers")
    assert set(given_of(by_hand, own)) == {("tiktok", "COINS"), ("", "COINS")}
