"""A long evening, made fast: gifts as the keeper would have written them."""

from collections.abc import Iterator
from pathlib import Path

from giftgoal.domain.events import Entry, GiftReceived, GoalOpened, Request
from giftgoal.domain.fold import evolve
from giftgoal.domain.gifts import MICRO, Gift, Person, Share, gifter_named
from giftgoal.domain.goals import GoalSettings
from giftgoal.ledger import SqliteLedger

MIKA = Person("owner", "mika")
_EIGHT = 1_795_550_400_000
_BATCH = 4096


def gift_entries(first: int, last: int, gifters: int) -> Iterator[Entry]:
    """Yield one rose an entry; the very first entry opens the goal that they count toward."""
    for seq in range(first, last + 1):
        if seq == 1:
            yield Entry(1, _EIGHT, MIKA, GoalOpened("mic", GoalSettings("New mic", 500)))
            continue
        ana = gifter_named(f"ana {seq % gifters}")
        gift = Gift(f"{seq:020x}", ana, "Rose", 1, MICRO)
        received = GiftReceived(gift, (Share("mic", 1, MICRO),))
        yield Entry(seq, _EIGHT + seq * 50, MIKA, received, Request(f"tap-{seq}", "b" * 32))


async def write_evening(folder: Path, gifts: int, gifters: int) -> None:
    """Fill the ledger of a data folder, and stop as a server would: with a checkpoint."""
    ledger, board = await SqliteLedger.open(folder)
    entries: list[Entry] = []
    for entry in gift_entries(1, gifts + 1 if gifts else 0, gifters):
        evolve(board, entry)
        entries.append(entry)
        if len(entries) == _BATCH:
            await ledger.append(entries)
            entries = []
    await ledger.append(entries)
    await ledger.save(board)
    await ledger.close()
