"""Reading addresses: of this server, of pages, of other programs."""

import re
from urllib.parse import urlsplit

from giftgoal.documents.tables import Unfit


def host(value: object) -> str:
    """Read an address to listen on."""
    if not isinstance(value, str) or not re.fullmatch(r"[A-Za-z0-9.:_-]{1,253}", value):
        raise Unfit('an address without a port, such as "127.0.0.1" or "0.0.0.0"')
    return value


def host_header(value: object) -> str:
    """Read what a browser puts into the Host header."""
    if not isinstance(value, str) or not re.fullmatch(
        r"(?:[A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?", value
    ):
        raise Unfit('a name without "https://", such as "goal.example.com"')
    return value.lower()


def origin(value: object) -> str:
    """Read an origin: how a browser names the server that a page came from."""
    expected = Unfit('an address such as "https://goal.example.com", without a path')
    if not isinstance(value, str) or not value.isascii() or not value.isprintable():
        raise expected
    try:
        parts = urlsplit(value)
        port = f":{parts.port}" if parts.port is not None else ""
    except ValueError as error:
        raise expected from error
    name = parts.hostname or ""
    rest = (parts.path.rstrip("/"), parts.query, parts.fragment, parts.username)
    if parts.scheme not in ("http", "https") or any(rest) or not re.fullmatch(r"[\w.:-]+", name):
        raise expected
    return f"{parts.scheme}://{f'[{name}]' if ':' in name else name}{port}"


def origin_or_none(value: object) -> str:
    """Read an origin, or nothing."""
    return "" if value == "" else origin(value)


def is_web_address(value: object) -> bool:
    """Tell whether it is an `http` or `https` address.

    Not a reader: what a reader refuses is shown, and a webhook's address is as good as a key.
    """
    if not isinstance(value, str) or not value.isascii() or not value.isprintable():
        return False
    try:
        parts = urlsplit(value)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
