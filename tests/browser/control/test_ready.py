"""Pre-flight and the ways into OBS."""

import re
import shutil

from playwright.sync_api import Page, expect

from tests.browser.control.conftest import DESK, Open
from tests.browser.control.hands import expect_live, open_door, open_studio
from tests.browser.control.server import Giftgoal
from tests.obs.fake_obs import fake_obs


def test_the_light_leads_to_what_is_not_ready(mika: Page) -> None:
    mika.get_by_role("button", name=re.compile("to do before going live")).click()
    page = mika.locator("settings-ready")
    expect(page).to_contain_text("No overlay is open in OBS.")
    page.get_by_role("button", name="Add to OBS").click()
    mika.locator("settings-overlays").get_by_role("button", name="Add to OBS").click()
    expect(mika.locator("add-to-obs")).to_be_visible()


def test_the_list_changes_while_it_is_looked_at(giftgoal: Giftgoal, mika: Page) -> None:
    open_door(mika, "Ready to go live")
    page = mika.locator("settings-ready")
    expect(page).to_contain_text("No overlay is open in OBS.")
    giftgoal.ask("POST", "/api/gifts", {"coins": 5, "rehearsal": True})
    expect(page).to_contain_text("left in the rehearsal")
    giftgoal.ask("DELETE", "/api/rehearsal")
    expect(page).not_to_contain_text("left in the rehearsal")


def test_a_rehearsal_in_which_nothing_came_yet_has_no_badge(giftgoal: Giftgoal, mika: Page) -> None:
    later = '[[steps]]\nat = "60s"\ngift = "Rose"\n'
    giftgoal.ask("POST", "/api/scripts/play", {"text": later, "format": "toml"})
    open_door(mika, "Scripts and rehearsal")
    expect(mika.locator("run-card")).to_contain_text("0 of 1 steps")
    expect(mika.locator(".badge")).to_be_hidden()
    giftgoal.ask("POST", "/api/gifts", {"coins": 5, "rehearsal": True})
    expect(mika.locator(".badge")).to_have_text("rehearsal 1")


def test_a_moderator_sees_the_list_without_the_owners_doors(noor: Page) -> None:
    open_door(noor, "Ready to go live")
    expect(noor.locator("settings-ready")).to_contain_text("No overlay is open in OBS.")
    expect(noor.locator("settings-ready").get_by_role("button")).to_have_count(0)


def test_an_obs_that_is_not_there_is_told_in_plain_words(mika: Page) -> None:
    open_studio(mika, "Into OBS")
    add = mika.locator("add-to-obs")
    add.get_by_text("OBS on another PC").click()
    add.get_by_label("Port").fill("9")
    add.get_by_role("button", name="Add to OBS").click()
    expect(add.get_by_role("alert")).to_contain_text("OBS")
    expect(add.get_by_role("button", name="Add to OBS")).to_be_enabled()


def test_the_chip_and_the_loader_lead_to_the_overlay(giftgoal: Giftgoal, open_page: Open) -> None:
    overlay = giftgoal.ask("GET", "/api/overlays")["overlays"][0]
    page = open_page(giftgoal.link, size=DESK)
    expect_live(page)
    open_studio(page, "Into OBS")
    chip = page.get_by_role("link", name="Drag me onto OBS")
    expect(chip).to_have_attribute("href", overlay["drag_url"])
    chip.click()
    assert page.url.endswith(f"#settings/overlays/{overlay['id']}")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download loader").click()
    assert overlay["url"] in download.value.path().read_text("utf-8")


def test_obs_is_asked_for_its_password_once_and_the_overlay_is_there(
    giftgoal: Giftgoal, mika: Page
) -> None:
    with fake_obs(password="open sesame") as obs:
        open_studio(mika, "Into OBS")
        add = mika.locator("add-to-obs")
        add.get_by_text("OBS on another PC").click()
        add.get_by_label("Port").fill(str(obs.address.port))
        add.get_by_role("button", name="Add to OBS").click()
        expect(add.get_by_label("Remember it")).not_to_be_checked()
        add.get_by_label("OBS's password").fill("open sesame")
        add.get_by_role("button", name="Add to OBS").click()
        expect(add.get_by_role("status")).to_contain_text("Added to “Game” as “Main bar”")
        expect(add.get_by_role("status")).to_contain_text("OBS has not opened it yet")
    assert list(obs.inputs) == ["Main bar"]
    assert giftgoal.ask("GET", "/api/obs")["host"] is None


def test_trouble_with_the_ledger_is_told_until_it_is_settled(
    giftgoal: Giftgoal, open_page: Open
) -> None:
    ledger, older = giftgoal.data / "giftgoal.sqlite3", giftgoal.data.parent / "older.sqlite3"
    giftgoal.stop()
    shutil.copy(ledger, older)
    giftgoal.start()
    giftgoal.ask("POST", "/api/gifts", {"coins": 5})
    giftgoal.stop()
    for file in giftgoal.data.glob("giftgoal.sqlite3*"):
        file.unlink()
    shutil.copy(older, ledger)
    giftgoal.start()
    page = open_page(giftgoal.link)
    expect_live(page)
    page.locator(".notices").get_by_role("button", name=re.compile("entry 3")).click()
    expect(page.locator("settings-ready")).to_contain_text("the total may be too low")
