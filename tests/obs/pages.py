"""The overlay pages that the fake OBS has open: as little of a browser as will do."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from websockets.sync.client import connect

HERE = {"type": "here", "obs": "32.0.1", "chromium": 127, "width": 900, "height": 120}


@contextmanager
def pages() -> Iterator[Callable[[str], None]]:
    """Return what opens the socket of the page at a URL and says what it is, as the page does."""
    with ExitStack() as opened:

        def open_page(url: str) -> None:
            socket = url.replace("http", "ws", 1).replace("/overlay/", "/ws/overlay/")
            connection = opened.enter_context(connect(socket, proxy=None, compression=None))
            connection.send(json.dumps(HERE))

        threads: list[threading.Thread] = []

        def load(url: str) -> None:
            threads.append(threading.Thread(target=open_page, args=(url,)))
            threads[-1].start()

        yield load
        for thread in threads:
            thread.join(10)
