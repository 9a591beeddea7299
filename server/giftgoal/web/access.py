"""Who is there: tokens, sessions and what each role may do."""

import hashlib
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.requests import cookie_parser

from giftgoal.domain.board import Board, Token
from giftgoal.domain.events import Role
from giftgoal.domain.gifts import Person
from giftgoal.wire.problems import SIGN_IN, SLOW_DOWN, Problem

OWNER = "owner"
"""The owner's id as a person: whatever device they use, it is one and the same."""

SESSION_SECONDS = 400 * 24 * 3600
"""How long a browser keeps the cookie: the longest that Chromium allows."""


def new_token() -> str:
    """Return a fresh token of 128 bits, 22 characters."""
    return secrets.token_urlsafe(16)


def token_hash(token: str) -> str:
    """Return what is kept of a token. Tokens are random, so a plain fast hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Visitor:
    """A person who has shown a token."""

    person: Person
    role: Role
    token_hash: str

    def may(self, role: Role) -> bool:
        """Tell whether this person may do what needs `role`."""
        return self.role == "owner" or self.role == role


class Access:
    """Knows tokens: those of the ledger, and those that live as long as this process.

    Args:
        owner_name: The streamer's name.
        board: Returns the board as it is now.
        port: Where we listen: cookies do not tell ports apart, so their name does.
    """

    def __init__(self, owner_name: str, board: Callable[[], Board], port: int) -> None:
        self.owner = Person(OWNER, owner_name)
        self.cookie = f"giftgoal_{port}"
        self._board = board
        # Hashes of the owner's tokens that are in no ledger and end with this process.
        self._owner_hashes: set[str] = set()
        # The board's tokens when these visitors, by their token's hash, were taken from them.
        self._tokens: Mapping[str, Token] | None = None
        self._visitors: dict[str, Visitor] = {}
        # The same by right tokens that were shown since: most are shown again and again.
        self._shown: dict[str, Visitor] = {}
        self._tries = _Tries()

    def let_owner_in(self, token: str) -> None:
        """Take a token for the owner's, as long as this process lives."""
        self._owner_hashes.add(token_hash(token))
        self._tokens = None

    def is_passing(self, visitor: Visitor) -> bool:
        """Tell whether the token that was shown is in no ledger and ends with this process."""
        return visitor.token_hash in self._owner_hashes

    def visitor(self, headers: Headers) -> Visitor | None:
        """Return who sends a request, by its Bearer token or else its cookie.

        Raises:
            Problem: If there have been too many wrong tokens.
        """
        scheme, _, bearer = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            return self.known(bearer.strip())
        cookie = cookie_parser(headers.get("cookie", "")).get(self.cookie)
        return self.by_hash(token_hash(cookie)) if cookie else None

    def known(self, token: str) -> Visitor | None:
        """Return whose token this is. A right one always opens; wrong ones are slowed down.

        Raises:
            Problem: If there have been too many wrong ones.
        """
        if self._board().tokens is self._tokens and (visitor := self._shown.get(token)):
            return visitor
        visitor = self.by_hash(token_hash(token))
        if visitor is None:
            self._tries.count_wrong()
        else:
            self._shown[token] = visitor
        return visitor

    def by_hash(self, hashed: str) -> Visitor | None:
        """Return whose token has this hash, if it is not revoked."""
        tokens = self._board().tokens
        if tokens is not self._tokens:
            self._tokens = tokens
            self._shown = {}
            self._visitors = {token.hash: self._holder(token) for token in tokens.values()}
            self._visitors |= {one: Visitor(self.owner, "owner", one) for one in self._owner_hashes}
        return self._visitors.get(hashed)

    def _holder(self, token: Token) -> Visitor:
        if token.role == "owner" and token.kind == "session":
            return Visitor(self.owner, "owner", token.hash)
        return Visitor(Person(token.id, token.name), token.role, token.hash)

    def session(self, visitor: Visitor) -> Token | None:
        """Return the session that this visitor came by; None if it was a link or a token."""
        for token in self._board().tokens.values():
            if token.hash == visitor.token_hash and token.kind == "session":
                return token
        return None


def stranger() -> Problem:
    """Return the problem of someone who has shown no token, or one that opens nothing."""
    return Problem(
        SIGN_IN,
        "Nobody is signed in here, or the link was revoked. Open the link you were given again.",
        headers={"WWW-Authenticate": "Bearer"},
    )


class _Tries:
    """Counts wrong tokens, and refuses further wrong ones when there are too many.

    A token has 128 bits, so guessing is hopeless; this keeps the noise down. It never stands in the
    way of a right token, so nobody can lock the owner out.
    """

    def __init__(self, most: int = 30, seconds: float = 60) -> None:
        self._most = most
        self._seconds = seconds
        self._window = 0.0
        self._wrong = 0

    def count_wrong(self) -> None:
        now = time.monotonic()
        if now - self._window > self._seconds:
            self._window, self._wrong = now, 0
        self._wrong += 1
        if self._wrong > self._most:
            wait = str(max(1, round(self._window + self._seconds - now)))
            raise Problem(
                SLOW_DOWN,
                f"There were too many wrong tokens. Try again in {wait} seconds.",
                headers={"Retry-After": wait},
            )
