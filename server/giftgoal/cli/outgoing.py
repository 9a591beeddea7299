"""Starts what tells other programs of the goals, if the settings want it."""

import asyncio
import contextlib
import logging
import random
from collections.abc import AsyncIterator

from giftgoal.config import Outgoing
from giftgoal.sources.crashes import log_crash
from giftgoal.web.outgoing_files import TextFiles
from giftgoal.web.outgoing_webhooks import Webhooks
from giftgoal.web.parts import Parts

log = logging.getLogger(__name__)


@contextlib.asynccontextmanager
async def telling(settings: Outgoing, parts: Parts) -> AsyncIterator[None]:
    """Tell of the goals for as long as the block lasts. The stream goes on if that crashes."""
    tasks = []
    if settings.text_files:
        folder, notice = parts.data_folder / "out", parts.notices.about("text files")
        tasks.append(asyncio.create_task(TextFiles(parts.hub, folder, notice).run()))
    if settings.webhooks:
        webhooks = Webhooks(parts.hub, settings.webhooks, parts.now, parts.new_id, random.random)
        tasks.append(asyncio.create_task(webhooks.run()))
    for task in tasks:
        task.add_done_callback(_say_if_crashed)
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _say_if_crashed(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()):
        log_crash(log, "telling other programs has ended", error)
