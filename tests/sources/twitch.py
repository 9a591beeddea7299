"""A Twitch of our own: EventSub's socket, its subscriptions, and signing in, as documented."""

import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from giftgoal.sources.source import Road
from giftgoal.sources.twitch import Places, road
from tests.sources.studio import Studio
from tests.sources.web import served

CLIENT = "mikas-client-id"
MIKA = "1337"
FILLED = {"client_id": CLIENT}

Visit = Callable[[ServerConnection], Awaitable[None]]


def message(kind: str, id_: object, payload: object, **metadata: str) -> dict[str, Any]:
    """Return a message in Twitch's envelope."""
    at = "2026-11-24T20:00:00.634234626Z"
    told = {"message_id": str(id_), "message_type": kind, "message_timestamp": at, **metadata}
    return {"metadata": told, "payload": payload}


def bits(id_: object, number: int, kind: str = "channel.bits.use", **event: Any) -> dict[str, Any]:
    """Return a notification of Bits from ana."""
    told = {
        "user_id": "1234",
        "user_login": "ana",
        "user_name": "ana",
        "broadcaster_user_id": MIKA,
        "bits": number,
        **event,
    }
    payload = {"subscription": {"type": kind, "status": "enabled"}, "event": told}
    return message("notification", id_, payload, subscription_type=kind, subscription_version="1")


def welcome(id_: str, keepalive: int | None) -> dict[str, Any]:
    """Return the first message."""
    session = {
        "id": id_,
        "status": "connected",
        "keepalive_timeout_seconds": keepalive,
        "reconnect_url": None,
        "connected_at": "2026-11-24T20:00:00.616329898Z",
    }
    return message("session_welcome", f"welcome-{id_}", {"session": session})


@dataclass
class FakeTwitch:
    """What Twitch knows."""

    keepalive: int = 10
    odd_visits: list[Visit] = field(default_factory=list)
    """What happens on the next connections, instead of the protocol."""
    odd_answers: list[Response] = field(default_factory=list)
    """What the next calls for a subscription are answered."""
    odd_tokens: list[Response] = field(default_factory=list)
    """What the next calls for a token are answered."""
    expires: int = 1800
    """Seconds that a code holds."""
    codes: int = 0
    """How many codes were given out."""
    withheld: dict[str, int] = field(default_factory=dict)
    """Types that are not given, and the status that says so."""
    pending: int = 0
    """How often the streamer is found to be still reading the page."""
    code_dies: int = 0
    """How many codes grow too old before they are used."""
    access: set[str] = field(default_factory=set)
    refresh: set[str] = field(default_factory=set)
    subscribed: list[tuple[str, str]] = field(default_factory=list)
    """By session: what was asked for, in order."""
    sockets: dict[str, ServerConnection] = field(default_factory=dict)
    """By session, the newest connection."""
    opened: list[str] = field(default_factory=list)
    """Every connection's path, in order."""
    heard: list[str | bytes] = field(default_factory=list)
    """What the client said, which is nothing if it is well-behaved."""
    places: Places = field(default_factory=Places)
    numbers: "count[int]" = field(default_factory=lambda: count(1))

    @property
    def road(self) -> Road:
        """The road to this Twitch."""
        return road(self.places)

    def signed_in(self) -> dict[str, str]:
        """Return what a streamer has filled in who signed in before."""
        self.access.add("access-0")
        self.refresh.add("refresh-0")
        return {**FILLED, "access": "access-0", "refresh": "refresh-0"}

    # EventSub's socket.

    async def visit(self, connection: ServerConnection) -> None:
        """Be Twitch for one connection."""
        assert connection.request
        path = connection.request.path
        self.opened.append(path)
        if self.odd_visits:
            await self.odd_visits.pop(0)(connection)
            return
        moved = path.partition("moved=")[2]
        session = moved or f"session-{next(self.numbers)}"
        await connection.send(json.dumps(welcome(session, self.keepalive)))
        self.sockets[session] = connection
        with contextlib.suppress(ConnectionClosed):
            async for said in connection:
                self.heard.append(said)
                await connection.close(4001)

    @property
    def live(self) -> ServerConnection:
        """The newest connection that has a subscription."""
        return self.sockets[self.subscribed[-1][0]]

    async def say(self, *messages: object, on: ServerConnection | None = None) -> None:
        """Say something on the newest connection, or another."""
        for one in messages:
            await (on or self.live).send(one if isinstance(one, str) else json.dumps(one))

    async def move(self) -> ServerConnection:
        """Ask the client to move; return the connection that it is to leave."""
        old = self.live
        url = self.places.socket + f"&moved={self.subscribed[-1][0]}"
        session = {"id": "x", "status": "reconnecting", "reconnect_url": url}
        await self.say(message("session_reconnect", "move", {"session": session}))
        return old

    async def revoke(self, status: str) -> None:
        """Take the subscription away."""
        await self.say(message("revocation", "r", {"subscription": {"status": status}}))

    # HTTP.

    async def subscribe(self, request: Request) -> Response:
        """Answer `POST /helix/eventsub/subscriptions`."""
        told = await request.json()
        if self.odd_answers:
            return self.odd_answers.pop(0)
        token = request.headers["authorization"].removeprefix("Bearer ")
        if token not in self.access or request.headers["client-id"] != CLIENT:
            return failure(401, "Invalid OAuth token")
        kind, session = told["type"], told["transport"]["session_id"]
        assert told["version"] == "1"
        assert told["condition"] == {"broadcaster_user_id": MIKA}
        assert told["transport"]["method"] == "websocket"
        if session not in self.sockets:
            return failure(400, "websocket transport session does not exist")
        if kind in self.withheld:
            return failure(self.withheld[kind], "not for you")
        if (session, kind) in self.subscribed:
            return failure(409, "subscription already exists")
        self.subscribed.append((session, kind))
        return JSONResponse({"data": [{"status": "enabled", "type": kind}]}, 202)

    async def device(self, request: Request) -> Response:
        """Answer `POST /oauth2/device`."""
        form = await parsed(request)
        if form.get("client_id") != CLIENT:
            return failure(400, "invalid client")
        assert form["scopes"] == "bits:read"
        self.codes += 1
        told = {
            "device_code": f"device-{self.codes}",
            "expires_in": self.expires,
            "interval": 1,
            "user_code": "ABCDEFGH",
            "verification_uri": "https://www.twitch.tv/activate?device-code=ABCDEFGH",
        }
        return JSONResponse(told)

    async def token(self, request: Request) -> Response:
        """Answer `POST /oauth2/token`."""
        form = await parsed(request)
        assert form["client_id"] == CLIENT
        if self.odd_tokens:
            return self.odd_tokens.pop(0)
        if form["grant_type"] == "refresh_token":
            if form["refresh_token"] not in self.refresh:
                return failure(400, "Invalid refresh token")
            self.refresh.remove(form["refresh_token"])
        else:
            assert form["grant_type"] == "urn:ietf:params:oauth:grant-type:device_code"
            assert form["device_code"].startswith("device-")
            if self.pending:
                self.pending -= 1
                return failure(400, "authorization_pending")
            if self.code_dies:
                self.code_dies -= 1
                return failure(400, "invalid device code")
        n = next(self.numbers)
        self.access.add(f"access-{n}")
        self.refresh.add(f"refresh-{n}")
        told = {"access_token": f"access-{n}", "refresh_token": f"refresh-{n}"}
        return JSONResponse({**told, "expires_in": 14400, "token_type": "bearer"})

    async def validate(self, request: Request) -> Response:
        """Answer `GET /oauth2/validate`."""
        if request.headers["authorization"].removeprefix("OAuth ") not in self.access:
            return failure(401, "invalid access token")
        told = {"client_id": CLIENT, "login": "mika", "scopes": ["bits:read"], "user_id": MIKA}
        return JSONResponse({**told, "expires_in": 14000})


async def parsed(request: Request) -> dict[str, str]:
    """Return the fields of a form, each once."""
    return dict(parse_qsl((await request.body()).decode()))


def failure(status: int, says: str) -> Response:
    """Return an error as Twitch words it."""
    return JSONResponse({"status": status, "message": says}, status)


@contextlib.asynccontextmanager
async def fake_twitch() -> AsyncIterator[FakeTwitch]:
    """Open a Twitch."""
    twitch = FakeTwitch()
    routes = [
        Route("/helix/eventsub/subscriptions", twitch.subscribe, methods=["POST"]),
        Route("/oauth2/device", twitch.device, methods=["POST"]),
        Route("/oauth2/token", twitch.token, methods=["POST"]),
        Route("/oauth2/validate", twitch.validate),
    ]
    async with served(Starlette(routes=routes)) as web, serve(twitch.visit, "127.0.0.1", 0) as ws:
        port = ws.sockets[0].getsockname()[1]
        socket = f"ws://127.0.0.1:{port}/ws?keepalive_timeout_seconds=10"
        twitch.places = Places(socket, f"{web}/helix", f"{web}/oauth2")
        yield twitch


async def signed_in(here: Studio, there: FakeTwitch) -> None:
    """Switch Twitch on, with a sign-in of before."""
    await here.supervisor.edit("twitch", values=FILLED)
    kept = {name: text for name, text in there.signed_in().items() if name != "client_id"}
    await here.supervisor.watch("twitch").keep(kept)
    await here.supervisor.edit("twitch", on=True)


async def counted(here: Studio, gifts: int) -> None:
    """Wait until so many gifts were counted."""
    await here.until(lambda: here.status("twitch").counters.counted == gifts)


async def subscribed(there: FakeTwitch, here: Studio, times: int = 1) -> None:
    """Wait for so many subscriptions, and for the state live."""
    await here.until(lambda: len(there.subscribed) == times)
    await here.state("twitch", "live")
