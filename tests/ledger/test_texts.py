"""Events are written down as `json` would write their plain values, to the letter."""

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giftgoal.domain import plain
from giftgoal.domain.events import (
    Event,
    GifterRuled,
    GiftReceived,
    GiftRecounted,
    GiftThanked,
    GiftVoided,
    RateSet,
    RulesSet,
    StreakGrew,
)
from giftgoal.domain.gifts import Gift, Gifter, Share, Worth
from giftgoal.domain.rules import GifterRule, Rules
from giftgoal.ledger.texts import text_of
from tests.ledger.every_kind import ENTRIES

OTHERS: tuple[Event, ...] = (
    RateSet("EUR", Decimal("80.5")),
    RateSet("EUR", None),
    RulesSet(Rules(shoutout_coins=100, blocked_words=("bad", 'w"rse\\'))),
    GifterRuled("ana", GifterRule("Anna", budget=5)),
    GiftThanked("one"),
)

TEXTS = st.text(max_size=8)
NUMBERS = st.integers(-(10**15), 10**15)
WORTHS = st.builds(
    Worth,
    st.decimals(allow_nan=False, allow_infinity=False),
    TEXTS,
    st.none() | st.just(Decimal(80)),
)
GIFTS = st.builds(
    Gift,
    TEXTS,
    st.builds(Gifter, TEXTS, TEXTS),
    TEXTS,
    NUMBERS,
    NUMBERS,
    message=TEXTS,
    worth=st.none() | WORTHS,
    rehearsal=st.booleans(),
    given_at=st.none() | NUMBERS,
)
SHARES = st.lists(st.builds(Share, TEXTS, NUMBERS, NUMBERS), max_size=3).map(tuple)
KINDS = st.one_of(
    st.builds(GiftReceived, GIFTS, SHARES),
    st.builds(StreakGrew, GIFTS, NUMBERS, SHARES, st.booleans(), st.booleans()),
    st.builds(GiftVoided, GIFTS, SHARES, NUMBERS),
    st.builds(GiftRecounted, GIFTS, NUMBERS, SHARES, st.booleans(), st.booleans(), NUMBERS),
)


def plainly(event: Event) -> str:
    return json.dumps(plain.to_plain(event), ensure_ascii=False, separators=(",", ":"))


def test_here_is_every_kind_of_event() -> None:
    here = {type(event) for event in (*(entry.event for entry in ENTRIES), *OTHERS)}
    assert here | {GiftRecounted} == set(plain.EVENTS.values())


@pytest.mark.parametrize("event", [*(entry.event for entry in ENTRIES), *OTHERS])
def test_every_kind_of_event_is_written_in_full(event: Event) -> None:
    assert text_of(event) == plainly(event)


@given(KINDS)
def test_whatever_is_in_a_gift(event: Event) -> None:
    assert text_of(event) == plainly(event)
    assert plain.from_plain(type(event), json.loads(text_of(event))) == event


def test_what_is_not_of_its_type_is_written_as_it_is() -> None:
    gift = Gift("one", Gifter(), "Rose", cast(Any, 1.5), 0)
    assert text_of(GiftReceived(gift, ())) == plainly(GiftReceived(gift, ()))


def test_what_json_cannot_tell_is_refused() -> None:
    gift = replace(Gift("one", Gifter(), "Rose", 1, 0), name=cast(Any, object()))
    with pytest.raises(TypeError):
        text_of(GiftReceived(gift, ()))
