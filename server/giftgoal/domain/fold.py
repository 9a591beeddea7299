"""The fold: from a board and the next entries to the next board."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar, assert_never

from giftgoal.domain import evening, tallies
from giftgoal.domain.board import (
    RECENT,
    Answered,
    Board,
    Goal,
    Moment,
    Overlay,
    Progress,
    Side,
    Token,
    raised_by,
    request_place,
)
from giftgoal.domain.events import (
    Entry,
    GifterRuled,
    GiftEvent,
    GiftReceived,
    GiftRecounted,
    GiftRestored,
    GiftThanked,
    GiftVoided,
    GoalClosed,
    GoalEdited,
    GoalEvent,
    GoalOpened,
    GoalReset,
    OverlayAdded,
    OverlayEdited,
    OverlayKeyChanged,
    OverlayRemoved,
    RateSet,
    RehearsalShown,
    RehearsalWiped,
    RulesSet,
    StreakGrew,
    TokenIssued,
    TokenRevoked,
)
from giftgoal.domain.gifts import Recorded, Share, moment_of
from giftgoal.domain.goals import GoalSettings, reached_between

T = TypeVar("T")

FOLD_VERSION = 3
"""Goes up when the same ledger would fold to another board: older checkpoints are void then."""


def fold(board: Board, entries: Iterable[Entry]) -> Board:
    """Return the board after the entries; the given one stays as it is."""
    draft = board.draft()
    for entry in entries:
        evolve(draft, entry)
    return draft


def evolve(draft: Board, entry: Entry) -> None:
    """Fold one entry into a draft.

    Raises:
        ValueError: If it is not the entry that comes next.
    """
    if entry.seq != draft.seq + 1:
        raise ValueError(f"entry {entry.seq} cannot follow entry {draft.seq}")
    draft.seq = entry.seq
    match entry.event:
        case (
            GiftReceived() | StreakGrew() | GiftVoided() | GiftRestored() | GiftRecounted()
        ) as event:
            _fold_gift(draft, entry, event)
        case GoalOpened() | GoalEdited() | GoalReset() | GoalClosed() as event:
            _fold_goal(draft, entry, event)
        case RehearsalWiped():
            draft.rehearsal = _fresh_rehearsal(draft)
        case RehearsalShown(on):
            draft.rehearsal_shown = on
        case OverlayAdded(id_, name, key, look):
            draft.overlays[id_] = Overlay(id_, name, key, look)
        case OverlayEdited(id_, name, look):
            draft.overlays[id_] = replace(draft.overlays[id_], name=name, look=look)
        case OverlayKeyChanged(id_, key):
            draft.overlays[id_] = replace(draft.overlays[id_], key=key)
        case OverlayRemoved(id_):
            del draft.overlays[id_]
        case TokenIssued(id_, name, role, kind, hash_):
            draft.tokens = {**draft.tokens, id_: Token(id_, name, role, kind, hash_, entry.at)}
        case TokenRevoked(revoked):
            draft.tokens = {id_: one for id_, one in draft.tokens.items() if id_ != revoked}
        case RateSet(unit, rate):
            draft.rates[unit] = rate
        case RulesSet(rules):
            draft.rules = rules
        case GifterRuled(key, rule):
            draft.gifters[key] = rule
        case GiftThanked(gift):
            draft.real.waiting.pop(gift, None)
            draft.rehearsal.waiting.pop(gift, None)
        case _:
            assert_never(entry.event)


def fold_gift(known: Recorded | None, entry: Entry) -> Recorded:
    """Fold one entry into the gift it speaks of.

    Raises:
        ValueError: If the gift's first entry is not its receipt, or the entry speaks of no gift.
    """
    match entry.event:
        case GiftReceived() as new:
            return Recorded(new.gift, entry.seq, entry.at, entry.by, new.shares, grown_at=entry.at)
        case StreakGrew(gift, _, shares) if known:
            return known.grown(gift, shares, entry.at)
        case GiftRecounted(gift, _, shares) if known:
            return known.grown(gift, shares, known.grown_at)
        case GiftVoided() if known:
            return replace(known, voided=True)
        case GiftRestored() if known:
            return replace(known, voided=False)
        case _:
            raise ValueError(f"entry {entry.seq} does not continue a gift")


def _fold_gift(draft: Board, entry: Entry, event: GiftEvent) -> None:
    gift = event.gift
    side = draft.side(gift.rehearsal)
    new = isinstance(event, GiftReceived)
    if gift.source == "manual" and (new or isinstance(event, StreakGrew)):
        side.hands[entry.by.id] = entry.at
        _keep_newest(side.hands)
    if new or gift.id in side.recent:
        side.recent[gift.id] = fold_gift(side.recent.get(gift.id), entry)
    if entry.request:
        place = request_place(entry.by.id, entry.request.key)
        draft.requests[place] = Answered(gift.id, entry.request.body)
        _keep_newest(draft.requests)
    match event:
        case GiftReceived():
            _received(draft, side, entry, event)
        case StreakGrew(_, added, shares, counted, needed_rate):
            if counted:
                side.needs_rate += gift.needs_rate - needed_rate
                _celebrate(side, Moment(entry.seq, entry.at, gift.id))
                tallies.add(side, gift.gifter, added, gifts=0)
                _add_shares(draft, side, entry, shares)
                evening.add(draft, side, entry.at, gift, added)
        case GiftRecounted(_, added, shares, counted, needed_rate, moment):
            if counted:
                side.needs_rate += gift.needs_rate - needed_rate
                tallies.correct(side, gift.gifter, added, gifts=0)
                _add_shares(draft, side, entry, shares)
                evening.correct(side, moment or entry.at, added)
        case GiftVoided(_, shares, moment):
            tallies.correct(side, gift.gifter, -gift.micro, gifts=-1)
            side.needs_rate -= gift.needs_rate
            _add_shares(draft, side, entry, shares, sign=-1)
            side.waiting.pop(gift.id, None)
            evening.correct(side, moment or entry.at, -gift.micro)
        case GiftRestored(_, shares, moment):
            tallies.correct(side, gift.gifter, gift.micro, gifts=1)
            side.needs_rate += gift.needs_rate
            _add_shares(draft, side, entry, shares)
            evening.correct(side, moment or entry.at, gift.micro)
        case _:
            assert_never(event)


def _received(draft: Board, side: Side, entry: Entry, event: GiftReceived) -> None:
    gift = event.gift
    _keep_newest(side.recent)
    if gift.streak:
        side.streaks[gift.streak] = gift.id
        _keep_newest(side.streaks)
    side.needs_rate += gift.needs_rate
    _celebrate(side, Moment(entry.seq, entry.at, gift.id))
    tallies.add(side, gift.gifter, gift.micro, gifts=1)
    _add_shares(draft, side, entry, event.shares)
    evening.add(draft, side, moment_of(gift, entry.at), gift, gift.micro)


def _keep_newest(things: dict[str, T]) -> None:
    if len(things) > RECENT:
        del things[next(iter(things))]


def _celebrate(side: Side, moment: Moment) -> None:
    side.moments.append(moment)
    if len(side.moments) > RECENT:
        side.moments.popleft()


def _add_shares(
    draft: Board, side: Side, entry: Entry, shares: tuple[Share, ...], sign: int = 1
) -> None:
    for share in shares:
        goal = draft.goals.get(share.goal)
        if goal is not None:
            _add_share(side, entry, goal, share.run, sign * share.amount)


def _add_share(side: Side, entry: Entry, goal: Goal, run: int, amount: int) -> None:
    before = side.progress[goal.id]
    total = before.amount + (amount if run == before.run else 0)
    celebrated, raised = before.celebrated, raised_by(total, goal.settings)
    if raised > celebrated:
        reached = reached_between(goal.settings, celebrated, raised)
        for rung in reached:
            _celebrate(side, Moment(entry.seq, entry.at, goal=goal.id, reached=rung))
        if reached or goal.settings.milestones:
            evening.pass_marks(side, _moment(entry), goal, reached, (celebrated, raised))
        celebrated = raised
    side.progress[goal.id] = Progress(before.run, total, before.all_time + amount, celebrated)


def _moment(entry: Entry) -> int:
    """Return when what an entry tells of happened."""
    if isinstance(entry.event, GiftReceived):
        return moment_of(entry.event.gift, entry.at)
    return entry.at


def _fold_goal(draft: Board, entry: Entry, event: GoalEvent) -> None:
    match event:
        case GoalOpened(id_, settings):
            draft.goals[id_] = Goal(id_, settings, 1, entry.at)
            for side in (draft.real, draft.rehearsal):
                side.progress[id_] = Progress(celebrated=settings.offset)
        case GoalEdited(id_, settings):
            goal = draft.goals[id_]
            draft.goals[id_] = replace(goal, settings=settings)
            for side in (draft.real, draft.rehearsal):
                side.progress[id_] = _edited(side.progress[id_], goal.settings, settings)
        case GoalReset(id_):
            goal = draft.goals[id_]
            draft.goals[id_] = replace(goal, run=goal.run + 1)
            for side in (draft.real, draft.rehearsal):
                side.progress[id_] = _reset(side.progress[id_], goal)
        case GoalClosed(id_):
            del draft.goals[id_]
            for side in (draft.real, draft.rehearsal):
                del side.progress[id_]
        case _:
            assert_never(event)


def _edited(progress: Progress, before: GoalSettings, after: GoalSettings) -> Progress:
    """An edit celebrates nothing, and a corrected offset moves all that stands on it."""
    return replace(progress, celebrated=progress.celebrated + after.offset - before.offset)


def _reset(progress: Progress, goal: Goal) -> Progress:
    offset = goal.settings.offset
    return replace(progress, run=progress.run + 1, amount=0, celebrated=offset)


def _fresh_rehearsal(draft: Board) -> Side:
    progress = {
        goal.id: Progress(run=goal.run, celebrated=goal.settings.offset)
        for goal in draft.goals.values()
    }
    return Side(progress=progress, since=draft.seq)
