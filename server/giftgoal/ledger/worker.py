"""One thread that does one job after another, for callers on an event loop."""

import asyncio
import contextlib
import queue
import threading
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")

_Task = tuple[Callable[[], Any], asyncio.AbstractEventLoop, "asyncio.Future[Any]"]


class Worker:
    """A thread with a queue. What it is given runs in order, each job alone."""

    def __init__(self, name: str) -> None:
        self._tasks: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    async def run(self, job: Callable[[], T]) -> T:
        """Run a job in the thread and return its result. A cancelled caller does not stop it."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._tasks.put((job, loop, future))
        return await future

    def run_waiting(self) -> None:
        """Do the jobs that wait. For a long job to call from within, between two of its steps."""
        with contextlib.suppress(queue.Empty):
            while task := self._tasks.get_nowait():
                _do(*task)

    def stop(self) -> None:
        """Let the thread end once it has done what it was given."""
        self._tasks.put(None)

    def _work(self) -> None:
        while task := self._tasks.get():
            _do(*task)


def _do(
    job: Callable[[], Any], loop: asyncio.AbstractEventLoop, future: "asyncio.Future[Any]"
) -> None:
    result, error = None, None
    try:
        result = job()
    except BaseException as raised:  # noqa: BLE001  # it belongs to whoever awaits the job
        error = raised
    with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
        loop.call_soon_threadsafe(_settle, future, result, error)


def _settle(future: "asyncio.Future[Any]", result: object, error: BaseException | None) -> None:
    if future.done():  # its caller was cancelled
        return
    if error is None:
        future.set_result(result)
    else:
        future.set_exception(error)
