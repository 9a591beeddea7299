"""One gift from the thumb to the pixels, through the real server; and what a restart does to it."""

from pathlib import Path

from playwright.sync_api import Page, expect

from giftgoal.assets import asset
from giftgoal.catalogue import load_catalogue
from giftgoal.scripts.format import load
from giftgoal.scripts.totals import totals
from tests.browser.evening.conftest import NEW_MIC, OpenPage
from tests.server_process import ServerProcess, giftgoal

PHONE, BAR = (390, 844), (900, 120)

NUMBER = "goal-bar .raised"


def tap_rose(page: Page, gifter: str) -> None:
    page.get_by_label("From", exact=True).fill(gifter)
    page.locator("gift-button", has=page.get_by_text("Rose", exact=True)).locator("button").click()


def settled(page: Page) -> bytes:
    """Return the picture once nothing moves any more."""
    # A function: the page's policy lets no bare expression be evaluated a second time.
    page.wait_for_function("() => document.getAnimations().length === 0")
    return page.screenshot()


def test_a_tap_on_the_phone_changes_the_pixels_on_the_stream(
    server: ServerProcess, open_page: OpenPage
) -> None:
    stream = open_page(server.overlay_url, BAR)
    phone = open_page(server.sign_in_link, PHONE)
    expect(stream.locator(NUMBER)).to_have_text("0")
    before = settled(stream)
    tap_rose(phone, "ana")
    expect(stream.locator(".toast")).to_contain_text("ana")
    expect(stream.locator(NUMBER)).to_have_text("1")
    expect(stream.locator(".toast")).to_have_count(0, timeout=10_000)
    assert settled(stream) != before
    (gift,) = server.client().get("/api/gifts").json()["gifts"]
    assert (gift["gifter"], gift["gift"], gift["coins"]) == ("ana", "Rose", 1)


def test_undoing_on_the_phone_takes_it_back_on_the_stream(
    server: ServerProcess, open_page: OpenPage
) -> None:
    server.client().post("/api/gifts", json={"gifter": "ben", "coins": 250})
    stream = open_page(server.overlay_url, BAR)
    phone = open_page(server.sign_in_link, PHONE)
    expect(stream.locator(NUMBER)).to_have_text("250")
    phone.locator("gift-row").get_by_role("button", name="Undo").first.click()
    expect(stream.locator(NUMBER)).to_have_text("0")


def test_a_restart_in_mid_stream_loses_nothing_and_shows_no_gift_twice(
    tmp_path: Path, open_page: OpenPage
) -> None:
    folder = tmp_path / "data"
    with giftgoal(folder) as first:
        first.client().post("/api/goals", json=NEW_MIC).raise_for_status()
        stream = open_page(first.overlay_url, BAR)
        first.client().post("/api/gifts", json={"gifter": "ana", "coins": 40})
        expect(stream.locator(NUMBER)).to_have_text("40")
        expect(stream.locator(".toast")).to_have_count(0, timeout=10_000)
        last_picture = settled(stream)
        port = first.port
        first.kill()
        stream.wait_for_timeout(500)
        assert stream.screenshot() == last_picture
    with giftgoal(folder, port=port) as second:
        second.client().post("/api/gifts", json={"gifter": "ben", "coins": 60})
        expect(stream.locator(NUMBER)).to_have_text("100", timeout=10_000)
        toasts = stream.locator(".toast")
        expect(toasts).to_have_count(1)
        expect(toasts).to_contain_text("ben")


def test_first_light_brings_the_board_to_the_scripts_own_sum(
    server: ServerProcess, open_page: OpenPage
) -> None:
    stream = open_page(server.overlay_url, BAR)
    play = {"script": "first-light", "speed": 20, "live": True}
    server.client().post("/api/scripts/play", json=play).raise_for_status()
    catalogue = load_catalogue(asset("data/tiktok_gifts.csv"))
    sums = totals(load(asset("data/scripts/first-light.toml"), catalogue))
    expect(stream.locator(NUMBER)).to_have_text(str(sums.coins), timeout=20_000)
    run = {"state": "playing"}
    while run["state"] == "playing":
        run = server.client().get("/api/scripts").json()["run"]
    board = server.client().get("/api/state").json()
    assert board["goals"][0]["raised"] == board["totals"]["coins"] == sums.coins
    assert board["goals"][0]["now"]["reached"]
