"""Connections to platforms, whose failures are told in words that a streamer understands."""

import contextlib
import ipaddress
import socket
from collections.abc import AsyncIterator, Mapping
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from urllib.parse import urlsplit

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
    except (OSError, TimeoutError, InvalidHandshake, WebSocketException) as error:
        raise unanswered(where, error, near=is_near(address)) from None


def is_near(address: str) -> bool:
    """Tell whether an address is of this computer or of this house, whatever the DNS says."""
    host = urlsplit(address).hostname or ""
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return host == "localhost"


def unanswered(where: str, error: BaseException, *, near: bool = False) -> Lost:
    """Return why there is no answer, as far as the error and those that caused it tell.

    Args:
        where: What people call it.
        error: What was raised.
        near: Whether it is a program in this house, so that the streamer can look after it.
    """
    causes: list[BaseException | None] = [error]
    while causes[-1]:
        causes.append(causes[-1].__cause__ or causes[-1].__context__)
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return Lost(f"{where} cannot be found. Is this computer online?")
    if near and any(isinstance(cause, ConnectionRefusedError) for cause in causes):
        return Lost(f"{where} does not answer. Is it running?")
    return Lost(f"{where} does not answer.")


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
