"""Platforms on a bad day: WebSocket servers on a free port, each visit as a test says."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from http import HTTPStatus

from websockets.asyncio.server import ServerConnection, serve
from websockets.http11 import Request, Response

Visit = Callable[[ServerConnection], Awaitable[None]]

Visits = tuple[Visit | tuple[int, dict[str, str]], ...]
"""Visits in order; a status and headers instead of one refuse the handshake."""


def says(*messages: object, code: int | None = None) -> Visit:
    """Return a visit that sends messages, and then stays, or closes with a code."""

    async def visit(connection: ServerConnection) -> None:
        for message in messages:
            await connection.send(message if isinstance(message, str) else json.dumps(message))
        if code is None:
            await connection.wait_closed()
        else:
            await connection.close(code)

    return visit


async def breaks_off(connection: ServerConnection) -> None:
    """Send half a frame, and hang up: a text of 256 bytes, of which three come."""
    connection.transport.write(b"\x81\x7e\x01\x00abc")
    await asyncio.sleep(0.02)
    connection.transport.abort()


@contextlib.asynccontextmanager
async def platform(*visits: Visit | tuple[int, dict[str, str]]) -> AsyncIterator[str]:
    """Serve these visits in order, the last one again and again; yield the address.

    A visit may be a status and headers instead: then the handshake is refused with them.
    """
    left = list(visits)

    def coming() -> Visit | tuple[int, dict[str, str]]:
        return left.pop(0) if len(left) > 1 else left[0]

    accepted: dict[ServerConnection, Visit] = {}

    def refuse(connection: ServerConnection, _request: Request) -> Response | None:
        visit = coming()
        if not isinstance(visit, tuple):
            accepted[connection] = visit
            return None
        status, headers = visit
        response = connection.respond(HTTPStatus(status), "")
        for name, value in headers.items():
            response.headers[name] = value
        return response

    async def visited(connection: ServerConnection) -> None:
        await accepted.pop(connection)(connection)

    async with serve(visited, "127.0.0.1", 0, process_request=refuse) as server:
        yield f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}/"


@contextlib.asynccontextmanager
async def deaf() -> AsyncIterator[str]:
    """Take connections and never say a word."""
    held: list[asyncio.StreamWriter] = []
    server = await asyncio.start_server(lambda _, writer: held.append(writer), "127.0.0.1", 0)
    try:
        yield f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
    finally:
        for writer in held:
            writer.close()
        server.close()
