"""Telegram's live stories, for those who install it: `pip install giftgoal[telegram-live]`.

No bot is told of the stars that viewers send there, so this takes a sign-in as a user, which opens
the whole account: it is left out of a plain installation, and off until it is wanted. It asks who
is live and listens; it joins and sends nothing. No Telegram could be reached where this was
written, and whether Telegram tells a listener who has not joined of every message is not known: so
its own sum is asked for again and again, and what is missing is named.

Source: core.telegram.org/api/group-calls (live stories), layer 229, read in 2026-11.
"""

import asyncio
import contextlib
import json
import time
from collections.abc import Callable
from importlib import import_module
from typing import Any

from giftgoal.sources.arrivals import Arrival, Arrived, gift_of, gifter_of, key_of, worth_of
from giftgoal.sources.payloads import object_in
from giftgoal.sources.reading import understood_value
from giftgoal.sources.source import (
    Deliver,
    Field,
    Lost,
    NotLive,
    Refused,
    Road,
    Tell,
    Unwritten,
    Values,
)
from giftgoal.sources.telegram_calls import Declined, asked, connected, left
from giftgoal.sources.telegram_live_events import call_of, normalise
from giftgoal.sources.telegram_live_sums import Sums
from giftgoal.sources.telegram_session import Access, telegram_client

_MOST_WAITING = 1000
"""Messages that wait to be recorded. Further ones are dropped, and so are missing in the sum."""

_CHECK = 30.0
"""Seconds between two looks at Telegram's own sum."""

_LOOK_AGAIN = 60
"""Seconds until it is looked again whether there is a stream."""


class TelegramLive:
    """One stay with Telegram.

    Args:
        values: What the streamer filled in, and what was kept.
        client: Makes Telethon's client.
        now: Returns seconds since 1970.
        check: Seconds between two looks at the sum.
    """

    def __init__(
        self,
        values: Values,
        client: Callable[[Access], Any],
        now: Callable[[], float],
        check: float,
    ) -> None:
        self._values = values
        self._open = client
        self._now = now
        self._check = check
        self._updates: asyncio.Queue[Any] = asyncio.Queue(_MOST_WAITING)

    async def run(self, deliver: Deliver, tell: Tell) -> None:
        """See `Source.run`."""
        client = self._open(Access.read(self._values["access"]))
        try:
            await connected(client)
            call, since = await self._stream(client, tell)
            sums = Sums(call.id, since, self._values["sums"])
            types = import_module("telethon.tl.types")
            told = (types.UpdateGroupCallMessage, types.UpdateGroupCall)
            client.add_event_handler(self._heard, import_module("telethon.events").Raw(told))
            try:
                await self._listen(client, call, sums, deliver, tell)
            finally:
                # We may be asked to stop: nothing else may be raised here.
                with contextlib.suppress(Unwritten):
                    await tell.keep({"sums": sums.kept})
        finally:
            await left(client)

    async def _heard(self, update: Any) -> None:
        with contextlib.suppress(asyncio.QueueFull):
            self._updates.put_nowait(update)

    async def _stream(self, client: Any, tell: Tell) -> tuple[Any, int]:
        """Return the call of the story that is live, and when it began, in milliseconds.

        Raises:
            NotLive: If there is none.
        """
        stories = import_module("telethon.tl.functions.stories")
        peer = await self._peer(client, tell)
        try:
            got = await asked(client, stories.GetPeerStoriesRequest(peer))
        except Declined:
            # Perhaps a channel as another account knew it: it is asked for by name again.
            await _keep(tell, {"peer": ""})
            raise
        for story in got.stories.stories:
            call = getattr(getattr(story, "media", None), "call", None)
            if call is not None:
                return call, round(story.date.timestamp() * 1000)
        raise NotLive("You are not live on Telegram.", _LOOK_AGAIN)

    async def _peer(self, client: Any, tell: Tell) -> Any:
        """Return whose stories to look at. A channel is asked for by name once: often is too often.

        Raises:
            Refused: If there is no such channel.
        """
        types = import_module("telethon.tl.types")
        channel = self._values["channel"]
        if not channel:
            return types.InputPeerSelf()
        kept = object_in(json.loads(self._values["peer"] or "{}"))
        if kept.get("for") != channel:
            try:
                found = await asked(client, client.get_input_entity(channel))
                kept = {"for": channel, "id": found.channel_id, "hash": found.access_hash}
            except (Declined, ValueError, TypeError, AttributeError):
                raise Refused("Telegram knows no channel of this name.") from None
            await _keep(tell, {"peer": json.dumps(kept)})
        return types.InputPeerChannel(kept["id"], kept["hash"])

    async def _listen(
        self, client: Any, call: Any, sums: Sums, deliver: Deliver, tell: Tell
    ) -> None:
        """Deliver what comes, until the stream or the connection ends."""
        gone = asyncio.ensure_future(client.disconnected)
        try:
            await self._compare(client, call, sums, tell)
            tell.live()
            look_at = time.monotonic() + self._check
            while True:
                updates = await self._next(gone, look_at)
                over = await _take(updates, call.id, sums, deliver, tell)
                if over:
                    raise NotLive("The live stream is over.", _LOOK_AGAIN)
                if not updates and gone.done():
                    raise Lost("Telegram closed the connection.")
                if time.monotonic() >= look_at:
                    await self._compare(client, call, sums, tell)
                    await _keep(tell, {"sums": sums.kept})
                    look_at = time.monotonic() + self._check
        finally:
            gone.cancel()
            # Why it ended is told above; asked for, so that nothing complains that nobody did.
            await asyncio.gather(gone, return_exceptions=True)

    async def _next(self, gone: "asyncio.Future[Any]", until: float) -> list[Any]:
        """Return all that is there, after waiting for the first; nothing if none comes in time."""
        if self._updates.empty():
            waiting = asyncio.ensure_future(self._updates.get())
            timeout = max(0.0, until - time.monotonic())
            await asyncio.wait(
                (waiting, gone), timeout=timeout, return_when=asyncio.FIRST_COMPLETED
            )
            if not waiting.done():
                waiting.cancel()
                return []
            updates = [waiting.result()]
        else:
            updates = []
        while not self._updates.empty():
            updates.append(self._updates.get_nowait())
        return updates

    async def _compare(self, client: Any, call: Any, sums: Sums, tell: Tell) -> None:
        """Name what is missing by Telegram's own sum, if it tells one.

        Raises:
            NotLive: If Telegram knows the stream no longer.
        """
        phone = import_module("telethon.tl.functions.phone")
        try:
            got = await asked(client, phone.GetGroupCallStarsRequest(call))
        except Declined as error:
            if "groupcall" in error.what.lower():
                raise NotLive("The live stream is over.", _LOOK_AGAIN) from None
            return
        tell.heard()
        gap = sums.compare(got.total_stars, round(self._now() * 1000))
        if gap:
            tell.missed(*gap)
        tell.note(sums.line)


async def _take(updates: list[Any], call: int, sums: Sums, deliver: Deliver, tell: Tell) -> bool:
    """Deliver the gifts of a stream among updates; tell whether it is over."""
    over = False
    arrivals: list[Arrival] = []
    for update in updates:
        if call_of(update) == call:
            tell.heard()
            over = over or type(update.call).__name__ == "GroupCallDiscarded"
            arrivals += understood_value(update, normalise, tell)
    await deliver(arrivals)
    for arrival in arrivals:
        if isinstance(arrival, Arrived) and arrival.gift.worth:
            sums.came(arrival.key, int(arrival.gift.worth.amount))
    return over


async def _keep(tell: Tell, values: Values) -> None:
    try:
        await tell.keep(values)
    except Unwritten as error:
        raise Lost(str(error)) from None


def sample(id_: str) -> tuple[Arrival, ...]:
    """Return a test delivery: 50 stars from ana."""
    ana = gifter_of("telegram", 1, "ana")
    gift = gift_of("telegram", ana, name="Stars", worth=worth_of(50, "stars"))
    return (Arrived(key_of("live", id_), gift),)


def road(client: Callable[[Access], Any], now: Callable[[], float], check: float = _CHECK) -> Road:
    """Return the road; see `TelegramLive`."""
    return Road(
        name="telegram-live",
        title="Telegram live streams (an extra)",
        platforms=("telegram",),
        carries="live",
        about="Reads the stars that viewers send in your live story. Needs pip install "
        "giftgoal[telegram-live] and a sign-in that opens your whole Telegram account: read "
        "Giftgoal's page on Telegram first.",
        sample=sample,
        fields=(
            Field(
                "access",
                "Your sign-in",
                "secret",
                hint="Run giftgoal telegram-sign-in in a terminal, and paste what it prints. Show "
                "it to nobody.",
                required=True,
                most=1000,
            ),
            Field(
                "channel",
                "Channel",
                hint="Like @mika, if a channel of yours is live. Empty: you yourself.",
                most=100,
            ),
            Field("peer", "Peer", "hidden"),
            Field("sums", "Sums", "hidden"),
        ),
        open=lambda values: TelegramLive(values, client, now, check),
    )


ROAD = road(telegram_client, time.time)
