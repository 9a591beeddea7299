"""An evening on every platform at once, into one goal: the board equals the sum made by hand."""

import asyncio
from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from giftgoal.domain.commands import OpenGoal
from giftgoal.domain.gifts import Person
from giftgoal.domain.goals import GoalSettings
from giftgoal.sources.roads import ROADS
from giftgoal.sources.source import Letter
from tests.sources import streamelements, streamerbot, streamlabs, twitch, youtube
from tests.sources.platforms import Visit, platform, says
from tests.sources.studio import EIGHT, HastyClock, Studio, studio
from tests.sources.telegram import FILLED as AT_TELEGRAM
from tests.sources.telegram import FakeTelegram, fake_telegram
from tests.sources.test_exactly_once import SECRET
from tests.sources.test_exactly_once import letter as signed
from tests.sources.test_kick import GIFTED, public_pem
from tests.sources.test_kick import letter as kick_s
from tests.sources.test_kofi import TOKEN as KOFI_S_TOKEN
from tests.sources.test_kofi import letter as kofi_s
from tests.sources.tiktok import message, rose
from tests.sources.twitch import FakeTwitch, fake_twitch
from tests.sources.youtube import FakeYouTube, fake_youtube

MIKA = Person("mika", "mika")

NEW_MIC = GoalSettings("New mic", 500)

RATES = {
    "BITS": Decimal(1),
    "EUR": Decimal(75),
    "JPY": Decimal("0.5"),
    "JEWELS": Decimal("0.33"),
    "KICKS": Decimal("0.66"),
    "KWD": Decimal(200),
    "STARS": Decimal("1.3"),
    "USD": Decimal(66),
}

BY_HAND: Mapping[str, Decimal] = {
    "tikfinity": Decimal(5),  # five Roses
    "twitch": Decimal(137),  # 137 bits
    "youtube": Decimal("634.9"),  # 5.00 EUR, 500 JPY, and three times 10 jewels
    "telegram": Decimal(65),  # 50 stars
    "streamlabs": Decimal("882.42"),  # 13.37 USD
    "streamelements": Decimal("246.8"),  # 1.234 KWD
    "kofi": Decimal(198),  # 3.00 USD
    "kick": Decimal(330),  # 500 kicks
    "streamerbot": Decimal(7),  # 7 coins by an action; its cheer is Twitch's already
    "webhook": Decimal(1),  # 1 coin
}
"""What each road brings, in coins."""


@dataclass
class World:
    """Every platform of the evening."""

    twitch: FakeTwitch
    youtube: FakeYouTube
    telegram: FakeTelegram
    filled: dict[str, dict[str, str]] = field(default_factory=dict)
    """By road, what mika fills in."""


async def opened(stack: AsyncExitStack) -> World:
    """Open every platform. Those with a socket say everything at once, some of it again."""
    roses = [message(rose(count, count)) for count in (1, 3, 5, 3, 5)]
    tip = streamlabs.one(1, "13.3700000000")
    paid = streamelements.tip(1, "1.234", "KWD")
    ours = streamerbot.goal(id="1", gifter="ben", coins=7)
    visits: dict[str, Visit] = {
        "tikfinity": says(*roses),
        "streamlabs": streamlabs.sockets(tip, streamlabs.bits(1), tip),
        "streamelements": streamelements.astro(paid, paid),
        "streamerbot": streamerbot.streamer_bot(streamerbot.cheer("m", 137), ours, ours),
    }
    world = World(
        await stack.enter_async_context(fake_twitch()),
        await stack.enter_async_context(fake_youtube()),
        await stack.enter_async_context(fake_telegram()),
    )
    for name, visit in visits.items():
        world.filled[name] = {"address": await stack.enter_async_context(platform(visit))}
    world.filled["streamlabs"]["key"] = streamlabs.TOKEN
    world.filled["streamelements"]["token"] = streamelements.JWT
    world.filled["youtube"] = youtube.FILLED
    world.filled["telegram"] = AT_TELEGRAM
    world.filled["kofi"] = {"token": KOFI_S_TOKEN}
    world.filled["kick"] = {"channel": "mika-live", "key": public_pem()}
    world.filled["webhook"] = {"secrets": SECRET}
    return world


async def switch_on(here: Studio, world: World) -> None:
    await here.supervisor.edit("twitch", values=twitch.FILLED)
    signed_in = {k: v for k, v in world.twitch.signed_in().items() if k != "client_id"}
    await here.supervisor.watch("twitch").keep(signed_in)
    for name in BY_HAND:
        await here.supervisor.edit(name, on=True, values=world.filled.get(name))


async def play(here: Studio, world: World) -> None:
    """Let those speak who wait for somebody to listen; each says everything twice."""
    for name in ("twitch", "youtube", "telegram"):
        await here.state(name, "live")
    combo = [youtube.gift("g", 10, count) for count in (1, 3, 2)]
    chats = [youtube.super_chat("s-1"), youtube.super_chat("s-2", "500000000", "JPY"), *combo]
    for _ in range(2):
        await world.twitch.say(twitch.bits(1, 137))
        await world.youtube.say(*chats)
        world.telegram.pays("charge-1", 50)
        await here.supervisor.receive("kofi", kofi_s())
        await here.supervisor.receive("kick", kick_s("01K8", GIFTED))
        body, headers = signed(1)
        letter = Letter(headers, body, float(headers["webhook-timestamp"]))
        await here.supervisor.receive("webhook", letter)


async def test_every_road_at_once_fills_one_goal_to_the_coin(tmp_path: Path) -> None:
    async with AsyncExitStack() as stack:
        world = await opened(stack)
        theirs = (world.twitch.road, world.telegram.road, world.youtube.road(HastyClock(EIGHT)))
        named = {road.name: road for road in theirs}
        roads = [named.get(road.name, road) for road in ROADS]
        here = await stack.enter_async_context(studio(tmp_path, roads))
        here.rates.update(RATES)
        await here.keeper.ask(OpenGoal("mic", NEW_MIC), MIKA)
        await switch_on(here, world)
        await play(here, world)
        total = sum(BY_HAND.values())
        await here.until(lambda: here.keeper.board.real.micro >= total * 1_000_000)
        await asyncio.sleep(0.2)  # whatever would be too much has time to come
        assert here.keeper.board.real.micro == total * 1_000_000
        assert here.keeper.board.real.progress["mic"].raised(NEW_MIC) == 2507
        for name in BY_HAND:
            status = here.status(name)
            assert (name, status.state) == (name, "live")
            assert status.counters.counted >= 1
        assert here.status("streamerbot").counters.ignored == 1
