"""Makes the home screen's icons from the one that is drawn: `python -m tests.pictures.icons`.

iOS takes no SVG for a home screen, and Android wants sizes of its own.
"""

from playwright.sync_api import sync_playwright

from tests.browser.overlay.air import ROOT
from tests.chromium import chromium

DRAWN = ROOT / "overlay" / "control" / "icon.svg"
SIZES = (180, 192, 512)
"""In pixels: an iPhone's, and the two that a manifest should have."""
STYLE = "<style>body { margin: 0 } svg { display: block }</style>"


def main() -> None:
    """Make them."""
    drawing = DRAWN.read_text("utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        for size in SIZES:
            page = browser.new_page(viewport={"width": size, "height": size})
            page.set_content(STYLE + drawing)
            page.screenshot(path=DRAWN.with_name(f"icon-{size}.png"))
        browser.close()


if __name__ == "__main__":
    main()
