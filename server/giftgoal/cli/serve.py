"""`giftgoal`: builds the server, runs it, and takes it apart."""

import argparse
import asyncio
import contextlib
import errno
import gc
import logging
import secrets
import socket
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from random import Random

from giftgoal.assets import asset
from giftgoal.catalogue import Catalogue
from giftgoal.cli import settings as from_user
from giftgoal.cli.failures import Failed
from giftgoal.cli.logs import log_to_stderr
from giftgoal.cli.outgoing import telling
from giftgoal.cli.running import Running, leave_note, take_note_away
from giftgoal.cli.safeguards import keep_what_crashed, looked_after, tell_of_damage
from giftgoal.config import Config
from giftgoal.domain.commands import AddOverlay, ShowRehearsal
from giftgoal.hub import Hub
from giftgoal.keeper import Keeper
from giftgoal.ledger import DataLock, SqliteLedger, lock
from giftgoal.notices import Notices
from giftgoal.scripts.shelf import Shelf
from giftgoal.web.access import Access, new_token
from giftgoal.web.app import build, shortcuts
from giftgoal.web.doors import Doors
from giftgoal.web.feeds import Feeds
from giftgoal.web.parts import Parts
from giftgoal.web.presence import Presence
from giftgoal.web.readiness import Clock, Readiness, steady
from giftgoal.web.runs import Runs
from giftgoal.web.transport import Server, text_frame
from giftgoal.web.waking import wake
from giftgoal.wire.frames import FrameEncoder

log = logging.getLogger(__name__)

RESTART = 1012
"""The close code that tells pages to come back (RFC 6455, IANA registry: service restart)."""


def run(arguments: argparse.Namespace) -> int:
    """Serve until SIGTERM or Ctrl-C."""
    log_to_stderr()
    config = from_user.settings(arguments)
    serve(config, from_user.data_folder(config), greet)
    return 0


def serve(config: Config, folder: Path, ready: Callable[["Open"], Awaitable[None]]) -> None:
    """Serve a data folder until SIGTERM or Ctrl-C.

    The folder is locked and the port bound before the ledger is touched: a second server on the
    same data, or the same port, must not get that far.

    Args:
        config: The settings.
        folder: The data folder.
        ready: Called when requests are answered.

    Raises:
        Failed: If the settings do not hold, or the port cannot be had.
        LedgerError: If the ledger cannot be opened.
    """
    token = from_user.environment_token()
    # A few dozen requests under way are more than the 700 new objects after which Python looks for
    # garbage: that took a tenth of the time of each.
    gc.set_threshold(10_000, 10, 10)
    catalogue = from_user.catalogue(config)
    data_lock = lock(folder)
    try:
        with bind(config.server.host, config.server.port) as sock:
            asyncio.run(_serve(config, catalogue, data_lock, sock, token, ready))
    finally:
        data_lock.release()


@dataclass(frozen=True, slots=True)
class Open:
    """A server that answers requests."""

    parts: Parts
    sign_in_link: str
    overlay_url: str


def bind(host: str, port: int) -> socket.socket:
    """Return a bound socket.

    Raises:
        Failed: If the port is in use or may not be had, or the host is not this machine's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio turns Nagle's delay off only where the protocol is named: 40 ms for each answer.
    sock = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if sys.platform != "win32":  # there it would let two servers have one port
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind((host, port))
        # Here, not later: two sockets can bind one port, only one can listen.
        sock.listen(2048)
    except (OSError, UnicodeError) as error:
        sock.close()
        reason = error.strerror if isinstance(error, OSError) else "that is no address"
        if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
            detail = f"port {port} is in use by another program; choose another with --port"
            raise Failed(detail, 3) from None
        raise Failed(f"cannot listen on {host}:{port}: {reason}", 2) from None
    return sock


async def _serve(
    config: Config,
    catalogue: Catalogue,
    data_lock: DataLock,
    sock: socket.socket,
    token: str,
    ready: Callable[[Open], Awaitable[None]],
) -> None:
    async with (
        _parts(config, catalogue, data_lock, sock) as parts,
        telling(config.outgoing, parts),
    ):
        if token:
            parts.access.let_owner_in(token)
        server = Server(
            build(parts),
            sock,
            shortcuts=shortcuts(parts),
            on_stopping=lambda: parts.hub.close(RESTART),
        )
        keeper = asyncio.create_task(parts.keeper.run())
        beat = asyncio.create_task(parts.hub.beat())
        look = asyncio.create_task(parts.readiness.run())
        waking = asyncio.create_task(wake(parts))
        parts.feeds.start()
        opened = asyncio.create_task(_open(parts, ready, _local_url(config, sock)))
        # A keeper that ends before its time must end the server: gifts would wait for ever.
        keeper.add_done_callback(lambda _: server.stop())
        # So must a hub without a heartbeat, and a server that cannot say where it is.
        for task in (beat, look, waking, opened):
            task.add_done_callback(lambda task: server.stop() if _failed(task) else None)
        try:
            await server.serve()
        finally:
            for task in (beat, look, waking, opened):
                task.cancel()
            await asyncio.gather(beat, look, waking, opened, return_exceptions=True)
            await parts.runs.close()
            await parts.feeds.close()
            parts.keeper.stop()
            take_note_away(parts.data_folder)
            await keeper
        for task in (beat, look, waking, opened):
            if _failed(task):
                await task


@contextlib.asynccontextmanager
async def _parts(
    config: Config, catalogue: Catalogue, data_lock: DataLock, sock: socket.socket
) -> AsyncIterator[Parts]:
    """Build everything there is one of."""
    port = sock.getsockname()[1]
    notices = Notices()
    data = data_lock.folder
    ledger, board = await SqliteLedger.open(data, data_lock, tell_of_damage(notices))
    encoder = FrameEncoder(text_frame, notices.lines)
    hub = Hub(board, encoder, frame_seconds=config.overlay.frame_ms / 1000)
    notices.on_change = lambda: hub.refresh("control")
    keeper = Keeper(
        ledger,
        board,
        publish=hub.publish,
        prepare=hub.prepare,
        now=now_ms,
        checkpoint_every=config.data.checkpoint_every,
        duplicate_ms=config.gifts.duplicate_seconds * 1000,
        notice=notices.about("writing"),
        park=keep_what_crashed(data, notices, now_ms),
    )
    new_id = ids()
    access = Access(config.streamer.name, lambda: keeper.board, port)
    runs = Runs(keeper, hub, encoder, new_id)
    feeds = Feeds(keeper, hub, encoder, data, config.rates, catalogue, new_id)
    presence, clock = Presence(), Clock(now_ms, steady)
    try:
        async with looked_after(ledger, data, config.data, notices, now_ms):
            yield Parts(
                keeper=keeper,
                hub=hub,
                ledger=ledger,
                catalogue=catalogue,
                rates=config.rates,
                encoder=encoder,
                notices=notices,
                access=access,
                doors=_doors(config),
                runs=runs,
                feeds=feeds,
                shelf=Shelf(catalogue, asset("data/scripts"), from_user.scripts_folder(config)),
                presence=presence,
                readiness=Readiness(hub, presence, runs, feeds, notices, encoder, data, clock),
                pages=asset("overlay"),
                data_folder=data,
                backups_kept=config.data.backups_kept or None,
                base_url=config.server.public_url or _local_url(config, sock),
                now=now_ms,
                new_id=new_id,
            )
    finally:
        await ledger.close()


def _doors(config: Config) -> Doors:
    server = config.server
    public = [server.public_url.partition("://")[2]] if server.public_url else []
    return Doors((server.host, *public, *server.allowed_hosts), server.allowed_origins)


def _local_url(config: Config, sock: socket.socket) -> str:
    """Return how this server is reached from this machine, whatever the tunnel before it does."""
    every = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  # compared, not bound
    host = every.get(config.server.host, config.server.host)
    return f"http://{f'[{host}]' if ':' in host else host}:{sock.getsockname()[1]}"


def _failed(task: asyncio.Task[None]) -> bool:
    return not task.cancelled() and task.exception() is not None


async def _open(parts: Parts, ready: Callable[[Open], Awaitable[None]], local_url: str) -> None:
    """Make sure that there is an overlay and a way in, and tell of them."""
    if parts.keeper.board.rehearsal_shown:
        # Its script ended with the last process; a crash must not leave a rehearsal on air.
        await parts.keeper.ask(ShowRehearsal(on=False), parts.access.owner)
    if not parts.keeper.board.overlays:
        add = AddOverlay(parts.new_id(), "Main bar", new_token(), {})
        await parts.keeper.ask(add, parts.access.owner)
    overlay = next(iter(parts.keeper.board.overlays.values()))
    tokens = [new_token(), new_token()]
    for token in tokens:
        parts.access.let_owner_in(token)
    try:
        leave_note(parts.data_folder, Running(local_url, tokens[0]))
    except OSError as error:  # a full disk: only other commands miss it
        log.warning("other commands will not find this server: %s", error.strerror)
    link = f"{parts.base_url}/control#token={tokens[1]}"
    # Most of what there is now stays for ever: looking through it for garbage took up to 65 ms.
    gc.freeze()
    await ready(Open(parts, link, f"{parts.base_url}/overlay/{overlay.key}"))


async def greet(server: Open) -> None:
    """Say where everything is."""
    print(
        f"Giftgoal {version('giftgoal')} is running. Ctrl-C stops it.\n"
        f"  Control page  {server.sign_in_link}\n"
        f"  For OBS       {server.overlay_url}\n"
        f"  Data          {server.parts.data_folder}",
        flush=True,
    )


def now_ms() -> int:
    """Return milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def ids() -> Callable[[], str]:
    """Return what draws ids: 20 hexadecimal digits, the time and then chance.

    Ids in order of time keep the ledger's indexes small to change. They are no secrets, so chance
    is drawn without asking the system each time; it is as much as thousands of gifts in a second
    need never to draw the same.
    """
    chance = Random(secrets.randbits(128))  # noqa: S311  # no secret hangs on it
    return lambda: f"{now_ms():011x}{chance.getrandbits(36):09x}"
