"""The keeper: the one writer. It takes commands, decides, appends, folds, publishes, answers."""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from giftgoal.domain.board import RECENT, Board, request_place
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
from giftgoal.domain.gift_decisions import Asked, Known, find, keyed, streak_key, target
from giftgoal.domain.gifts import Person, Recorded
from giftgoal.ledger import DiskFull, Ledger, LedgerError, Saving, Taken

log = logging.getLogger(__name__)

BATCH = 128
"""The most commands settled by one transaction; fewer than the gifts a board remembers, so that a
command always finds what an earlier one of its batch has done."""

assert BATCH < RECENT  # see above


TRY_AGAIN_SECONDS = 1.0
"""Between two looks whether a full disk has space again."""


class Stopping(Exception):
    """The keeper takes no more commands."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a command."""

    board: Board
    """The board with it."""
    entry: Entry | None
    """None: all was as the command wanted it already."""
    gift: Recorded | None = None
    """The gift that the command speaks of."""


@dataclass(slots=True)
class _Waiting:
    command: Command
    asked: Asked
    answer: asyncio.Future[Answer]


@dataclass(frozen=True, slots=True)
class _Decided:
    """A command that was decided on a draft, and what its caller will hear."""

    waiting: _Waiting
    entry: Entry | None = None
    gift: Recorded | None = None
    refused: Refusal | None = None


class Keeper:
    """Settles commands in the order they came, all that are queued in one transaction.

    An answer means that the entry is on disk, and so is every entry of the board.
    """

    def __init__(
        self,
        ledger: Ledger,
        board: Board,
        *,
        publish: Callable[[Board], None],
        prepare: Callable[[Board], Callable[[], None] | None] = lambda _board: None,
        now: Callable[[], int],
        checkpoint_every: int = 5_000,
        duplicate_ms: int = 5_000,
        notice: Callable[[str], None] = lambda _line: None,
        park: Callable[[Command, Person, Exception], None] = lambda *_what: None,
    ) -> None:
        # The board as it is on disk. Readers may hold on to it: it never changes, it is replaced.
        self.board = board
        self._ledger = ledger
        self._publish = publish
        # Told what will be published if the disk does its work; returns what to do meanwhile.
        self._prepare = prepare
        # Milliseconds since 1970.
        self._now = now
        self._duplicate_ms = duplicate_ms
        self._saving = Saving(ledger, board.seq, checkpoint_every)
        # Told what keeps gifts from being written down; "" when nothing does any more.
        self._notice = notice
        # Given the commands that crash.
        self._park = park
        self._recovering: asyncio.Task[None] | None = None
        self._queue: deque[_Waiting] = deque()
        self._queued = asyncio.Event()
        self._stopping = False

    async def ask(self, command: Command, by: Person) -> Answer:
        """Settle one command.

        Raises:
            Refusal: If it cannot be; nothing has changed then.
            LedgerError: If it could not be written; nothing has changed then.
            Stopping: If the keeper is stopping.
        """
        return await self._enqueue(command, by)

    async def ask_all(
        self, batches: Iterable[Sequence[Command]], by: Person
    ) -> list[Answer | Refusal]:
        """Settle many commands; what others ask for comes in between.

        Args:
            batches: At most `BATCH` commands each. Each is drawn while the one before is written
                down, so drawing may take as long as others can wait.
            by: Who wants them.

        Raises:
            LedgerError, Stopping: See `ask`. Some are settled then; ask for all again.
        """
        outcomes: list[Answer | Refusal] = []
        before: list[asyncio.Future[Answer]] = []
        now: list[asyncio.Future[Answer]] = []
        try:
            for batch in batches:
                now = [self._enqueue(command, by) for command in batch]
                outcomes += await _outcomes(before)
                before = now
            return outcomes + await _outcomes(before)
        finally:
            # Of those that nobody waits for any more, too, the end must have been seen.
            await asyncio.gather(*before, *now, return_exceptions=True)

    def _enqueue(self, command: Command, by: Person) -> asyncio.Future[Answer]:
        if self._stopping:
            raise Stopping
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        asked = Asked(by, self._now(), self._duplicate_ms)
        self._queue.append(_Waiting(command, asked, answer))
        self._queued.set()
        return answer

    async def run(self) -> None:
        """Settle commands until `stop` is called and the queue is empty, then save a checkpoint."""
        try:
            while not (self._stopping and not self._queue):
                if not self._queue:
                    self._queued.clear()
                    await self._queued.wait()
                batch = [self._queue.popleft() for _ in range(min(BATCH, len(self._queue)))]
                if batch:
                    await self._settle(batch)
                self._saving.when_due(self.board, busy=bool(self._queue))
        finally:
            self._stopping = True
            for waiting in self._queue:  # there are some only where this ends by a crash
                _fail(waiting, Stopping())
            if self._recovering is not None:
                self._recovering.cancel()
        await self._saving.finish(self.board)

    def stop(self) -> None:
        """Take no more commands; `run` ends when those that are queued are settled."""
        self._stopping = True
        self._queued.set()

    async def _settle(self, batch: Sequence[_Waiting]) -> None:
        try:
            await self._settle_together(batch)
        except Exception as error:
            concerns_all = isinstance(error, LedgerError) and not isinstance(error, Taken)
            if len(batch) > 1 and not concerns_all:
                # One of them crashes, or has an id that is taken; nothing is written yet. Each
                # alone: the others must not pay for it.
                for waiting in batch:
                    await self._settle([waiting])
                return
            if concerns_all:
                self._cannot_write(error)
            elif not isinstance(error, Taken):
                log.exception("a command failed: %s", type(batch[0].command).__name__)
                self._park(batch[0].command, batch[0].asked.by, error)
            for waiting in batch:
                _fail(waiting, error)

    async def _settle_together(self, batch: Sequence[_Waiting]) -> None:
        known = await self._look_up(batch)
        draft, decided = self._decide_all(batch, known)
        if any(_may_be_a_retry(each) for each in decided):
            known = await self._look_up(batch, keys=True)
            draft, decided = self._decide_all(batch, known)
        entries = [each.entry for each in decided if each.entry]
        try:
            if entries:
                await self._ledger.append(entries, self._prepare(draft))
        except Taken:
            # A key that the board has forgotten is in the ledger: find it and decide again.
            known = await self._look_up(batch, keys=True)
            draft, decided = self._decide_all(batch, known)
            entries = [each.entry for each in decided if each.entry]
            if entries:
                await self._ledger.append(entries)
        if entries:
            self._notice("")
            self.board = draft
            self._show(draft)
        for each in decided:
            _answer(each, self.board)

    def _show(self, board: Board) -> None:
        try:
            self._publish(board)
        except Exception:
            # It is on disk and acknowledged all the same: who is told otherwise sends it again.
            log.exception("the board could not be shown")

    def _cannot_write(self, error: Exception) -> None:
        self._notice(f"Gifts cannot be counted now. {str(error)[:1].upper()}{str(error)[1:]}.")
        recovering = self._recovering is not None and not self._recovering.done()
        if isinstance(error, DiskFull) and not recovering:
            self._recovering = asyncio.create_task(self._recover())

    async def _recover(self) -> None:
        """Wait until a checkpoint can be written to a disk that was full."""
        full = True
        while full:
            await asyncio.sleep(TRY_AGAIN_SECONDS)
            try:
                await self._ledger.save(self.board)
                full = False
            except LedgerError:
                continue
        self._notice("")

    def _decide_all(self, batch: Sequence[_Waiting], known: Known) -> tuple[Board, list[_Decided]]:
        draft = self.board.draft()
        # Brought up to date by each command: the next may speak of the same gift.
        gifts = dict(known.gifts)
        known = replace(known, gifts=gifts)
        decided = []
        for waiting in batch:
            try:
                each = _decide(draft, waiting, known)
            except Refusal as refusal:
                each = _Decided(waiting, refused=refusal)
            if each.gift and each.gift.gift.id in gifts:
                gifts[each.gift.gift.id] = each.gift
            decided.append(each)
        return draft, decided

    async def _look_up(self, batch: Sequence[_Waiting], keys: bool = False) -> Known:
        """Ask the ledger for what the board has forgotten.

        Without `keys` only for gifts that are named by their id: a new key is far more likely than
        one so old that the board has forgotten it, and the ledger refuses a key that is taken.
        """
        gifts, requests, streaks = set[str](), set[str](), set[str]()
        for waiting in batch:
            match waiting.command:
                case VoidGift(gift) | RestoreGift(gift) | RecountGift(gift):
                    if find(self.board, gift, Known()) is None:
                        gifts.add(gift)
                case ReverseGift(key):
                    requests.add(request_place(waiting.asked.by.id, key))
                case RecordGift(gift, request) if keys:
                    streaks.add(streak_key(self.board, gift))
                    if request:
                        requests.add(request_place(waiting.asked.by.id, request.key))
                case _:
                    pass
        if not (gifts or requests or streaks):
            return Known()
        return await self._ledger.find(gifts, requests, streaks - {""})


def _decide(draft: Board, waiting: _Waiting, known: Known) -> _Decided:
    """Decide one command and fold what follows into the draft."""
    command, asked = waiting.command, waiting.asked
    event = decide(draft, command, asked, known)
    if event is None:
        return _Decided(waiting, gift=_spoken_of(draft, command, asked, known))
    request = command.request if isinstance(command, RecordGift) else None
    entry = Entry(draft.seq + 1, asked.at, asked.by, event, request)
    evolve(draft, entry)
    gift = _folded(draft, entry, event, known) if isinstance(event, GiftEvent) else None
    return _Decided(waiting, entry, gift)


def _folded(draft: Board, entry: Entry, event: GiftEvent, known: Known) -> Recorded:
    """Return a gift after an entry that was folded into the draft."""
    id_ = event.gift.id
    recent = draft.side(event.gift.rehearsal).recent.get(id_)
    return recent or fold_gift(known.gifts.get(id_), entry)


def _may_be_a_retry(decided: _Decided) -> bool:
    """Tell whether a gift was refused that may be one the board has forgotten, sent again."""
    command = decided.waiting.command
    keyed_gift = isinstance(command, RecordGift) and (command.request or command.gift.streak)
    return bool(decided.refused and keyed_gift)


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


async def _outcomes(waiting: Sequence[asyncio.Future[Answer]]) -> list[Answer | Refusal]:
    await asyncio.sleep(0)  # others have their turn, even if there is nothing to wait for
    outcomes = []
    for outcome in await asyncio.gather(*waiting, return_exceptions=True):
        if not isinstance(outcome, Answer | Refusal):
            raise outcome
        outcomes.append(outcome)
    return outcomes


def _answer(decided: _Decided, board: Board) -> None:
    future = decided.waiting.answer
    if future.done():  # the caller has gone
        return
    if decided.refused:
        future.set_exception(decided.refused)
    else:
        future.set_result(Answer(board, decided.entry, decided.gift))


def _fail(waiting: _Waiting, error: Exception) -> None:
    if not waiting.answer.done():
        waiting.answer.set_exception(error)
