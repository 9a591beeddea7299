"""What a step gives and what it is worth, by its own words or by the catalogue."""

import re
from dataclasses import dataclass
from decimal import Decimal

from giftgoal.catalogue import Catalogue, CatalogueGift
from giftgoal.documents.tables import Table, Unfit, decimal, text, whole
from giftgoal.domain.gifts import MAX_COINS, MAX_COUNT, MICRO, Gift, Gifter, Worth
from giftgoal.domain.rates import UNIT
from giftgoal.scripts.readers import coins, some_span
from giftgoal.scripts.script import Choice

MAX_MICRO = MAX_COINS * MICRO


@dataclass(frozen=True, slots=True)
class Priced:
    """What is given, before it is counted. Worths are in millionths of a coin."""

    name: str
    catalogue_id: str
    each: int
    """The catalogue's price of one; 0 where the step says what the whole is worth."""
    whole: int
    worth: Worth | None


def read_gift(table: Table, catalogue: Catalogue) -> Gift:
    """Read a gift with a certain count; who gives it is not said here."""
    count = table.get("count", whole(1, MAX_COUNT), 1)
    priced = _priced(table, catalogue)
    if priced.each * count > MAX_MICRO:
        found = f"{count:,} of these are {priced.each * count // MICRO:,} coins"
        table.wrong("count", found, f"at most {MAX_COINS:,} coins")
    return _gift(priced, count, min(MAX_MICRO, priced.whole or priced.each * count))


def read_choice(table: Table, catalogue: Catalogue) -> Choice:
    """Read one of the gifts that a crowd gives."""
    low, high = table.get("count", _count_or_range, (1, 1))
    priced = _priced(table, catalogue)
    weight = table.get("weight", whole(1, 1_000_000), 1)
    over_ms = table.get("over", some_span, 0)
    table.finish()
    if priced.each:
        if priced.each * high > MAX_MICRO:
            found = f"{high:,} of these are {priced.each * high // MICRO:,} coins"
            table.wrong("count", found, f"at most {MAX_COINS:,} coins")
        return Choice(_gift(priced, 1, priced.each), weight, low, high, over_ms)
    if low != high:
        table.wrong("count", "coins are given for a range of counts", "count = 5, say")
    return Choice(_gift(priced, high, priced.whole), weight, over_ms=over_ms)


def _gift(priced: Priced, count: int, micro: int) -> Gift:
    return Gift(
        "",
        Gifter(),
        priced.name,
        count,
        micro,
        source="script",
        catalogue_id=priced.catalogue_id,
        worth=priced.worth,
    )


def _priced(table: Table, catalogue: Catalogue) -> Priced:
    name = table.get("gift", text(), "")
    id_ = table.get("gift_id", text(128), "")
    micro = table.get("coins", coins, 0)
    worth = _worth(table)
    says_worth = "coins" in table or "worth" in table
    if not says_worth and "gift" not in table and "gift_id" not in table:
        table.wrong("gift", "this gives nothing", "a gift, or coins")
    found = catalogue.by_id(id_) if id_ else None
    if says_worth:
        return Priced(name or (found.name if found else ""), id_, 0, micro, worth)
    if id_ and found is None:
        expected = "the id of a gift in the catalogue, or coins with it"
        table.wrong("gift_id", f'there is no gift with the id "{id_}"', expected)
    elif name and not id_:
        found = _by_name(table, catalogue, name)
    if found is None:
        return Priced(name, id_, 0, 0, None)
    return Priced(found.name, found.id, found.coins * MICRO, 0, None)


def _by_name(table: Table, catalogue: Catalogue, name: str) -> CatalogueGift | None:
    several = catalogue.find(name)
    if len(several) == 1:
        return several[0]
    if several:
        choices = " or ".join(f'"{gift.id}" for {gift.coins:,}' for gift in several)
        found = f'"{name}" stands for several gifts of different coins'
        table.wrong("gift", found, f"gift_id = {choices} with it")
        return None
    nearest = catalogue.nearest(name)
    hint = f'"{nearest}"' if nearest else "a gift of the catalogue"
    table.wrong("gift", f'there is no gift "{name}"', f"{hint}, or coins with it")
    return None


_WORTH = '{ amount = "5.00", unit = "EUR" }'


def _worth(table: Table) -> Worth | None:
    inner = table.table("worth", like=_WORTH)
    if not isinstance(table.values.get("worth"), dict):
        return None
    for key in ("amount", "unit"):
        if key not in inner:
            table.wrong("worth", f"this worth has no {key}", _WORTH)
    above_zero = decimal(Decimal(0), Decimal(MAX_COINS))
    worth = Worth(
        inner.get("amount", above_zero, Decimal(1)),
        inner.get("unit", _unit, ""),
        inner.get("rate", above_zero, None),
    )
    inner.finish()
    return worth


def _unit(value: object) -> str:
    if not (isinstance(value, str) and re.fullmatch(UNIT, value)):
        raise Unfit("a currency such as EUR, or a word such as bits")
    return value


def _count_or_range(value: object) -> tuple[int, int]:
    number = whole(1, MAX_COUNT)
    if isinstance(value, list) and len(value) == 2 and number(value[0]) <= number(value[1]):
        return value[0], value[1]
    if isinstance(value, list):
        raise Unfit("a number such as 5, or a range such as [1, 20]")
    return number(value), number(value)
