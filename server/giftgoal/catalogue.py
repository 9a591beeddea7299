"""The gifts a moderator can pick: names, prices in coins, and what coins cost.

A help for typing and for sums ahead, not an authority: prices drift, and a price that arrives with
a gift wins. Where the rows and the packages come from is told in docs/catalogue.md.
"""

import csv
import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path


@dataclass(frozen=True, slots=True)
class CatalogueGift:
    """A gift that can be picked."""

    id: str
    """The platform's id; `name:` and the folded name for a gift that has none."""
    name: str
    coins: int
    """The price of one."""
    favourite: bool = False


@dataclass(frozen=True, slots=True)
class Package:
    """Coins as they are sold."""

    coins: int
    price: Decimal
    currency: str
    """An ISO 4217 code."""


# An older price list of TikTok in US dollars; regions and stores differ. See docs/catalogue.md.
PACKAGES = tuple(
    Package(coins, Decimal(price), "USD")
    for coins, price in (
        (65, "0.99"),
        (330, "4.99"),
        (660, "9.99"),
        (1321, "19.99"),
        (3303, "49.99"),
        (6607, "99.99"),
    )
)


class UnknownFavourite(Exception):
    """The settings call a gift a favourite that is not in the catalogue.

    Attributes:
        name: What the settings say.
        meant: The gift that looks most like it; empty if none does.
    """

    def __init__(self, name: str, meant: str) -> None:
        self.name = name
        self.meant = meant
        hint = f"; did you mean {meant!r}?" if meant else ""
        super().__init__(f"the favourite {name!r} is not in the catalogue{hint}")


def load_catalogue(
    file: Path, *, own: Mapping[str, int] | None = None, favourites: Iterable[str] = ()
) -> "Catalogue":
    """Read the bundled gifts and put the streamer's own before them.

    Args:
        file: A CSV file with the columns `id`, `name`, `coins`.
        own: Coins by name; each hides all bundled gifts of its name.
        favourites: Names or ids, in the order in which they are shown.

    Raises:
        UnknownFavourite: If a favourite is in neither.
    """
    gifts = [
        CatalogueGift(f"name:{fold(name)}", name, coins) for name, coins in (own or {}).items()
    ]
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            id_ = row["id"] or f"name:{fold(row['name'])}"
            gifts.append(CatalogueGift(id_, row["name"], int(row["coins"])))
    return Catalogue(gifts, favourites=favourites, own=len(own or {}))


class Catalogue:
    """Gifts by id, by name and by what someone types."""

    def __init__(
        self,
        gifts: Iterable[CatalogueGift],
        *,
        favourites: Iterable[str] = (),
        own: int = 0,
    ) -> None:
        """Put the gifts in order.

        Args:
            gifts: Best first: of two with the same name and price, the first one is found.
            own: How many of the first gifts are the streamer's own.

        Raises:
            UnknownFavourite: If a favourite is not among the gifts.
        """
        self._by_id: dict[str, CatalogueGift] = {}
        self._by_name: dict[str, tuple[CatalogueGift, ...]] = {}
        hiding: set[str] = set()
        for index, gift in enumerate(gifts):
            self._by_id.setdefault(gift.id, gift)
            name = fold(gift.name)
            if index < own:
                hiding.add(name)
            elif name in hiding:
                continue
            same = self._by_name.get(name, ())
            if all(gift.coins != other.coins for other in same):
                self._by_name[name] = tuple(sorted((*same, gift), key=lambda one: one.coins))
        favourite = self._mark(favourites)
        rest = [gift for same in self._by_name.values() for gift in same if not gift.favourite]
        rest.sort(key=lambda gift: (gift.coins, fold(gift.name)))
        self._ordered = tuple((fold(gift.name), gift) for gift in (*favourite, *rest))

    def find(self, name: str) -> tuple[CatalogueGift, ...]:
        """Return the gifts of this name, whatever its case: one for each price, cheapest first."""
        return self._by_name.get(fold(name), ())

    def by_id(self, id_: str) -> CatalogueGift | None:
        """Return the gift that a platform means by an id."""
        return self._by_id.get(id_)

    def search(self, text: str, limit: int = 60) -> tuple[CatalogueGift, ...]:
        """Return what someone who types `text` may mean, likeliest first.

        The name itself, names that start with it, names with a word that does, names that contain
        it. Only where there are none: names that are one slip away, then names with its letters in
        order. Of equals the favourites come first, then the cheaper ones. Everything if the text
        is empty.
        """
        wanted = fold(text)
        for rank_of in (_rank, _forgiving_rank):
            found = [
                (rank, place, gift)
                for place, (name, gift) in enumerate(self._ordered)
                if (rank := rank_of(wanted, name)) is not None
            ]
            if found:
                found.sort(key=lambda hit: hit[:2])
                return tuple(gift for _, _, gift in found[:limit])
        return ()

    def nearest(self, name: str) -> str:
        """Return the name that looks most like `name`; empty if none does."""
        close = difflib.get_close_matches(fold(name), self._by_name, n=1, cutoff=0.6)
        return self._by_name[close[0]][0].name if close else ""

    def _mark(self, favourites: Iterable[str]) -> list[CatalogueGift]:
        marked: dict[str, CatalogueGift] = {}
        for wanted in favourites:
            gift = self._by_id.get(wanted) or next(iter(self.find(wanted)), None)
            if gift is None:
                raise UnknownFavourite(wanted, self.nearest(wanted))
            favourite = replace(gift, favourite=True)
            marked[gift.id] = self._by_id[gift.id] = favourite
            name = fold(gift.name)
            same = (favourite if g.coins == gift.coins else g for g in self._by_name.get(name, ()))
            self._by_name[name] = tuple(same)
        return list(marked.values())


def fold(name: str) -> str:
    """Return a name as names are compared: case, width and spaces do not count."""
    plain = unicodedata.normalize("NFKC", name).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return " ".join(plain.casefold().split())


def _rank(wanted: str, name: str) -> int | None:
    """Return how well a folded name fits what was typed: 0 best, None not at all."""
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    if f" {wanted}" in name:
        return 2
    return 3 if wanted in name else None


def _forgiving_rank(wanted: str, name: str) -> int | None:
    """Return how well a folded name fits what was typed in a hurry: 0 best, None not at all."""
    if len(wanted) < 3:  # two letters are in every other name
        return None
    if any(_one_slip(wanted, start) for start in _starts(wanted, name)):
        return 0
    letters = iter(name)
    return 1 if all(letter in letters for letter in wanted) else None


def _starts(wanted: str, name: str) -> Iterable[str]:
    """Yield the starts of a name, and of each word in it, that are about as long as `wanted`."""
    for word in re.finditer(r"\S+", name):
        for length in (len(wanted) - 1, len(wanted), len(wanted) + 1):
            yield name[word.start() : word.start() + length]


def _one_slip(one: str, other: str) -> bool:
    """Return whether a wrong, a missing, a doubled or two swapped letters tell two texts apart."""
    if len(one) > len(other):
        one, other = other, one
    first = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    one, other = one[first:], other[first:]
    if len(one) < len(other):
        return one == other[1:]
    swapped = one[:2] == other[:2][::-1] and one[2:] == other[2:]
    return one[1:] == other[1:] or swapped
