"""Many overlays on one page, like pictures on a wall: each of its own size, look and state."""

import base64
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.overlay.air import Air, frame, on_air
from tests.chromium import chromium

Frame = dict[str, Any]
SCRIPT = Path(__file__).with_name("wall.js")
PATIENCE = 120_000
"""Milliseconds that a busy machine may take for all of them."""
STYLE = """
  body { margin: 0; background: #1b1e25; color: #f2f4f8; font: 600 20px system-ui, sans-serif }
  figure { position: absolute; margin: 0; overflow: hidden }
  iframe { border: 0; transform-origin: 0 0 }
  p { position: absolute; margin: 0; white-space: nowrap }
"""


@dataclass(frozen=True)
class Picture:
    """An overlay as OBS would show it, and where it hangs; lengths in pixels."""

    left: int
    top: int
    theme: str
    ground: str = "dark"
    """What is behind it: `light`, `dark`, or `busy`, a scene like a game's."""
    state: Frame | None = None
    """The state frame it shows; none: a goal on its way."""
    gifts: tuple[Frame, ...] = ()
    """What its toasts tell."""
    cheers: bool = False
    """Whether its target is being reached."""
    size: tuple[int, int] = (900, 120)
    scale: float = 1
    widget: dict[str, Any] | None = None
    """The options of the look that it wears; none: the bar alone."""

    def key(self) -> str:
        return f"{self.theme}-{self.left}-{self.top}"

    def first(self) -> list[Frame]:
        """Return what the overlay hears first."""
        look, worn = frame("look"), {"theme": self.theme} | (self.widget or {})
        return [self.state or frame("moving"), look | {"look": look["look"] | worn}]

    def markup(self) -> str:
        width, height = self.size
        return (
            f'<figure style="left:{self.left}px;top:{self.top}px;'
            f'width:{width * self.scale:.0f}px;height:{height * self.scale:.0f}px">'
            f'<iframe src="/overlay/{self.key()}" width="{width}" height="{height}" '
            f'style="transform:scale({self.scale})"></iframe></figure>'
        )

    def told(self) -> str:
        """Return what `wall.js` has to know of it."""
        state = self.state or frame("moving")
        shown = {"theme": self.theme, "ground": self.ground, "cheers": self.cheers}
        return json.dumps(shown | {"state": state, "gifts": self.gifts, "bar": not self.widget})


@dataclass(frozen=True)
class Caption:
    left: int
    top: int
    text: str
    size: int = 20

    def markup(self) -> str:
        style = f"left:{self.left}px;top:{self.top}px;font-size:{self.size}px"
        return f'<p style="{style}">{escape(self.text)}</p>'


def hang(
    browser: Browser,
    air: Air,
    size: tuple[int, int],
    pictures: Iterable[Picture],
    captions: Iterable[Caption] = (),
) -> Page:
    """Return a page of that size on which every picture stands still, ready for a screenshot."""
    shown = [*pictures]
    air.first_for = {each.key(): each.first() for each in shown}
    markup = "".join([*(each.markup() for each in captions), *(each.markup() for each in shown)])
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    body = f"<!doctype html><meta charset=utf-8><style>{STYLE}</style>{markup}"
    page.route(f"{air.url}/wall", lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto(f"{air.url}/wall", timeout=PATIENCE)
    for inside in page.frames[1:]:
        inside.wait_for_selector(".stage:not([hidden])", state="attached", timeout=PATIENCE)
    page.wait_for_timeout(300)
    for inside, picture in zip(page.frames[1:], shown, strict=True):
        inside.evaluate(SCRIPT.read_text("utf-8"), picture.told())
    page.wait_for_timeout(300)
    for inside in page.frames[1:]:
        inside.evaluate("() => window.stand()")
    return page


def sheet(
    path: Path,
    size: tuple[int, int],
    themes: Iterable[str],
    hung: Callable[[str], Iterable[Picture]],
    caption: tuple[int, int],
) -> None:
    """Write one picture of all themes: a row of that size each, with its name in it."""
    with sync_playwright() as playwright, on_air() as air:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])

        def row(theme: str) -> bytes:
            page = hang(browser, air, size, hung(theme), [Caption(*caption, theme)])
            shot = page.screenshot()
            page.close()
            return shot

        stack(browser, map(row, themes), size, path)
        browser.close()


def stack(browser: Browser, rows: Iterable[bytes], size: tuple[int, int], path: Path) -> None:
    """Write one picture of many of that size, one under the other."""
    shown = [base64.b64encode(row).decode() for row in rows]
    page = browser.new_page(viewport={"width": size[0], "height": size[1] * len(shown)})
    images = "".join(f'<img src="data:image/png;base64,{each}">' for each in shown)
    page.set_content(f"<style>body {{ margin: 0 }} img {{ display: block }}</style>{images}")
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=path)
    page.close()
