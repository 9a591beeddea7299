"""What each platform's gifts add up to in the platform's own units: for the streamer alone."""

from collections.abc import Iterable
from decimal import Context, Decimal

from giftgoal.domain.frozen import frozen
from giftgoal.domain.gifts import MICRO, Gift, Recorded
from giftgoal.domain.rates import PRICED

COINS = "COINS"
"""The unit of gifts that came in coins."""

GIFTS = "GIFTS"
"""The unit of gifts that came without any price."""

_EXACT = Context(prec=100)
"""More digits than any sum has."""


@frozen
class Taken:
    """What came from one platform in one unit."""

    platform: str
    """Empty: entered by hand, of no platform in particular."""
    unit: str
    """In capitals: a currency, a platform's word, COINS or GIFTS."""
    amount: Decimal = Decimal(0)
    gifts: int = 0
    """In how many gifts."""


Takings = dict[tuple[str, str], Taken]
"""By platform and unit. As many as there are units, however many gifts came."""


def take(takings: Takings, gifts: Iterable[Recorded]) -> None:
    """Add gifts to what was taken. What is voided or of the rehearsal is no taking."""
    for recorded in gifts:
        gift = recorded.gift
        if recorded.voided or gift.rehearsal:
            continue
        unit, amount = _native(gift)
        place = (_platform(gift), unit)
        before = takings.get(place) or Taken(*place)
        total = _EXACT.add(before.amount, amount)
        takings[place] = Taken(*place, total, before.gifts + 1)


def _native(gift: Gift) -> tuple[str, Decimal]:
    coins = Decimal(gift.micro).scaleb(-6) if gift.micro % MICRO else Decimal(gift.micro // MICRO)
    if gift.worth is None:
        return COINS, coins
    unit = gift.worth.unit.upper()
    if not unit.startswith(PRICED.upper()):
        return unit, gift.worth.amount
    # Its price was said later, in coins.
    return (GIFTS, Decimal(gift.count)) if gift.worth.rate is None else (COINS, coins)


def _platform(gift: Gift) -> str:
    """Return the platform; a gift by hand that has TikTok's number is one of TikTok's."""
    return gift.platform or ("tiktok" if gift.catalogue_id.isdigit() else "")
