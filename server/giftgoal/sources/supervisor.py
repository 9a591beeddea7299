"""All sources: switched on and off, edited, and told of."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from giftgoal.domain.errors import Invalid, NotFound
from giftgoal.domain.gifts import Gift
from giftgoal.sources.arrivals import Arrival
from giftgoal.sources.filling import checked, counted_by
from giftgoal.sources.lane import Desk
from giftgoal.sources.secrets_kept import FIELD
from giftgoal.sources.seen import EVERY, Seen
from giftgoal.sources.settings import Chosen, Filled, Settings
from giftgoal.sources.source import Letter, Road, Values, apart
from giftgoal.sources.status import Status
from giftgoal.sources.watch import Watch

MANY_HOOKS = 20
"""The most webhooks of the streamer's own."""

UNBOUND = "other"
"""The platform whose gifts count by every road: nothing says that two of them are one."""


class Supervisor:
    """Keeps every source that is switched on running.

    Args:
        roads: Every road there is.
        more: Returns a further road by its name, if there can be one: `webhook-shop`.
        settings: What the streamer has chosen.
        seen: Remembers when each source was last seen live.
        desk: Makes what all lanes share, from the function that says whether a platform counts by
            a road.
        random: Returns a number from 0 up to 1, for the back-off.
        changed: Called when there is something new to show.
    """

    def __init__(
        self,
        roads: Sequence[Road],
        more: Callable[[str], Road | None],
        settings: Settings,
        seen: Seen,
        desk: Callable[[Callable[[str, str], bool]], Desk],
        random: Callable[[], float],
        changed: Callable[[], None],
    ) -> None:
        self._roads = {road.name: road for road in roads}
        self._more = more
        self._settings = settings
        self._desk = desk(self.counts)
        self._random = random
        self._changed = changed
        self._editing = asyncio.Lock()
        self._seen = seen
        self._noting: asyncio.Task[None] | None = None
        self._watches: dict[str, Watch] = {}
        for name in (*self._roads, *settings.chosen.roads):
            self._made(name)

    def start(self) -> None:
        """Start what is switched on."""
        seen = self._seen.at(self._desk.clock.now())
        for name, filled in self._settings.chosen.roads.items():
            watch = self._made(name)
            if watch and filled.on:
                watch.start(watch.road.values(filled.values), seen.get(name))
        self._noting = asyncio.create_task(self._note())

    async def close(self) -> None:
        """Stop everything."""
        if self._noting:
            self._noting.cancel()
            await asyncio.gather(self._noting, return_exceptions=True)
            await self._seen.keep(self._live())
        await asyncio.gather(*(watch.stop() for watch in self._watches.values()))

    @property
    def roads(self) -> list[Road]:
        """Every road, in the order shown."""
        return [watch.road for watch in self._watches.values()]

    @property
    def chosen(self) -> Chosen:
        """What the streamer has chosen."""
        return self._settings.chosen

    def watch(self, name: str) -> Watch:
        """Return what watches over a road.

        Raises:
            NotFound: If there is none of this name.
        """
        watch = self._watches.get(name)
        if watch is None:
            raise NotFound("source", name)
        return watch

    def status(self, name: str) -> Status:
        """Return how a road is.

        Raises:
            NotFound: If there is none of this name.
        """
        return self.watch(name).status

    def carried(self, road: Road) -> tuple[str, ...]:
        """Return the platforms whose gifts a road brings, as it is set now."""
        values = road.values(self.chosen.road(road.name).values)
        return (values["platform"],) if "platform" in values else road.platforms

    def counting(self, platform: str) -> tuple[str, ...]:
        """Return the roads by which a platform counts: the chosen one, or the first that is on.

        There are several only where no gift can come by two of them.
        """
        on = [
            road
            for road in self.roads
            if self.chosen.road(road.name).on and platform in self.carried(road)
        ]
        on.sort(key=lambda road: road.name != self.chosen.counts.get(platform))
        return tuple(road.name for road in apart(on))

    def counts(self, platform: str, road: str) -> bool:
        """Tell whether a platform's gifts count by this road."""
        return platform == UNBOUND or road in self.counting(platform)

    async def edit(
        self,
        name: str,
        *,
        on: bool | None = None,
        values: Mapping[str, str] | None = None,
        counts_for: Sequence[str] = (),
    ) -> None:
        """Switch a road on or off, fill in fields, or let platforms count by it.

        A road that is on is connected anew, so that switching on what is on tries once more.

        Args:
            name: The road.
            on: Whether it is on from now on; None: as it is.
            values: Fields to change; an empty value takes the default.
            counts_for: Platforms that count by this road from now on.

        Raises:
            NotFound: If there is no such road.
            Invalid: If a field is unknown or its value wrong, or a needed one is empty.
            Unwritten: If the settings could not be written down; nothing has changed.
        """
        async with self._editing:
            watch = self._made(name) or self.watch(name)
            before = self.chosen.road(name)
            changes = checked(watch.road, values)
            filled = Filled(before.on if on is None else on, {**before.values, **changes})
            if filled.on and (field := watch.road.lacks(filled.values)):
                raise Invalid(f"fields.{field.name}", "", f"filled in: {field.label}")
            counted = counted_by(watch.road, counts_for)

            def change(chosen: Chosen) -> Chosen:
                # What its source has kept since we looked stays.
                now = {**chosen.road(name).values, **changes}
                counts = {**chosen.counts, **counted}
                return replace(chosen, counts=counts).with_road(name, Filled(filled.on, now))

            await self._settings.change(change)
            if on is not None or values:
                await watch.stop()
                if filled.on:
                    watch.start(watch.road.values(self.chosen.road(name).values))
            self._changed()

    async def change_secrets(self, name: str, change: Callable[[str], str]) -> None:
        """Put what a function makes of a hook's secrets in their place; no letter is held up.

        Raises:
            NotFound: If there is no such hook, or its platform makes its secret.
            Unwritten: If they could not be written down; nothing has changed.
        """
        async with self._editing:
            watch = self._made(name)
            if watch is None or FIELD not in watch.road.values({}):
                raise NotFound("hook", name)

            def changed(chosen: Chosen) -> Chosen:
                filled = chosen.road(name)
                secrets = {FIELD: change(filled.values.get(FIELD, ""))}
                return chosen.with_road(name, replace(filled, values={**filled.values, **secrets}))

            await self._settings.change(changed)
            watch.read_with(watch.road.values(self.chosen.road(name).values))
            self._changed()

    async def remove(self, name: str) -> None:
        """Take away a further webhook of the streamer's own; its gifts stay.

        Raises:
            NotFound: If there is none of this name.
            Unwritten: If that could not be written down; nothing has changed.
        """
        async with self._editing:
            watch = self._watches.get(name)
            if watch is None or name in self._roads:
                raise NotFound("webhook", name)
            await self._settings.change(lambda chosen: chosen.without_road(name))
            await watch.stop()
            del self._watches[name]
            self._changed()

    async def test(self, name: str) -> None:
        """Let a road bring a test delivery; it goes to the rehearsal.

        Raises:
            NotFound: If there is no such road.
            Refusal: If the keeper refuses it.
            Unwritten: If it could not be written down.
        """
        watch = self.watch(name)
        await watch.lane.rehearse(watch.road.sample(self._desk.new_id()))

    async def receive(self, name: str, letter: Letter) -> None:
        """Take a letter that was posted to a hook. Return when what is in it is on disk.

        Raises:
            NotFound: If there is no such hook, or it is off.
            WrongSignature: If it is not from whom it should be.
            Unusable: If it cannot be read.
            Flooded: If too much comes at once.
            Unwritten: If it could not be written down.
        """
        watch = self._watches.get(name)
        if watch is None or not await watch.receive(letter):
            raise NotFound("hook", name)

    def tried(
        self, name: str, body: bytes, values: Mapping[str, str] | None
    ) -> tuple[Arrival, ...]:
        """Return what a hook would make of a letter with this body, its sender not looked at.

        Nothing is stored.

        Args:
            name: The hook.
            body: The letter's body.
            values: Fields to try, over those that are filled in.

        Raises:
            NotFound: If there is no such hook.
            Invalid: If a field is unknown or its value wrong.
            Unusable: If the letter cannot be read.
        """
        road = self._roads.get(name) or self._more(name)
        if road is None or road.hook is None:
            raise NotFound("hook", name)
        filled = {**self.chosen.road(name).values, **checked(road, values)}
        letter = Letter({}, body, self._desk.clock.now() / 1000)
        return road.hook(road.values(filled)).normalise(letter)

    def drawn(self, gift: Gift) -> Gift:
        """Return a gift as it would be counted now, with its worth in coins and a fresh id.

        Raises:
            Invalid: If that is more than a gift may be worth.
        """
        return replace(self._desk.valued(gift), id=self._desk.new_id())

    async def _note(self) -> None:
        """Note which sources are live, for ever."""
        while True:
            await asyncio.sleep(EVERY)
            await self._seen.keep(self._live())

    def _live(self) -> dict[str, int]:
        now = self._desk.clock.now()
        return {name: now for name, watch in self._watches.items() if watch.status.state == "live"}

    async def _keep(self, name: str, values: Values) -> None:
        """Keep what a source wants to remember; nothing restarts."""

        def change(chosen: Chosen) -> Chosen:
            filled = chosen.road(name)
            return chosen.with_road(name, replace(filled, values={**filled.values, **values}))

        await self._settings.change(change)

    def _made(self, name: str) -> Watch | None:
        """Return the road's watch, made at its first mention; None: there is no such road."""
        if name in self._watches:
            return self._watches[name]
        road = self._roads.get(name) or self._more(name)
        if road is None or len(self._watches) >= len(self._roads) + MANY_HOOKS:
            return None
        watch = Watch(road, self._desk, self._random, self._changed, self._keep)
        self._watches[name] = watch
        return watch
