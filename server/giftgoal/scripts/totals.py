"""What a script adds up to, worked out without playing it."""

from dataclasses import dataclass

from giftgoal.domain.gifts import MICRO
from giftgoal.scripts.script import GiftStep, RestoreStep, Script, UndoStep
from giftgoal.scripts.timeline import timeline


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums of one play on an empty board. What is undone in the end does not count."""

    steps: int
    gifts: int
    gifters: int
    """Those with a name."""
    coins: int


def totals(script: Script) -> Totals:
    """Add up a script. Takes a second or two for the largest: keep it off an event loop."""
    steps = 0
    micro: dict[str, int] = {}
    givers: dict[str, str] = {}
    undone: set[str] = set()
    for step in timeline(script):
        steps += 1
        match step:
            case GiftStep(_, ref, gift):
                micro[ref] = max(micro.get(ref, 0), gift.micro)
                givers[ref] = gift.gifter.key
            case UndoStep(_, ref):
                undone.add(ref)
            case RestoreStep(_, ref):
                undone.discard(ref)
    counted = micro.keys() - undone
    return Totals(
        steps=steps,
        gifts=len(counted),
        gifters=len({givers[ref] for ref in counted if givers[ref]}),
        coins=sum(micro[ref] for ref in counted) // MICRO,
    )


def count_steps(script: Script) -> int:
    """Return how many single steps one play has."""
    return sum(1 for _ in timeline(script))
