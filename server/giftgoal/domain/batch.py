"""Commands that are settled together: decided and folded one after the other, on one draft."""

from collections.abc import Iterable
from dataclasses import field

from giftgoal.domain.board import Board, request_place
from giftgoal.domain.commands import (
    Command,
    RecordGift,
    RecountGift,
    RestoreGift,
    ReverseGift,
    VoidGift,
)
from giftgoal.domain.decide import decide
from giftgoal.domain.errors import Refusal
from giftgoal.domain.events import Entry, GiftEvent
from giftgoal.domain.fold import evolve, fold_gift
from giftgoal.domain.frozen import frozen
from giftgoal.domain.gift_decisions import Asked, Known, find, keyed, streak_key, target
from giftgoal.domain.gifts import Recorded


@frozen
class Decided:
    """What was decided about one command."""

    entry: Entry | None = None
    """None: all was as the command wanted it already, or it was refused."""
    gift: Recorded | None = None
    """The gift that the command speaks of."""
    refused: Refusal | None = None


@frozen
class Forgotten:
    """What a batch speaks of that the board no longer knows; see `Known` for the keys."""

    gifts: set[str] = field(default_factory=set)
    requests: set[str] = field(default_factory=set)
    streaks: set[str] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.gifts or self.requests or self.streaks)


def decide_all(draft: Board, batch: Iterable[tuple[Command, Asked]], known: Known) -> list[Decided]:
    """Decide about commands, fold what follows into a draft, and return what was decided."""
    # Brought up to date by each command: the next may speak of the same gift.
    gifts = dict(known.gifts)
    known = Known(gifts, known.requests, known.streaks)
    decided = []
    for command, asked in batch:
        try:
            each = _decide(draft, command, asked, known)
        except Refusal as refusal:
            each = Decided(refused=refusal)
        if gifts and each.gift and each.gift.gift.id in gifts:
            gifts[each.gift.gift.id] = each.gift
        decided.append(each)
    return decided


def forgotten(
    board: Board, batch: Iterable[tuple[Command, Asked]], *, keys: bool = False
) -> Forgotten:
    """Return what the ledger has to be asked for before a batch can be decided.

    Without `keys` only gifts that are named by their id: a new key is far more likely than one so
    old that the board has forgotten it, and the ledger refuses a key that is taken.
    """
    missing = Forgotten()
    for command, asked in batch:
        match command:
            case RecordGift():  # first: hardly anything else comes
                if keys:
                    missing.streaks.add(streak_key(board, command.gift))
                    if command.request:
                        place = request_place(asked.by.id, command.request.key)
                        missing.requests.add(place)
            case VoidGift(gift) | RestoreGift(gift) | RecountGift(gift):
                if find(board, gift, Known()) is None:
                    missing.gifts.add(gift)
            case ReverseGift(key):
                missing.requests.add(request_place(asked.by.id, key))
            case _:
                pass
    missing.streaks.discard("")
    return missing


def may_be_a_retry(command: Command, decided: Decided) -> bool:
    """Tell whether a gift was refused that may be one the board has forgotten, sent again."""
    if decided.refused is None or not isinstance(command, RecordGift):
        return False
    return bool(command.request or command.gift.streak)


def _decide(draft: Board, command: Command, asked: Asked, known: Known) -> Decided:
    """Decide one command and fold what follows into the draft."""
    event = decide(draft, command, asked, known)
    if event is None:
        return Decided(gift=_spoken_of(draft, command, asked, known))
    request = command.request if isinstance(command, RecordGift) else None
    entry = Entry(draft.seq + 1, asked.at, asked.by, event, request)
    evolve(draft, entry)
    gift = _folded(draft, entry, event, known) if isinstance(event, GiftEvent) else None
    return Decided(entry, gift)


def _folded(draft: Board, entry: Entry, event: GiftEvent, known: Known) -> Recorded:
    """Return a gift after an entry that was folded into the draft."""
    id_ = event.gift.id
    recent = draft.side(event.gift.rehearsal).recent.get(id_)
    return recent or fold_gift(known.gifts.get(id_), entry)


def _spoken_of(draft: Board, command: Command, asked: Asked, known: Known) -> Recorded | None:
    match command:
        case RecordGift():
            return target(draft, command, asked, known)
        case VoidGift(gift) | RestoreGift(gift) | RecountGift(gift):
            return find(draft, gift, known)
        case ReverseGift():
            return find(draft, keyed(draft, command, asked, known), known)
        case _:
            return None
