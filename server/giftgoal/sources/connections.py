"""Connections to platforms, whose failures are told in words that a streamer understands."""

import contextlib
from collections.abc import AsyncIterator, Mapping
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import (
    ConnectionClosed,
    InvalidHandshake,
    InvalidStatus,
    InvalidURI,
    WebSocketException,
)

from giftgoal.sources.source import Lost, Refused, SourceError

MOST_BYTES = 1024 * 1024
"""The largest message we read. A gift has about one thousand."""

PATIENCE = 10
"""Seconds for connecting, and for a whole handshake."""

_UNWANTED = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)


@contextlib.asynccontextmanager
async def connected(
    address: str,
    where: str,
    *,
    headers: Mapping[str, str] | None = None,
    ping_seconds: float | None = 20,
    means: Mapping[int, SourceError] | None = None,
) -> AsyncIterator[ClientConnection]:
    """Connect to a WebSocket, and close it at the end of the block.

    `ConnectionClosed` inside the block becomes `Lost`; catch it there where its code says more.

    Args:
        address: Where to, `ws://` or `wss://`. It is in no error: it may hold a key.
        where: What people call it, like `TikFinity`.
        headers: Sent with the handshake.
        ping_seconds: How often we ask whether it is still there, and how long we wait for the
            answer; None: never, where the platform asks us.
        means: What a status of the handshake means to this platform, where that is not as usual.

    Raises:
        Lost: If it cannot be reached, or the connection breaks.
        Refused: If it says 401 or 403, or the address is none.
    """
    try:
        async with connect(
            address,
            additional_headers=dict(headers or {}),
            open_timeout=PATIENCE,
            close_timeout=2,
            ping_interval=ping_seconds,
            ping_timeout=ping_seconds,
            max_size=MOST_BYTES,
            proxy=None,
        ) as connection:
            yield connection
    except InvalidURI:
        raise Refused("The address is not one like ws://localhost:21213/.") from None
    except InvalidStatus as error:
        raise (means or {}).get(error.response.status_code) or _of_status(error, where) from None
    except ConnectionClosed:
        raise Lost(f"The connection to {where} broke.") from None
    except (OSError, TimeoutError, InvalidHandshake, WebSocketException):
        raise Lost(f"{where} does not answer.") from None


def _of_status(error: InvalidStatus, where: str) -> Lost | Refused:
    status = error.response.status_code
    if status in _UNWANTED:
        return Refused(f"{where} does not accept the key or password.")
    wait = retry_after(error.response.headers.get("Retry-After"))
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return Lost(f"{where} asks us to wait.", wait)
    return Lost(f"{where} has trouble ({status}).", wait)


def retry_after(said: str | None, now: float | None = None) -> float | None:
    """Return the seconds that a Retry-After header asks for; None if it says nothing.

    Args:
        said: Seconds, or a date (RFC 9110, section 10.2.3).
        now: Seconds since 1970, needed for a date.
    """
    if said is None:
        return None
    if said.isascii() and said.isdigit():
        return float(said[:9])
    try:
        moment = parsedate_to_datetime(said).timestamp()
    except (ValueError, OverflowError):
        return None
    return None if now is None else max(0.0, moment - now)
