"""One thread that does one job after another, for callers on an event loop."""

import asyncio
import collections
import contextlib
import queue
import threading
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

T = TypeVar("T")


class _Task(NamedTuple):
    job: Callable[[], Any]
    alone: bool
    loop: asyncio.AbstractEventLoop
    future: "asyncio.Future[Any]"


class Worker:
    """A thread with a queue. What it is given runs in order."""

    def __init__(self, name: str) -> None:
        # What waits; None ends the thread.
        self._tasks: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        # What `run_waiting` met and may not run.
        self._later: collections.deque[_Task | None] = collections.deque()
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    def run(self, job: Callable[[], T], alone: bool = False) -> "asyncio.Future[T]":
        """Run a job in the thread; its result is to come. A caller that gives up does not stop it.

        Args:
            job: What to do.
            alone: Never between the steps of another job.
        """
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._tasks.put(_Task(job, alone, loop, future))
        return future

    def run_waiting(self) -> None:
        """Run the jobs that wait. For a long job to call from within, between two of its steps."""
        with contextlib.suppress(queue.Empty):
            while not self._later:
                task = self._tasks.get_nowait()
                if task is None or task.alone:
                    self._later.append(task)
                else:
                    _do(task)

    def stop(self) -> None:
        """Let the thread end once it has done what it was given. Give it nothing after this."""
        self._tasks.put(None)

    def _work(self) -> None:
        while task := self._later.popleft() if self._later else self._tasks.get():
            _do(task)


def _do(task: _Task) -> None:
    result, error = None, None
    try:
        result = task.job()
    except BaseException as raised:  # noqa: BLE001  # it belongs to whoever awaits the job
        error = raised
    with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
        task.loop.call_soon_threadsafe(_settle, task.future, result, error)


def _settle(future: "asyncio.Future[Any]", result: object, error: BaseException | None) -> None:
    if future.done():  # its caller was cancelled
        return
    if error is None:
        future.set_result(result)
    else:
        future.set_exception(error)
