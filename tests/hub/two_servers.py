"""Giftgoal, its overlays served a second time by uvicorn as it comes: run by the tests here."""

import asyncio
import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path

import uvicorn

from giftgoal.cli.serve import Open, greet, serve
from giftgoal.config import Config, Server
from giftgoal.web.app import build


class Stock(uvicorn.Server):
    """Leaves signals to Giftgoal."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def both(server: Open) -> None:
    """Serve the same parts again; say on which port, and where to ask how many listen."""

    async def tell(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        listening = server.parts.hub.listening("overlay")
        writer.write(f"{listening} {len(asyncio.all_tasks())}".encode())
        writer.close()

    asking = await asyncio.start_server(tell, "127.0.0.1", 0)
    app = build(server.parts)
    stock = Stock(
        uvicorn.Config(app, "127.0.0.1", 0, ws="websockets-sansio", lifespan="off", log_config=None)
    )
    tasks.append(asyncio.create_task(stock.serve()))
    while not stock.started:  # noqa: ASYNC110  # uvicorn has no event for it
        await asyncio.sleep(0.01)
    ports = [str(each.sockets[0].getsockname()[1]) for each in (stock.servers[0], asking)]
    sys.stdout.write(f"{' '.join(ports)}\n")
    await greet(server)


if __name__ == "__main__":
    tasks: list[asyncio.Task[None]] = []
    serve(Config(server=Server(port=0)), Path(sys.argv[1]), both)
