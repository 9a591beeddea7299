"""The peer of tap to frame: commits each gift to SQLite, fully synchronised, and writes one frame.

A line `listen` makes a connection a listener; any other line is a gift.
"""

import asyncio
import sqlite3
import sys
import tempfile
from pathlib import Path


class Peer(asyncio.Protocol):
    """The shortest way that keeps a gift."""

    def __init__(self, db: sqlite3.Connection, listeners: set[asyncio.Transport]) -> None:
        self._db = db
        self._listeners = listeners
        self._transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def connection_lost(self, exc: Exception | None) -> None:
        self._listeners.discard(self._transport)

    def data_received(self, data: bytes) -> None:
        """Keep a gift and tell of it."""
        if data == b"listen\n":
            self._listeners.add(self._transport)
            return
        self._db.execute("BEGIN IMMEDIATE")
        self._db.execute("INSERT INTO gifts (body) VALUES (?)", (data,))
        self._db.execute("COMMIT")
        frame = b"\x81\x7e\x0d\x80" + data.ljust(0x0D80)
        for listener in self._listeners:
            listener.write(frame)


def open_table(folder: Path) -> sqlite3.Connection:
    """Return a new database with a table of gifts; each statement is on disk when it returns."""
    db = sqlite3.connect(folder / "gifts.sqlite3", isolation_level=None)
    db.execute("PRAGMA journal_mode = wal")
    db.execute("PRAGMA synchronous = full")
    db.execute("CREATE TABLE gifts (id INTEGER PRIMARY KEY, body BLOB)")
    return db


async def _serve(folder: Path) -> None:
    db = open_table(folder)
    listeners: set[asyncio.Transport] = set()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Peer(db, listeners), "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(dir=sys.argv[1]) as data:
        asyncio.run(_serve(Path(data)))
