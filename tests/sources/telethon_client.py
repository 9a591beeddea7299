"""What stands in for Telethon's client: it answers with Telethon's own objects, and dials nobody.

It does not speak MTProto, and neither does anything else in the tests: what is true of Telegram's
servers it cannot show.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

from telethon import errors
from telethon.tl import functions, types

from giftgoal.sources.source import Road
from giftgoal.sources.telegram_live import road
from giftgoal.sources.telegram_session import Access
from tests.sources.studio import EIGHT

ACCESS = Access(12345, "0123456789abcdef0123456789abcdef", "1sessionsessionsession=")
FILLED = {"access": ACCESS.written()}
CALL = 9_007_199_254_740_993_777
"""Telegram's numbers have up to 64 bits."""

BEGAN = datetime.fromtimestamp(EIGHT / 1000 - 60, UTC)


def call(number: int = CALL) -> Any:
    return types.InputGroupCall(number, 1)


def sent(
    number: int, stars: int | None, who: Any = None, text: str = "", in_call: int = CALL
) -> Any:
    """Return an update: a message in the call, from ana unless said otherwise."""
    said = types.TextWithEntities(text, [])
    peer = who or types.PeerUser(7)
    message = types.GroupCallMessage(number, peer, BEGAN, said, paid_message_stars=stars)
    update = types.UpdateGroupCallMessage(call(in_call), message)
    # As Telethon does with whoever an update speaks of.
    update._entities = {7: types.User(7, first_name="ana", last_name="b")}
    return update


class FakeTelegram:
    """A Telegram account, of which any number of clients may ask."""

    def __init__(self) -> None:
        self.live: Any = call()
        self.total = 0
        self.asked: list[str] = []
        self.names: list[str] = []
        self.peers: list[Any] = []
        self.fails: dict[str, BaseException] = {}
        """By the name of a request, how it fails."""
        self.clients: list[FakeClient] = []
        self.listening = asyncio.Event()
        self.check = 0.02

    @property
    def road(self) -> Road:
        return road(self.client, lambda: EIGHT / 1000, check=self.check)

    def client(self, access: Access) -> "FakeClient":
        assert access == ACCESS
        self.clients.append(FakeClient(self))
        return self.clients[-1]

    async def tells(self, update: Any) -> None:
        """Send an update to the client that came last, once it listens."""
        await asyncio.wait_for(self.listening.wait(), 10)
        for handler, event in self.clients[-1].handlers:
            if event.filter(update):
                await handler(update)

    def gives(self, request: Any) -> Any:
        name = type(request).__name__.removesuffix("Request")
        self.asked.append(name)
        if name in self.fails:
            raise self.fails[name]
        if isinstance(request, functions.stories.GetPeerStoriesRequest):
            self.peers.append(request.peer)
            media = types.MessageMediaVideoStream(self.live) if self.live else None
            story = types.StoryItem(1, BEGAN, BEGAN, media)
            peer = types.PeerStories(types.PeerUser(1), [types.StoryItemDeleted(2), story])
            return types.stories.PeerStories(peer, [], [])
        if isinstance(request, functions.phone.GetGroupCallStarsRequest):
            assert request.call.id == CALL
            return types.phone.GroupCallStars(self.total, [], [], [])
        return types.updates.State(1, 1, BEGAN, 1, 0)


class FakeClient:
    """What a stay needs of a `TelegramClient`."""

    def __init__(self, there: FakeTelegram) -> None:
        self._there = there
        self._gone: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.handlers: list[tuple[Callable[[Any], Awaitable[None]], Any]] = []

    @property
    def disconnected(self) -> "asyncio.Future[None]":
        return asyncio.shield(self._gone)

    async def __call__(self, request: Any) -> Any:
        return self._there.gives(request)

    async def connect(self) -> None:
        if "connect" in self._there.fails:
            raise self._there.fails["connect"]

    async def disconnect(self) -> None:
        self.handlers.clear()
        self._there.listening.clear()
        self.breaks()

    def breaks(self) -> None:
        if not self._gone.done():
            self._gone.set_result(None)

    def add_event_handler(self, handler: Any, event: Any) -> None:
        self.handlers.append((handler, event))
        self._there.listening.set()

    async def get_input_entity(self, name: str) -> Any:
        self._there.names.append(name)
        if name != "@mika":
            raise ValueError(f'No user has "{name}" as username')
        return types.InputPeerChannel(55, 66)


def flood(seconds: int) -> Exception:
    wait: Exception = errors.FloodWaitError(None, seconds)
    return wait
