"""Calls to YouTube's Data API: a video's chat, and what is in it.

Sources: the discovery document youtube.v3 (revision 20261104) and
developers.google.com/youtube/v3/live/docs/liveChatMessages/{list,streamList,errors}, read in
2026-11. The key goes in a header (cloud.google.com/docs/authentication/api-keys-use), where no log
of addresses has it.
"""

import re
from collections.abc import AsyncGenerator, Awaitable, Callable
from http import HTTPStatus
from typing import Any

import httpx2

from giftgoal.sources.arrivals import Unusable
from giftgoal.sources.connections import unanswered
from giftgoal.sources.http_calls import PATIENCE, Answer, call
from giftgoal.sources.json_stream import JsonStream
from giftgoal.sources.payloads import Object, object_in, read_json, text
from giftgoal.sources.source import Lost, NotLive, Refused, SourceError

WHERE = "https://www.googleapis.com/youtube/v3"

SILENCE = 120
"""Seconds without a message until a stream is opened anew: silence cannot be told from a dead
line."""

LOOK_AGAIN = 60
"""Seconds until we look again whether the stream has begun."""

_KEY = re.compile(r"[A-Za-z0-9_-]{20,100}")
_VIDEO = re.compile(
    r"(?:^|[?&]v=|youtu\.be/|/live/|/video/|/shorts/)([\w-]{11})(?![\w-])", re.ASCII
)


class QuotaGone(Lost):
    """Today's quota is used up."""


class NoStream(Exception):
    """YouTube does not give this chat as a stream; the list is there all the same."""


class WrongPage(Exception):
    """YouTube does not know the page that was asked for any more."""


def video_in(filled: str) -> str:
    """Return a video's id from its link, or from itself.

    Raises:
        Refused: If there is none.
    """
    found = _VIDEO.search(filled)
    if not found:
        raise Refused("The link is not one of a stream, like https://www.youtube.com/live/...")
    return found[1]


Headers = Callable[[], Awaitable[dict[str, str]]]
"""Returns what goes with every call, by a key or by a sign-in."""


def by_key(key: str) -> Headers:
    """Return the headers of who has a key.

    Raises:
        Refused: If the key is none.
    """
    if not _KEY.fullmatch(key):
        raise Refused("The key is not one of Google's, like AIza...")

    async def headers() -> dict[str, str]:
        return {"X-Goog-Api-Key": key}

    return headers


class Api:
    """YouTube, by a key or by a sign-in."""

    def __init__(self, http: httpx2.AsyncClient, headers: Headers, where: str) -> None:
        self._http = http
        self._where = where
        self._headers = headers

    async def chat(self, video: str) -> str:
        """Return the id of a video's live chat.

        Raises:
            NotLive: If it has none now, or YouTube does not show it now.
            Lost, Refused: If YouTube does not answer, or not by this key.
        """
        query = {"part": "liveStreamingDetails", "id": video}
        answer = await self._get("videos", query)
        items = object_in(answer).get("items")
        if not isinstance(items, list) or not items:
            line = "YouTube does not know this stream. A private one needs your sign-in."
            raise NotLive(line, LOOK_AGAIN)
        chat = text(object_in(items[0], "liveStreamingDetails").get("activeLiveChatId"))
        if not chat:
            raise NotLive("This stream has no live chat now.", LOOK_AGAIN)
        return chat

    async def page(self, chat: str, token: str) -> Object:
        """Return what was said after a page, or of late without one.

        Raises:
            WrongPage: If the page is not known any more.
            NotLive: If the chat is over.
            Lost, Refused: See `chat`.
        """
        query = {**_query(chat, token), "maxResults": "2000"}
        return object_in(await self._get("liveChat/messages", query))

    async def super_chats(self, token: str) -> Object:
        """Return a page of the channel's Super Chats of the last thirty days; owners only.

        Raises:
            WrongPage, NotLive, Lost, Refused: See `page`.
        """
        query = {"part": "snippet", "maxResults": "50"}
        query = {**query, "pageToken": token} if token else query
        return object_in(await self._get("superChatEvents", query))

    async def stream(self, chat: str, token: str) -> AsyncGenerator[Object]:
        """Yield pages as they come, until YouTube ends the call, or says nothing for long.

        The first one is empty and ours: it says that the stream stands.

        Raises:
            NoStream: If it is not given.
            WrongPage, NotLive, Lost, Refused: See `page`.
        """
        silence = httpx2.Timeout(PATIENCE, read=SILENCE)
        query = _query(chat, token)
        address = f"{self._where}/liveChat/messages/stream"
        values, stands = JsonStream(), False
        headers = await self._headers()
        try:
            async with self._http.stream(
                "GET", address, headers=headers, params=query, timeout=silence
            ) as response:
                if response.status_code != HTTPStatus.OK:
                    raise _stream_error(response.status_code, await response.aread(), token)
                stands = True
                yield {}
                async for part in response.aiter_bytes():
                    for value in values.feed(part):
                        yield object_in(value)
        except Unusable:
            raise NoStream from None
        except httpx2.HTTPError as error:
            if not (stands and isinstance(error, httpx2.ReadTimeout)):
                raise unanswered("YouTube", error) from None

    async def _get(self, what: str, query: dict[str, str]) -> Any:
        address = f"{self._where}/{what}"
        headers = await self._headers()
        answer = await call(self._http, "GET", address, "YouTube", headers=headers, query=query)
        if not answer.good:
            raise error_of(answer, query.get("pageToken", ""))
        return answer.value


def _query(chat: str, token: str) -> dict[str, str]:
    query = {"part": "id,snippet,authorDetails", "liveChatId": chat}
    return {**query, "pageToken": token} if token else query


def _stream_error(status: int, content: bytes, token: str) -> Exception:
    try:
        error = error_of(Answer(status, read_json(content)), token)
    except Unusable:
        return NoStream()
    known = isinstance(error, NotLive | QuotaGone | Refused | WrongPage)
    return error if known else NoStream()


# Only a wrong key is Refused: all else is put right at Google's, and then noticed by itself.
_REASONS: dict[str, tuple[type[SourceError], str]] = {
    "quotaExceeded": (QuotaGone, "Today's YouTube quota is used up."),
    "dailyLimitExceeded": (QuotaGone, "Today's YouTube quota is used up."),
    "liveChatEnded": (NotLive, "The stream has ended."),
    "liveChatDisabled": (NotLive, "The live chat of this stream is switched off."),
    "liveChatNotFound": (NotLive, "This stream has no live chat now."),
    "API_KEY_INVALID": (Refused, "YouTube does not accept the key."),
    "keyInvalid": (Refused, "YouTube does not accept the key."),
    "SERVICE_DISABLED": (NotLive, "The YouTube Data API is not switched on for this key."),
    "accessNotConfigured": (NotLive, "The YouTube Data API is not switched on for this key."),
}


def error_of(answer: Answer, token: str) -> Exception:
    """Return what it means that YouTube refuses a call.

    Args:
        answer: What it said.
        token: The page that was asked for; empty: none.
    """
    error = object_in(answer.value, "error")
    listed = [*_listed(error, "details"), *_listed(error, "errors")]
    reasons = [text(object_in(one).get("reason")) for one in listed]
    for reason in reasons:
        if reason in _REASONS:
            kind, line = _REASONS[reason]
            return NotLive(line, LOOK_AGAIN) if kind is NotLive else kind(line)
    if any("ateLimit" in reason for reason in reasons):
        return Lost("YouTube asks us to wait.", 30)
    if answer.status == HTTPStatus.BAD_REQUEST and token:
        return WrongPage()
    if answer.status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        line = "YouTube does not show this chat. One that is not public needs your sign-in."
        return Lost(line, LOOK_AGAIN)
    return Lost(f"YouTube does not do that ({answer.status}).")


def _listed(error: Object, name: str) -> list[Any]:
    value = error.get(name)
    return value if isinstance(value, list) else []
