"""Decisions: from a board and a command to the events that follow, or a refusal."""

from collections.abc import Container
from dataclasses import replace
from typing import assert_never

from giftgoal.domain import gift_decisions
from giftgoal.domain.board import Board
from giftgoal.domain.commands import (
    AddOverlay,
    ChangeOverlayKey,
    CloseGoal,
    Command,
    EditGoal,
    EditOverlay,
    GoalCommand,
    IssueToken,
    OpenGoal,
    OverlayCommand,
    RecordGift,
    RecountGift,
    RemoveOverlay,
    ResetGoal,
    RestoreGift,
    ReverseGift,
    RevokeToken,
    RuleCommand,
    RuleGifter,
    SetRate,
    SetRules,
    ShowRehearsal,
    ThankGift,
    VoidGift,
    WipeRehearsal,
)
from giftgoal.domain.errors import NotFound
from giftgoal.domain.events import (
    Event,
    GifterRuled,
    GiftThanked,
    GoalClosed,
    GoalEdited,
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
    TokenIssued,
    TokenRevoked,
)
from giftgoal.domain.gift_decisions import Asked, Known
from giftgoal.domain.rules import GifterRule


def decide(board: Board, command: Command, asked: Asked, known: Known) -> Event | None:
    """Return what happens, or None if all is as the command wants it already.

    Args:
        board: Everything that is true now.
        command: What is wanted.
        asked: Who wants it, and when.
        known: Gifts that the ledger was asked for because the board has forgotten them.

    Raises:
        Refusal: If it cannot be; nothing happens then.
    """
    match command:
        case RecordGift():
            return gift_decisions.record(board, command, asked, known)
        case VoidGift(id_):
            return gift_decisions.void(board, id_, known)
        case RestoreGift(id_):
            return gift_decisions.restore(board, id_, known)
        case ReverseGift():
            return gift_decisions.reverse(board, command, asked, known)
        case RecountGift():
            return gift_decisions.recount(board, command, known)
        case SetRate() | SetRules() | RuleGifter() | ThankGift():
            return _decide_rule(board, command)
        case OpenGoal() | EditGoal() | ResetGoal() | CloseGoal():
            return _decide_goal(board, command)
        case AddOverlay() | EditOverlay() | ChangeOverlayKey() | RemoveOverlay():
            return _decide_overlay(board, command)
        case IssueToken(id_, name, role, kind, hash_):
            return TokenIssued(id_, name, role, kind, hash_)
        case RevokeToken(id_):
            return TokenRevoked(_there(board.tokens, "invite", id_))
        case WipeRehearsal():
            return RehearsalWiped() if board.rehearsal.recent else None
        case ShowRehearsal(on):
            return None if board.rehearsal_shown == on else RehearsalShown(on)
        case _:
            assert_never(command)


def _decide_goal(board: Board, command: GoalCommand) -> Event | None:
    match command:
        case OpenGoal(id_, settings):
            return GoalOpened(id_, settings)
        case EditGoal(id_, changes):
            before = board.goals[_there(board.goals, "goal", id_)].settings
            after = replace(before, **changes)  # type: ignore[arg-type]  # wire has checked them
            return None if after == before else GoalEdited(id_, after)
        case ResetGoal(id_):
            return GoalReset(_there(board.goals, "goal", id_))
        case CloseGoal(id_):
            return GoalClosed(_there(board.goals, "goal", id_))
        case _:
            assert_never(command)


def _decide_overlay(board: Board, command: OverlayCommand) -> Event | None:
    match command:
        case AddOverlay(id_, name, key, look):
            return OverlayAdded(id_, name, key, look)
        case EditOverlay(id_, name, look):
            before = board.overlays[_there(board.overlays, "overlay", id_)]
            after = replace(before, name=name or before.name, look={**before.look, **look})
            return None if after == before else OverlayEdited(id_, after.name, after.look)
        case ChangeOverlayKey(id_, key):
            return OverlayKeyChanged(_there(board.overlays, "overlay", id_), key)
        case RemoveOverlay(id_):
            return OverlayRemoved(_there(board.overlays, "overlay", id_))
        case _:
            assert_never(command)


def _decide_rule(board: Board, command: RuleCommand) -> Event | None:
    match command:
        case SetRate(unit, rate):
            known = unit in board.rates and board.rates[unit] == rate
            return None if known else RateSet(unit, rate)
        case SetRules(changes):
            rules = replace(board.rules, **changes)  # type: ignore[arg-type]  # wire has checked
            return None if rules == board.rules else RulesSet(rules)
        case RuleGifter(key, changes):
            before = board.gifters.get(key, GifterRule())
            after = replace(before, **changes)  # type: ignore[arg-type]  # wire has checked them
            return None if after == before else GifterRuled(key, after)
        case ThankGift(id_):
            waits = id_ in board.real.waiting or id_ in board.rehearsal.waiting
            return GiftThanked(id_) if waits else None
        case _:
            assert_never(command)


def _there(things: Container[str], what: str, id_: str) -> str:
    if id_ not in things:
        raise NotFound(what, id_)
    return id_
