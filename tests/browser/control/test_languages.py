"""The control page in another language: its words, its direction, its room."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.control.axe import violations
from tests.browser.control.conftest import DESK, NEW_MIC, PHONE
from tests.browser.control.hands import rows
from tests.browser.control.server import Giftgoal

SMALL_PHONE = (320, 640)
DIRECTIONS = {"ar": "rtl", "de": "ltr"}
PLACES = ["", "settings", "settings/ready", "settings/goals", "settings/you", "recap"]

ARABIC_DIGITS = [chr(0x0660 + digit) for digit in range(10)]

MISFITS = """() => {
  const shown = (element) => element.checkVisibility() && element.clientWidth > 0;
  const boxes = "button, summary, label, h1, h2, h3, legend, p, .badge, .gift-coins, .segment";
  const cut = [...document.querySelectorAll(boxes)]
    .filter((element) => shown(element) && getComputedStyle(element).display !== "inline")
    .filter((element) => !element.matches(".spoken-only, .brand, .chip, .line, .line-words"))
    .filter((element) => element.scrollWidth > element.clientWidth + 1)
    .map((element) => `${element.tagName} ${element.className}: ${element.textContent}`);
  const wide = document.documentElement.scrollWidth - innerWidth;
  return wide > 0 ? [`${wide} px too wide`, ...cut] : cut;
}"""

BEGINNING = """(box) => {
  const text = document.createTreeWalker(box, NodeFilter.SHOW_TEXT).nextNode();
  const { left, right } = box.getBoundingClientRect();
  return [0, text.length - 1].map((at) => {
    const letter = document.createRange();
    letter.setStart(text, at);
    letter.setEnd(text, at + 1);
    const place = letter.getBoundingClientRect();
    return place.left >= left - 1 && place.right <= right + 1;
  });
}"""
"""Whether the first and the last letter are inside the box that cuts them."""


@pytest.fixture(scope="module")
def giftgoal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Giftgoal]:
    """A stream with gifts, foreign names, a rehearsal and a gift without a rate."""
    giftgoal = Giftgoal(tmp_path_factory.mktemp("languages"))
    giftgoal.start()
    giftgoal.ask("PATCH", "/api/rules", {"shoutout_coins": 12})
    giftgoal.ask("POST", "/api/goals", NEW_MIC | {"target": 100_000})
    for gifter in ("ana", "شهرزاد", None):
        giftgoal.ask("POST", "/api/gifts", {"gifter": gifter, "gift": "Rose", "count": 12})
    worth = {"amount": "5.00", "unit": "EUR"}
    giftgoal.ask("POST", "/api/gifts", {"gifter": "ben", "worth": worth})
    giftgoal.ask("POST", "/api/gifts", {"gifter": "ben", "coins": 5, "rehearsal": True})
    yield giftgoal
    giftgoal.stop()


@pytest.fixture
def contexts(browser: Browser) -> Iterator[dict[str, BrowserContext]]:
    """Devices by the language that they are set to."""
    width, height = PHONE
    viewport = {"width": width, "height": height}
    made = {
        locale: browser.new_context(viewport=viewport, locale=locale, has_touch=True)  # type: ignore[arg-type]
        for locale in ("ar", "de", "en-US")
    }
    yield made
    for context in made.values():
        context.close()


def _open(context: BrowserContext, link: str) -> Page:
    page = context.new_page()
    page.goto(link)
    expect(page.locator("gift-button").first).to_be_visible()
    return page


def _expect_language(page: Page, language: str) -> None:
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("html")).to_have_attribute("dir", DIRECTIONS.get(language, "ltr"))


@pytest.mark.parametrize("language", DIRECTIONS)
def test_the_page_follows_the_device_and_nothing_is_cut_or_too_wide(
    language: str, giftgoal: Giftgoal, contexts: dict[str, BrowserContext]
) -> None:
    page = _open(contexts[language], giftgoal.link)
    _expect_language(page, language)
    found = {}
    for place in PLACES:
        page.evaluate("(place) => { location.hash = place; }", place)
        page.wait_for_load_state("networkidle")
        for size in (PHONE, SMALL_PHONE, DESK):
            page.set_viewport_size({"width": size[0], "height": size[1]})
            page.wait_for_function(
                "(told) => getComputedStyle(document.documentElement)"
                ".getPropertyValue('--visible-height') === told",
                arg=f"{size[1]}px",
            )
            found[place, size] = page.evaluate(MISFITS)
    assert {where: wrong for where, wrong in found.items() if wrong} == {}
    for place in ("", "settings/you"):
        page.evaluate("(place) => { location.hash = place; }", place)
        assert violations(page) == []


def test_arabic_begins_at_the_right(
    giftgoal: Giftgoal, contexts: dict[str, BrowserContext]
) -> None:
    page = _open(contexts["ar"], giftgoal.link)
    line, door = (
        page.locator(".line").bounding_box(),
        page.locator(".bar .icon-button").bounding_box(),
    )
    assert line
    assert door
    assert door["x"] < line["x"]
    expect(page.locator(".goal-missing").first).to_have_text(re.compile("^باقي [0-9,]+$"))
    expect(rows(page).filter(has_text="Rose").first).to_contain_text("من شخص ما")


def test_a_long_name_in_another_script_loses_its_end_and_not_its_beginning(
    giftgoal: Giftgoal, contexts: dict[str, BrowserContext]
) -> None:
    name = "Mei Lin with a rather long name, and more of it"
    goal = giftgoal.ask("POST", "/api/goals", NEW_MIC | {"title": name})
    giftgoal.ask("POST", "/api/gifts", {"gifter": name, "gift": "Rose"})
    page = _open(contexts["ar"], giftgoal.link)
    for place in (".goal-title", ".chip"):
        shown = page.locator(place).filter(has_text=name).first
        begins, ends = shown.evaluate(BEGINNING)
        assert begins, place
        assert not ends, place
    giftgoal.ask("DELETE", f"/api/goals/{goal['id']}")


def test_digits_are_understood_in_the_script_they_are_typed_in(
    giftgoal: Giftgoal, contexts: dict[str, BrowserContext]
) -> None:
    page = _open(contexts["ar"], giftgoal.link)
    page.locator(".gift.coins").click()
    page.locator("#coins-amount").fill("".join(map(ARABIC_DIGITS.__getitem__, (2, 5, 0, 0))))
    page.keyboard.press("Enter")
    expect(rows(page).first).to_contain_text("2,500 عملة من شخص ما")


def test_a_choice_is_kept_on_the_device_before_and_after_signing_in(
    giftgoal: Giftgoal, contexts: dict[str, BrowserContext]
) -> None:
    page = contexts["en-US"].new_page()
    page.goto(f"{giftgoal.url}/control")
    page.get_by_label("Language").select_option("ar")
    _expect_language(page, "ar")
    expect(page.locator("sign-in h1")).to_have_text("أهلًا بك")
    page.goto(giftgoal.link)
    expect(page.locator("gift-button").first).to_be_visible()
    page.evaluate("location.hash = 'settings/you'")
    page.locator("settings-you").get_by_label("اللغة").select_option("de")
    _expect_language(page, "de")
    page.goto(f"{giftgoal.url}/control")
    _expect_language(page, "de")
    page.evaluate("location.hash = 'settings/you'")
    page.locator("settings-you").get_by_label("Sprache").select_option("")
    _expect_language(page, "en")


def test_an_overlays_language_brings_its_numbers_unless_they_were_chosen(
    giftgoal: Giftgoal, contexts: dict[str, BrowserContext]
) -> None:
    overlay = giftgoal.ask("POST", "/api/overlays", {"name": "Top bar"})
    page = _open(contexts["en-US"], giftgoal.link)
    page.evaluate("(id) => { location.hash = `settings/overlays/${id}/words`; }", overlay["id"])
    words = page.locator("studio-words")
    words.get_by_label("Language of its words").select_option("de")
    expect(words.get_by_label("Numbers as in")).to_have_value("de")
    words.get_by_label("Numbers as in").select_option("sv")
    words.get_by_label("Language of its words").select_option("fr")
    expect(page.frame_locator("iframe:visible").locator(".togo")).to_have_text(
        re.compile("^encore ")
    )
    expect(words.get_by_label("Numbers as in")).to_have_value("sv")
