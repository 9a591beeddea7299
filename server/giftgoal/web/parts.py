"""What the handlers work with. Built once, by the command line."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from giftgoal.catalogue import Catalogue
from giftgoal.hub import Hub
from giftgoal.keeper import Keeper
from giftgoal.ledger import Ledger
from giftgoal.notices import Notices
from giftgoal.scripts.shelf import Shelf
from giftgoal.web.access import Access
from giftgoal.web.doors import Doors
from giftgoal.web.feeds import Feeds
from giftgoal.web.presence import Presence
from giftgoal.web.readiness import Readiness
from giftgoal.web.runs import Runs
from giftgoal.wire.frames import FrameEncoder


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything there is one of."""

    keeper: Keeper
    hub: Hub
    ledger: Ledger
    catalogue: Catalogue
    rates: Mapping[str, Decimal]
    """The settings' rates: coins for one unit, by the unit in capitals."""
    encoder: FrameEncoder
    notices: Notices
    access: Access
    doors: Doors
    runs: Runs
    feeds: Feeds
    shelf: Shelf
    presence: Presence
    readiness: Readiness
    pages: Path
    """The folder with the overlay's and the control page's files."""
    data_folder: Path
    backups_kept: int | None
    """None: all."""
    base_url: str
    """How this server is reached, without a slash at its end."""
    now: Callable[[], int]
    """Milliseconds since 1970."""
    new_id: Callable[[], str]
    """A fresh id of 20 hexadecimal digits."""
