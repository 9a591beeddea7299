"""What a screen reader, or an eye that needs contrast, would stumble over."""

from pathlib import Path

from playwright.sync_api import Page

_AXE = Path(__file__).parents[3] / "node_modules" / "axe-core" / "axe.min.js"


def violations(page: Page) -> list[str]:
    """What axe has to say: of all of it by night, of the colours by day."""
    page.evaluate(_AXE.read_text("utf-8"))
    said = []
    for scheme, rules in (("dark", {}), ("light", {"runOnly": ["color-contrast"]})):
        page.emulate_media(color_scheme="light" if scheme == "light" else "dark")
        # What is inside the preview is another page, with tests of its own.
        found = page.evaluate(
            "(rules) => axe.run({ exclude: ['iframe'] }, { iframes: false, ...rules })", rules
        )
        said += [
            f"{scheme}: {violation['id']}: {node['html']} {node['failureSummary']}"
            for violation in found["violations"]
            for node in violation["nodes"]
        ]
    return said
