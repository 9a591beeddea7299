"""Sources and rates: gifts that come by themselves, and what they are worth."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.control.hands import expect_raised, open_door
from tests.browser.control.server import Giftgoal


def _source(page: Page, title: str) -> Locator:
    """A source, unfolded."""
    heading = page.get_by_role("heading", name=title, exact=True)
    card = page.locator("source-card").filter(has=heading)
    heading.click()
    return card


def test_a_source_says_how_it_is_and_brings_a_test_gift(giftgoal: Giftgoal, mika: Page) -> None:
    open_door(mika, "Sources")
    card = _source(mika, "Streamer.bot")
    expect(card.locator(".source-state")).to_have_text("off")
    card.get_by_label("Count gifts from here").check()
    expect(card.locator(".source-state")).not_to_have_text("off")
    card.get_by_role("button", name="Send a test gift").click()
    expect(card).to_contain_text("A test gift came into the rehearsal")
    assert giftgoal.ask("GET", "/api/rehearsal")["gifts"] == 1
    assert giftgoal.gifts() == []


def test_a_source_asks_for_what_it_needs_and_is_on_once_it_has_it(mika: Page) -> None:
    open_door(mika, "Sources")
    card = _source(mika, "TikFinity webhook")
    card.get_by_label("Count gifts from here").click()
    expect(card.get_by_role("alert")).to_have_text("Fill this in first: Token")
    expect(card.get_by_label("Token")).to_be_focused()
    card.get_by_label("Token").fill("a-secret-of-some-length-0123456789")
    card.get_by_role("button", name="Save").click()
    expect(card.locator(".source-state")).to_have_text("waiting for it")
    expect(card.get_by_label("Count gifts from here")).to_be_checked()


def test_a_form_is_drawn_from_what_a_source_asks_for(giftgoal: Giftgoal, mika: Page) -> None:
    sources = giftgoal.ask("GET", "/api/sources")["sources"]
    euler = next(source for source in sources if source["title"] == "Euler Stream")
    open_door(mika, "Sources")
    card = _source(mika, "Euler Stream")
    card.get_by_text("Set up").click()
    card.get_by_text("More, if you need it").click()
    for field in euler["fields"]:
        expect(card.get_by_label(field["label"])).to_be_visible()
    secret = next(field for field in euler["fields"] if field["kind"] == "secret")
    card.get_by_label(secret["label"]).fill("abc123")
    card.get_by_role("button", name="Save").click()
    expect(card).to_contain_text("Saved. Switch it on to count gifts from here.")
    expect(card.get_by_label(secret["label"])).to_have_value("")
    expect(card.get_by_label(secret["label"])).to_have_attribute(
        "placeholder", "kept; type to replace it"
    )


def test_of_two_roads_of_a_platform_the_streamer_picks_the_one_that_counts(
    giftgoal: Giftgoal, mika: Page
) -> None:
    giftgoal.ask("PATCH", "/api/sources/tikfinity", {"on": True})
    fields = {"token": "a-secret-of-some-length-0123456789"}
    giftgoal.ask("PATCH", "/api/sources/tikfinity-webhook", {"on": True, "fields": fields})
    open_door(mika, "Sources")
    card = mika.locator("source-card").filter(has_text="TikFinity webhook")
    expect(card).to_contain_text("TikTok counts by “TikFinity app”.")
    card.get_by_role("button", name="Count TikTok from here").click()
    expect(card).not_to_contain_text("TikTok counts by")
    app = mika.locator("source-card").filter(has_text="TikFinity app,")
    expect(app).to_contain_text("TikTok counts by “TikFinity webhook”.")


def test_gifts_without_a_rate_are_put_right_with_one_tap(giftgoal: Giftgoal, mika: Page) -> None:
    giftgoal.ask("POST", "/api/gifts", {"gifter": "ana", "worth": {"amount": "5", "unit": "USD"}})
    open_door(mika, "Rates")
    mika.get_by_role("button", name="Use 66 coins for 1 USD, also for these").click()
    expect(mika.locator("settings-rates")).to_contain_text("1 gift was counted anew")
    expect(mika.locator("settings-rates")).to_contain_text("Every gift has its coins.")
    expect_raised(mika, 330)


def test_a_rate_of_ones_own_counts_from_now_on_or_anew(giftgoal: Giftgoal, mika: Page) -> None:
    giftgoal.ask("POST", "/api/gifts", {"gifter": "ana", "worth": {"amount": "5", "unit": "EUR"}})
    open_door(mika, "Rates")
    page = mika.locator("settings-rates")
    page.get_by_label("Unit").fill("eur")
    page.get_by_label("Coins for one").fill("many")
    page.get_by_role("button", name="From now on").click()
    expect(page.get_by_role("alert")).to_contain_text("A number above 0")
    page.get_by_label("Coins for one").fill("80")
    page.get_by_role("button", name="From now on").click()
    expect(page).to_contain_text("1 EUR is 80 coins now")
    expect_raised(mika, 0)
    page.get_by_label("Coins for one").fill("100")
    page.get_by_role("button", name="Also for gifts that are here").click()
    expect_raised(mika, 500)
