"""The streamer's desk: whom to thank, the pace, gifters and their rules, the recap."""

import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.control.conftest import DESK, Open
from tests.browser.control.hands import expect_live, expect_raised, open_door, row
from tests.browser.control.server import Giftgoal


def _give(giftgoal: Giftgoal, gifter: str, coins: int) -> None:
    giftgoal.ask("POST", "/api/gifts", {"gifter": gifter, "coins": coins})


def _rule(giftgoal: Giftgoal, gifter: str) -> dict[str, Any]:
    [found] = giftgoal.ask("GET", f"/api/gifters?search={gifter}")["gifters"]
    return dict(found)


def test_a_large_gift_waits_to_be_thanked_and_is_ticked_off(
    giftgoal: Giftgoal, mika: Page, noor: Page
) -> None:
    giftgoal.ask("PATCH", "/api/rules", {"shoutout_coins": 100})
    _give(giftgoal, "ana", 120)
    _give(giftgoal, "ben", 5)
    mika.get_by_role("button", name="1 gift to thank for").click()
    expect(mika.locator(".thank")).to_have_text(re.compile("120 coins from ana"))
    mika.get_by_role("button", name="Thanked: 120 coins from ana").click()
    expect(mika.locator(".thank")).to_have_count(0)
    expect(noor.get_by_role("button", name="1 gift to thank for")).to_be_hidden()
    assert giftgoal.ask("GET", "/api/state")["waiting"] == []


def test_on_a_desk_the_goal_says_when_it_will_be_reached(
    giftgoal: Giftgoal, open_page: Open
) -> None:
    _give(giftgoal, "ana", 250)
    page = open_page(giftgoal.link, size=DESK)
    expect_live(page)
    expect(page.locator("goal-card")).to_contain_text("in about 5 minutes")
    expect(page.locator("pace-card").first).to_contain_text("3,000")
    expect(page.locator("timeline-card").first).to_contain_text("Song request, at 250")


def test_pace_moves_with_what_comes(giftgoal: Giftgoal, mika: Page) -> None:
    open_door(mika, "The evening")
    expect(mika.locator("settings-door .pace-number").first).to_have_text("0")
    _give(giftgoal, "ana", 100)
    expect(mika.locator("settings-door .pace-number").first).to_have_text("1,200")


def test_a_moderator_sees_the_evening_but_no_rules(giftgoal: Giftgoal, noor: Page) -> None:
    _give(giftgoal, "ana", 250)
    open_door(noor, "The evening")
    expect(noor.locator("settings-door timeline-card")).to_contain_text("Song request, at 250")
    expect(noor.locator("settings-door top-row")).to_contain_text("ana")
    expect(noor.get_by_role("button", name="Rules for ana")).to_be_hidden()


def test_paces_that_do_not_fit_beside_each_other_stand_under_each_other(
    giftgoal: Giftgoal, mika: Page
) -> None:
    giftgoal.ask("POST", "/api/gifts", {"coins": 100_000_000})
    mika.set_viewport_size({"width": 320, "height": 640})
    open_door(mika, "The evening")
    figures = mika.locator("settings-door .pace-figure")
    expect(figures.first).to_contain_text("1,200,000,000")
    lefts = figures.evaluate_all("(all) => all.map((one) => one.offsetLeft)")
    ring = mika.locator("settings-door .pace-ring").bounding_box()
    assert ring
    assert lefts[0] == lefts[1] > ring["x"] + ring["width"]


def test_of_money_of_which_nothing_is_known_to_be_left_no_zero_is_told(
    giftgoal: Giftgoal, mika: Page
) -> None:
    giftgoal.ask("POST", "/api/gifts", {"worth": {"amount": "500", "unit": "JPY"}})
    open_door(mika, "The evening")
    card = mika.locator("settings-door worth-card")
    card.get_by_text("What it is worth").click()
    expect(card.locator(".worth-total strong")).to_have_text("not known")
    expect(card.locator(".worth-total")).to_contain_text("Viewers paid about ¥500")


def test_what_it_is_worth_is_told_to_the_owner_who_opens_it(
    giftgoal: Giftgoal, mika: Page, noor: Page
) -> None:
    giftgoal.ask("POST", "/api/gifts", {"platform": "tiktok", "coins": 6607})
    tip = {"platform": "kofi", "worth": {"amount": "5.00", "unit": "EUR"}}
    giftgoal.ask("POST", "/api/gifts", tip)
    open_door(mika, "The evening")
    card = mika.locator("settings-door worth-card")
    expect(card).not_to_contain_text("$")
    card.get_by_text("What it is worth").click()
    expect(card.locator(".worth-total")).to_contain_text(["€5.00", "$33.04"])
    tiktok = card.locator(".worth-row", has_text="TikTok")
    expect(tiktok).to_contain_text("6,607 coins · Viewers paid about $99.90 to $100.63")
    expect(tiktok).to_contain_text("TikTokLive's own estimate")
    card.get_by_label("From when on").select_option("Since the beginning")
    expect(card.locator(".worth-row")).to_have_count(2)
    open_door(noor, "The evening")
    expect(noor.locator("settings-door worth-card")).to_be_hidden()


def test_a_gift_without_a_price_is_named_where_its_rate_is_set(
    giftgoal: Giftgoal, mika: Page
) -> None:
    worth = {"amount": "3", "unit": "gift-f2a9c0d1e4"}
    giftgoal.ask("POST", "/api/gifts", {"gift": "Golden Dragon", "count": 3, "worth": worth})
    open_door(mika, "Rates")
    expect(mika.locator("settings-rates")).to_contain_text(
        "1 gift of Golden Dragon without a price"
    )


def test_a_top_gifter_is_renamed_limited_and_named_in_the_recap(
    giftgoal: Giftgoal, mika: Page, noor: Page
) -> None:
    _give(giftgoal, "ana", 120)
    open_door(mika, "The evening")
    mika.locator("settings-door").get_by_role("button", name="Rules for ana").click()
    rule = mika.locator("gifter-rule")
    rule.get_by_label("Name on air").fill("Ana B.")
    rule.get_by_label("Budget in coins").fill("100")
    rule.get_by_label("May be named in the recap").check()
    expect(rule).to_contain_text("named in the recap")
    expect(rule).to_contain_text("past their budget")
    said = _rule(giftgoal, "ana")
    assert (said["name"], said["budget"], said["in_recap"]) == ("Ana B.", 100, True)
    expect(row(noor, "ana")).to_contain_text("past their budget")


def test_what_viewers_may_see_is_set(giftgoal: Giftgoal, mika: Page) -> None:
    open_door(mika, "On air")
    page = mika.locator("settings-air")
    for field, text in (("From how many coins on", "1,000"), ("Hide names with", "spam\n\nscam")):
        with mika.expect_response("**/api/rules"):
            page.get_by_label(field).fill(text)
            page.get_by_label(field).blur()
    with mika.expect_response("**/api/rules"):
        page.get_by_label("Show them on the overlays").check()
    assert giftgoal.ask("GET", "/api/rules") == {
        "shoutout_coins": 1000,
        "shoutouts_on_air": True,
        "blocked_words": ["spam", "scam"],
        "block_links": True,
    }


def test_the_recap_names_only_those_who_agreed_and_gives_pictures(
    giftgoal: Giftgoal, mika: Page
) -> None:
    _give(giftgoal, "ana", 200)
    _give(giftgoal, "ben", 60)
    giftgoal.ask("PATCH", "/api/gifters", {"key": "ana", "in_recap": True})
    expect_raised(mika, 260)
    mika.goto(f"{giftgoal.url}/control#recap")
    recap = mika.locator("settings-recap")
    expect(recap).to_contain_text("2 gifts from 2 gifters")
    expect(recap).to_contain_text("Song request, at 250")
    expect(recap.locator(".recap-top")).to_have_text("ana200")
    for shape, size in (("Wide, 16:9", (1920, 1080)), ("Tall, 9:16", (1080, 1920))):
        with mika.expect_download() as download:
            recap.get_by_role("button", name=f"Save the picture: {shape}").click()
        png = download.value.path().read_bytes()
        assert png.startswith(b"\x89PNG")
        assert tuple(int.from_bytes(png[at : at + 4], "big") for at in (16, 20)) == size
    with mika.expect_download() as download:
        recap.get_by_role("link", name="Table (CSV)").click()
    assert "ben" in download.value.path().read_text("utf-8")
