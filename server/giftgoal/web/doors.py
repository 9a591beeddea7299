"""Which names we answer to, and which pages may ask us.

A page of another site can send requests to a server on this machine: by its address, or by a name
of its own that it points here (DNS rebinding). So being local is no reason to trust anyone.
"""

import ipaddress
from collections.abc import Collection

from starlette.datastructures import Headers

from giftgoal.wire.problems import WRONG_HOST, WRONG_ORIGIN, Problem

_LOCAL = ("localhost", "127.0.0.1", "[::1]")

_MOST_KNOWN = 64
"""Spellings of our names that are remembered: anyone may send another, and memory must not grow."""


class Doors:
    """Checks the Host and Origin of requests and sockets.

    Args:
        hosts: Names that we answer to, with or without a port, beside this machine's own and plain
            addresses.
        origins: Pages that may ask us, beside our own: `https://example.org`.
    """

    def __init__(self, hosts: Collection[str] = (), origins: Collection[str] = ()) -> None:
        self._hosts = {host.lower() for host in (*_LOCAL, *hosts)}
        # What was asked for and is ours; mostly it is one name, again and again.
        self._known: set[str] = set()
        self._origins = {origin.lower().rstrip("/") for origin in origins}

    def check_host(self, headers: Headers) -> None:
        """Refuse a request for a name that is not ours.

        Raises:
            Problem: If the Host is missing, unknown or there twice.
        """
        hosts = headers.getlist("host")
        if len(hosts) == 1 and hosts[0] in self._known:
            return
        if len(hosts) != 1 or not self._is_ours(hosts[0].lower()):
            found = hosts[0] if hosts else "nothing"
            raise Problem(
                WRONG_HOST,
                f"The Host is {found[:80]!r}. If that is a name of this server, add it to "
                "allowed_hosts in the configuration.",
            )
        if len(self._known) < _MOST_KNOWN:
            self._known.add(hosts[0])

    def check_origin(self, headers: Headers) -> None:
        """Refuse a request that a page of another site sends. Programs send no Origin.

        Raises:
            Problem: If there is an Origin, and it is neither this server's own nor allowed.
        """
        origins = headers.getlist("origin")
        if not origins:
            return
        host = headers.get("host", "").lower()
        ours = self._origins | {f"http://{host}", f"https://{host}"}
        for origin in origins:
            if origin.lower() not in ours:
                raise Problem(
                    WRONG_ORIGIN,
                    f"The page comes from {origin[:80]!r}. If you trust it, add it to "
                    "allowed_origins in the configuration.",
                )

    def _is_ours(self, host: str) -> bool:
        name = _without_port(host)
        # A name can be pointed here by anyone, an address cannot.
        return host in self._hosts or name in self._hosts or _is_address(name)


def _without_port(host: str) -> str:
    name, colon, port = host.rpartition(":")
    return name if colon and port.isascii() and port.isdigit() else host


def _is_address(host: str) -> bool:
    try:
        if host.startswith("[") and host.endswith("]"):
            return not ipaddress.IPv6Address(host[1:-1]).scope_id
        ipaddress.IPv4Address(host)
    except ValueError:
        return False
    return True
