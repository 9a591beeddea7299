"""The ledger's thread runs one job after another."""

import asyncio
import threading
from collections.abc import AsyncIterator
from functools import partial

import pytest

from giftgoal.ledger.worker import Worker


@pytest.fixture
async def worker() -> AsyncIterator[Worker]:
    worker = Worker("test")
    yield worker
    worker.stop()


async def test_jobs_run_in_order_and_give_their_results(worker: Worker) -> None:
    order: list[int] = []

    def job(number: int) -> int:
        order.append(number)
        return number * number

    results = await asyncio.gather(*(worker.run(partial(job, n)) for n in range(100)))
    assert order == list(range(100))
    assert results == [number * number for number in range(100)]


async def test_a_job_that_fails_tells_its_caller_and_the_next_one_runs(worker: Worker) -> None:
    with pytest.raises(ZeroDivisionError):
        await worker.run(lambda: 1 / 0)
    assert await worker.run(lambda: "fine") == "fine"


async def test_a_long_job_lets_what_waits_go_first_but_not_what_must_be_alone(
    worker: Worker,
) -> None:
    order: list[str] = []
    all_wait = threading.Event()

    def long() -> None:
        order.append("first step")
        all_wait.wait()
        worker.run_waiting()
        order.append("second step")

    jobs = [
        worker.run(long),
        worker.run(lambda: order.append("short")),
        worker.run(lambda: order.append("alone"), alone=True),
        worker.run(lambda: order.append("after")),
    ]
    all_wait.set()
    await asyncio.gather(*jobs)
    assert order == ["first step", "short", "second step", "alone", "after"]
