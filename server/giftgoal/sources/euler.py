"""TikTok LIVE by Euler Stream's managed WebSocket, a paid service with a free allowance.

JSON, `{"timestamp": ..., "messages": [{"type": ..., "data": {...}}]}`; options, types and close
codes are those of its SDK 0.0.6 (@eulerstream/euler-websocket-sdk, MIT).
"""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from websockets.exceptions import ConnectionClosed

from giftgoal.sources.arrivals import Arrival
from giftgoal.sources.connections import connected
from giftgoal.sources.payloads import Object, object_in
from giftgoal.sources.pipeline import pipelined
from giftgoal.sources.reading import understood
from giftgoal.sources.source import (
    Deliver,
    Field,
    Lost,
    NotLive,
    Refused,
    Road,
    SourceError,
    Tell,
    Values,
)
from giftgoal.sources.tikfinity import ME
from giftgoal.sources.tiktok_events import Receivers, gift_event, sample_event

_ENDED: Mapping[int, Callable[[], SourceError]] = {
    4005: lambda: NotLive("The stream has ended."),
    4404: lambda: NotLive("You are not live on TikTok."),
    4400: lambda: Refused("Euler Stream does not know this TikTok name."),
    4401: lambda: Refused("Euler Stream does not accept the key."),
    4403: lambda: Refused("Euler Stream says that this key may not watch this stream."),
    4429: lambda: Lost("Euler Stream says that too many programs use this key.", 60),
    4500: lambda: Lost("TikTok closed the connection."),
    4555: lambda: Lost("Euler Stream renews the connection, as it does every eight hours."),
}
"""What a close code means (`ClientCloseCode` of the SDK); any other is a broken connection."""


def normalise(raw: Any, me: str = "") -> tuple[Arrival, ...]:
    """Return the gifts in a bundle of messages.

    Args:
        raw: The bundle.
        me: The streamer's user id; see `gift_event`.

    Raises:
        Unusable: If a number is more than a gift can have.
    """
    return tuple(arrival for event in _gifts(raw) for arrival in gift_event(event, me))


def _gifts(raw: Any) -> list[Object]:
    bundle = object_in(raw)
    messages = bundle.get("messages")
    events = messages if isinstance(messages, list) else [bundle]
    return [
        object_in(event, "data")
        for event in events
        if object_in(event).get("type") == "WebcastGiftMessage"
    ]


class Euler:
    """A connection to Euler Stream."""

    def __init__(self, values: Values) -> None:
        options = {
            "uniqueId": values["user"].removeprefix("@"),
            "apiKey": values["key"],
            "features.bundleEvents": "true",
        }
        self._address = f"{values['address']}?{urlencode(options)}"
        self._me = values["me"]
        self._receivers = Receivers(self._me)

    async def run(self, deliver: Deliver, tell: Tell) -> None:
        """See `Source.run`."""

        def read(raw: Any) -> tuple[Arrival, ...]:
            for line in filter(None, map(self._receivers.notice, _gifts(raw))):
                tell.note(line)
            return normalise(raw, self._me)

        async with (
            pipelined(deliver) as hand_over,
            connected(self._address, "Euler Stream") as connection,
        ):
            try:
                # It closes at once if the stream is not live: the first message tells that it is.
                async for message in connection:
                    tell.live()
                    await hand_over(understood(message, read, tell))
            except ConnectionClosed as error:
                raise ended(error.rcvd.code if error.rcvd else None) from None


def ended(code: int | None) -> SourceError:
    """Return what a close code means."""
    known = _ENDED.get(code or 0)
    return known() if known else Lost("The connection to Euler Stream broke.")


def sample(id_: str) -> tuple[Arrival, ...]:
    """Return a test delivery as Euler Stream sends it."""
    return normalise({"messages": [{"type": "WebcastGiftMessage", "data": sample_event(id_)}]})


ROAD = Road(
    name="euler",
    title="Euler Stream",
    platforms=("tiktok",),
    about="Reads TikTok gifts over the internet by Euler Stream, with a key from eulerstream.com.",
    sample=sample,
    fields=(
        Field("user", "Your TikTok name", hint="Like mika, as in tiktok.com/@mika.", required=True),
        Field("key", "Key", "secret", hint="From eulerstream.com, API keys.", required=True),
        Field("address", "Where Euler Stream is", default="wss://ws.eulerstream.com"),
        ME,
    ),
    open=Euler,
)
