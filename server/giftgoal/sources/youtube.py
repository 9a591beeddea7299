"""YouTube's live chat, by a key of the streamer's own Google project.

It comes as a stream, at once, where YouTube gives one; else it is asked for now and then, as often
as the day's quota allows. After a break YouTube goes on where we were, and on a first connection it
tells what was said of late; what is there already changes nothing.
"""

import contextlib
import json
from typing import Any

import httpx2

from giftgoal.sources import google_sign_in
from giftgoal.sources.clock import Clock, WallClock
from giftgoal.sources.google_sign_in import SIGN_IN, SignIn, wanted
from giftgoal.sources.http_calls import client
from giftgoal.sources.payloads import Object, object_in, text, whole
from giftgoal.sources.reading import understood_value
from giftgoal.sources.source import (
    Deliver,
    Field,
    Lost,
    NotLive,
    Refused,
    Road,
    SourceError,
    Tell,
    Unwritten,
    Values,
)
from giftgoal.sources.youtube_api import (
    LOOK_AGAIN,
    SILENCE,
    WHERE,
    Api,
    Headers,
    NoStream,
    QuotaGone,
    WrongPage,
    by_key,
    video_in,
)
from giftgoal.sources.youtube_check import Heard, compared, heard_from, listed, read_kept
from giftgoal.sources.youtube_events import ENDED, kind_of, normalise, sample
from giftgoal.sources.youtube_quota import CHAT, PER_DAY, VIDEO, Quota

MOST_PAGES = 20
"""Pages of YouTube's list that are read, of 50 Super Chats each; a longer one is not compared."""

KEEP_EVERY = 60
"""Seconds after which it is written down where we are; the rest YouTube tells once more."""


class YouTube:
    """One stay with a stream's chat.

    Args:
        values: What the streamer filled in, and what was kept.
        where: See `youtube_api.WHERE`.
        clock: Tells the time and waits.
        sign_in: See `google_sign_in.SIGN_IN`.
    """

    def __init__(self, values: Values, where: str, clock: Clock, sign_in: str) -> None:
        self._values = values
        self._where = where
        self._sign_in = sign_in
        self._clock = clock
        self._streams = values["way"] == "stream"
        self._kept_at: float | None = None
        kept = read_kept(values["kept"])
        # What the chat has told, to compare; only who signed in may see YouTube's list.
        self._heard = heard_from(object_in(kept, "heard"), clock.now()) if wanted(values) else None
        self._joined = False
        self._chat, self._token = text(kept.get("chat")), text(kept.get("token"))
        per_day = whole(values["quota"]) or 0
        if not CHAT <= per_day <= 10**9:
            raise Refused(f"The daily quota is a whole number, usually {PER_DAY}.")
        spent = max(0, whole(kept.get("spent")) or 0)
        self._quota = Quota(per_day, whole(kept.get("day")) or 0, min(spent, per_day))

    async def run(self, deliver: Deliver, tell: Tell) -> None:
        """See `Source.run`."""
        video = video_in(self._values["video"])
        async with client() as http:
            api = Api(http, self._headers(http, tell), self._where)
            try:
                await self._read(api, video, deliver, tell)
            except NotLive:
                if self._joined:
                    await self._compare(api, tell)
                raise
            except QuotaGone as error:
                self._quota = self._quota.at(self._seconds()).used_up()
                raise Lost(str(error), self._quota.fresh_in(self._seconds())) from None
            finally:
                await self._keep(tell)

    def _headers(self, http: httpx2.AsyncClient, tell: Tell) -> Headers:
        values = self._values
        if not wanted(values):
            return by_key(values["key"])
        return SignIn(http, values, self._sign_in, self._clock, tell).headers

    async def _read(self, api: Api, video: str, deliver: Deliver, tell: Tell) -> None:
        self._spend(VIDEO)
        chat = await api.chat(video)
        if chat != self._chat:
            self._chat, self._token = chat, ""
            if self._heard:
                self._heard = Heard(self._clock.now())
        while True:
            self._spend(CHAT)
            began = self._clock.seconds()
            pause = self._quota.pause(self._seconds(), 0)
            tell.note(self._quota.words(None if self._streams else pause))
            asked = await self._call(api, deliver, tell)
            pause = self._quota.pause(self._seconds(), asked)
            # A stream that stood for long has had its pause.
            await self._clock.sleep(max(0.0, pause - (self._clock.seconds() - began)))

    async def _call(self, api: Api, deliver: Deliver, tell: Tell) -> float:
        """Take what one call brings; return the seconds that YouTube wants before the next."""
        asked, began, came = 0.0, self._clock.seconds(), False
        try:
            if not self._streams:
                return await self._take(await api.page(self._chat, self._token), deliver, tell)
            # Nothing but the end of the block closes the stream when a delivery is given up.
            async with contextlib.aclosing(api.stream(self._chat, self._token)) as pages:
                async for page in pages:
                    came = came or bool(page)
                    asked = await self._take(page, deliver, tell)
            # Where a stream is cut off at once it is of no use.
            self._streams = came or self._clock.seconds() - began >= SILENCE / 2
        except NoStream:
            self._streams = False
        except WrongPage:
            self._token = ""
        return asked

    async def _take(self, page: Object, deliver: Deliver, tell: Tell) -> float:
        """Deliver what is on a page, and only then be behind it."""
        listed = page.get("items")
        items: list[Any] = listed if isinstance(listed, list) else []
        tell.live()
        await deliver([a for item in items for a in understood_value(item, normalise, tell)])
        self._joined = True
        if self._heard:
            self._heard.take(items)
        self._token = text(page.get("nextPageToken")) or self._token
        if page.get("offlineAt") or any(kind_of(object_in(item)) == ENDED for item in items):
            raise NotLive("The stream has ended.", LOOK_AGAIN)
        if self._kept_at is None or self._clock.seconds() - self._kept_at >= KEEP_EVERY:
            await self._keep(tell)
        return (whole(page.get("pollingIntervalMillis")) or 0) / 1000

    async def _compare(self, api: Api, tell: Tell) -> None:
        """Say whether the chat told all that is on YouTube's list. That it fails is no harm."""
        if self._heard is None:
            return
        events: list[Any] = []
        token = ""
        try:
            for _ in range(MOST_PAGES):
                self._spend(CHAT)
                page = await api.super_chats(token)
                events += page.get("items") or []
                token = text(page.get("nextPageToken"))
                if not token:
                    break
            else:
                return
        except (SourceError, WrongPage, NoStream):
            return
        tell.note(compared(self._heard.micros, listed(events, self._heard.since)))

    def _spend(self, units: int) -> None:
        self._quota = self._quota.at(self._seconds())
        if self._quota.left < units:
            raise QuotaGone("Today's YouTube quota is used up.")
        self._quota = self._quota.less(units)

    async def _keep(self, tell: Tell) -> None:
        """Keep where we are. It only saves asking again, so that it fails is no harm."""
        self._kept_at = self._clock.seconds()
        where = {"chat": self._chat, "token": self._token}
        spent = {"day": self._quota.day, "spent": self._quota.spent}
        heard = {"heard": self._heard.kept()} if self._heard else {}
        with contextlib.suppress(Unwritten):
            await tell.keep({"kept": json.dumps({**where, **spent, **heard})})

    def _seconds(self) -> float:
        return self._clock.now() / 1000


FIELDS = (
    Field("key", "API key", "secret", hint="From console.cloud.google.com.", required=True),
    Field(
        "video",
        "Link of the stream",
        hint="Of this stream: each one has its own.",
        required=True,
    ),
    Field(
        "way",
        "How it comes",
        "choice",
        default="stream",
        choices=(("stream", "At once"), ("list", "Every few seconds")),
    ),
    Field(
        "quota",
        "Units a day",
        hint="Google's usual one, unless you got more.",
        default=str(PER_DAY),
    ),
    *google_sign_in.FIELDS,
    Field("kept", "Where we are", "hidden"),
)


def road(where: str, clock: Clock, sign_in: str = SIGN_IN) -> Road:
    """Return the road to a YouTube that is somewhere."""
    return Road(
        name="youtube",
        title="YouTube",
        platforms=("youtube",),
        about="Reads Super Chats, Super Stickers, gifts and gifted memberships with a Google key.",
        sample=sample,
        fields=FIELDS,
        resends=True,
        open=lambda values: YouTube(values, where, clock, sign_in),
    )


ROAD = road(WHERE, WallClock())
