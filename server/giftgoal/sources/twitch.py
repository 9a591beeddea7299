"""Twitch Bits by EventSub's WebSocket.

Twitch says welcome, we subscribe within ten seconds, and from then on only it speaks. It does not
send again what came while nobody listened.

Source: dev.twitch.tv/docs/eventsub/handling-websocket-events, read in 2026-11, and the mock server
of twitch-cli (Apache-2.0).
"""

import asyncio
import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

import httpx2
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from giftgoal.sources.arrivals import Unusable
from giftgoal.sources.connections import connected
from giftgoal.sources.http_calls import Answer, call, client
from giftgoal.sources.payloads import Object, object_in, read_json, text, whole
from giftgoal.sources.reading import understood_value
from giftgoal.sources.source import (
    Deliver,
    Lost,
    Refused,
    Road,
    SourceError,
    Tell,
    Values,
)
from giftgoal.sources.twitch_events import BITS_USED, CHEERED, kind_of, normalise, sample
from giftgoal.sources.twitch_sign_in import FIELDS, SIGN_IN, SignIn, is_unauthorised

KEEPALIVE = 10
"""After so many seconds without a gift Twitch says that it is still there. The least it allows."""

GRACE = 5
"""Seconds that its word may be late."""

WELCOME = 10
"""Seconds for the first message."""

HOUR = 3600
"""Twitch wants every app to look once an hour whether its sign-in is still good."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where Twitch is; tests put another one in its place."""

    socket: str = f"wss://eventsub.wss.twitch.tv/ws?keepalive_timeout_seconds={KEEPALIVE}"
    api: str = "https://api.twitch.tv/helix"
    sign_in: str = SIGN_IN


_ENDED: Mapping[int, str] = {
    4000: "Twitch has trouble of its own.",
    4001: "Twitch says that Giftgoal spoke where it must only listen.",
    4002: "Twitch got no sign of life from this computer.",
    4003: "Twitch was not asked for gifts in time.",
    4004: "Twitch moved the connection, and it was not followed in time.",
    4005: "The network was too slow for Twitch.",
    4006: "The network between here and Twitch broke.",
    4007: "Twitch does not know where it told us to go.",
}
"""What a close code means. After each of them one connects anew."""


class Line:
    """A connection on which Twitch has said welcome."""

    def __init__(self, connection: ClientConnection, session: Object) -> None:
        self.session_id = text(session.get("id"))
        self._connection = connection
        self._silence = (whole(session.get("keepalive_timeout_seconds")) or KEEPALIVE) + GRACE

    async def next(self, tell: Tell) -> Object:
        """Return the next message.

        Raises:
            Lost: If the connection ended, or has gone silent.
        """
        message = await _message(self._connection, self._silence, tell)
        tell.heard()
        return message

    async def close(self) -> None:
        """Close it; what came before can still be read."""
        await self._connection.close()


async def _message(connection: ClientConnection, seconds: float, tell: Tell) -> Object:
    try:
        async with asyncio.timeout(seconds):
            raw = await connection.recv()
        return object_in(read_json(raw))
    except TimeoutError:
        raise Lost("Twitch has gone silent.") from None
    except ConnectionClosed as error:
        code = error.rcvd.code if error.rcvd else 0
        raise Lost(_ENDED.get(code, "The connection to Twitch broke.")) from None
    except Unusable as error:
        tell.odd(str(error))
        return {}


class Twitch:
    """A stay with Twitch, over as many connections as it wants to be moved to."""

    def __init__(self, values: Values, places: Places) -> None:
        self._values = values
        self._places = places

    async def run(self, deliver: Deliver, tell: Tell) -> None:
        """See `Source.run`."""
        # A connection that was left stays on the stack, closed: Twitch moves one every few days.
        async with client() as http, contextlib.AsyncExitStack() as open_:
            sign_in = SignIn(http, self._values, self._places.sign_in)
            user_id = await sign_in.account(tell)
            stay = _Stay(deliver, tell, sign_in, open_)
            line = await stay.connect(self._places.socket)
            await self._subscribe(http, sign_in, user_id, line.session_id, tell)
            tell.live()
            while True:
                address = await stay.read(line)
                line = await stay.move(line, address)

    async def _subscribe(
        self, http: httpx2.AsyncClient, sign_in: SignIn, user_id: str, session_id: str, tell: Tell
    ) -> None:
        """Ask for all Bits, or for cheers where there is no more to be had; never for both.

        Raises:
            Lost: If Twitch cannot be asked.
            Refused: If it gives neither.
        """
        for kind in (BITS_USED, CHEERED):
            body = {
                "type": kind,
                "version": "1",
                "condition": {"broadcaster_user_id": user_id},
                "transport": {"method": "websocket", "session_id": session_id},
            }
            answer = await self._post(http, sign_in, body)
            if is_unauthorised(answer) and await sign_in.again(tell):
                answer = await self._post(http, sign_in, body)
            if answer.good or answer.status == HTTPStatus.CONFLICT:  # it stands already
                if kind == CHEERED:
                    tell.note("Twitch tells of cheers only here, not of Power-ups.")
                return
            if is_unauthorised(answer):
                raise Lost("Twitch does not accept the sign-in any more.")
            if answer.status not in (HTTPStatus.BAD_REQUEST, HTTPStatus.FORBIDDEN):
                break
        if answer.status == HTTPStatus.FORBIDDEN:
            raise Refused("Twitch does not tell of this channel's Bits. Can it get any yet?")
        # 400 is also what it says when the connection is gone already.
        raise Lost(f"Twitch does not tell of Bits just now ({answer.status}).")

    async def _post(self, http: httpx2.AsyncClient, sign_in: SignIn, body: object) -> Answer:
        address = f"{self._places.api}/eventsub/subscriptions"
        return await call(http, "POST", address, "Twitch", headers=sign_in.headers, body=body)


class _Stay:
    """What all connections of one stay share."""

    def __init__(
        self,
        deliver: Deliver,
        tell: Tell,
        sign_in: SignIn,
        open_: contextlib.AsyncExitStack,
    ) -> None:
        self._deliver = deliver
        self._tell = tell
        self._sign_in = sign_in
        self._open = open_
        self._looked_at = asyncio.get_running_loop().time()

    async def connect(self, address: str) -> Line:
        """Connect, and wait for the welcome.

        Raises:
            Lost: If there is none.
        """
        # Twitch pings us; it is told nothing but the pongs.
        opened = connected(address, "Twitch", ping_seconds=None)
        try:
            connection = await self._open.enter_async_context(opened)
        except Refused:  # there is no key in this, so that it may be different next time
            raise Lost("Twitch does not open the connection just now.") from None
        message = await _message(connection, WELCOME, self._tell)
        session = object_in(message, "payload", "session")
        if kind_of(message) != "session_welcome" or not text(session.get("id")):
            raise Lost("Twitch did not say welcome.")
        return Line(connection, session)

    async def read(self, line: Line) -> str:
        """Take what comes; return the address when Twitch wants the connection moved.

        Raises:
            Lost: If the connection ended, or Twitch took the subscription away.
            Refused: If there is no such channel any more.
        """
        while True:
            message = await line.next(self._tell)
            match kind_of(message):
                case "notification":
                    await self._deliver(understood_value(message, normalise, self._tell))
                case "session_reconnect":
                    return _moved_to(message)
                case "revocation":
                    subscription = object_in(message, "payload", "subscription")
                    raise _revoked(text(subscription.get("status")))
                case _:
                    await self._look_after_sign_in()

    async def move(self, old: Line, address: str) -> Line:
        """Return the new connection; the old one is read until the new one is welcomed.

        The subscription is carried over.

        Raises:
            Lost: If the new one cannot be had.
            Refused: If the subscription was taken away meanwhile.
        """
        failed: SourceError | None = None
        async with asyncio.TaskGroup() as group:
            rest = group.create_task(self._rest(old))
            try:
                new = await self.connect(address)
            except SourceError as error:
                failed = error
            await old.close()
        if end := failed or rest.result():
            raise end
        return new

    async def _rest(self, line: Line) -> Refused | None:
        """Take what still comes on a connection that is being left."""
        try:
            while True:
                await self.read(line)
        except Refused as error:
            return error
        except SourceError:
            return None

    async def _look_after_sign_in(self) -> None:
        now = asyncio.get_running_loop().time()
        if now - self._looked_at >= HOUR:
            self._looked_at = now
            if await self._sign_in.kept(self._tell) is None:
                raise Lost("Twitch does not accept the sign-in any more.")


def _moved_to(message: Object) -> str:
    address = text(object_in(message, "payload", "session").get("reconnect_url"))
    if not address.startswith(("wss://", "ws://")):
        raise Lost("Twitch moved the connection, and did not say where to.")
    return address


def _revoked(status: str) -> SourceError:
    """Return what it means that Twitch took a subscription away."""
    if status == "user_removed":
        return Refused("Twitch says that this channel is gone.")
    return Lost("Twitch took its permission back.")


def road(places: Places) -> Road:
    """Return the road to a Twitch that is somewhere."""
    return Road(
        name="twitch",
        title="Twitch",
        platforms=("twitch",),
        about="Reads Bits from Twitch itself; you sign in once, on Twitch's own page.",
        sample=sample,
        fields=FIELDS,
        open=lambda values: Twitch(values, places),
    )


ROAD = road(Places())
