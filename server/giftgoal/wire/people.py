"""Who is there: sessions and invites."""

from typing import Literal, NotRequired

from pydantic import Field
from typing_extensions import TypedDict

from giftgoal.domain.board import Token
from giftgoal.domain.events import Role
from giftgoal.wire import times
from giftgoal.wire.body import Message
from giftgoal.wire.words import Name, either


class SessionIn(Message):
    """A token, to be exchanged for a session."""

    token: str = Field(min_length=1, max_length=200, description="a token, 1 to 200 characters")


class InviteIn(Message):
    """A moderator to invite."""

    name: Name


class TokenIn(Message):
    """A token for a program."""

    name: Name
    role: Role = Field(description=either(Role))


class TokenOut(TypedDict):
    """A token, told this once."""

    id: str
    name: str
    role: Role
    token: str


class VisitorOut(TypedDict):
    """Who is signed in."""

    id: str
    name: str
    role: Role


class SessionOut(TypedDict):
    """A session."""

    person: VisitorOut
    version: str


class InviteOut(TypedDict):
    """An invite or a program's token. An invite's link is told once, to who made it."""

    id: str
    name: str
    kind: Literal["invite", "token"]
    role: Role
    made_at: str
    link: NotRequired[str]


class InvitesOut(TypedDict):
    """Every invite and program's token that is not revoked, oldest first."""

    invites: list[InviteOut]


def invite_out(token: Token, link: str = "") -> InviteOut:
    """Return an invite, with its link if there is one to tell."""
    out: InviteOut = {
        "id": token.id,
        "name": token.name,
        "kind": "invite" if token.kind == "invite" else "token",
        "role": token.role,
        "made_at": times.text(token.issued_at),
    }
    if link:
        out["link"] = link
    return out
