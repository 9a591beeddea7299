"""Asking Telegram by Telethon's client, and what its failures mean."""

import asyncio
import contextlib
from collections.abc import Awaitable
from importlib import import_module
from typing import Any

from giftgoal.sources.source import Lost, Refused

_PATIENCE = 30
"""Seconds that an answer may take."""

_FAREWELL = 5
"""Seconds that leaving may take."""

_ENDED = "Telegram takes this sign-in no longer. Sign in again with giftgoal telegram-sign-in."


class Declined(Lost):
    """Telegram understood, and does not do it.

    Attributes:
        what: Telethon's and Telegram's word for why, like `GroupcallInvalidError`.
    """

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__("Telegram does not answer that just now.")


async def connected(client: Any) -> None:
    """Connect, and make sure that the sign-in is still good.

    Raises:
        Refused: If it is not.
        Lost: If Telegram does not answer.
    """
    await _answered(client.connect())
    # Also what makes Telegram send its updates.
    await asked(client, import_module("telethon.tl.functions.updates").GetStateRequest())


async def asked(client: Any, request: Any) -> Any:
    """Return Telegram's answer to a request, or to a call of the client's that is under way.

    Raises:
        Refused: If the sign-in is no longer good.
        Declined: If it does not do that.
        Lost: If it does not answer, or wants us to wait.
    """
    return await _answered(request if asyncio.iscoroutine(request) else client(request))


async def left(client: Any) -> None:
    """Disconnect, whatever comes of it."""
    with contextlib.suppress(OSError, TimeoutError):
        async with asyncio.timeout(_FAREWELL):
            await client.disconnect()


async def _answered(answer: Awaitable[Any]) -> Any:
    errors = import_module("telethon.errors")
    try:
        # Not `wait_for`: Python 3.11's can swallow that we are asked to stop.
        async with asyncio.timeout(_PATIENCE):
            return await answer
    except (errors.UnauthorizedError, errors.AuthKeyError, errors.AuthKeyNotFound):
        raise Refused(_ENDED) from None
    except (errors.ApiIdInvalidError, errors.ApiIdPublishedFloodError):
        raise Refused("Telegram does not take the api_id of this sign-in.") from None
    except errors.FloodError as error:
        raise Lost("Telegram asks us to wait.", float(getattr(error, "seconds", 60))) from None
    except (errors.ServerError, errors.TimedOutError):
        raise Lost("Telegram has trouble of its own.") from None
    except errors.RPCError as error:
        raise Declined(f"{type(error).__name__} {error.message}") from None
    except (OSError, EOFError, TimeoutError, BufferError, errors.SecurityError) as error:
        raise Lost(f"Telegram could not be reached ({type(error).__name__}).") from None
    except asyncio.CancelledError:
        # Telethon cancels what waits for an answer when a connection is found dead: nobody asked
        # us to stop then.
        if (task := asyncio.current_task()) and task.cancelling():
            raise
        raise Lost("Telegram closed the connection.") from None
