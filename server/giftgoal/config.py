"""The settings file. Every setting, with its default and reason, stands in config.example.toml."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

from giftgoal.documents.addresses import (
    host,
    host_header,
    is_web_address,
    origin,
    origin_or_none,
)
from giftgoal.documents.files import read_text
from giftgoal.documents.mistakes import DocumentError, Unreadable
from giftgoal.documents.tables import Mistakes, Table, decimal, flag, one_of, text, whole
from giftgoal.documents.toml_lines import read_toml
from giftgoal.domain.gifts import MAX_COINS
from giftgoal.domain.rates import unit_meant

EVENTS = ("milestone", "reached")
"""What a webhook can be told of."""


class ConfigError(DocumentError):
    """The settings cannot be used; lists all that is wrong."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where the server listens, and under which names it may be called."""

    host: str = "127.0.0.1"
    port: int = 8765
    """0: any free port."""
    public_url: str = ""
    """An origin, put into links and QR codes; empty: made from host and port."""
    allowed_hosts: tuple[str, ...] = ()
    """Further values of the Host header, `name` or `name:port`."""
    allowed_origins: tuple[str, ...] = ()
    """Further origins whose pages may call."""


@dataclass(frozen=True, slots=True)
class Data:
    """Where and how gifts are kept."""

    folder: Path | None = None
    """None: the operating system's place for a user's data."""
    checkpoint_every: int = 5_000
    """Ledger entries between two checkpoints of the board."""
    backup_hours: int = 12
    """How old the newest backup may get before another is made; 0: only by hand."""
    backups_kept: int = 10
    """Backups that stay in the data folder; 0: all."""


@dataclass(frozen=True, slots=True)
class Streamer:
    """Whose goals these are."""

    name: str = "streamer"
    """Shown beside the gifts that the owner enters."""


@dataclass(frozen=True, slots=True)
class OwnGift:
    """A gift of the streamer's own."""

    name: str
    coins: int
    """The price of one."""


@dataclass(frozen=True, slots=True)
class Gifts:
    """What can be picked on the control page, and how twice is told from once more."""

    favourites: tuple[str, ...] = (
        "Rose",
        "TikTok",
        "Heart Me",
        "Finger Heart",
        "Rosa",
        "Perfume",
        "Doughnut",
        "Cap",
        "Hand Hearts",
        "Corgi",
        "Galaxy",
        "Lion",
    )
    """Names or catalogue ids, in the order shown."""
    own: tuple[OwnGift, ...] = ()
    duplicate_seconds: int = 5
    """How long another person's same gift is asked about; 0: never."""


@dataclass(frozen=True, slots=True)
class Overlay:
    """How overlays are fed."""

    frame_ms: int = 16
    """The least time between two live frames, in milliseconds."""


@dataclass(frozen=True, slots=True)
class Scripts:
    """Where the streamer's own scripts lie."""

    folder: Path | None = None
    """None: `scripts` in the data folder."""


@dataclass(frozen=True, slots=True)
class Webhook:
    """An address that is told what was reached."""

    url: str = field(repr=False)
    """Often as good as a key, so it is shown to nobody, and neither is the secret."""
    secret: str = field(repr=False)
    """As Standard Webhooks writes it: base64 after `whsec_`, or any text."""
    events: tuple[str, ...] = EVENTS


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What other programs are told without asking."""

    text_files: bool = False
    """Whether the goal's numbers are kept as text files in the data folder's `out`."""
    webhooks: tuple[Webhook, ...] = ()


@dataclass(frozen=True, slots=True)
class Config:
    """All settings."""

    server: Server = field(default_factory=Server)
    data: Data = field(default_factory=Data)
    streamer: Streamer = field(default_factory=Streamer)
    gifts: Gifts = field(default_factory=Gifts)
    rates: Mapping[str, Decimal] = field(default_factory=lambda: MappingProxyType({}))
    """Coins for one unit of a native worth, by the unit in capitals."""
    overlay: Overlay = field(default_factory=Overlay)
    scripts: Scripts = field(default_factory=Scripts)
    outgoing: Outgoing = field(default_factory=Outgoing)
    place: Callable[..., str] = field(default=lambda *_way: "", compare=False)
    """Returns where a setting stands in the file, by the way to it: `config.toml:5: `."""


def load(path: Path | None) -> Config:
    """Read the settings from a file; None gives the defaults.

    A relative folder in the file is meant from the file's own folder.

    Raises:
        ConfigError: If it cannot be read, or anything in it is wrong.
    """
    if path is None:
        return Config()
    mistakes = Mistakes()
    try:
        toml = read_toml(read_text(path))
    except Unreadable as error:
        raise ConfigError(str(path), [error.mistake]) from error
    config = _config(Table(toml.values, mistakes, line=toml.line), path.parent)
    if mistakes:
        raise ConfigError(str(path), mistakes)
    return replace(config, place=lambda *way: f"{path}:{toml.line(*way)}: ")


def _config(file: Table, base: Path) -> Config:
    config = Config(
        server=_server(file.table("server")),
        data=_data(file.table("data"), base),
        streamer=_streamer(file.table("streamer")),
        gifts=_gifts(file.table("gifts")),
        rates=_rates(file.table("rates")),
        overlay=_overlay(file.table("overlay")),
        scripts=_scripts(file.table("scripts"), base),
        outgoing=_outgoing(file.table("outgoing")),
    )
    file.finish()
    return config


def _server(table: Table) -> Server:
    default = Server()
    server = Server(
        host=table.get("host", host, default.host),
        port=table.get("port", whole(0, 65_535), default.port),
        public_url=table.get("public_url", origin_or_none, default.public_url),
        allowed_hosts=table.items("allowed_hosts", host_header),
        allowed_origins=table.items("allowed_origins", origin),
    )
    table.finish()
    return server


def _data(table: Table, base: Path) -> Data:
    default = Data()
    data = Data(
        folder=_folder(table, base),
        checkpoint_every=table.get(
            "checkpoint_every", whole(100, 1_000_000), default.checkpoint_every
        ),
        backup_hours=table.get("backup_hours", whole(0, 1_000), default.backup_hours),
        backups_kept=table.get("backups_kept", whole(0, 1_000), default.backups_kept),
    )
    table.finish()
    return data


def _streamer(table: Table) -> Streamer:
    streamer = Streamer(name=table.get("name", text(), Streamer().name))
    table.finish()
    return streamer


def _gifts(table: Table) -> Gifts:
    default = Gifts()
    gifts = Gifts(
        favourites=table.items("favourites", text(), default.favourites),
        own=tuple(_own_gift(own) for own in table.tables("own")),
        duplicate_seconds=table.get("duplicate_seconds", whole(0, 60), default.duplicate_seconds),
    )
    table.finish()
    return gifts


def _own_gift(table: Table) -> OwnGift:
    for key in ("name", "coins"):
        if key not in table:
            table.wrong(key, f"this gift has no {key}", f"{key} = ...")
    own = OwnGift(
        name=table.get("name", text(), ""),
        coins=table.get("coins", whole(1, MAX_COINS), 1),
    )
    table.finish()
    return own


def _rates(table: Table) -> Mapping[str, Decimal]:
    rates: dict[str, Decimal] = {}
    for unit in table.values:
        rate = table.get(unit, decimal(Decimal(0), Decimal(1_000_000)), Decimal(0))
        meant = unit_meant(unit)
        if meant is None:
            table.wrong(unit, f"{table.name_of(unit)} is no unit", "a word such as EUR or bits")
            continue
        rates[meant] = rate
    return MappingProxyType(rates)


def _overlay(table: Table) -> Overlay:
    overlay = Overlay(frame_ms=table.get("frame_ms", whole(1, 1_000), Overlay().frame_ms))
    table.finish()
    return overlay


def _scripts(table: Table, base: Path) -> Scripts:
    scripts = Scripts(folder=_folder(table, base))
    table.finish()
    return scripts


def _outgoing(table: Table) -> Outgoing:
    outgoing = Outgoing(
        text_files=table.get("text_files", flag, Outgoing().text_files),
        webhooks=tuple(_webhook(webhook) for webhook in table.tables("webhooks")),
    )
    table.finish()
    return outgoing


def _webhook(table: Table) -> Webhook:
    # Checked here, because a mistake that a reader finds shows the value.
    url, secret = table.get("url", _as_it_is, None), table.get("secret", _as_it_is, None)
    if not is_web_address(url):
        table.wrong("url", f"{table.name_of('url')} is no address", '"https://..." or "http://..."')
    if not isinstance(secret, str) or not 16 <= len(secret) <= 200 or not secret.isprintable():
        table.wrong("secret", f"{table.name_of('secret')} is no secret", "16 to 200 characters")
    events = table.items("events", one_of(*EVENTS), EVENTS)
    table.finish()
    return Webhook(str(url), str(secret), events)


def _as_it_is(value: object) -> object:
    return value


def _folder(table: Table, base: Path) -> Path | None:
    folder = table.get("folder", text(1_000, empty=True), "")
    return base / Path(folder).expanduser() if folder else None
