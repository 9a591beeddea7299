"""A way to a server that breaks off after so many bytes: a phone in a lift."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress


class Proxy:
    """Passes connections on, and cuts each off when its budget of bytes is used up."""

    def __init__(self, target: int) -> None:
        self._target = target
        self._budgets: list[int] = []
        self._every: Callable[[], int] | None = None
        self.port = 0
        self.cuts = 0
        self.passed = 0
        """Bytes of the last connection, both ways."""
        self.stop: Callable[[], object] = lambda: None
        self.hang_up: Callable[[], object] = lambda: None
        """Cut every connection there is, now."""
        self._open: set[asyncio.StreamWriter] = set()

    def cut_next_after(self, passed: int) -> None:
        """Cut the next connection after so many bytes, both ways together; later ones pass."""
        self._budgets.append(passed)

    def cut_all_after(self, passed: Callable[[], int] | None) -> None:
        """Cut every connection from now on, each after so many bytes; None: none any more."""
        self._every = passed

    async def serve(self, started: threading.Event) -> None:
        """Serve until `stop` is called."""
        loop, stopping = asyncio.get_running_loop(), asyncio.Event()
        self.stop = lambda: loop.call_soon_threadsafe(stopping.set)
        self.hang_up = lambda: loop.call_soon_threadsafe(self._cut_all)
        server = await asyncio.start_server(self._meet, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        started.set()
        await stopping.wait()
        server.close()

    def _cut_all(self) -> None:
        self.cuts += bool(self._open)
        for writer in self._open:
            writer.transport.abort()

    async def _meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        budget = self._budgets.pop(0) if self._budgets else None
        if budget is None and self._every:
            budget = self._every()
        call = _Call(self, budget)
        try:
            there, onward = await asyncio.open_connection("127.0.0.1", self._target)
        except OSError:
            writer.transport.abort()
            return
        self._open.add(writer)
        ways = [
            asyncio.create_task(call.carry(reader, onward)),
            asyncio.create_task(call.carry(there, writer)),
        ]
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        for way in ways:
            way.cancel()
        await asyncio.gather(*ways, return_exceptions=True)
        self._open.discard(writer)
        # A reset, as when the network goes: nobody says goodbye.
        onward.transport.abort()
        writer.transport.abort()


class _Call:
    def __init__(self, proxy: Proxy, budget: int | None) -> None:
        self._proxy = proxy
        self._left = budget
        proxy.passed = 0

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await reader.read(1 << 16):
                part = data if self._left is None else data[: self._left]
                self._proxy.passed += len(part)
                writer.write(part)
                await writer.drain()
                if self._left is None:
                    continue
                self._left -= len(part)
                if self._left <= 0:
                    self._proxy.cuts += 1
                    await asyncio.sleep(0.002)  # what was passed on is to arrive
                    return


@contextmanager
def cutting(target: int) -> Iterator[Proxy]:
    """Run a proxy before a port of this machine."""
    proxy, started = Proxy(target), threading.Event()
    thread = threading.Thread(target=lambda: asyncio.run(proxy.serve(started)))
    thread.start()
    assert started.wait(10)
    try:
        yield proxy
    finally:
        proxy.stop()
        thread.join()
