"""Decisions about gifts: count it, count what it grew by, take it back, or say why not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from giftgoal.domain.board import Answered, Board, Side, request_place
from giftgoal.domain.commands import RecordGift
from giftgoal.domain.errors import (
    KeyReused,
    NotFound,
    PossibleDuplicate,
    StreakMismatch,
    UnknownGoal,
)
from giftgoal.domain.events import Event, GiftReceived, GiftRestored, GiftVoided, StreakGrew
from giftgoal.domain.gifts import MICRO, Gift, Person, Recorded, Share

DUPLICATE_MS = 5_000
"""Two people entering the same gift within this time are asked about it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Who wants something, and when, in milliseconds since 1970."""

    by: Person
    at: int
    duplicate_ms: int = DUPLICATE_MS
    """How long another person's same gift is asked about; 0: never."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the ledger says about gifts that the board has forgotten."""

    gifts: Mapping[str, Recorded] = field(default_factory=dict)
    """By gift id."""
    requests: Mapping[str, Answered] = field(default_factory=dict)
    """By `request_place`."""
    streaks: Mapping[str, str] = field(default_factory=dict)
    """Streak key to gift id."""


def streak_key(board: Board, gift: Gift) -> str:
    """Return the streak's key as the ledger keeps it: each rehearsal has its own streaks."""
    if not gift.streak or not gift.rehearsal:
        return gift.streak
    return f"rehearsal-{board.rehearsal.since}:{gift.streak}"


def find(board: Board, id_: str, known: Known) -> Recorded | None:
    """Return a gift by its id, or None if neither the board nor `known` has it."""
    return board.real.recent.get(id_) or board.rehearsal.recent.get(id_) or known.gifts.get(id_)


def target(board: Board, command: RecordGift, asked: Asked, known: Known) -> Recorded | None:
    """Return the gift that this command speaks of, if there is one already.

    Raises:
        KeyReused: If its idempotency key came with another body before.
    """
    request = command.request
    if request:
        place = request_place(asked.by.id, request.key)
        answered = board.requests.get(place) or known.requests.get(place)
        if answered and answered.body != request.body:
            raise KeyReused(request.key)
        if answered:
            return find(board, answered.gift, known)
    key = streak_key(board, command.gift)
    if not key:
        return None
    streaks = board.side(command.gift.rehearsal).streaks
    return find(board, streaks.get(key) or known.streaks.get(key, ""), known)


def record(board: Board, command: RecordGift, asked: Asked, known: Known) -> Event | None:
    """Decide about a gift or a report of a streak.

    Raises:
        KeyReused: See `target`.
        StreakMismatch: If the streak's key belongs to another gift or gifter.
        UnknownGoal: If it names a goal that is not open.
        PossibleDuplicate: If another person has just entered the same.
    """
    gift = command.gift
    if gift.goal and gift.goal not in board.goals:
        raise UnknownGoal(gift.goal)
    before = target(board, command, asked, known)
    if before is None:
        side = board.side(gift.rehearsal)
        if not command.confirm and (other := _entered_by_another(side, gift, asked)):
            raise PossibleDuplicate(other)
        gift = replace(gift, streak=streak_key(board, gift)) if gift.streak else gift
        return GiftReceived(gift, shares(board, gift, gift.count, gift.micro))
    return _grow(board, before, gift) if gift.streak else None


def _grow(board: Board, before: Recorded, report: Gift) -> Event | None:
    known = before.gift
    if (known.gifter.key, known.name) != (report.gifter.key, report.name):
        raise StreakMismatch(report.streak.rpartition(":")[2])
    if report.count <= known.count:
        return None
    added = max(0, report.micro - known.micro)
    gift = replace(known, count=report.count, micro=known.micro + added, worth=report.worth)
    grown = shares(board, gift, gift.count - known.count, added)
    return StreakGrew(gift, added, grown, not before.voided, known.needs_rate)


def void(board: Board, id_: str, known: Known) -> Event | None:
    """Decide about taking a gift back.

    Raises:
        NotFound: If there is no such gift.
    """
    recorded = _found(board, id_, known)
    return None if recorded.voided else GiftVoided(recorded.gift, recorded.shares)


def restore(board: Board, id_: str, known: Known) -> Event | None:
    """Decide about counting a voided gift again.

    Raises:
        NotFound: If there is no such gift.
    """
    recorded = _found(board, id_, known)
    return GiftRestored(recorded.gift, recorded.shares) if recorded.voided else None


def _found(board: Board, id_: str, known: Known) -> Recorded:
    recorded = find(board, id_, known)
    wiped = recorded and recorded.gift.rehearsal and recorded.seq <= board.rehearsal.since
    if recorded is None or wiped:
        raise NotFound("gift", id_)
    return recorded


def shares(board: Board, gift: Gift, count: int, micro: int) -> tuple[Share, ...]:
    """Return what `count` pieces worth `micro` add to each open goal that the gift matches."""
    added = []
    for goal in board.goals.values():
        if gift.goal not in ("", goal.id):
            continue
        wanted = goal.settings.gift
        if wanted and wanted.casefold() != gift.name.casefold():
            continue
        amount = count * MICRO if wanted else micro
        if amount:
            added.append(Share(goal.id, goal.run, amount))
    return tuple(added)


def _entered_by_another(side: Side, gift: Gift, asked: Asked) -> Recorded | None:
    """Return the same gift from the same gifter that another person has just entered by hand."""
    if gift.source != "manual" or not gift.gifter.key:
        return None
    for other in _newest(side.recent.values(), asked.at - asked.duplicate_ms):
        same = (other.gift.gifter.key, other.gift.name) == (gift.gifter.key, gift.name)
        manual = other.gift.source == "manual" and not other.voided
        worth = gift.name or other.gift.micro == gift.micro
        if same and manual and worth and other.by.id != asked.by.id:
            return other
    return None


def _newest(recent: Iterable[Recorded], since: int) -> Iterable[Recorded]:
    for recorded in reversed(list(recent)):
        if recorded.at <= since:
            return
        yield recorded
