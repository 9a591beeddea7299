"""The catalogue as we tell of it."""

from collections.abc import Iterable

from typing_extensions import TypedDict

from giftgoal.catalogue import CatalogueGift, Package


class CatalogueGiftOut(TypedDict):
    """A gift that can be picked, with the price of one."""

    id: str
    name: str
    coins: int
    favourite: bool


class PackageOut(TypedDict):
    """Coins as they are sold."""

    coins: int
    price: str
    currency: str


class CatalogueOut(TypedDict):
    """Gifts that a search found, best first, and how coins are sold."""

    gifts: list[CatalogueGiftOut]
    packages: list[PackageOut]


def catalogue_out(gifts: Iterable[CatalogueGift], packages: Iterable[Package]) -> CatalogueOut:
    """Return what a search found."""
    return {
        "gifts": [
            {"id": gift.id, "name": gift.name, "coins": gift.coins, "favourite": gift.favourite}
            for gift in gifts
        ],
        "packages": [
            {"coins": one.coins, "price": str(one.price), "currency": one.currency}
            for one in packages
        ],
    }
