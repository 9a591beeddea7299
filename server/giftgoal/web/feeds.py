"""The live platforms: their gifts to the keeper, how they are to the control pages."""

import asyncio
import random
from collections import ChainMap
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import cast

from giftgoal.askers import Stopping
from giftgoal.catalogue import Catalogue
from giftgoal.domain.commands import RecordGift, ReverseGift
from giftgoal.domain.gifts import Gift, Person
from giftgoal.domain.rates import Rates
from giftgoal.hub import Hub
from giftgoal.keeper import Keeper
from giftgoal.ledger import LedgerError
from giftgoal.listeners import Frame
from giftgoal.sources.clock import WallClock
from giftgoal.sources.lane import Desk
from giftgoal.sources.roads import ROADS, further
from giftgoal.sources.seen import Seen
from giftgoal.sources.settings import Settings
from giftgoal.sources.source import Road, Unwritten
from giftgoal.sources.supervisor import Supervisor
from giftgoal.wire.frames import FrameEncoder
from giftgoal.wire.sources import StatusOut, status_out

FRAME_SECONDS = 1.0
"""The least time between two frames that tell how the sources are."""


class Feeds:
    """Runs the sources and tells the control pages of them.

    Args:
        keeper: Records what they bring.
        hub: Reaches the control pages.
        encoder: Makes the frames.
        folder: The data folder; the sources' settings lie there.
        rates: The settings' rates, by unit in capitals.
        catalogue: Knows prices of gifts that came without one.
        new_id: Draws a fresh id.
    """

    def __init__(
        self,
        keeper: Keeper,
        hub: Hub,
        encoder: FrameEncoder,
        folder: Path,
        rates: Mapping[str, Decimal],
        catalogue: Catalogue,
        new_id: Callable[[], str],
    ) -> None:
        self._keeper = keeper
        self._hub = hub
        self._encoder = encoder
        self._rates = dict(rates)
        self._catalogue = catalogue
        self.supervisor = Supervisor(
            ROADS,
            further,
            Settings(folder),
            Seen(folder),
            lambda counts: Desk(self._submit, self.rates, self._price, counts, new_id, WallClock()),
            random.random,
            self._changed,
        )
        # Set while no frame may go out yet.
        self._pause: asyncio.TimerHandle | None = None
        # Whether something has changed meanwhile.
        self._news = False

    def rates(self) -> Rates:
        """Return the rates as they are now: those set on the page over all others.

        One that was taken away on the page is None, which hides what lies below it.
        """
        return cast(Rates, ChainMap(self._keeper.board.rates, self._rates))

    def start(self) -> None:
        """Start what is switched on."""
        self.supervisor.start()

    async def close(self) -> None:
        """Stop everything."""
        await self.supervisor.close()
        if self._pause:
            self._pause.cancel()

    def frame(self) -> Frame:
        """Return how the sources are."""
        statuses = [self.status(road) for road in self.supervisor.roads]
        return self._encoder.sources(statuses, self._hub.board)

    def status(self, road: Road) -> StatusOut:
        """Return how a source is."""
        supervisor = self.supervisor
        platforms = supervisor.carried(road)
        counts_for = [name for name in platforms if supervisor.counts(name, road.name)]
        on = supervisor.chosen.road(road.name).on
        return status_out(road, platforms, counts_for, on, supervisor.status(road.name))

    async def _submit(self, command: RecordGift | ReverseGift, by: Person) -> bool:
        try:
            answer = await self._keeper.ask(command, by)
        except LedgerError as error:
            raise Unwritten(f"{error}.") from error
        except Stopping as error:
            raise Unwritten("Giftgoal is stopping.") from error
        return answer.entry is not None

    def _price(self, gift: Gift) -> int | None:
        found = self._catalogue.by_id(gift.catalogue_id) if gift.catalogue_id else None
        if found is None:
            same = self._catalogue.find(gift.name)
            found = same[0] if len(same) == 1 else None
        return found.coins if found else None

    def _changed(self) -> None:
        self._news = True
        if self._pause is None:
            self._tell()

    def _tell(self) -> None:
        self._pause = None
        if not self._news:
            return
        self._news = False
        self._hub.say("control", self.frame())
        self._pause = asyncio.get_running_loop().call_later(FRAME_SECONDS, self._tell)
