"""Gifts from anything: webhooks of the streamer's own, and tables."""

import json
import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.control.hands import open_door
from tests.browser.control.server import Giftgoal


def _webhook(page: Page) -> Locator:
    """The webhook's card, unfolded."""
    heading = page.get_by_role("heading", name="Webhook", exact=True)
    card = page.locator("source-card").filter(has=heading)
    heading.click()
    return card


ORDER = {
    "event": "paid",
    "order": {"number": 771, "by": {"handle": "ana"}, "total": 4.2, "currency": "EUR"},
}


def test_a_sample_is_pasted_and_the_gift_is_seen(giftgoal: Giftgoal, mika: Page) -> None:
    open_door(mika, "Sources")
    card = _webhook(mika)
    card.get_by_label("Count gifts from here").click()
    expect(card.get_by_role("alert").first).to_have_text("Fill this in first: Secret")
    card.get_by_role("button", name="Make a secret").click()
    expect(card.get_by_label("Secret", exact=True)).to_have_value(re.compile("^whsec_"))
    expect(card.get_by_label("Count gifts from here")).to_be_checked()
    sample = card.get_by_label("Paste a sample of what it sends")
    sample.fill("order=771")
    expect(card).to_contain_text("This is not JSON.")
    sample.fill(json.dumps(ORDER))
    expect(card.locator("dl")).to_contain_text("4.2 EUR")
    expect(card.locator("dl")).to_contain_text("anonymous")
    card.get_by_label("What /order/by/handle is").select_option("who gave it")
    expect(card.locator("dl")).to_contain_text("ana")
    card.get_by_label("What /event is").select_option("only if it says this")
    card.get_by_role("button", name="Read its messages like this").click()
    expect(card).to_contain_text("Saved")
    tried = {"body": json.dumps(ORDER)}
    (gift,) = giftgoal.ask("POST", "/api/hooks/webhook/try", tried)["gifts"]
    assert (gift["gifter"], gift["worth"]["amount"], gift["key"]) == ("ana", "4.2", "webhook:771")
    refund = {"body": json.dumps({**ORDER, "event": "refunded"})}
    assert giftgoal.ask("POST", "/api/hooks/webhook/try", refund)["gifts"] == []


def test_a_secret_is_followed_by_another_without_losing_a_gift(mika: Page) -> None:
    open_door(mika, "Sources")
    card = _webhook(mika)
    card.get_by_text("Set up").click()
    secret = card.get_by_label("Secret", exact=True)
    card.get_by_role("button", name="Make a secret").click()
    expect(secret).to_have_value(re.compile("^whsec_"))
    first = secret.input_value()
    card.get_by_role("button", name="Make a new secret").click()
    expect(secret).not_to_have_value(first)
    expect(card).to_contain_text("The one before is good until")
    card.get_by_role("button", name="End the one before now").click()
    expect(card).not_to_contain_text("The one before is good until")


def test_another_webhook_is_added_by_a_name_and_taken_away(mika: Page) -> None:
    open_door(mika, "Sources")
    mika.get_by_text("Add another webhook").click()
    mika.get_by_label("A short name for it").fill("My shop")
    mika.get_by_role("button", name="Add it").click()
    expect(mika.locator("new-webhook").get_by_role("alert")).to_contain_text("without spaces")
    mika.get_by_label("A short name for it").fill("shop")
    mika.get_by_role("button", name="Add it").click()
    heading = mika.get_by_role("heading", name="Webhook shop")
    heading.click()
    mika.get_by_role("button", name="Remove this webhook").click()
    mika.get_by_role("button", name="Remove it").click()
    expect(heading).to_have_count(0)


def test_a_table_is_counted_once_and_says_what_is_wrong(giftgoal: Giftgoal, mika: Page) -> None:
    open_door(mika, "Sources")
    table = mika.locator("import-table")
    table.get_by_text("Import a table").click()
    send = table.get_by_role("button", name="Count them")
    send.click()
    expect(table.get_by_role("alert")).to_have_text("Choose a file first.")
    for text, says in (
        ("gifter,coins\nana,lots\n", "Line 2: "),
        ("gifter,coins\nana,5\nben,7\n", "2 gifts were counted."),
        ("gifter,coins\nana,5\nben,7\n", "2 were here already."),
    ):
        file = {"name": "gifts.csv", "mimeType": "text/plain", "buffer": text.encode()}
        table.get_by_label("The table").set_input_files(file)  # type: ignore[arg-type]
        send.click()
        expect(table).to_contain_text(says)
    assert [gift["coins"] for gift in giftgoal.gifts()] == [7, 5]
