"""Telegram Stars, by a bot of the streamer's own.

Telegram holds what came until it is confirmed, and asking for the next is what confirms it. So the
next is asked for only when everything is on disk. On each start the list of transactions is gone
through as well: it also has what an update was lost for.
"""

import contextlib
import json
import re
import time
from collections.abc import Callable, Iterable
from typing import Any

from giftgoal.sources.arrivals import Arrival, Arrived
from giftgoal.sources.http_calls import client
from giftgoal.sources.payloads import Object, object_in, text, whole
from giftgoal.sources.reading import understood_value
from giftgoal.sources.source import (
    Deliver,
    Field,
    Lost,
    Refused,
    Road,
    Tell,
    Unwritten,
    Values,
)
from giftgoal.sources.telegram_bot import PAGE, WHERE, Bot, Declined
from giftgoal.sources.telegram_events import STARS, normalise, sample, transaction

MOST_STARS = 10_000
"""The most that we make an invoice for."""

MANY_LINKS = 8

SKEW = 300
"""Seconds that this computer's clock may be ahead of Telegram's."""


class Telegram:
    """One stay with Telegram.

    Args:
        values: What the streamer filled in, and what was kept.
        where: See `telegram_bot.WHERE`.
        now: Returns seconds since 1970.
    """

    def __init__(self, values: Values, where: str, now: Callable[[], float]) -> None:
        self._values = values
        self._where = where
        self._now = now

    async def run(self, deliver: Deliver, tell: Tell) -> None:
        """See `Source.run`."""
        amounts = amounts_in(self._values["amounts"])
        async with client() as http:
            bot = Bot(http, self._values["token"], self._where)
            since = await self._since(tell)
            await _reconcile(bot, since, deliver, tell)
            tell.live()
            await self._show_links(bot, amounts, tell)
            await _listen(bot, since, deliver, tell)

    async def _since(self, tell: Tell) -> int:
        """Return from when on payments count, in seconds: from when it was first switched on."""
        since = whole(self._values["since"])
        if since is None:
            since = int(self._now()) - SKEW
            await _keep(tell, {"since": str(since)})
        return since

    async def _show_links(self, bot: Bot, amounts: tuple[int, ...], tell: Tell) -> None:
        """Show the links that viewers pay by; they stay the same for as long as the form does."""
        title = self._values["title"][:32]
        want = [title, *map(str, amounts)]
        kept = _kept_links(self._values["links"])
        if kept.get("for") != want:
            links = []
            try:
                for amount in amounts:
                    links.append(await bot.invoice(title, amount))
            except Declined:
                tell.note("Telegram does not make links with this text. Try another one.")
                return
            kept = {"for": want, "links": links}
            await _keep(tell, {"links": json.dumps(kept)})
        shown = (f"{n} stars: {link}" for n, link in zip(amounts, kept["links"], strict=True))
        tell.note(f"Links for your viewers: {', '.join(shown)}")


def _kept_links(kept: str) -> Object:
    with contextlib.suppress(ValueError):
        return object_in(json.loads(kept))
    return {}


async def _keep(tell: Tell, values: Values) -> None:
    try:
        await tell.keep(values)
    except Unwritten as error:
        raise Lost(str(error)) from None


async def _reconcile(bot: Bot, since: int, deliver: Deliver, tell: Tell) -> None:
    """Deliver every transaction of our time; those that are there already change nothing."""
    offset = 0
    while True:
        page = await bot.transactions(offset)
        ours = (one for one in page if (whole(object_in(one).get("date")) or 0) >= since)
        await deliver([a for one in ours for a in understood_value(one, transaction, tell)])
        offset += len(page)
        if len(page) < PAGE:
            return


async def _listen(bot: Bot, since: int, deliver: Deliver, tell: Tell) -> None:
    """Deliver what comes; it never comes to an end by itself."""
    offset = 0
    while True:
        updates = await bot.updates(offset)
        tell.heard()
        # A payment waits for ten seconds; so first of all, and before anything is written down.
        for query in map(_question, updates):
            if query:
                with contextlib.suppress(Declined):
                    await bot.allow(query)
        arrivals = (a for one in updates for a in understood_value(one, normalise, tell))
        await deliver(list(_from(since, arrivals)))
        if updates:
            offset = _after(updates)


def _question(update: Any) -> str:
    """Return the id of the question in an update whether a payment may go ahead."""
    query = object_in(update, "pre_checkout_query")
    return text(query.get("id")) if query.get("currency") == STARS else ""


def _from(since: int, arrivals: Iterable[Arrival]) -> Iterable[Arrival]:
    """Leave out what was paid before our time."""
    for arrival in arrivals:
        at = arrival.gift.given_at if isinstance(arrival, Arrived) else None
        if at is None or at >= since * 1000:
            yield arrival


def _after(updates: list[Any]) -> int:
    """Return the offset that confirms these updates."""
    ids = [whole(object_in(update).get("update_id")) for update in updates]
    known = [id_ for id_ in ids if id_ is not None]
    if not known:
        raise Lost("Telegram sent something that Giftgoal does not understand.")
    return max(known) + 1


def amounts_in(filled: str) -> tuple[int, ...]:
    """Return the amounts of stars in what the streamer filled in, like "50, 100, 500".

    Raises:
        Refused: If one is no amount, or there are too many.
    """
    parts = [part for part in re.split(r"[\s,;]+", filled) if part]
    amounts = [whole(part) or 0 for part in parts]
    if not all(1 <= amount <= MOST_STARS for amount in amounts) or len(amounts) > MANY_LINKS:
        most = f"at most {MANY_LINKS} whole numbers from 1 to {MOST_STARS:,}"
        raise Refused(f"The amounts are {most}, like 50, 100, 500.")
    return tuple(amounts)


def road(where: str, now: Callable[[], float]) -> Road:
    """Return the road to a Telegram that is somewhere; `now` returns seconds since 1970."""
    return Road(
        name="telegram",
        title="Telegram Stars",
        platforms=("telegram",),
        about="Takes Telegram Stars by a bot of your own, and makes the links to give them by.",
        sample=sample,
        fields=(
            Field("token", "The bot's token", "secret", hint="From @BotFather.", required=True),
            Field(
                "title",
                "What viewers read",
                hint="At most 32 characters.",
                default="A gift for the stream",
                most=32,
            ),
            Field("amounts", "Stars to choose from", default="50, 100, 500", most=80),
            Field("since", "Since", "hidden"),
            Field("links", "Links", "hidden"),
        ),
        carries="payments",
        resends=True,
        open=lambda values: Telegram(values, where, now),
    )


ROAD = road(WHERE, time.time)
