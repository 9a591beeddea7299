"""The browser that the tests drive. As a program it installs one where there is none."""

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

_NAMES = ("chromium", "google-chrome", "google-chrome-stable", "microsoft-edge", "chrome", "msedge")
_MAC = ("Chromium", "Google Chrome", "Microsoft Edge")
_WINDOWS = ("Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe")


def chromium() -> str:
    """Return the path of a Chromium, Chrome or Edge; `GIFTGOAL_CHROMIUM` overrides the search.

    Raises:
        FileNotFoundError: If there is none.
    """
    if chosen := os.environ.get("GIFTGOAL_CHROMIUM"):
        if Path(chosen).is_file():
            return chosen
        raise FileNotFoundError(f"GIFTGOAL_CHROMIUM names {chosen}, which is not a file")
    for found in _candidates():
        return found
    raise FileNotFoundError(
        "No Chromium, Chrome or Edge found. Install one, or set GIFTGOAL_CHROMIUM to its path."
    )


def _candidates() -> Iterator[str]:
    yield from filter(None, map(shutil.which, _NAMES))
    for path in (*_places(), *_by_playwright()):
        if path.is_file():
            yield str(path)


def _places() -> Iterator[Path]:
    """Where the installers of macOS and Windows put a browser, which is not on the path."""
    if sys.platform == "darwin":
        for name in _MAC:
            yield Path("/Applications", f"{name}.app", "Contents/MacOS", name)
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        if folder := os.environ.get(variable):
            yield from (Path(folder, path) for path in _WINDOWS)


def _by_playwright() -> Iterator[Path]:
    """Where `playwright install chromium` puts it."""
    caches = {
        "darwin": Path.home() / "Library/Caches",
        "win32": Path(os.environ.get("LOCALAPPDATA", Path.home())),
    }
    cache = caches.get(sys.platform, Path.home() / ".cache") / "ms-playwright"
    for pattern in (
        "chrome-linux*/chrome",
        "chrome-mac*/*.app/Contents/MacOS/*",
        "chrome-win*/*.exe",
    ):
        yield from sorted(cache.glob(f"chromium-*/{pattern}"), reverse=True)


def _install() -> None:
    if (rights := rights_over_debian()) is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)
        return
    apt = [*rights, "apt-get", "--quiet", "--quiet", "--yes"]
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    # A slim Debian also lacks a library that Playwright's driver needs.
    install = ["install", "--no-install-recommends", "chromium", "libatomic1"]
    for command in (["update"], install):
        subprocess.run([*apt, *command], env=environment, check=True)


def rights_over_debian() -> list[str] | None:
    """Return what to put before `apt-get`, or None where it is of no use.

    Ubuntu's package is only a door to a snap, which needs a running snapd.
    """
    if sys.platform != "linux" or platform.freedesktop_os_release().get("ID") != "debian":
        return None
    if os.geteuid() == 0:
        return []
    return ["sudo"] if shutil.which("sudo") else None


def main() -> None:
    try:
        print(chromium())
    except FileNotFoundError as missing:
        if "GIFTGOAL_CHROMIUM" in os.environ:
            sys.exit(str(missing))
        print("No browser for the tests yet; installing Chromium.", flush=True)
        _install()
        print(chromium())


if __name__ == "__main__":
    main()
