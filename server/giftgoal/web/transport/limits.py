"""How much a peer may cost, in bytes and in seconds."""

from dataclasses import dataclass

import uvicorn

from giftgoal.web.transport.exchange import Shortcuts


@dataclass(frozen=True, slots=True)
class Limits:
    """What a peer may take. The defaults suit overlays, phones and scripts; tests shorten them."""

    connections: int = 4096
    """Open connections; one more is answered 503. Fewer where the system allows fewer files."""

    head_bytes: int = 16 * 1024
    """A request's first line and headers, in bytes; then 431."""
    head_seconds: float = 10
    """From the first byte of a request, or from connecting, to the end of its headers."""
    body_seconds: float = 10
    """For each `body_bytes` of a request's body, and for its rest."""
    body_bytes: int = 32 * 1024
    """How much of a body must come in `body_seconds`: as much as the slowest line can carry."""
    pipelined: int = 8
    """Requests sent ahead while another is being answered."""
    idle_seconds: int = 30
    """Between an answer and the next request on the same connection."""

    message_bytes: int = 64 * 1024
    """A message from a WebSocket client, in bytes; then it is closed with 1009."""
    fragments: int = 64
    """Pieces of one message; then 1009. An empty piece costs memory too."""
    frames: int = 1000
    """Frames a WebSocket client may send between two of our pings; then 1008. Each costs time."""
    ping_seconds: float = 5
    """From a pong to our next ping."""
    pong_seconds: float = 5
    """From our ping to the pong; then the peer is taken for dead."""

    unread_bytes: int = 64 * 1024
    """What may wait for a peer to read it before it gets no more."""
    stalled_seconds: float = 10
    """How long a peer may leave more than `unread_bytes` unread; then it is dropped."""
    linger_seconds: float = 1
    """How long a connection that is being closed may wait for its peer; at most twice that."""

    stop_seconds: float = 2
    """How long open connections may delay the end of the server."""


class LimitedConfig(uvicorn.Config):
    """uvicorn's configuration, which it hands to every connection, with what is ours in it."""

    limits: Limits
    shortcuts: Shortcuts
