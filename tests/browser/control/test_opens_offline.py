"""The control page opens without a line, whole and of one version, or not at all."""

from playwright.sync_api import Page, expect

from tests.browser.control.conftest import Open
from tests.browser.control.hands import expect_live, expect_saved, gift, name_gifter, row
from tests.browser.control.server import Giftgoal
from tests.browser.control.small_server import small_server

KEPT = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    for (const { url } of await (await caches.open(name)).keys()) found.push(new URL(url).pathname);
  }
  return found;
}"""

WHOLE_OF_ANY = """async () => (await caches.match("/control/files.json")) !== undefined
  && (await navigator.serviceWorker.getRegistration("/control"))?.active"""

NOTHING = """async () => (await caches.keys()).length === 0
  && (await navigator.serviceWorker.getRegistrations()).length === 0"""

WHOLE = """async (version) => (await caches.match("/control/files.json", {
  cacheName: `giftgoal-control-${version}` })) !== undefined"""


def test_the_page_opens_without_a_line_and_gifts_wait_in_it(
    giftgoal: Giftgoal, open_page: Open
) -> None:
    page = open_page(giftgoal.invite("noor"), keeps=True)
    expect_live(page)
    _wait_until(page, WHOLE_OF_ANY)
    files = page.evaluate(KEPT)
    kept = [file for file in files if not file.startswith("/assets/")]
    assert kept == ["/control", "/control/files.json"]
    giftgoal.stop()
    name_gifter(page, "ana")
    gift(page, "Rose").tap()
    expect(row(page, "waiting")).to_be_visible()
    again = _reopened(page, giftgoal)
    expect(row(again, "1 Rose from ana")).to_be_visible()
    name_gifter(again, "ben")
    gift(again, "TikTok").tap()
    expect(row(again, "waiting")).to_have_count(2)
    expect(again.locator(".line-words")).to_have_text("no line")
    giftgoal.start()
    expect_saved(again, "1 TikTok from ben")
    expect_live(again)
    assert [(g["gifter"], g["count"]) for g in giftgoal.gifts()] == [("ben", 1), ("ana", 1)]


def test_signing_out_leaves_nothing_of_the_page(giftgoal: Giftgoal, open_page: Open) -> None:
    page = open_page(giftgoal.link, keeps=True)
    expect_live(page)
    _wait_until(page, WHOLE_OF_ANY)
    page.evaluate("fetch('/api/session', { method: 'DELETE' })")
    page.reload()
    expect(page.get_by_role("heading", name="Good to see you")).to_be_visible()
    _wait_until(page, NOTHING)
    kept = page.evaluate("Object.keys(localStorage).filter((key) => /session|catal/.test(key))")
    assert kept == []


def test_a_new_version_takes_the_place_of_the_old_at_once_and_whole(open_page: Open) -> None:
    with small_server() as server:
        page = _kept_by(open_page, server.url)
        expect(page.locator("body")).to_have_text("page 1 a 1 b 1")
        server.version = "2"
        page.goto(f"{server.url}/control")
        expect(page.locator("body")).to_have_text("page 2 a 2 b 2")
        _wait_until(page, WHOLE, "2")
        assert page.evaluate("caches.keys()") == ["giftgoal-control-2"]
        port = server.server_port
    page.goto(f"http://127.0.0.1:{port}/control")
    expect(page.locator("body")).to_have_text("page 2 a 2 b 2")


def test_files_that_changed_while_they_came_are_not_kept(open_page: Open) -> None:
    with small_server() as server:
        page = _kept_by(open_page, server.url)
        server.version, server.changes_at = "2", "/assets/b.js"
        page.goto(f"{server.url}/control")
        _wait_until(page, WHOLE, "3")
        page.goto(f"{server.url}/control")
        expect(page.locator("body")).to_have_text("page 3 a 3 b 3")
        assert page.evaluate("caches.keys()") == ["giftgoal-control-3"]


def test_a_page_whose_store_was_taken_away_gets_files_of_its_own_version_only(
    open_page: Open,
) -> None:
    with small_server() as server:
        page = _kept_by(open_page, server.url)
        page.evaluate("caches.delete('giftgoal-control-1')")
        asked = "fetch('/assets/b.js').then((answer) => answer.ok, () => false)"
        assert page.evaluate(asked) is True
        server.version = "2"
        assert page.evaluate(asked) is False


def test_where_another_program_has_the_address_the_worker_goes(open_page: Open) -> None:
    with small_server() as server:
        page = _kept_by(open_page, server.url)
        server.version = None
        page.goto(f"{server.url}/control")
        expect(page.locator("body")).to_have_text("page none a none b none")
        _wait_until(page, NOTHING)


def _kept_by(open_page: Open, url: str) -> Page:
    page = open_page(f"{url}/control", keeps=True)
    page.evaluate("navigator.serviceWorker.register('/control/worker.js', { scope: '/control' })")
    _wait_until(page, WHOLE, "1")
    page.goto(f"{url}/control")
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    return page


def _wait_until(page: Page, so: str, version: str = "") -> None:
    """Wait for what only a promise tells."""
    came = page.evaluate(
        f"""async (version) => {{
          const end = performance.now() + 15_000;
          while (performance.now() < end) {{
            if (await ({so})(version)) return true;
            await new Promise((resolve) => setTimeout(resolve, 50));
          }}
          return false;
        }}""",
        version,
    )
    assert came


def _reopened(page: Page, giftgoal: Giftgoal) -> Page:
    context = page.context
    page.close()
    again = context.new_page()
    again.goto(f"{giftgoal.url}/control")
    return again
