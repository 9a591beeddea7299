"""A YouTube of our own: a video, its live chat by list and by stream, as documented."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import jsonschema_rs
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from giftgoal.sources.clock import Clock, WallClock
from giftgoal.sources.source import Road
from giftgoal.sources.youtube import road
from tests.sources.studio import EIGHT, HastyClock, Studio, studio
from tests.sources.web import served
from tests.sources.youtube_schema import MESSAGE, SUPER_CHAT_EVENT

KEY = "AIzaSyMadeUpForTests-0123456789abcdefgh"
VIDEO = "dQw4w9WgXcQ"
CHAT = "KicKGFVD-the-chat-of-mika"
FILLED = {"key": KEY, "video": f"https://www.youtube.com/watch?v={VIDEO}"}

LIST = {**FILLED, "way": "list"}

CLIENT = {"client_id": "123-abc.apps.googleusercontent.com", "client_secret": "GOCSPX-made-up"}
SIGNED_IN = {**FILLED, **CLIENT}

SIGN_IN_PATHS = ("/device/code", "/token")

HISTORY = 70
"""How many messages one is told who comes without a page token."""

message_schema = jsonschema_rs.validator_for(MESSAGE)


super_chat_schema = jsonschema_rs.validator_for(SUPER_CHAT_EVENT)


def listed(id_: str, micros: str, currency: str = "EUR", at: str = "20:30") -> dict[str, Any]:
    """Return an entry of the channel's own list of Super Chats."""
    snippet = {
        "channelId": "UC-mika",
        "createdAt": f"2026-11-24T{at}:00Z",
        "amountMicros": micros,
        "currency": currency,
        "displayString": "about that",
        "messageType": 2,
        "isSuperStickerEvent": False,
    }
    made = {"kind": "youtube#superChatEvent", "etag": "x", "id": id_, "snippet": snippet}
    super_chat_schema.validate(made)
    return made


def item(id_: str, kind: str, **details: Any) -> dict[str, Any]:
    """Return a message from ana that is as documented."""
    made = {
        "kind": "youtube#liveChatMessage",
        "etag": "x",
        "id": id_,
        "snippet": {
            "type": kind,
            "liveChatId": CHAT,
            "authorChannelId": "UC-ana",
            "publishedAt": "2026-11-24T20:00:00.104366+00:00",
            "hasDisplayContent": True,
            **details,
        },
        "authorDetails": {
            "channelId": "UC-ana",
            "channelUrl": "http://www.youtube.com/channel/UC-ana",
            "displayName": "ana",
            "profileImageUrl": "https://example.com/ana.png",
            "isVerified": False,
            "isChatOwner": False,
            "isChatSponsor": False,
            "isChatModerator": False,
        },
    }
    message_schema.validate(made)
    return made


def money(micros: str, currency: str, shown: str, **more: Any) -> dict[str, Any]:
    """Return an amount as a Super Chat has it."""
    amount = {"amountMicros": micros, "currency": currency, "amountDisplayString": shown}
    return {**amount, "tier": 2, **more}


def super_chat(id_: str, micros: str = "5000000", currency: str = "EUR") -> dict[str, Any]:
    """Return a Super Chat; what is shown of its amount is none that could be read."""
    details = money(micros, currency, "about 1.234,56 or so", userComment="hello")
    return item(id_, "superChatEvent", superChatDetails=details)


def gift(id_: str, jewels: int | None, combo: int | None, name: str = "Rose") -> dict[str, Any]:
    """Return a gift in jewels."""
    details = {"giftName": name, "altText": "a gift", "jewelsAmount": jewels, "comboCount": combo}
    known = {name: value for name, value in details.items() if value is not None}
    return item(id_, "giftEvent", giftDetails=known)


def chat(id_: str) -> dict[str, Any]:
    """Return what somebody wrote."""
    return item(id_, "textMessageEvent", textMessageDetails={"messageText": "hello"})


@dataclass
class FakeYouTube:
    """What YouTube knows."""

    said: list[dict[str, Any]] = field(default_factory=list)
    """The chat, from its beginning."""
    on_air: bool = True
    chat_id: str = CHAT
    streams: bool = True
    """Whether there is a chat by stream."""
    hang_ups: int = 0
    """How often it will end a stream after its first page."""
    odd_answers: list[Response] = field(default_factory=list)
    """What the next calls are answered."""
    calls: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    private: bool = False
    """Whether only who signed in may see the stream."""
    super_chats: list[dict[str, Any]] = field(default_factory=list)
    """The channel's own list."""
    sign_ins: list[dict[str, str]] = field(default_factory=list)
    """The forms that were sent to sign in."""
    sign_in_answers: list[Response] = field(default_factory=list)
    """What the next calls to sign in are answered."""
    pending: bool = False
    """Whether the streamer has still to allow it."""
    lasts: int = 3599
    """Seconds that an access token is good."""
    tokens: int = 0
    """How many access tokens were given; the newest is good."""
    clock: Clock = field(default_factory=WallClock)
    """That of the newest road to here."""
    address: str = ""
    web: str = ""
    news: asyncio.Condition = field(default_factory=asyncio.Condition)
    open: int = 0
    """How many streams are open."""

    def road(self, clock: Clock) -> Road:
        """Return the road to this YouTube."""
        self.clock = clock
        return road(self.address, clock, self.web)

    async def say(self, *items: dict[str, Any]) -> None:
        """Let something be said in the chat."""
        self.said += items
        async with self.news:
            self.news.notify_all()

    def asked(self, what: str) -> list[dict[str, str]]:
        """Return what was asked by calls of one kind."""
        return [query for name, query in self.calls if name == what]

    async def answer(self, request: Request) -> Response:
        """Answer any call."""
        what, query = request.path_params["what"], dict(request.query_params)
        self.calls.append((what, query))
        if self.odd_answers:
            return self.odd_answers.pop(0)
        owner = request.headers.get("authorization") == f"Bearer access-{self.tokens}"
        if not owner and request.headers.get("x-goog-api-key") != KEY:
            return failure(400, "badRequest", detail="API_KEY_INVALID")
        if self.private and not owner and what != "videos":
            return failure(403, "forbidden")
        match what:
            case "videos":
                seen = query["id"] == VIDEO and (owner or not self.private)
                return self.video() if seen else JSONResponse({"items": []})
            case "superChatEvents" if owner:
                start = int(query.get("pageToken", "0"))
                page = {"items": self.super_chats[start : start + 50]}
                more = {"nextPageToken": str(start + 50)} if self.super_chats[start + 50 :] else {}
                return JSONResponse({**page, **more})
            case "liveChat/messages":
                assert 200 <= int(query["maxResults"]) <= 2000
                return self._checked(query) or JSONResponse(self._page(self._start(query)))
            case "liveChat/messages/stream" if self.streams:
                return self._checked(query) or StreamingResponse(self._pages(self._start(query)))
            case _:
                return Response("Not Found", 404)

    async def sign_in(self, request: Request) -> Response:
        """Answer a call to sign in."""
        form = dict(parse_qsl((await request.body()).decode()))
        self.sign_ins.append(form)
        if self.sign_in_answers:
            return self.sign_in_answers.pop(0)
        assert form["client_id"] == CLIENT["client_id"]
        if request.url.path == "/device/code":
            assert form["scope"] == "https://www.googleapis.com/auth/youtube.readonly"
            asked = {"device_code": "dev-1", "user_code": "ABCD-EFGH", "expires_in": 1800}
            return JSONResponse(
                {**asked, "interval": 5, "verification_url": "https://www.google.com/device"}
            )
        assert form["client_secret"] == CLIENT["client_secret"]
        if self.pending and "device_code" in form:
            return JSONResponse({"error": "authorization_pending"}, 428)
        self.tokens += 1
        given = {"access_token": f"access-{self.tokens}", "expires_in": self.lasts}
        if form["grant_type"] == "refresh_token":
            assert form["refresh_token"] == "refresh-1"
            return JSONResponse(given)
        assert form["device_code"] == "dev-1"
        return JSONResponse({**given, "refresh_token": "refresh-1"})

    def video(self) -> Response:
        """Return what is told of the video."""
        details = {"activeLiveChatId": self.chat_id} if self.on_air else {}
        return JSONResponse({"items": [{"id": VIDEO, "liveStreamingDetails": details}]})

    def _checked(self, query: dict[str, str]) -> Response | None:
        assert query["part"] == "id,snippet,authorDetails"
        if query["liveChatId"] != self.chat_id:
            return failure(404, "liveChatNotFound")
        known = query.get("pageToken", "at-0").startswith("at-")
        return None if known else failure(400, "pageTokenInvalid")

    def _start(self, query: dict[str, str]) -> int:
        token = query.get("pageToken")
        return int(token[3:]) if token else max(0, len(self.said) - HISTORY)

    def _page(self, start: int) -> dict[str, Any]:
        page = {"kind": "youtube#liveChatMessageListResponse", "items": self.said[start:]}
        return {**page, "nextPageToken": f"at-{len(self.said)}", "pollingIntervalMillis": 1200}

    async def _pages(self, start: int) -> AsyncIterator[bytes]:
        self.open += 1
        try:
            opening = b"["
            while True:
                content = opening + json.dumps(self._page(start), ensure_ascii=False).encode()
                half = len(content) // 2
                yield content[:half]
                yield content[half:]
                opening, start = b",\n", len(self.said)
                if self.hang_ups:
                    self.hang_ups -= 1
                    yield b"]"
                    return
                async with self.news:
                    while len(self.said) <= start:
                        await self.news.wait()
        finally:
            self.open -= 1


def failure(status: int, reason: str, detail: str = "") -> Response:
    """Return an error in Google's words."""
    error: dict[str, Any] = {"code": status, "message": "no", "errors": [{"reason": reason}]}
    if detail:
        error["details"] = [{"reason": detail}]
    return JSONResponse({"error": error}, status)


@contextlib.asynccontextmanager
async def fake_youtube() -> AsyncIterator[FakeYouTube]:
    """Open a YouTube."""
    youtube = FakeYouTube()
    signing_in = [Route(path, youtube.sign_in, methods=["POST"]) for path in SIGN_IN_PATHS]
    app = Starlette(routes=[Route("/youtube/v3/{what:path}", youtube.answer), *signing_in])
    async with served(app) as youtube.web:
        youtube.address = f"{youtube.web}/youtube/v3"
        yield youtube


@contextlib.asynccontextmanager
async def watching(
    folder: Path, there: FakeYouTube, filled: Mapping[str, str] | None
) -> AsyncIterator[Studio]:
    """Open a studio with YouTube switched on; None: as it was before."""
    on = {"youtube": filled} if filled else None
    async with studio(folder, [there.road(HastyClock(EIGHT))], on=on) as here:
        yield here


async def counted(here: Studio, gifts: int) -> None:
    """Wait until so many gifts were counted."""
    await here.until(lambda: here.status("youtube").counters.counted == gifts)
