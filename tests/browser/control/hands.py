"""What people do with the page, and where they look."""

import re

from playwright.sync_api import Locator, Page, expect


def gift(page: Page, name: str) -> Locator:
    """The button of a gift."""
    return page.locator("gift-button", has=page.get_by_text(name, exact=True)).locator("button")


def name_gifter(page: Page, name: str) -> None:
    page.get_by_label("From", exact=True).fill(name)


def rows(page: Page) -> Locator:
    """The last gifts, as they stand in the list."""
    return page.locator("gift-row")


def row(page: Page, text: str) -> Locator:
    return rows(page).filter(has_text=text)


def expect_live(page: Page) -> None:
    expect(page.locator(".line-words")).to_have_text("live")
    expect(gift(page, "Rose")).to_be_visible()


def expect_saved(page: Page, text: str) -> None:
    expect(row(page, text).filter(has_text="saved").first).to_be_visible()


def expect_raised(page: Page, coins: int) -> None:
    expect(page.locator(".goal-raised").first).to_have_text(f"{coins:,}")


def open_door(page: Page, door: str) -> None:
    if page.locator("settings-door").is_hidden():
        page.locator(".bar").get_by_role("button", name="Settings").click()
    page.locator("settings-door").get_by_role("button", name=door).click()


def drag(page: Page, on: Locator, dx: int, dy: int, steps: int = 12) -> None:
    """Put a finger on the middle of something, move it and lift it."""
    box = on.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    touch = page.context.new_cdp_session(page)

    def send(kind: str, share: float) -> None:
        at = {"x": x + dx * share, "y": y + dy * share}
        points = [] if kind == "touchEnd" else [at]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    send("touchStart", 0)
    for step in range(1, steps + 1):
        send("touchMove", step / steps)
    # It rests before it leaves: after a fling Chromium takes the next touch for the end of that.
    still = "(from) => performance.now() - from > 150"
    page.wait_for_function(still, arg=page.evaluate("performance.now()"))
    send("touchMove", 1)
    send("touchEnd", 1)
    touch.detach()


def open_studio(page: Page, section: str = "Looks") -> Locator:
    """Open the studio of the first overlay, and return what is chosen from there."""
    open_door(page, "Overlays")
    page.get_by_role("button", name=re.compile("^Change ")).first.click()
    return open_section(page, section)


def open_section(page: Page, section: str) -> Locator:
    tabs = page.get_by_role("navigation", name="What to change")
    tabs.get_by_role("button", name=section, exact=True).click()
    return page.get_by_role("region", name=section, exact=True)
