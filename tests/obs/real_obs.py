"""A real OBS on a screen that nobody sees, with its WebSocket server on.

    with real_obs(tmp_path, password="rose-garden") as address:
        ...

As a program it installs OBS and Xvfb where they are missing and can be had: Debian's package is
built without browser sources, which is one of the things to be told plainly.
"""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from giftgoal.obs.failures import Address
from tests.chromium import rights_over_debian
from tests.free_port import free_port

_SETTINGS = """\
[General]
FirstRun=true
EnableAutoUpdates=false

[BasicWindow]
SysTrayEnabled=false

[OBSWebSocket]
FirstLoad=false
ServerEnabled=true
ServerPort={port}
AlertsEnabled=false
AuthRequired={auth}
ServerPassword={password}
"""


def has_obs() -> bool:
    """Tell whether OBS and a screen for it are installed."""
    return bool(shutil.which("obs") and shutil.which("Xvfb"))


@contextlib.contextmanager
def real_obs(folder: Path, password: str | None = None) -> Iterator[Address]:
    """Run OBS with settings of its own, and stop it at the end.

    Args:
        folder: Where it keeps its settings.
        password: None: it asks for none.
    """
    address = Address(port=free_port())
    _write_settings(folder, address.port, password)
    with _screen() as display:
        environment = os.environ | {
            "DISPLAY": display,
            "HOME": str(folder),
            "XDG_CONFIG_HOME": str(folder),
            "XDG_RUNTIME_DIR": str(folder),
            "LIBGL_ALWAYS_SOFTWARE": "1",
            "QT_QPA_PLATFORM": "xcb",
        }
        with (folder / "obs.log").open("w", encoding="utf-8") as log:
            process = subprocess.Popen(
                ["obs", "--multi", "--disable-updater", "--disable-shutdown-check"],
                env=environment,
                stdout=log,
                stderr=log,
                cwd=folder,
            )
        try:
            _wait_for(address, process, folder / "obs.log")
            yield address
        finally:
            process.kill()
            process.wait(10)


def _write_settings(folder: Path, port: int, password: str | None) -> None:
    home = folder / "obs-studio"
    # OBS 30.2 and newer keep what is the socket's in a file of its own.
    own = home / "plugin_config" / "obs-websocket" / "config.json"
    own.parent.mkdir(parents=True)
    text = _SETTINGS.format(port=port, auth=str(bool(password)).lower(), password=password or "")
    for name in ("global.ini", "user.ini"):
        (home / name).write_text(text, encoding="utf-8")
    settings = {
        "first_load": False,
        "server_enabled": True,
        "server_port": port,
        "alerts_enabled": False,
        "auth_required": bool(password),
        "server_password": password or "",
    }
    own.write_text(json.dumps(settings), encoding="utf-8")


@contextlib.contextmanager
def _screen() -> Iterator[str]:
    """Run Xvfb on the first display that is free."""
    read_end, write_end = os.pipe()
    process = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write_end), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
        pass_fds=[write_end],
        stderr=subprocess.DEVNULL,
    )
    os.close(write_end)
    try:
        with os.fdopen(read_end) as said:
            yield f":{said.readline().strip()}"
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(address: Address, process: "subprocess.Popen[bytes]", log: Path) -> None:
    last = time.monotonic() + 60
    while time.monotonic() < last and process.poll() is None:
        with contextlib.suppress(OSError):
            socket.create_connection((address.host, address.port), 1).close()
            return
        time.sleep(0.2)
    raise AssertionError(f"OBS did not come up:\n{log.read_text(encoding='utf-8')[-2000:]}")


def main() -> None:
    if not has_obs() and (rights := rights_over_debian()) is not None:
        print("No OBS for the tests yet; installing Debian's.", flush=True)
        _install(rights)
    print(shutil.which("obs") if has_obs() else "There is no OBS here; its tests stay out.")


def _install(rights: list[str]) -> None:
    """Install it if that can be done: the fake one says the same, less surely."""
    apt = [*rights, "apt-get", "--quiet", "--quiet", "--yes"]
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "--no-install-recommends", "obs-studio", "xvfb"]):
        subprocess.run([*apt, *command], env=environment, check=False)


if __name__ == "__main__":
    main()
