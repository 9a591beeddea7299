"""The keeper: the one writer. It takes commands, decides, appends, folds, publishes, answers."""

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from giftgoal.askers import Answer, Asker, Outcome, Stopping, Together
from giftgoal.domain.batch import Decided, decide_all, forgotten, may_be_a_retry
from giftgoal.domain.board import RECENT, Board
from giftgoal.domain.commands import Command
from giftgoal.domain.errors import Refusal
from giftgoal.domain.events import Entry
from giftgoal.domain.gift_decisions import Asked, Known
from giftgoal.domain.gifts import Person
from giftgoal.ledger import DiskFull, Ledger, LedgerError, Saving, Taken

log = logging.getLogger(__name__)

BATCH = 128
"""The most commands settled by one transaction; fewer than the gifts a board remembers, so that a
command always finds what an earlier one of its batch has done."""

assert BATCH < RECENT  # see above

_FEW = 2
"""So many can be got ready for in the time the disk needs."""

TRY_AGAIN_SECONDS = 1.0
"""Between two looks whether a full disk has space again."""


@dataclass(slots=True)
class _Waiting:
    command: Command
    asked: Asked
    asker: Asker


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
        # A draft of the board, if there was time to make one.
        self._draft: Board | None = None
        self._stopping = False

    async def ask(self, command: Command, by: Person) -> Answer:
        """Settle one command.

        Raises:
            Refusal: If it cannot be; nothing has changed then.
            LedgerError: If it could not be written; nothing has changed then.
            Stopping: If the keeper is stopping.
        """
        one = Together(1)
        self.queue(command, by, one.asker(0))
        (outcome,) = await one.outcomes()
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def queue(self, command: Command, by: Person, asker: Asker) -> None:
        """Settle one command; for callers that do not wait.

        Args:
            command: What is wanted.
            by: Who wants it.
            asker: Told what became of it, on the event loop.

        Raises:
            Stopping: If the keeper is stopping.
        """
        self._enqueue(command, self._asked(by), asker)

    async def ask_all(
        self, batches: Iterable[Sequence[Command]], by: Person
    ) -> AsyncIterator[list[Answer | Refusal]]:
        """Settle many commands; what others ask for comes in between.

        Args:
            batches: At most `BATCH` commands each. Each is drawn while the one before is written
                down, so drawing may take as long as others can wait.
            by: Who wants them.

        Yields:
            What became of a batch's commands, in order, batch after batch. Whoever keeps them all
            keeps all that is known of each gift.

        Raises:
            LedgerError, Stopping: See `ask`. Some are settled then; ask for all again.
        """
        before = Together(0)
        for batch in batches:
            now, asked = Together(len(batch)), self._asked(by)
            for place, command in enumerate(batch):
                self._enqueue(command, asked, now.asker(place))
            await asyncio.sleep(0)  # others have their turn
            if outcomes := await before.outcomes():
                yield [_settled(outcome) for outcome in outcomes]
            before = now
        yield [_settled(outcome) for outcome in await before.outcomes()]

    def _asked(self, by: Person) -> Asked:
        return Asked(by, self._now(), self._duplicate_ms)

    def _enqueue(self, command: Command, asked: Asked, asker: Asker) -> None:
        if self._stopping:
            raise Stopping
        self._queue.append(_Waiting(command, asked, asker))
        self._queued.set()

    async def run(self) -> None:
        """Settle commands until `stop` is called and the queue is empty, then save a checkpoint."""
        try:
            while not (self._stopping and not self._queue):
                if not self._queue:
                    self._queued.clear()
                    # Now, while nobody waits for it.
                    self._draft = self._draft or self.board.draft()
                    await self._queued.wait()
                batch = [self._queue.popleft() for _ in range(min(BATCH, len(self._queue)))]
                if batch:
                    await self._settle(batch)
                self._saving.when_due(self.board, busy=bool(self._queue))
        finally:
            self._stopping = True
            for waiting in self._queue:  # there are some only where this ends by a crash
                _tell(waiting, Stopping())
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
                _tell(waiting, error)

    async def _settle_together(self, batch: Sequence[_Waiting]) -> None:
        asked = [(each.command, each.asked) for each in batch]
        draft, decided = await self._decided(asked)
        pairs = zip(batch, decided, strict=True)
        if any(may_be_a_retry(each.command, what) for each, what in pairs):
            draft, decided = await self._decided(asked, keys=True)
        outcomes, entries = _outcomes(draft, decided), _entries(decided)
        try:
            if entries:
                await self._ledger.append(entries, self._meanwhile(draft, batch, outcomes))
        except Taken:
            # A key that the board has forgotten is in the ledger: find it and decide again.
            draft, decided = await self._decided(asked, keys=True)
            outcomes, entries = _outcomes(draft, decided), _entries(decided)
            if entries:
                await self._ledger.append(entries)
        before = self.board
        if entries:
            self.board = draft
            self._show(draft)
        if self._queue:
            # The disk has work first, and they are told while it does it.
            asyncio.get_running_loop().call_soon(_tell_all, batch, outcomes)
        else:
            _tell_all(batch, outcomes)
        del before  # letting go of a board takes as long as an answer: not before they are told

    def _meanwhile(
        self, draft: Board, batch: Sequence[_Waiting], outcomes: Sequence[Outcome]
    ) -> Callable[[], None] | None:
        """Return what to do while the disk works: what will be wanted if it does.

        Frames, where there are some to send. Else the answers to a few: it saves them time, and
        costs the loop being woken; with many there is always something else to do.
        """
        frames = self._prepare(draft)
        if frames is None and len(batch) <= _FEW:
            return partial(_get_ready, batch, outcomes)
        return frames

    async def _decided(
        self, asked: Sequence[tuple[Command, Asked]], *, keys: bool = False
    ) -> tuple[Board, list[Decided]]:
        """Decide with what the ledger has to be asked for; see `forgotten`."""
        what, known = forgotten(self.board, asked, keys=keys), Known()
        if what:
            known = await self._ledger.find(what.gifts, what.requests, what.streaks)
        draft, self._draft = self._draft or self.board.draft(), None
        return draft, decide_all(draft, asked, known)

    def _show(self, board: Board) -> None:
        try:
            self._publish(board)
            self._notice("")
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


def _settled(outcome: Outcome) -> Answer | Refusal:
    if isinstance(outcome, Answer | Refusal):
        return outcome
    raise outcome


def _entries(decided: Iterable[Decided]) -> list[Entry]:
    return [each.entry for each in decided if each.entry]


def _outcomes(board: Board, decided: Iterable[Decided]) -> list[Outcome]:
    return [what.refused or Answer(board, what.entry, what.gift) for what in decided]


def _get_ready(batch: Sequence[_Waiting], outcomes: Sequence[Outcome]) -> None:
    with suppress(Exception):  # whoever is told will meet it, and says so
        for waiting, outcome in zip(batch, outcomes, strict=True):
            if isinstance(outcome, Answer):
                waiting.asker.get_ready(outcome)


def _tell_all(batch: Sequence[_Waiting], outcomes: Sequence[Outcome]) -> None:
    for waiting, outcome in zip(batch, outcomes, strict=True):
        _tell(waiting, outcome)


def _tell(waiting: _Waiting, outcome: Outcome) -> None:
    try:
        waiting.asker.tell(outcome)
    except Exception:
        log.exception("an answer could not be told: %s", type(waiting.command).__name__)
