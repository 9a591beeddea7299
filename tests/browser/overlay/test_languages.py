"""The overlay speaks its look's language, and changes it on air."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.overlay.air import Air, Frame, frame, goal
from tests.browser.overlay.conftest import OpenOverlay
from tests.browser.overlay.test_gifts import gift, gifts
from tests.browser.overlay.test_sizes import resize
from tests.browser.overlay.test_widgets import FACTS, KINDS, look, state, wear

LONG = {"de": "de", "fr": "fr", "ar": "ar-EG"}
"""The longest, and the one from right to left, with their numbers."""


def spoken(language: str, **options: Any) -> Frame:
    return frame("look") | {"look": frame("look")["look"] | {"language": language} | options}


def test_arabic_words_turn_the_overlay(open_overlay: OpenOverlay, air: Air) -> None:
    page = open_overlay(frame("moving"), spoken("ar", locale="ar-EG"))
    expect(page.locator(".togo")).to_have_text("باقي ٣٧٥")
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    expect(page.locator("goal-bar")).to_have_attribute("dir", "rtl")
    air.say(gifts(gift("c1", gifter="ana", gift=None, coins=2)))
    expect(page.locator(".toast .what")).to_have_text("عملتان")
    air.say(gifts(gift("c2", gifter="ben", gift=None, coins=5), seq=71))
    expect(page.locator(".toast .what").last).to_have_text("\u0665 عملات")


def test_another_language_is_spoken_on_air_and_own_words_stay(
    open_overlay: OpenOverlay, air: Air
) -> None:
    page = open_overlay(frame("moving"), spoken("ar"))
    page.evaluate("window.still = true")
    air.say(spoken("de"))
    expect(page.locator(".togo")).to_have_text("noch 375")
    expect(page.locator("goal-bar")).to_have_attribute("dir", "ltr")
    air.say(spoken("fr", words={"togo": "plus que {n}"}))
    expect(page.locator(".togo")).to_have_text("plus que 375")
    air.say(goal("reached"))
    expect(page.locator(".togo")).to_have_text("Objectif atteint")
    air.say(spoken("tlh"))
    expect(page.locator(".togo")).to_have_text("Goal reached")
    assert page.evaluate("window.still") is True


def test_the_last_of_two_quick_choices_holds(open_overlay: OpenOverlay, air: Air) -> None:
    page = open_overlay(frame("moving"))
    air.say(spoken("ja"), spoken("es"), frame("moving"), spoken("pt-BR"))
    expect(page.locator(".togo")).to_have_text("faltam 375")
    expect(page.locator("html")).to_have_attribute("lang", "pt-BR")


def test_english_alone_loads_no_other_language(open_overlay: OpenOverlay) -> None:
    page = open_overlay(frame("moving"))
    assert _languages(page) == ["en"]


def _languages(page: Page) -> list[str]:
    found: list[str] = page.evaluate(
        """performance.getEntriesByType("resource")
          .flatMap(({ name }) => /languages\\/([\\w-]+)\\.js$/.exec(name)?.[1] ?? [])"""
    )
    return found


def test_in_no_language_is_anything_cut_or_overlapping(open_overlay: OpenOverlay, air: Air) -> None:
    page = open_overlay(state(), size=(900, 120))
    told = [state(), state("New mic", raised=505, reached=True, missing=0)]
    told.append(state("ميكروفون جديد") | {"rehearsal": True})
    wrong = []
    for language, locale in LONG.items():
        for kind in KINDS:
            worn = look(kind, language=language, locale=locale)
            wear(page, air, worn)
            for size in ((900, 120), (300, 600)):
                resize(page, size)
                found = page.evaluate(FACTS, {"look": worn, "states": told})
                wrong += [f"{language}: {one}" for one in found]
    assert wrong == []
