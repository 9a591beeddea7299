"""Handing over gifts without waiting for each, for platforms that are not told what we have.

A slow disk takes 20 ms for one gift, and hardly more for sixteen: one after the other, a storm of
taps would come out late.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterable

from giftgoal.sources.arrivals import Arrival
from giftgoal.sources.lane import IN_FLIGHT
from giftgoal.sources.source import Deliver

_LAST_WAIT = 5
"""Seconds that gifts which are on their way are waited for at the end."""


@contextlib.asynccontextmanager
async def pipelined(deliver: Deliver) -> AsyncIterator[Deliver]:
    """Offer a `deliver` that returns when there is room for more, not when all is on disk.

    Not for roads that confirm upstream. Leaving the block waits for what is on its way.
    """
    room = asyncio.Semaphore(IN_FLIGHT)
    tasks: set[asyncio.Task[None]] = set()

    def done(task: asyncio.Task[None]) -> None:
        tasks.discard(task)
        room.release()

    async def soon(arrivals: Iterable[Arrival]) -> None:
        some = tuple(arrivals)
        if some:
            await room.acquire()
            task = asyncio.create_task(deliver(some))
            tasks.add(task)
            task.add_done_callback(done)

    try:
        yield soon
    finally:
        if tasks:
            _, late = await asyncio.wait(tuple(tasks), timeout=_LAST_WAIT)
            for task in late:
                task.cancel()
