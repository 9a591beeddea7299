"""The least that keeps a gift: the bare endpoint, and a thread that commits all that waits.

No token, no key, no price, no goal, no sum, no undo. It tells how much of a figure HTTP, Python, a
second thread and the disk take on this machine before anything is Giftgoal's own.

`python -m tests.bench.least FOLDER` serves, and keeps its database in the folder. Who connects and
sends `GET /live` gets a ready frame for each gift that is on disk.
"""

import asyncio
import queue
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from tests.bench.bare import GiftIn, serve
from tests.bench.tap_peer import open_table

_FRAME = b"\x81\x7e\x0d\x80" + bytes(0x0D80)
"""As long as one of Giftgoal's."""

_Waiting = tuple[bytes, asyncio.Future[None]]


class Writer:
    """Commits what waits, all of it at once, in a thread of its own."""

    def __init__(self, folder: Path, kept: Callable[[], None]) -> None:
        self._folder = folder
        self._kept = kept  # called on the event loop once something is on disk
        self._loop = asyncio.get_running_loop()
        self._waiting: queue.SimpleQueue[_Waiting] = queue.SimpleQueue()
        threading.Thread(target=self._work, daemon=True).start()

    def keep(self, gift: bytes) -> asyncio.Future[None]:
        """Return what is done when the gift is on disk."""
        future = self._loop.create_future()
        self._waiting.put((gift, future))
        return future

    def _work(self) -> None:
        db = open_table(self._folder)
        while True:
            batch = [self._waiting.get()]
            while not self._waiting.empty():
                batch.append(self._waiting.get())
            rows = ", ".join(["(?)"] * len(batch))
            statement = f"INSERT INTO gifts (body) VALUES {rows}"  # noqa: S608  # question marks
            db.execute(statement, [gift for gift, _ in batch])
            self._loop.call_soon_threadsafe(self._done, [future for _, future in batch])

    def _done(self, futures: list[asyncio.Future[None]]) -> None:
        self._kept()
        for future in futures:
            future.set_result(None)


async def _serve(folder: Path) -> None:
    listeners: set[asyncio.Transport] = set()

    def tell() -> None:
        for listener in listeners:
            listener.write(_FRAME)

    class Protocol(HttpToolsProtocol):
        def data_received(self, data: bytes) -> None:
            if data.startswith(b"GET /live "):
                self.transport.write(b"HTTP/1.1 101 Switching Protocols\r\n\r\n")
                listeners.add(self.transport)
            else:
                super().data_received(data)

        def connection_lost(self, exc: Exception | None) -> None:
            listeners.discard(self.transport)
            super().connection_lost(exc)

    writer = Writer(folder, tell)

    async def post_gift(request: Request) -> Response:
        body = await request.body()
        try:
            gift = GiftIn.model_validate_json(body)
        except ValidationError as error:
            return JSONResponse({"detail": str(error)}, 422)
        await writer.keep(body)
        return JSONResponse(gift.model_dump(), 201)

    await serve(post_gift, Protocol)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(dir=sys.argv[1]) as data:
        asyncio.run(_serve(Path(data)))
