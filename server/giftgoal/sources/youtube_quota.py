"""YouTube's quota: what is left of today's, and how long it must last.

Source: developers.google.com/youtube/v3/determine_quota_cost and .../getting-started#quota, and the
discovery document youtube.v3 (revision 20261104), read in 2026-11: 10,000 units a day, which start
again at midnight in California.
"""

from dataclasses import dataclass, replace

PER_DAY = 10_000
"""Units that Google gives every project without asking."""

CHAT = 5
"""Units of one call for chat messages, by list or by stream. One page of Google's says 1: never
count on the better."""

VIDEO = 1
"""Units of one call for a video."""

EVENING = 6 * 3600
"""Seconds that what is left should last, at any moment."""

_DAY = 86_400

_CALIFORNIA = 8 * 3600
"""Seconds from midnight in Greenwich to midnight in California, in winter. In summer the quota
starts again an hour earlier than we think, which does no harm."""


@dataclass(frozen=True, slots=True)
class Quota:
    """What was spent of one day's units. Times are in seconds since 1970."""

    per_day: int = PER_DAY
    day: int = 0
    spent: int = 0

    def at(self, now: float) -> "Quota":
        """Return it as it is at a moment: with a new day, all is there again."""
        day = int(now - _CALIFORNIA) // _DAY
        return self if day == self.day else replace(self, day=day, spent=0)

    def less(self, units: int) -> "Quota":
        """Return it after spending units."""
        return replace(self, spent=min(self.per_day, self.spent + units))

    def used_up(self) -> "Quota":
        """Return it with nothing left: YouTube said so, other programs may have taken it."""
        return replace(self, spent=self.per_day)

    @property
    def left(self) -> int:
        """Units that are left of this day."""
        return self.per_day - self.spent

    def fresh_in(self, now: float) -> float:
        """Return the seconds until all is there again."""
        return (self.day + 1) * _DAY + _CALIFORNIA - now

    def pause(self, now: float, asked: float) -> float:
        """Return the seconds from one call to the next.

        Args:
            now: The moment.
            asked: What YouTube wants at least.
        """
        calls = max(1, self.left // CHAT)
        return max(asked, min(EVENING, self.fresh_in(now)) / calls)

    def words(self, pause: float | None) -> str:
        """Return how it stands, for the streamer; `pause` if it is asked now and then."""
        left = f"About {100 * self.left // max(1, self.per_day)} % of today's YouTube quota is left"
        return f"{left}." if pause is None else f"{left}; Giftgoal asks every {round(pause)} s."
