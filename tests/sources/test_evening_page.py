"""The mixed evening by a whole server: every platform has its row on the control page."""

import asyncio
import json
import time
from contextlib import AsyncExitStack
from dataclasses import astuple
from pathlib import Path

import httpx2
from playwright.async_api import Page, async_playwright, expect

from tests.chromium import chromium
from tests.server_process import ServerProcess, giftgoal
from tests.sources import twitch, youtube
from tests.sources.evening_server import PLACES
from tests.sources.letters import Post
from tests.sources.test_exactly_once import letter as signed
from tests.sources.test_kick import GIFTED
from tests.sources.test_kick import letter as kick_s
from tests.sources.test_kofi import letter as kofi_s
from tests.sources.test_mixed_evening import BY_HAND, RATES, World, opened

TITLES = {
    "tikfinity": "TikFinity app",
    "twitch": "Twitch",
    "youtube": "YouTube",
    "telegram": "Telegram Stars",
    "streamlabs": "Streamlabs",
    "streamelements": "StreamElements",
    "kofi": "Ko-fi",
    "kick": "Kick (an extra)",
    "streamerbot": "Streamer.bot",
    "webhook": "Webhook",
}


def switch_on(mika: httpx2.Client, world: World) -> None:
    mika.post("/api/goals", json={"title": "New mic", "target": 500}).raise_for_status()
    for unit, rate in RATES.items():
        mika.put(f"/api/rates/{unit}", json={"rate": str(rate)}).raise_for_status()
    world.filled["twitch"] = twitch.FILLED
    for name in BY_HAND:
        body = {"on": True, "fields": world.filled.get(name, {})}
        mika.patch(f"/api/sources/{name}", json=body).raise_for_status()


def post_letters(server: ServerProcess) -> None:
    body, headers = signed(1)
    Post("webhook", body, headers).until_taken(server.url)
    for name, sent in (("kofi", kofi_s()), ("kick", kick_s("01K8", GIFTED))):
        Post(name, sent.body, sent.headers).until_taken(server.url)


async def live(mika: httpx2.Client, *names: str) -> None:
    """Wait until these sources are live."""
    async with asyncio.timeout(60):
        while True:
            told = (await asyncio.to_thread(mika.get, "/api/sources")).json()["sources"]
            if all(one["state"] == "live" for one in told if one["road"] in names):
                return
            await asyncio.sleep(0.05)


async def play(server: ServerProcess, mika: httpx2.Client, world: World) -> None:
    """Let everything be said twice, as on the evening by hand."""
    await live(mika, "twitch", "youtube", "telegram")
    combo = [youtube.gift("g", 10, count) for count in (1, 3, 2)]
    chats = [youtube.super_chat("s-1"), youtube.super_chat("s-2", "500000000", "JPY"), *combo]
    for _ in range(2):
        await world.twitch.say(twitch.bits(1, 137))
        await world.youtube.say(*chats)
        world.telegram.pays("charge-1", 50, date=int(time.time()))
        await asyncio.to_thread(post_letters, server)


async def look(page: Page, link: str) -> None:
    await page.goto(link)
    await expect(page.locator(".goal-raised").first).to_have_text("2,507")
    await page.locator(".bar").get_by_role("button", name="Settings").click()
    await page.locator("settings-door").get_by_role("button", name="Sources").click()
    for title in TITLES.values():
        heading = page.get_by_role("heading", name=title, exact=True)
        card = page.locator("source-card").filter(has=heading)
        await expect(card.locator(".source-state")).to_have_text("live")
        await expect(card).to_contain_text("counted")
        await expect(card).to_contain_text("Last heard")
    bot = page.locator("source-card").filter(has_text="Streamer.bot").last
    await expect(bot).to_contain_text("1 left out")


async def test_every_platform_has_its_row_on_the_control_page(tmp_path: Path) -> None:
    async with AsyncExitStack() as stack:
        world = await opened(stack)
        places = {
            "twitch": astuple(world.twitch.places),
            "youtube": world.youtube.address,
            "telegram": world.telegram.address,
        }
        server = stack.enter_context(
            giftgoal(
                tmp_path / "data",
                environment={PLACES: json.dumps(places)},
                program="tests.sources.evening_server",
            )
        )
        mika = server.client()
        await asyncio.to_thread(switch_on, mika, world)
        await play(server, mika, world)
        playwright = await stack.enter_async_context(async_playwright())
        browser = await playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        stack.push_async_callback(browser.close)
        page = await browser.new_page(viewport={"width": 1280, "height": 800}, locale="en-US")
        expect.set_options(timeout=30_000)
        await look(page, server.sign_in_link)
        await asyncio.to_thread(server.stop)
