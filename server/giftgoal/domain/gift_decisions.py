"""Decisions about gifts: count it, count what it grew by, take it back, or say why not."""

from collections.abc import Mapping
from dataclasses import field, replace

from giftgoal.domain.board import Answered, Board, Side, request_place
from giftgoal.domain.commands import RecordGift, RecountGift, ReverseGift
from giftgoal.domain.errors import (
    Invalid,
    KeyReused,
    NotFound,
    PossibleDuplicate,
    StreakMismatch,
    UnknownGoal,
)
from giftgoal.domain.events import (
    Event,
    GiftReceived,
    GiftRecounted,
    GiftRestored,
    GiftVoided,
    StreakGrew,
)
from giftgoal.domain.frozen import frozen
from giftgoal.domain.gifts import MAX_COINS, MICRO, Gift, Person, Recorded, Share
from giftgoal.domain.rates import micro_of

DUPLICATE_MS = 5_000
"""Two people entering the same gift within so many milliseconds are asked about it."""


@frozen
class Asked:
    """Who wants something, and when, in milliseconds since 1970."""

    by: Person
    at: int
    duplicate_ms: int = DUPLICATE_MS
    """For how many milliseconds another person's same gift is asked about; 0: never."""


@frozen
class Known:
    """What the ledger says about gifts that the board has forgotten."""

    gifts: Mapping[str, Recorded] = field(default_factory=dict)
    """By gift id."""
    requests: Mapping[str, Answered] = field(default_factory=dict)
    """By `request_place`."""
    streaks: Mapping[str, str] = field(default_factory=dict)
    """Streak key to gift id."""


def streak_key(board: Board, gift: Gift) -> str:
    """Return the streak's key as the ledger keeps it: each rehearsal has its own streaks.

    The space keeps it apart from the key of any real streak.
    """
    if not gift.streak or not gift.rehearsal:
        return gift.streak
    return f"rehearsal-{board.rehearsal.since} {gift.streak}"


def find(board: Board, id_: str, known: Known) -> Recorded | None:
    """Return a gift by its id, or None if neither the board nor `known` has it."""
    return board.real.recent.get(id_) or board.rehearsal.recent.get(id_) or known.gifts.get(id_)


def target(board: Board, command: RecordGift, asked: Asked, known: Known) -> Recorded | None:
    """Return the gift that this command speaks of, if there is one already.

    Raises:
        KeyReused: If its idempotency key came with another body before.
    """
    answered = _answered(board, command, asked, known)
    return answered or _in_streak(board, command.gift, known)


def _answered(board: Board, command: RecordGift, asked: Asked, known: Known) -> Recorded | None:
    """Return the gift that the same request led to before."""
    request = command.request
    if request is None:
        return None
    place = request_place(asked.by.id, request.key)
    answered = board.requests.get(place) or known.requests.get(place)
    if answered is None:
        return None
    if answered.body != request.body:
        raise KeyReused(request.key)
    return find(board, answered.gift, known)


def _in_streak(board: Board, gift: Gift, known: Known) -> Recorded | None:
    """Return the gift that this one reports on."""
    if not gift.streak:
        return None
    key = streak_key(board, gift)
    id_ = board.side(gift.rehearsal).streaks.get(key) or known.streaks.get(key)
    return find(board, id_, known) if id_ else None


def record(board: Board, command: RecordGift, asked: Asked, known: Known) -> Event | None:
    """Decide about a gift or a report of a streak.

    A gift that neither the board nor `known` has is a new one. Whoever asks with less than all
    that the ledger knows must have the ledger refuse keys that are taken, and then ask again.

    Raises:
        KeyReused: See `target`.
        StreakMismatch: If the streak's key belongs to another gift or gifter.
        UnknownGoal: If it names a goal that is not open.
        PossibleDuplicate: If another person has just entered the same.
        Invalid: If a streak grows to more than a gift may be worth.
    """
    gift = command.gift
    if _answered(board, command, asked, known):
        return None
    if before := _in_streak(board, gift, known):
        return _grow(board, before, gift)
    if gift.goal and gift.goal not in board.goals:
        raise UnknownGoal(gift.goal)
    side = board.side(gift.rehearsal)
    if not command.confirm and (other := _entered_by_another(side, gift, asked)):
        raise PossibleDuplicate(other)
    gift = replace(gift, streak=streak_key(board, gift)) if gift.streak else gift
    return GiftReceived(gift, shares(board, gift, gift.count, gift.micro))


def _grow(board: Board, before: Recorded, report: Gift) -> Event | None:
    so_far = before.gift
    if not _alike(so_far, report):
        raise StreakMismatch(report.streak.split(":", 1)[-1])
    if report.count <= so_far.count:
        return None
    report = _at_the_rate_so_far(so_far, report) if report.needs_rate else report
    # A price or rate that fell meanwhile takes nothing back.
    added = max(0, report.micro - so_far.micro)
    gift = replace(so_far, count=report.count, micro=so_far.micro + added, worth=report.worth)
    grown = shares(board, gift, gift.count - so_far.count, added)
    return StreakGrew(gift, added, grown, not before.voided, so_far.needs_rate)


def _at_the_rate_so_far(so_far: Gift, report: Gift) -> Gift:
    """Return the report with the streak's own rate, where its unit's was forgotten meanwhile.

    Raises:
        Invalid: If that is more than a gift may be worth.
    """
    before, worth = so_far.worth, report.worth
    if before is None or worth is None or before.unit != worth.unit:
        return report
    worth = replace(worth, rate=before.rate)
    micro = micro_of(worth)
    if micro > MAX_COINS * MICRO:
        raise Invalid("worth", worth.amount, f"at most {MAX_COINS:,} coins")
    return replace(report, worth=worth, micro=micro)


def void(board: Board, id_: str, known: Known) -> Event | None:
    """Decide about taking a gift back.

    Raises:
        NotFound: If there is no such gift.
    """
    recorded = _found(board, id_, known)
    if recorded.voided:
        return None
    return GiftVoided(recorded.gift, recorded.shares, recorded.moment)


def restore(board: Board, id_: str, known: Known) -> Event | None:
    """Decide about counting a voided gift again.

    Raises:
        NotFound: If there is no such gift.
    """
    recorded = _found(board, id_, known)
    if not recorded.voided:
        return None
    return GiftRestored(recorded.gift, recorded.shares, recorded.moment)


def recount(board: Board, command: RecountGift, known: Known) -> Event | None:
    """Decide about turning a gift's native worth into coins at another rate.

    What it adds goes to the runs of the goals that it counted for; where it was worth nothing, to
    the goals that are open now. A gift whose coins were told with it stays as it is.

    Raises:
        NotFound: If there is no such gift.
    """
    recorded = _found(board, command.gift, known)
    gift = recorded.gift
    told = gift.worth is not None and gift.worth.rate is None and gift.micro != 0
    if gift.worth is None or told:
        return None
    worth = replace(gift.worth, rate=command.rate)
    # A streak may have this rate by now, and yet have kept coins of a higher one.
    added = micro_of(worth) - gift.micro
    if worth == gift.worth and not added:
        return None
    after = replace(gift, worth=worth, micro=gift.micro + added)
    if gift.micro:
        in_coins = (share for share in recorded.shares if _in_coins(board, share))
        moved = tuple(replace(share, amount=added) for share in in_coins)
    else:
        moved = shares(board, after, 0, added)
    counted = not recorded.voided
    return GiftRecounted(after, added, moved, counted, gift.needs_rate, recorded.moment)


def _in_coins(board: Board, share: Share) -> bool:
    goal = board.goals.get(share.goal)
    return goal is not None and not goal.settings.gift


def reverse(board: Board, command: ReverseGift, asked: Asked, known: Known) -> Event | None:
    """Decide about a gift that a platform took back, named by the key it came with.

    Raises:
        NotFound: If no gift came with this key.
    """
    return void(board, keyed(board, command, asked, known), known)


def keyed(board: Board, command: ReverseGift, asked: Asked, known: Known) -> str:
    """Return the id of the gift that a request with this key led to.

    Raises:
        NotFound: If there is none.
    """
    place = request_place(asked.by.id, command.key)
    answered = board.requests.get(place) or known.requests.get(place)
    if answered is None:
        raise NotFound("gift with the key", command.key)
    return answered.gift


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
        if gift.goal and gift.goal != goal.id:
            continue
        settings = goal.settings
        if settings.sources and not {gift.source, gift.platform} & {*settings.sources}:
            continue
        wanted = settings.gift
        if wanted and wanted.casefold() != gift.name.casefold():
            continue
        amount = count * MICRO if wanted else micro
        if amount:
            added.append(Share(goal.id, goal.run, amount))
    return tuple(added)


def _entered_by_another(side: Side, gift: Gift, asked: Asked) -> Recorded | None:
    """Return the same gift from the same gifter that another person has just entered by hand."""
    if gift.source != "manual" or not gift.gifter.key or not asked.duplicate_ms:
        return None
    # Not later either: the clock may have been set back since.
    since, until = asked.at - asked.duplicate_ms, asked.at + asked.duplicate_ms
    # Mostly nobody else is at it, and there is nothing to look through.
    if not [id_ for id_, at in side.hands.items() if since < at < until and id_ != asked.by.id]:
        return None
    for other in reversed(side.recent.values()):
        # The gifter first: hardly any gift gets further.
        if other.gift.gifter.key != gift.gifter.key or not since < other.grown_at < until:
            continue
        if other.voided or other.by.id == asked.by.id or other.gift.source != "manual":
            continue
        as_much = bool(gift.name) or other.gift.micro == gift.micro
        if as_much and other.gift.name.casefold() == gift.name.casefold():
            return other
    return None


def _alike(one: Gift, other: Gift) -> bool:
    """Tell whether both are the same kind of gift from the same gifter."""
    same_gifter = one.gifter.key == other.gifter.key
    return same_gifter and one.name.casefold() == other.name.casefold()
