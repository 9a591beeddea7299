"""The newest board for those who follow at their leisure."""

import asyncio
from collections.abc import AsyncIterator

from giftgoal.domain.board import Board
from giftgoal.hub import Hub

EVERY = 0.25
"""Seconds between two looks."""


async def boards(hub: Hub) -> AsyncIterator[Board]:
    """Give the board now, and then the newest one whenever there is another, for ever."""
    seen: Board | None = None
    while True:
        if hub.board is not seen:
            seen = hub.board
            yield seen
        await asyncio.sleep(EVERY)
