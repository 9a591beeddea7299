"""The picture stays whatever the line does, and is the present whenever it is seen."""

from playwright.sync_api import Page, expect

from tests.browser.overlay.air import Air, frame, goal
from tests.browser.overlay.conftest import OpenOverlay
from tests.browser.overlay.test_gifts import gift, gifts

HIDE = "Object.defineProperty(document, 'hidden', { value: %s, configurable: true })"
TELL = "document.dispatchEvent(new Event('visibilitychange'))"
OBS = "dispatchEvent(new CustomEvent('obsSourceVisibleChanged', { detail: { visible: %s } }))"


def test_a_broken_line_leaves_the_picture_and_comes_back_by_itself(
    open_overlay: OpenOverlay, air: Air
) -> None:
    page = open_overlay(frame("moving"))
    before = page.screenshot()
    air.first = [frame("near"), frame("look")]
    air.hang_up()
    assert page.screenshot() == before
    expect(page.locator(".raised")).to_have_text("460", timeout=8_000)
    assert air.dialled[1:] == ["/ws/overlay/key-of-mika?after=41"]


def test_gifts_of_a_gap_are_told_once(open_overlay: OpenOverlay, air: Air) -> None:
    page = open_overlay(frame("moving"), size=(800, 600))
    air.say(gifts(gift("g1"), seq=42))
    expect(page.locator(".toast")).to_have_count(1)
    page.evaluate("document.querySelector('toast-stack').clear()")
    missed = gifts(gift("g1"), gift("g2", gifter="ben"), seq=58)
    air.first = [frame("near"), frame("look"), missed]
    air.hang_up()
    expect(page.locator(".toast .who")).to_have_text(["ben"], timeout=8_000)
    assert air.dialled[1].endswith("?after=42")


def test_a_restored_backup_that_has_fallen_behind_is_believed(
    open_overlay: OpenOverlay, air: Air
) -> None:
    page = open_overlay(frame("near"))
    air.first = [frame("moving"), frame("look")]
    air.hang_up()
    expect(page.locator(".raised")).to_have_text("125", timeout=8_000)


def test_another_ledger_is_shown_with_a_cut(open_overlay: OpenOverlay, air: Air) -> None:
    page = open_overlay(frame("near"))
    air.say(frame("empty", ledger="0ther1"))
    expect(page.locator(".raised")).to_have_text("0")
    assert set(page.evaluate("[...probe.moved]")) <= {"opacity"}


def test_a_refused_key_leaves_the_picture_and_does_not_hammer(
    open_overlay: OpenOverlay, air: Air
) -> None:
    page = open_overlay(frame("moving"))
    before = page.screenshot()
    air.refuses = True
    air.hang_up(4401)
    page.wait_for_timeout(3_000)
    assert page.screenshot() == before
    assert len(air.dialled) == 1


def sees_the_present_and_no_replay(page: Page) -> None:
    expect(page.locator(".raised")).to_have_text("460")
    assert page.evaluate("document.getAnimations().length") == 0
    assert page.locator(".toast, .cheer, .confetti").count() == 0
    page.wait_for_timeout(1_500)
    assert page.locator(".toast, .cheer, .confetti").count() == 0


def test_shown_again_by_obs_it_jumps_to_the_present(open_overlay: OpenOverlay, air: Air) -> None:
    page = open_overlay(frame("moving"))
    page.evaluate(OBS % "false")
    air.say(goal("near", rung=2), gifts(gift(), seq=58, reached=(1,)))
    page.wait_for_timeout(300)
    page.evaluate(OBS % "true")
    sees_the_present_and_no_replay(page)


def test_shown_again_by_the_browser_it_jumps_to_the_present(
    open_overlay: OpenOverlay, air: Air
) -> None:
    page = open_overlay(frame("moving"))
    page.evaluate(HIDE % "true")
    page.evaluate(TELL)
    air.say(frame("near"), gifts(gift(), seq=58, reached=(1,)))
    page.wait_for_timeout(300)
    page.evaluate(HIDE % "false")
    page.evaluate(TELL)
    sees_the_present_and_no_replay(page)


def test_hidden_in_mid_celebration_it_comes_back_without(
    open_overlay: OpenOverlay, air: Air
) -> None:
    page = open_overlay(goal("near", seq=40))
    air.say(frame("ladder"), gifts(gift(), seq=60, reached=(1,)))
    expect(page.locator(".headline .cheer")).to_be_visible()
    page.evaluate(OBS % "false")
    page.evaluate(OBS % "true")
    expect(page.locator(".target")).to_have_text("1,000")
    assert page.locator(".toast, .cheer, .confetti").count() == 0
    assert page.evaluate("document.getAnimations().length") == 0
