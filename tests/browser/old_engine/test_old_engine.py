"""All of it works in a Chromium of 2022; OBS 28 to 30 bring 103, the oldest there is on air."""

import json
from pathlib import Path

import pytest

from tests.browser.old_engine.devtools import OldPage
from tests.browser.overlay.test_widgets import CANVAS, FACTS
from tests.server_process import ServerProcess

ROOT = Path(__file__).parents[3]
THEMES = [path.stem for path in sorted((ROOT / "overlay" / "goal" / "themes").glob("*.css"))]
ALL_WIDGETS = [*CANVAS, {"kind": "ticker", "place": "centre"}]
RAISED = "[...document.querySelectorAll('.raised')].some((each) => each.textContent === '{raised}')"


def dress(server: ServerProcess, **look: object) -> None:
    client = server.client()
    overlay = client.get("/api/overlays").json()["overlays"][0]
    client.patch(f"/api/overlays/{overlay['id']}", json={"look": look}).raise_for_status()


def test_it_is_as_old_as_it_should_be(old_page: OldPage) -> None:
    assert "Chrome/102." in old_page.ask("navigator.userAgent")


def test_a_gift_moves_the_bar(old_page: OldPage, server: ServerProcess) -> None:
    old_page.open(server.overlay_url, (900, 120))
    old_page.wait_for(RAISED.format(raised="0"))
    server.client().post("/api/gifts", json={"gifter": "ana", "coins": 123}).raise_for_status()
    old_page.wait_for(RAISED.format(raised="123"))
    old_page.wait_for("document.body.textContent.includes('ana')")
    assert old_page.complaints == []


@pytest.mark.parametrize("theme", THEMES)
def test_every_widget_is_readable_in_every_theme(
    theme: str, old_page: OldPage, server: ServerProcess
) -> None:
    dress(server, widgets=ALL_WIDGETS, theme=theme)
    old_page.open(server.overlay_url, (1920, 1080))
    old_page.wait_for(f"document.querySelectorAll('.widget').length === {len(ALL_WIDGETS)}")
    old_page.wait_for(f"document.documentElement.innerHTML.includes('themes/{theme}.css')")
    look = json.loads((ROOT / "tests" / "wire" / "overlay-look.json").read_text("utf-8"))
    state = json.loads((ROOT / "tests" / "wire" / "overlay-moving.json").read_text("utf-8"))
    look["look"] |= {"widgets": ALL_WIDGETS, "theme": theme}
    facts = FACTS.rstrip("; \n")
    assert old_page.ask(f"({facts})({json.dumps({'look': look, 'states': [state]})})") == []
    assert old_page.complaints == []


def test_a_moderators_tap_is_saved(old_page: OldPage, server: ServerProcess) -> None:
    old_page.open(server.sign_in_link, (390, 844))
    old_page.click("gift-button button")
    old_page.wait_for("document.querySelector('gift-row')?.textContent.includes('saved')")
    assert old_page.ask("document.documentElement.scrollHeight") == 844, "the page itself scrolls"
    assert old_page.ask("document.documentElement.scrollHeight") == 844, "the page itself scrolls"
    assert old_page.complaints == []


def test_every_door_of_the_settings_opens(old_page: OldPage, server: ServerProcess) -> None:
    old_page.open(server.sign_in_link, (1280, 800))
    old_page.wait_for("document.querySelector('gift-button button')")
    old_page.click(".bar button[aria-label=Settings]")
    old_page.wait_for("document.querySelector('.door-index')")
    doors = old_page.ask("document.querySelectorAll('.door-index .door-row').length")
    assert doors > 10
    for door in range(doors):
        old_page.wait_for("document.querySelector('.door-index')")
        old_page.ask(f"document.querySelectorAll('.door-index .door-row')[{door}].click()")
        old_page.wait_for("document.querySelector('.door-body > :not(.door-index)')")
        old_page.ask("document.querySelector('.door-head button').click()")
    assert old_page.complaints == []


def test_the_overlay_studio_tries_a_gift_on_its_preview(
    old_page: OldPage, server: ServerProcess
) -> None:
    [overlay, *_] = server.client().get("/api/overlays").json()["overlays"]
    shown = "document.querySelector('studio-preview iframe')?.contentDocument"
    old_page.open(server.sign_in_link, (1280, 800))
    old_page.wait_for("document.querySelector('gift-button button')")
    old_page.ask(f"location.hash = 'settings/overlays/{overlay['id']}'")
    old_page.wait_for(f"{shown}?.querySelector('.widget:not([hidden])')")
    old_page.click("[data-moment=big]")
    old_page.wait_for(f"{shown}.querySelector('.toast')?.textContent.includes('Galaxy')")
    assert old_page.complaints == []
