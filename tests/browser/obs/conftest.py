"""A browser for these tests, and what it writes down."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.chromium import chromium


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the browser writes down, as OBS does with what a page's console says."""
    return tmp_path_factory.mktemp("chromium") / "chromium.log"


@pytest.fixture(scope="module")
def browser(log: Path) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(),
            args=["--no-sandbox", "--disable-gpu", "--enable-logging"],
            env={"CHROME_LOG_FILE": str(log)},
        )
        yield browser
        browser.close()
