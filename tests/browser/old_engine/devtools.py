"""One page of an old Chromium, by its DevTools protocol; Playwright wants a newer one.

https://chromedevtools.github.io/devtools-protocol/1-3/
"""

import base64
import json
import time
from itertools import count
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection


class OldPage:
    """A page that can be sent somewhere and asked something."""

    def __init__(self, line: ClientConnection) -> None:
        self._line = line
        self._numbers = count(1)
        self.complaints: list[str] = []
        """Errors that the page's scripts threw or wrote to the console."""
        for domain in ("Page", "Runtime", "Log"):
            self._call(f"{domain}.enable")

    def open(self, url: str, size: tuple[int, int]) -> None:
        """Go to an address in a window of this size."""
        width, height = size
        self._call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )
        # A page that differs by its fragment alone would stay.
        self._call("Page.navigate", url="about:blank")
        self._call("Page.navigate", url=url)

    def ask(self, expression: str) -> Any:
        """Return what an expression comes to; a promise is waited for."""
        answer = self._call(
            "Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True
        )
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def wait_for(self, expression: str) -> None:
        """Wait until an expression is true."""
        last = time.monotonic() + 15
        while not self.ask(f"Boolean({expression})"):
            assert time.monotonic() < last, f"never true: {expression}; {self.complaints}"
            time.sleep(0.05)

    def click(self, selector: str) -> None:
        """Press the middle of the first element that a selector finds, as a hand does."""
        self.wait_for(f"document.querySelector('{selector}')")
        x, y = self.ask(
            f"(({{ left, top, width, height }}) => [left + width / 2, top + height / 2])"
            f"(document.querySelector('{selector}').getBoundingClientRect())"
        )
        for kind in ("mousePressed", "mouseReleased"):
            params = {"type": kind, "x": x, "y": y, "button": "left", "clickCount": 1}
            self._call("Input.dispatchMouseEvent", **params)

    def picture(self, path: Path) -> None:
        """Keep a picture of the window."""
        answer = self._call("Page.captureScreenshot")
        path.write_bytes(base64.b64decode(answer["data"]))

    def _call(self, method: str, **params: Any) -> dict[str, Any]:
        number = next(self._numbers)
        self._line.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            said = json.loads(self._line.recv(timeout=15))
            if said.get("id") == number:
                assert "error" not in said, f"{method}: {said['error']}"
                result: dict[str, Any] = said["result"]
                return result
            self._hear(said)

    def _hear(self, said: dict[str, Any]) -> None:
        params = said.get("params", {})
        match said.get("method"):
            case "Runtime.exceptionThrown":
                details = params["exceptionDetails"]
                self.complaints.append(details.get("exception", details).get("description", ""))
            case "Runtime.consoleAPICalled" if params["type"] == "error":
                self.complaints.append(str(params["args"]))
            case "Log.entryAdded" if params["entry"]["level"] == "error":
                self.complaints.append(params["entry"]["text"])
