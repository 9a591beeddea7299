"""What an evening must come to, in the plainest words: gifts in a list, sums by addition."""

from dataclasses import dataclass, field


@dataclass
class GivenGift:
    """A gift, and how much of it each run of a goal has got."""

    coins: int
    rehearsal: bool
    voided: bool = False
    shares: dict[tuple[str, int], int] = field(default_factory=dict)
    """Coins by goal and run."""

    def grow(self, coins: int, runs: dict[str, int]) -> None:
        """Take a report of the coins so far; one that is not above the last changes nothing."""
        more = max(0, coins - self.coins)
        self.coins += more
        for run in runs.items():
            self.shares[run] = self.shares.get(run, 0) + more


class EveningModel:
    """The gifts of an evening, by id, and the run that each open goal is on."""

    def __init__(self) -> None:
        self.gifts: dict[str, GivenGift] = {}
        self.runs: dict[str, int] = {}

    def give(self, id_: str, coins: int, *, rehearsal: bool) -> None:
        """Record a gift, or a later report of its streak."""
        gift = self.gifts.setdefault(id_, GivenGift(0, rehearsal))
        gift.grow(coins, self.runs)

    def coins(self, *, rehearsal: bool) -> int:
        """All coins of one side."""
        return sum(gift.coins for gift in self._counted(rehearsal=rehearsal))

    def count(self, *, rehearsal: bool) -> int:
        """How many gifts of one side count."""
        return len(self._counted(rehearsal=rehearsal))

    def raised(self, goal: str, *, rehearsal: bool) -> int:
        """What a goal has got in its present run."""
        run = (goal, self.runs[goal])
        return sum(gift.shares.get(run, 0) for gift in self._counted(rehearsal=rehearsal))

    def all_time(self, goal: str) -> int:
        """What a goal has got in all its runs."""
        return sum(
            coins
            for gift in self._counted(rehearsal=False)
            for (of, _), coins in gift.shares.items()
            if of == goal
        )

    def wipe(self) -> None:
        """Forget the rehearsal."""
        self.gifts = {id_: gift for id_, gift in self.gifts.items() if not gift.rehearsal}

    def _counted(self, *, rehearsal: bool) -> list[GivenGift]:
        gifts = self.gifts.values()
        return [gift for gift in gifts if gift.rehearsal == rehearsal and not gift.voided]
