"""What takings come to in money, as far as anybody knows: what was paid, and what is kept of it.

What nobody knows stays unknown. Currencies stay apart, unless the streamer has set a rate for each.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction

from giftgoal.domain.frozen import frozen
from giftgoal.domain.rates import Rates
from giftgoal.domain.takings import Taken

Range = tuple[Fraction, Fraction]
"""The least and the most."""

MONEY = ""
"""The unit of a share that holds for whatever currency a platform's gifts come in."""


@frozen
class Share:
    """What one unit of a platform comes to, as somebody published it."""

    platform: str
    unit: str
    """In capitals, as in Taken; or MONEY."""
    currency: str
    """An ISO 4217 code; empty: the unit is the currency."""
    paid: Range | None
    """What gifters pay for one unit; None: not known."""
    kept: Fraction | None
    """What reaches the streamer of one unit; None: not known."""
    says: str
    """How it comes about, for people."""
    source: str
    date: str
    """Of which time the source speaks."""


@frozen
class Estimate:
    """What was taken from one platform in one unit, in money."""

    taken: Taken
    share: Share | None
    """What it rests on; None: nobody says anything about this unit."""
    currency: str = ""
    """Empty: not known."""
    paid: Range | None = None
    kept: Fraction | None = None


@frozen
class Total:
    """All that is known in one currency."""

    currency: str
    paid: Range = (Fraction(0), Fraction(0))
    kept: Fraction = Fraction(0)
    whole: bool = True
    """Whether both are known of everything that came in this currency."""


Shares = Mapping[tuple[str, str], Share]
"""By platform and unit."""


def estimate(taken: Taken, shares: Shares, is_currency: Callable[[str], bool]) -> Estimate:
    """Return what was taken in money.

    Args:
        taken: What was taken.
        shares: What is known of units.
        is_currency: Tells whether a unit is money.
    """
    money = is_currency(taken.unit)
    share = shares.get((taken.platform, taken.unit))
    if share is None and money:
        share = shares.get((taken.platform, MONEY))
    amount = Fraction(taken.amount)
    if share is None:
        # Money was paid as it is said, whatever becomes of it.
        return (
            Estimate(taken, None, taken.unit, (amount, amount)) if money else Estimate(taken, None)
        )
    return Estimate(
        taken,
        share,
        share.currency or taken.unit,
        share.paid and (amount * share.paid[0], amount * share.paid[1]),
        None if share.kept is None else amount * share.kept,
    )


def totals(estimates: Iterable[Estimate]) -> tuple[Total, ...]:
    """Return what is known in each currency, in the order of their codes."""
    found: dict[str, Total] = {}
    for one in estimates:
        if not one.currency:
            continue
        before = found.get(one.currency) or Total(one.currency)
        paid = one.paid or (Fraction(0), Fraction(0))
        found[one.currency] = Total(
            one.currency,
            (before.paid[0] + paid[0], before.paid[1] + paid[1]),
            before.kept + (one.kept or 0),
            before.whole and one.paid is not None and one.kept is not None,
        )
    return tuple(found[currency] for currency in sorted(found))


def together(all_totals: Sequence[Total], rates: Rates) -> Total | None:
    """Return all totals as one, in the currency that most of it is kept in.

    Args:
        all_totals: One for each currency.
        rates: Coins for one unit, as the streamer has set them: the only bridge between currencies.

    Returns:
        None where there is nothing to put together, or a currency has no rate.
    """
    in_coins = {one.currency: Fraction(rates.get(one.currency) or 0) for one in all_totals}
    if len(in_coins) < 2 or not all(in_coins.values()):
        return None
    most = max(all_totals, key=lambda one: (one.kept * in_coins[one.currency], one.currency))

    def summed(part: Callable[[Total], Fraction]) -> Fraction:
        coins = sum((part(one) * in_coins[one.currency] for one in all_totals), Fraction(0))
        return coins / in_coins[most.currency]

    return Total(
        most.currency,
        (summed(lambda one: one.paid[0]), summed(lambda one: one.paid[1])),
        summed(lambda one: one.kept),
        all(one.whole for one in all_totals),
    )
