"""A connection to OBS: the one place here that does I/O."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidURI
from websockets.typing import Subprotocol

from giftgoal.obs import protocol
from giftgoal.obs.failures import (
    Address,
    Lost,
    NotObs,
    ObsFailure,
    TooOld,
    Unreachable,
    WrongPassword,
)

PATIENCE = 5.0
"""How long OBS may take for each answer, in seconds."""

LARGEST = 8 * 1024 * 1024
"""The largest answer taken, in bytes: a picture of a whole canvas fits."""


class _Direct(connect):
    """Goes to the address that was named, and nowhere that it points to."""

    def process_redirect(self, exc: Exception) -> Exception:
        return exc


class Obs:
    """An OBS that has let us in."""

    def __init__(self, socket: ClientConnection, patience: float = PATIENCE) -> None:
        self._socket = socket
        self._patience = patience
        # The number of the last request, which is its id.
        self._asked = 0

    async def ask(self, kind: str, **data: object) -> dict[str, Any]:
        """Ask OBS for something and return what it answers.

        Raises:
            Refused: If OBS would not do it.
            Lost: If OBS hung up, went quiet, or answered nonsense.
        """
        self._asked += 1
        id_ = str(self._asked)
        try:
            async with asyncio.timeout(self._patience):
                await self._socket.send(protocol.request(kind, id_, data))
                while True:
                    said = protocol.read(await self._socket.recv())
                    answer = protocol.answer(said, id_)
                    if answer is not None:
                        return dict(answer)
        except (ConnectionClosed, TimeoutError, protocol.Nonsense):
            raise Lost from None


@contextlib.asynccontextmanager
async def connected(
    address: Address, password: str | None, patience: float = PATIENCE
) -> AsyncIterator[Obs]:
    """Connect to OBS and show it the password.

    Args:
        address: Where it listens.
        password: None: OBS is hoped to want none.
        patience: How long it may take for each answer, in seconds.

    Raises:
        ObsFailure: If it does not let us in.
    """
    socket = await _reached(address, patience)
    try:
        await _let_in(socket, address, password, patience)
        yield Obs(socket, patience)
    finally:
        await socket.close()


async def _reached(address: Address, patience: float) -> ClientConnection:
    host = f"[{address.host}]" if ":" in address.host else address.host
    try:
        return await _Direct(
            f"ws://{host}:{address.port}",
            subprotocols=[Subprotocol("obswebsocket.json")],
            compression=None,
            proxy=None,
            open_timeout=patience,
            close_timeout=1,
            ping_interval=None,
            max_size=LARGEST,
        )
    except (InvalidHandshake, EOFError):
        raise NotObs(address) from None
    except (OSError, TimeoutError, InvalidURI, ValueError):
        raise Unreachable(address) from None


async def _let_in(
    socket: ClientConnection, address: Address, password: str | None, patience: float
) -> None:
    try:
        async with asyncio.timeout(patience):
            hello = protocol.read(await socket.recv())
            await socket.send(protocol.identify(hello, password))
            protocol.check_identified(protocol.read(await socket.recv()))
    except ConnectionClosed as closed:
        raise _shut_out(closed, address, password) from None
    except (TimeoutError, protocol.Nonsense):
        raise NotObs(address) from None


def _shut_out(closed: ConnectionClosed, address: Address, password: str | None) -> ObsFailure:
    match closed.rcvd.code if closed.rcvd else None:
        case protocol.AUTHENTICATION_FAILED:
            return WrongPassword(given=bool(password))
        case protocol.UNSUPPORTED_RPC_VERSION:
            return TooOld("unknown")
        case _:
            return NotObs(address)
