"""The page fits every hand: sizes, schemes, large text, screen readers. It rests when idle."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.control.axe import violations
from tests.browser.control.conftest import DESK, NEW_MIC, PHONE, Open, Stage
from tests.browser.control.hands import expect_live, gift, name_gifter, open_door, open_studio, rows
from tests.browser.control.server import Giftgoal

SMALL_PHONE = (320, 640)
TABLET = (768, 1024)

MEASURE = """() => {
  const shown = (element) => element.checkVisibility() && element.getClientRects().length > 0;
  const targets = [...document.querySelectorAll("button, a, input, select, summary, label.toggle")]
    .filter((element) => shown(element) && !element.matches(".switch, .spoken-only"));
  const name = (element) =>
    element.getAttribute("aria-label") || element.textContent || element.id || element.className;
  // What is scrolled out of sight, or lies under an open door, cannot be hit.
  const hit = ([element, box]) => {
    const found = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return found && (element.contains(found) || found.contains(element));
  };
  const seen = (element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const edge = element.closest(".rows-scroll, gift-grid, platform-grid, .chips, .door-body");
    const clip = edge?.getBoundingClientRect() ?? { top: 0, bottom: innerHeight };
    return { left, right, top: Math.max(top, clip.top), bottom: Math.min(bottom, clip.bottom) };
  };
  const hits = targets.map((element) => [element, element.getBoundingClientRect()]).filter(hit);
  const small = hits
    .filter(([, box]) => box.width < 47.5 || box.height < 47.5)
    .map(([element, box]) => `${name(element)}: ${box.width} by ${box.height}`);
  const boxes = hits.map(([element]) => [element, seen(element)]);
  const close = [];
  for (const [i, [a, p]] of boxes.entries()) {
    for (const [b, q] of boxes.slice(i + 1)) {
      if (a.contains(b) || b.contains(a) || a.closest(".field")?.contains(b)) continue;
      const across = Math.max(p.left - q.right, q.left - p.right);
      const down = Math.max(p.top - q.bottom, q.top - p.bottom);
      if (Math.max(across, down) < 7.5) close.push(`${name(a)} and ${name(b)}`);
    }
  }
  // A phone shows a page that is too wide smaller, and calls that its inner width.
  const wide = document.documentElement.scrollWidth - Math.ceil(visualViewport.width);
  return { small, close, wide: wide > 0 ? wide : 0 };
}"""


@pytest.fixture(scope="module")
def full_evening(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """A stream in full swing.

    Two goals, long and foreign names, an undone gift, a rehearsal, gifts to thank for, a gifter
    past their budget, gifts without a rate.
    """
    giftgoal = Giftgoal(tmp_path_factory.mktemp("evening"))
    giftgoal.start()
    ask = giftgoal.ask
    ask("PATCH", "/api/rules", {"shoutout_coins": 12})
    ask("POST", "/api/goals", NEW_MIC)
    ask("POST", "/api/goals", {"title": "A hundred roses", "target": 100, "gift": "Rose"})
    for gifter in ("ana", "ben", "شهرزاد", "x" * 64, None):
        ask("POST", "/api/gifts", {"gifter": gifter, "gift": "Rose", "count": 12})
    undone = ask("POST", "/api/gifts", {"gifter": "ana", "coins": 1_000_000})
    ask("DELETE", f"/api/gifts/{undone['id']}")
    ask("POST", "/api/gifts", {"gifter": "ana", "coins": 300})
    ask("POST", "/api/gifts", {"gifter": "ben", "worth": {"amount": "5.00", "unit": "EUR"}})
    ask("POST", "/api/gifts", {"gifter": "ben", "worth": {"amount": "100", "unit": "BITS"}})
    ask("PATCH", "/api/gifters", {"key": "ana", "budget": 50, "in_recap": True})
    ask("POST", "/api/gifts", {"gifter": "ben", "coins": 5, "rehearsal": True})
    giftgoal.invite("leo")
    stage = Stage(browser, giftgoal)
    yield stage
    stage.close()
    giftgoal.stop()


@pytest.fixture
def evening(full_evening: Stage) -> Iterator[Stage]:
    yield full_evening
    full_evening.clear()


def _search(page: Page) -> None:
    page.get_by_label("Find a gift").fill("heart")


def _coins(page: Page) -> None:
    page.get_by_role("button", name="Coins any amount").click()


def _instagram(page: Page) -> None:
    page.get_by_role("button", name="Taps are gifts on Instagram").click()
    expect(page.locator("platform-grid button").first).to_be_visible()


def _offline(page: Page) -> None:
    page.context.set_offline(True)
    gift(page, "Rose").click()


def _edit(page: Page) -> None:
    open_door(page, "Goals")
    page.locator("settings-door").get_by_role("button", name="Edit").first.click()
    page.get_by_text("More", exact=True).click()
    page.get_by_role("button", name="Add a milestone").click()


def _look(page: Page) -> None:
    open_studio(page)


def _door(name: str) -> Callable[[Page], None]:
    def open_it(page: Page) -> None:
        open_door(page, name)
        page.wait_for_load_state("networkidle")

    return open_it


def _all_doors(page: Page) -> None:
    page.locator(".bar").get_by_role("button", name="Settings").click()
    expect(page.locator(".door-row").first).to_be_visible()


def _rule(page: Page) -> None:
    open_door(page, "Gifters")
    page.locator("gifter-rule summary", has_text="ana").click()


def _sample(page: Page) -> None:
    open_door(page, "Sources")
    page.get_by_role("heading", name="Webhook", exact=True).click()
    card = page.locator("source-card").last
    card.get_by_text("Set up").click()
    said = '{"id":771,"buyer":{"name":"ana"},"total":4.2,"currency":"EUR"}'
    card.get_by_label("Paste a sample of what it sends").fill(said)
    expect(card.locator("dl")).to_contain_text("4.2 EUR")


def _nothing(_page: Page) -> None:
    """As it opens."""


STATES: dict[str, Callable[[Page], None]] = {
    "entering": _nothing,
    "searching": _search,
    "free coins": _coins,
    "gifts on Instagram": _instagram,
    "offline": _offline,
    "a goal being edited": _edit,
    "an overlay's look": _look,
    "moderators": _door("Moderators"),
    "scripts": _door("Scripts and rehearsal"),
    "copies": _door("Keep a copy"),
    "you": _door("You"),
    "all doors": _all_doors,
    "the evening": _door("The evening"),
    "pre-flight": _door("Ready to go live"),
    "the recap": _door("Recap"),
    "on air": _door("On air"),
    "a gifter's rule": _rule,
    "sources": _door("Sources"),
    "a webhook's sample": _sample,
    "rates": _door("Rates"),
}


@pytest.mark.parametrize("state", STATES)
def test_every_target_is_big_enough_nothing_is_too_wide_and_axe_finds_nothing(
    state: str, evening: Stage
) -> None:
    found = {}
    for first, second in ((PHONE, SMALL_PHONE), (DESK, TABLET)):
        page = evening.open(first)
        STATES[state](page)
        assert violations(page) == []
        for width, height in (first, second):
            _resize(page, width, height)
            found[width] = page.evaluate(MEASURE)
    fits = {"small": [], "close": [], "wide": 0}
    assert found == dict.fromkeys((390, 320, 1280, 768), fits)


def _resize(page: Page, width: int, height: int) -> None:
    """Give the page another size, and wait until it has heard of it."""
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_function(
        "(told) => document.documentElement.style.getPropertyValue('--visible-height') === told",
        arg=f"{height}px",
    )


def test_axe_finds_nothing_where_nobody_is_signed_in(giftgoal: Giftgoal, open_page: Open) -> None:
    page = open_page(f"{giftgoal.url}/control")
    expect(page.get_by_role("heading", name="Good to see you")).to_be_visible()
    assert violations(page) == []


def test_text_twice_as_large_is_still_usable(evening: Stage) -> None:
    page = evening.open()
    page.evaluate(
        "document.documentElement.style.fontSize = '200%'; dispatchEvent(new Event('resize'))"
    )
    expect(page.locator("html")).to_have_attribute("data-room", "flow")
    assert page.evaluate(MEASURE)["wide"] == 0
    before = rows(page).count()
    gift(page, "Rose").tap()
    expect(rows(page)).to_have_count(before + 1)
    rows(page).first.get_by_role("button").tap()
    expect(rows(page).first).to_contain_text("undone")


def test_billions_stay_in_their_card(giftgoal: Giftgoal, mika: Page) -> None:
    for _ in range(3):
        giftgoal.ask("POST", "/api/gifts", {"gifter": "ana", "coins": 1_000_000_000})
    card = mika.locator("goal-card").first
    expect(card).to_contain_text("past")
    assert (
        card.evaluate("""(card) => [...card.querySelectorAll("*")].filter(
      (element) => element.getBoundingClientRect().right > card.getBoundingClientRect().right
    ).map((element) => element.className)""")
        == []
    )


def test_nothing_stops_a_person_from_zooming(mika: Page) -> None:
    viewport = mika.locator("meta[name=viewport]").get_attribute("content") or ""
    assert "user-scalable" not in viewport
    assert "maximum-scale" not in viewport


def test_the_page_can_be_installed(giftgoal: Giftgoal, mika: Page) -> None:
    manifest = mika.evaluate("""async () => {
      const link = document.querySelector("link[rel=manifest]");
      return (await fetch(link.href)).json();
    }""")
    assert manifest["start_url"] == "/control"
    icon = mika.request.get(giftgoal.url + manifest["icons"][0]["src"])
    assert icon.headers["content-type"].startswith("image/svg+xml")


def test_what_happened_is_said_aloud(mika: Page) -> None:
    said = mika.locator("body > [role=status]")
    gift(mika, "Rose").tap()
    gift(mika, "Rose").tap()
    expect(said).to_have_text("saved: 2 Rose from someone")
    mika.get_by_role("button", name="Undo 2 Rose").tap()
    expect(said).to_have_text("undone: 2 Rose from someone")


def test_at_rest_nothing_moves(mika: Page) -> None:
    gift(mika, "Rose").tap()
    expect(mika.locator('gift-button[data-streak="true"]')).to_have_count(1)
    expect(mika.locator('gift-button[data-streak="true"]')).to_have_count(0)
    expect(mika.locator(".goal-raised")).to_have_text("1")
    mika.wait_for_function("() => document.getAnimations().length === 0")
    frames = mika.evaluate("""() => new Promise((resolve) => {
      const watch = new MutationObserver((changes) => { seen += changes.length; });
      let seen = 0;
      watch.observe(document.body, { subtree: true, childList: true, attributes: true,
        characterData: true });
      setTimeout(() => resolve(seen), 2000);
    })""")
    assert frames == 0


def test_a_tap_is_answered_within_two_frames(mika: Page) -> None:
    count = gift(mika, "Rose").evaluate("""(button) => new Promise((resolve) => {
      button.click();
      requestAnimationFrame(() => requestAnimationFrame(() =>
        resolve(button.querySelector(".gift-streak").textContent)));
    })""")
    assert count.endswith("1")


def test_an_open_keyboard_leaves_room_for_what_is_found(mika: Page) -> None:
    mika.get_by_label("Find a gift").tap()
    mika.set_viewport_size({"width": PHONE[0], "height": 480})
    mika.keyboard.type("rose")
    expect(gift(mika, "Rose")).to_be_in_viewport()
    expect(mika.locator("goal-strip")).to_be_hidden()
    mika.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    expect(mika.locator("goal-strip")).to_be_visible()


def test_a_question_is_seen_whole_on_a_small_phone(
    giftgoal: Giftgoal, noor: Page, open_page: Open
) -> None:
    leo = open_page(giftgoal.invite("leo"), size=SMALL_PHONE)
    expect_live(leo)
    for page in (noor, leo):
        name_gifter(page, "ana")
        gift(page, "Rose").tap()
        expect(rows(page).first).to_be_visible()
    yes = leo.get_by_role("button", name="Count it too")
    yes.click(trial=True)
    expect(yes).to_be_in_viewport(ratio=1)
