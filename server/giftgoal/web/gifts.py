"""Gifts: counting them, taking them back, looking through them."""

import re
from decimal import Decimal

from starlette.datastructures import Headers
from starlette.responses import Response

from giftgoal.askers import Answer
from giftgoal.catalogue import CatalogueGift
from giftgoal.domain.commands import RecordGift, RestoreGift, VoidGift
from giftgoal.domain.errors import Invalid
from giftgoal.domain.events import Request as Keyed
from giftgoal.domain.gifts import (
    MAX_COINS,
    MICRO,
    Gift,
    Gifter,
    Person,
    Recorded,
    Worth,
    gifter_named,
)
from giftgoal.domain.rates import micro_of, rated
from giftgoal.web.access import Visitor
from giftgoal.web.calls import Ask, Call, Json, Settles, json
from giftgoal.web.parts import Parts
from giftgoal.web.queries import WholeNumber
from giftgoal.wire import problems, times
from giftgoal.wire.body import shown
from giftgoal.wire.gifts import GiftIn, GiftOut, GiftsOut, WorthIn, gift_out
from giftgoal.wire.problems import Problem

PAGE = 50
"""Gifts on a page, if nobody says otherwise."""

_KEY = re.compile(r"[!-~]{1,128}")

_BEFORE = WholeNumber("before", "Only gifts with a smaller `seq`.", 1, 2**53)
_LIMIT = WholeNumber("limit", f"How many at most; {PAGE} if not said.", 1, 200)


async def post_gift(ask: Ask) -> Response:
    """Count a gift."""
    command = _wanted(ask.body, ask.request.headers, ask.by, ask.parts)
    return _counted(await ask.parts.keeper.ask(command, ask.by.person))


async def delete_gift(ask: Ask) -> Response:
    """Take a gift back."""
    answer = await ask.parts.keeper.ask(VoidGift(ask.id), ask.by.person)
    return json(gift_out(_gift(answer)))


async def restore_gift(ask: Ask) -> Response:
    """Count a voided gift again."""
    answer = await ask.parts.keeper.ask(RestoreGift(ask.id), ask.by.person)
    return json(gift_out(_gift(answer)))


async def get_gifts(ask: Ask) -> Response:
    """Look through the gifts, newest first."""
    before = _BEFORE.read(ask.request)
    limit = _LIMIT.read(ask.request) or PAGE
    gifts = await ask.parts.ledger.gifts(before, limit)
    more = gifts[-1].seq if len(gifts) == limit else None
    return json(GiftsOut(gifts=[gift_out(gift) for gift in gifts], before=more))


def _wanted(said: GiftIn, headers: Headers, by: Visitor, parts: Parts) -> RecordGift:
    return record(said, parts, by.person, _key(headers, said))


def _counted(answer: Answer) -> Json:
    return json(gift_out(_gift(answer)), 201 if answer.entry else 200)


def record(said: GiftIn, parts: Parts, by: Person, key: str | None) -> RecordGift:
    """Return the command to count a gift that somebody entered.

    Raises:
        Problem, Invalid: See `gift_of`.
    """
    gift = gift_of(said, parts, source="manual", streak_prefix=by.id)
    request = Keyed(key, said.fingerprint()) if key else None
    return RecordGift(gift, request, said.confirm)


def gift_of(said: GiftIn, parts: Parts, source: str, streak_prefix: str) -> Gift:
    """Return the gift that a message stands for, with its price.

    Raises:
        Problem: If the catalogue does not know what it is worth.
        Invalid: If it is worth more than a gift can be.
    """
    known = _in_catalogue(said, parts)
    worth = rated(_worth(said.worth), parts.feeds.rates()) if said.worth else None
    if said.coins is not None:
        micro = said.coins * MICRO
    elif worth is not None:
        micro = micro_of(worth)
    else:
        assert known  # _in_catalogue has refused what has no price
        micro = known.coins * said.count * MICRO
    if micro > MAX_COINS * MICRO:
        raise Invalid("count", said.count, f"a number that makes at most {MAX_COINS:,} coins")
    return Gift(
        id=parts.new_id(),
        gifter=gifter_named(said.gifter) if said.gifter else Gifter(),
        name=known.name if known else said.gift or "",
        count=said.count,
        micro=micro,
        source=source,
        catalogue_id=known.id if known else "",
        platform=said.platform or "",
        message=said.message or "",
        streak=f"{streak_prefix}:{said.streak}" if said.streak else "",
        worth=worth,
        rehearsal=said.rehearsal,
        given_at=times.milliseconds(said.at) if said.at else None,
        goal=said.goal or "",
    )


def _in_catalogue(said: GiftIn, parts: Parts) -> CatalogueGift | None:
    """Return the catalogue's gift that is meant; None where its price is not needed.

    Raises:
        Problem: If it is needed and there is none, or more than one.
    """
    priced = said.coins is not None or said.worth is not None
    if said.gift_id:
        by_id = parts.catalogue.by_id(said.gift_id)
        if by_id is None and not priced:
            raise _unknown("gift_id", said.gift_id)
        return by_id
    if said.gift is None:
        return None
    found = parts.catalogue.find(said.gift)
    if len(found) == 1:
        return found[0]
    if priced:
        return None
    if not found:
        raise _unknown("gift", said.gift)
    choices = [{"id": gift.id, "name": gift.name, "coins": gift.coins} for gift in found]
    detail = (
        f"{said.gift} can be any of {len(found)} gifts. Say which with gift_id, or say its coins."
    )
    raise Problem(problems.AMBIGUOUS_GIFT, detail, {"choices": choices})


def _unknown(field: str, found: str) -> Problem:
    expected = "a gift of the catalogue, unless you say its coins or worth"
    more = {"field": field, "found": shown(found), "expected": expected}
    detail = f"The catalogue has no {shown(found)}. Say how many coins it is worth."
    return Problem(problems.UNKNOWN_GIFT, detail, more)


def _worth(said: WorthIn) -> Worth:
    return Worth(Decimal(said.amount), said.unit)


def _key(headers: Headers, said: GiftIn) -> str | None:
    """Return the idempotency key, from the header or the body.

    Raises:
        Invalid: If the header is no key, or the two differ.
    """
    header = headers.get("idempotency-key")
    if header is None:
        return said.id
    if not _KEY.fullmatch(header):
        expected = "1 to 128 printable ASCII characters, no spaces"
        raise Invalid("Idempotency-Key", header, expected)
    if said.id not in (None, header):
        raise Invalid("id", said.id, "the same as the Idempotency-Key header")
    return header


def _gift(answer: Answer) -> Recorded:
    assert answer.gift  # commands about gifts are answered with one
    return answer.gift


_RECORDED = (
    problems.UNKNOWN_GIFT,
    problems.AMBIGUOUS_GIFT,
    problems.POSSIBLE_DUPLICATE,
    problems.KEY_REUSED,
    problems.STREAK_MISMATCH,
    problems.UNKNOWN_GOAL,
)

CALLS = (
    Call(
        "POST",
        "/api/gifts",
        "moderator",
        post_gift,
        "Count a gift",
        takes=GiftIn,
        gives=GiftOut,
        statuses=(201, 200),
        problems=_RECORDED,
        settles=Settles(_wanted, _counted),
    ),
    Call(
        "GET",
        "/api/gifts",
        "moderator",
        get_gifts,
        "Look through the gifts",
        gives=GiftsOut,
        query=(_BEFORE, _LIMIT),
    ),
    Call("DELETE", "/api/gifts/{id}", "moderator", delete_gift, "Take a gift back", gives=GiftOut),
    Call(
        "POST",
        "/api/gifts/{id}/restore",
        "moderator",
        restore_gift,
        "Count a gift again",
        gives=GiftOut,
    ),
)
