"""What lies behind the door: the owner's in full, a moderator's in part."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.control.conftest import Open
from tests.browser.control.hands import (
    expect_live,
    expect_raised,
    gift,
    open_door,
    open_section,
    open_studio,
)
from tests.browser.control.server import Giftgoal


def door(page: Page) -> Locator:
    return page.locator("settings-door")


def press(page: Page, name: str) -> None:
    door(page).get_by_role("button", name=name, exact=True).click()


def test_a_moderator_sees_no_owner_parts(noor: Page) -> None:
    noor.locator(".bar").get_by_role("button", name="Settings").tap()
    expect(door(noor).locator(".door-row")).to_have_text(
        [
            re.compile("The evening"),
            re.compile("Ready to go live"),
            re.compile("Scripts and rehearsal"),
            re.compile("You"),
        ]
    )
    noor.goto(re.sub("#.*", "", noor.url) + "#settings/overlays")
    expect(door(noor).get_by_text("Link for OBS")).to_have_count(0)


def test_the_back_button_of_a_phone_leaves_the_settings(mika: Page) -> None:
    open_door(mika, "Goals")
    mika.go_back()
    expect(door(mika).get_by_role("heading", name="Settings")).to_be_visible()
    mika.go_back()
    expect(door(mika)).to_be_hidden()


def test_a_goal_is_set(giftgoal: Giftgoal, mika: Page) -> None:
    open_door(mika, "Goals")
    press(mika, "New goal")
    form = door(mika).locator("goal-form")
    form.get_by_label("Title").fill("New camera")
    form.get_by_label("Target (coins)", exact=True).fill("2,000")
    form.get_by_role("button", name="Add a milestone").click()
    form.get_by_label("At", exact=True).fill("1000")
    form.get_by_label("What happens").fill("Karaoke")
    form.get_by_role("button", name="Set this goal").click()
    expect(mika.locator("goal-card")).to_have_count(2)
    goal = giftgoal.ask("GET", "/api/goals")["goals"][1]
    assert (goal["title"], goal["target"]) == ("New camera", 2000)
    assert goal["milestones"] == [{"at": 1000, "label": "Karaoke"}]


def test_the_first_goal_begins_with_its_title(giftgoal: Giftgoal, mika: Page) -> None:
    [goal] = giftgoal.ask("GET", "/api/goals")["goals"]
    giftgoal.ask("DELETE", f"/api/goals/{goal['id']}")
    expect(mika.get_by_text("No goal yet")).to_be_visible()
    open_door(mika, "Goals")
    expect(door(mika).get_by_label("Title")).to_be_focused()


def test_a_goal_of_a_gift_that_is_not_known_is_doubted(giftgoal: Giftgoal, mika: Page) -> None:
    open_door(mika, "Goals")
    press(mika, "New goal")
    form = door(mika).locator("goal-form")
    form.get_by_label("Title").fill("Roses")
    form.get_by_label("Target (coins)", exact=True).fill("100")
    form.get_by_text("More", exact=True).click()
    form.get_by_label("What it counts").select_option(label="One gift, by number")
    doubt = form.get_by_text("No gift in the list is called this")
    expect(doubt).to_have_count(0)
    form.get_by_label("Which gift").fill("Super Chat")
    expect(doubt).to_be_visible()
    giftgoal.ask("POST", "/api/gifts", {"gifter": "ana", "gift": "Super Chat", "coins": 5})
    expect_raised(mika, 5)
    form.get_by_label("Which gift").fill("super chat")
    expect(doubt).to_have_count(0)
    form.get_by_label("Which gift").fill("roses")
    form.get_by_role("button", name="Did you mean Rose?").click()
    expect(doubt).to_have_count(0)
    form.get_by_role("button", name="Set this goal").click()
    expect(mika.locator("goal-card")).to_have_count(2)
    assert giftgoal.ask("GET", "/api/goals")["goals"][1]["gift"] == "Rose"


def test_editing_a_goal_keeps_what_was_raised(giftgoal: Giftgoal, mika: Page) -> None:
    giftgoal.ask("POST", "/api/gifts", {"gifter": "ana", "coins": 125})
    open_door(mika, "Goals")
    press(mika, "Edit")
    form = door(mika).locator("goal-form")
    form.get_by_label("Target (coins)", exact=True).fill("800")
    form.get_by_text("More", exact=True).click()
    form.get_by_role("button", name="Add a next target").click()
    form.get_by_label("Next target").fill("1600")
    form.get_by_label("When the last target is reached").select_option("step")
    form.get_by_role("button", name="Save").click()
    expect(door(mika).locator("goal-form")).to_have_count(0)
    [goal] = giftgoal.ask("GET", "/api/goals")["goals"]
    assert (goal["raised"], goal["target"]) == (125, 800)
    assert goal["ladder"] == [{"target": 1600, "title": None}]
    assert goal["on_reach"]["rule"] == "step"


def test_a_goal_that_makes_no_sense_is_explained(mika: Page) -> None:
    open_door(mika, "Goals")
    press(mika, "Edit")
    form = door(mika).locator("goal-form")
    form.get_by_label("Target (coins)", exact=True).fill("many")
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_role("alert")).to_contain_text("A whole number, 1 or more")


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("At", "2,5", "At: A whole number, 1 or more"),
        ("What happens", "Karaoke", "At: A whole number, 1 or more"),
        ("Next target", "a lot", "Next target: A whole number, 1 or more"),
        ("Starts at", "-5", "Starts at: A whole number, or nothing"),
    ],
)
def test_a_number_of_a_goal_that_cannot_be_read_is_not_left_out_in_silence(
    giftgoal: Giftgoal, mika: Page, field: str, typed: str, told: str
) -> None:
    before = giftgoal.ask("GET", "/api/goals")
    open_door(mika, "Goals")
    press(mika, "Edit")
    form = door(mika).locator("goal-form")
    form.get_by_text("More", exact=True).click()
    form.get_by_role("button", name="Add a milestone").click()
    form.get_by_role("button", name="Add a next target").click()
    form.get_by_label(field, exact=True).last.fill(typed)
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_role("alert")).to_have_text(told)
    assert giftgoal.ask("GET", "/api/goals") == before


def test_starting_over_asks_first(giftgoal: Giftgoal, mika: Page) -> None:
    giftgoal.ask("POST", "/api/gifts", {"gifter": "ana", "coins": 125})
    expect_raised(mika, 125)
    open_door(mika, "Goals")
    press(mika, "Start over")
    expect(door(mika).get_by_text("125 raised so far stay")).to_be_visible()
    press(mika, "No")
    press(mika, "Start over")
    press(mika, "Start over")
    expect_raised(mika, 0)
    assert giftgoal.ask("GET", "/api/goals")["goals"][0]["all_time"] == 125


def test_closing_a_goal_asks_first(mika: Page) -> None:
    open_door(mika, "Goals")
    door(mika).locator("goal-settings").get_by_role("button", name="Close").click()
    press(mika, "Close it")
    expect(mika.locator("goal-card")).to_have_count(0)


def test_an_overlay_link_is_copied_and_drawn(giftgoal: Giftgoal, mika: Page) -> None:
    mika.context.grant_permissions(["clipboard-read", "clipboard-write"])
    url = giftgoal.ask("GET", "/api/overlays")["overlays"][0]["url"]
    open_studio(mika, "Into OBS")
    press(mika, "Copy")
    expect(door(mika).get_by_role("button", name="copied")).to_be_visible()
    assert mika.evaluate("navigator.clipboard.readText()") == url
    press(mika, "QR code")
    code = door(mika).get_by_alt_text("QR code of the link")
    expect(code).to_be_visible()
    expect(code).to_have_js_property("complete", True)
    assert code.evaluate("image => image.naturalWidth") > 0


def test_a_new_overlay_link_stops_the_old_one(giftgoal: Giftgoal, mika: Page) -> None:
    before = giftgoal.ask("GET", "/api/overlays")["overlays"][0]["url"]
    open_studio(mika, "Into OBS")
    press(mika, "New link")
    press(mika, "Make a new link")
    expect(door(mika).get_by_label("Link for OBS")).not_to_have_value(before)
    after = giftgoal.ask("GET", "/api/overlays")["overlays"][0]["url"]
    expect(door(mika).get_by_label("Link for OBS")).to_have_value(after)


def test_a_look_is_on_air_at_once(giftgoal: Giftgoal, mika: Page) -> None:
    open_studio(mika, "Sound").get_by_label("Calm: fades only, no sparks").check()
    open_section(mika, "Words").get_by_label("Numbers as in").select_option("de")
    expect(door(mika).get_by_text("Saved, and on air")).to_be_visible()
    look = giftgoal.ask("GET", "/api/overlays")["overlays"][0]["look"]
    assert (look["calm"], look["locale"], look["toasts"]) == (True, "de", True)


def test_a_moderator_is_invited_and_taken_back(
    giftgoal: Giftgoal, mika: Page, open_page: Open
) -> None:
    open_door(mika, "Moderators")
    door(mika).get_by_label("Who is it for").fill("noor")
    press(mika, "Make a link")
    link = door(mika).get_by_label("The link for noor is ready").input_value()
    expect(door(mika).get_by_text("Only this computer reaches this address")).to_be_visible()
    noor = open_page(link)
    expect_live(noor)
    press(mika, "Done")
    press(mika, "Take back")
    press(mika, "Take it back")
    expect(noor.get_by_role("heading", name="This link has ended")).to_be_visible()
    expect(door(mika).get_by_text("Nobody is invited yet")).to_be_visible()


def test_a_script_plays_as_a_rehearsal_and_is_wiped(giftgoal: Giftgoal, mika: Page) -> None:
    open_door(mika, "Scripts and rehearsal")
    door(mika).get_by_label("Speed").select_option("60")
    press(mika, "Play First light")
    expect(door(mika).locator("run-card")).to_contain_text("First light")
    expect(door(mika).locator("run-card .mark")).to_have_text("done")
    badge = mika.locator(".badge")
    expect(badge).to_contain_text("rehearsal")
    assert giftgoal.gifts() == []
    press(mika, "Wipe the rehearsal")
    press(mika, "Wipe")
    expect(badge).to_be_hidden()
    assert giftgoal.ask("GET", "/api/rehearsal")["gifts"] == 0


def test_a_script_is_stopped(noor: Page) -> None:
    open_door(noor, "Scripts and rehearsal")
    press(noor, "Play Friday night")
    expect(door(noor).locator("run-card .mark")).to_have_text("playing")
    press(noor, "Stop")
    expect(door(noor).locator("run-card .mark")).to_have_text("stopped")


def test_a_script_of_ones_own_with_a_mistake_names_the_line(mika: Page) -> None:
    open_door(mika, "Scripts and rehearsal")
    text = 'title = "Mine"\n\n[[step]]\nat = "soon"\n'
    door(mika).locator("input[type=file]").set_input_files(
        {"name": "mine.toml", "mimeType": "text/plain", "buffer": text.encode()}
    )
    expect(door(mika).get_by_role("alert")).to_contain_text("Line")


def test_test_gifts_move_the_rehearsal_only(giftgoal: Giftgoal, noor: Page) -> None:
    open_door(noor, "Scripts and rehearsal")
    press(noor, "Look at the rehearsal")
    expect(noor.get_by_text("Rehearsing:")).to_be_visible()
    gift(noor, "Rose").tap()
    expect_raised(noor, 1)
    noor.get_by_role("button", name="Back to real").tap()
    expect_raised(noor, 0)
    assert giftgoal.gifts() == []


def test_a_rehearsal_is_shown_on_the_overlays(giftgoal: Giftgoal, mika: Page) -> None:
    giftgoal.ask("POST", "/api/gifts", {"coins": 5, "rehearsal": True})
    open_door(mika, "Scripts and rehearsal")
    door(mika).get_by_label("Show on the overlays").check()
    expect(mika.locator('.badge[data-air="true"]')).to_be_attached()
    assert giftgoal.ask("GET", "/api/rehearsal")["on_overlays"] is True


def test_the_gifts_are_exported_and_backed_up(giftgoal: Giftgoal, mika: Page) -> None:
    giftgoal.ask("POST", "/api/gifts", {"gifter": "ana", "coins": 125})
    open_door(mika, "Keep a copy")
    with mika.expect_download() as download:
        door(mika).get_by_role("link", name="Table (CSV)").click()
    assert "ana" in download.value.path().read_text("utf-8")
    press(mika, "Make a backup")
    expect(door(mika).get_by_text("Saved as")).to_be_visible()


def test_signing_out_ends_on_this_device(mika: Page) -> None:
    open_door(mika, "You")
    press(mika, "Sign out on this device")
    expect(mika.get_by_role("heading", name="Good to see you")).to_be_visible()
    mika.reload()
    expect(mika.get_by_role("heading", name="Good to see you")).to_be_visible()
