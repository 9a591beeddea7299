"""The files that come with Giftgoal, found in an installed package and in a checkout alike."""

from pathlib import Path

_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parents[1]


def asset(name: str) -> Path:
    """Return the path of a bundled file or folder: `overlay`, `data/tiktok_gifts.csv`.

    Raises:
        FileNotFoundError: If neither the package nor the checkout holds it.
    """
    for root in (_PACKAGE, _CHECKOUT):
        if (root / name).exists():
            return root / name
    raise FileNotFoundError(f"Giftgoal was installed without its {name!r}; install it again")
