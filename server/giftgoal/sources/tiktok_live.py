"""TikTok LIVE by the library TikTokLive, for those who install it: `pip install giftgoal[tiktok]`.

It speaks TikTok's own unofficial protocol and needs nothing else on the computer. It is left out of
a plain installation because its licence is a modified AGPL-3.0, whose section 18 allows overlay
services and whose section 19 takes that back for hosted closed ones; because it asks a sign server
of Euler Stream for every connection, without checking that server's certificate (so it is given no
key); and because TikTok changes its protocol at any time. Written against TikTokLive 7.0.1.
"""

import asyncio
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from giftgoal.sources.arrivals import Arrival
from giftgoal.sources.payloads import Object
from giftgoal.sources.pipeline import pipelined
from giftgoal.sources.reading import understood_value
from giftgoal.sources.source import (
    Deliver,
    Field,
    Lost,
    NotLive,
    Refused,
    Road,
    Tell,
    Values,
)
from giftgoal.sources.tikfinity import ME
from giftgoal.sources.tiktok_events import Receivers, gift_event, sample_event

_SILENCE = 60
"""Seconds without a gift, after which it is looked whether the connection still stands."""

_MOST_WAITING = 1000
"""Gifts that wait to be recorded; a longer queue ends the connection rather than fill memory."""


def normalise(raw: Any, me: str = "") -> tuple[Arrival, ...]:
    """Return the gift in one of TikTokLive's gift events.

    Args:
        raw: A `GiftEvent`.
        me: The streamer's user id; see `gift_event`.

    Raises:
        Unusable: If a number is more than a gift can have.
    """
    return gift_event(event_data(raw), me)


def event_data(event: Any) -> Object:
    """Return a gift event in TikTok-Live-Connector's names. Protobuf's 0 means: not there."""
    user, gift = getattr(event, "user", None), getattr(event, "gift", None)
    common = getattr(event, "common", None)
    said = {
        "giftId": event.gift_id,
        "groupId": event.group_id,
        "repeatCount": event.repeat_count,
        "repeatEnd": event.repeat_end,
        "userId": getattr(user, "id", 0),
        "nickname": getattr(user, "nickname", "") or getattr(user, "display_id", ""),
        "receiverUserId": getattr(getattr(event, "to_user", None), "id", 0),
        "msgId": getattr(common, "msg_id", 0),
        "createTime": getattr(common, "create_time", 0),
        "giftName": getattr(gift, "name", ""),
        "giftType": getattr(gift, "type", 0),
        "diamondCount": getattr(gift, "diamond_count", 0),
    }
    return {name: value for name, value in said.items() if value}


class TikTokLive:
    """A connection by TikTokLive."""

    def __init__(self, values: Values) -> None:
        self._user = values["user"].removeprefix("@")
        self._me = values["me"]
        self._receivers = Receivers(self._me)

    async def run(self, deliver: Deliver, tell: Tell) -> None:
        """See `Source.run`."""
        if find_spec("TikTokLive") is None:
            raise Refused("TikTokLive is not installed: pip install giftgoal[tiktok]")
        client = import_module("TikTokLive").TikTokLiveClient(unique_id=self._user)
        queue: asyncio.Queue[Any] = asyncio.Queue(_MOST_WAITING)
        client.add_listener(import_module("TikTokLive.events").GiftEvent, queue.put_nowait)
        try:
            connection = await self._connect(client)
            tell.live()
            async with pipelined(deliver) as hand_over:
                while not connection.done() or not queue.empty():
                    await self._take(await _next(queue, connection), hand_over, tell)
            raise Lost("TikTok closed the connection.")
        finally:
            await client.disconnect()
            # Not `close_client=True`: 7.0.1 then runs an event loop inside the one that runs.
            await client.web.close()

    async def _connect(self, client: Any) -> "asyncio.Task[None]":
        errors = import_module("TikTokLive.client.errors")
        unreachable = import_module("httpx").HTTPError  # TikTokLive's own client
        try:
            # Not `wait_for`: Python 3.11's can swallow the cancellation of who switches it off.
            async with asyncio.timeout(60):
                task: asyncio.Task[None] = await client.start()
        except errors.UserOfflineError:
            raise NotLive("You are not live on TikTok.", 60) from None
        except errors.UserNotFoundError:
            raise Refused("TikTok knows no one of this name who can go live.") from None
        except errors.AgeRestrictedError:
            raise Refused("The stream has an age limit: TikTokLive cannot watch it.") from None
        except errors.SignatureRateLimitError as error:
            raise Lost("The sign server asks us to wait.", float(error.retry_after)) from None
        except (errors.TikTokLiveError, unreachable, OSError, TimeoutError) as error:
            raise Lost(f"TikTok could not be reached ({type(error).__name__}).") from None
        return task

    async def _take(self, event: Any, deliver: Deliver, tell: Tell) -> None:
        if event is not None:
            tell.heard()
            if line := self._receivers.notice(event_data(event)):
                tell.note(line)
            await deliver(understood_value(event, lambda raw: normalise(raw, self._me), tell))


async def _next(queue: "asyncio.Queue[Any]", connection: "asyncio.Task[None]") -> Any:
    """Return the next event; None if there is none for a while, or the connection has ended."""
    waiting = asyncio.ensure_future(queue.get())
    await asyncio.wait((waiting, connection), timeout=_SILENCE, return_when=asyncio.FIRST_COMPLETED)
    if waiting.done():
        return waiting.result()
    waiting.cancel()
    return None


def sample(id_: str) -> tuple[Arrival, ...]:
    """Return a test delivery."""
    return gift_event(sample_event(id_))


ROAD = Road(
    name="tiktok-live",
    title="TikTokLive (an extra)",
    platforms=("tiktok",),
    about="Reads TikTok gifts directly. Needs pip install giftgoal[tiktok]; its licence is a "
    "modified AGPL-3.0.",
    sample=sample,
    fields=(
        Field("user", "Your TikTok name", hint="Like mika, as in tiktok.com/@mika.", required=True),
        ME,
    ),
    open=TikTokLive,
)
