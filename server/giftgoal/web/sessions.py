"""Signing in and out."""

from contextlib import suppress
from importlib.metadata import version

from starlette.responses import Response

from giftgoal.domain.commands import IssueToken, RevokeToken
from giftgoal.domain.errors import NotFound
from giftgoal.web.access import SESSION_SECONDS, Visitor, new_token, stranger, token_hash
from giftgoal.web.calls import Ask, Call, json
from giftgoal.wire.people import SessionIn, SessionOut
from giftgoal.wire.problems import SIGN_IN, SLOW_DOWN


async def sign_in(ask: Ask) -> Response:
    """Exchange a token for a cookie.

    A token of this process only (the link printed at start) becomes one that outlives it; so the
    streamer's browser is still signed in tomorrow.
    """
    said: SessionIn = ask.body
    access = ask.parts.access
    visitor = access.known(said.token)
    if visitor is None:
        raise stranger()
    token = said.token
    if access.is_passing(visitor):
        token = new_token()
        name = visitor.person.name
        issue = IssueToken(ask.parts.new_id(), name, "owner", "session", token_hash(token))
        await ask.parts.keeper.ask(issue, visitor.person)
    response = json(_session(visitor))
    response.set_cookie(
        access.cookie,
        token,
        max_age=SESSION_SECONDS,
        httponly=True,
        samesite="strict",
        secure=ask.request.headers.get("origin", "").startswith("https:"),
    )
    return response


async def get_session(ask: Ask) -> Response:
    """Say who is signed in."""
    return json(_session(ask.by))


async def sign_out(ask: Ask) -> Response:
    """End the session, so that no copy of its cookie opens anything any more, and forget it.

    A moderator's cookie holds the token of their invite, which is theirs on other devices too: that
    is ended by revoking the invite.
    """
    if session := ask.parts.access.session(ask.by):
        with suppress(NotFound):  # signed out twice at once
            await ask.parts.keeper.ask(RevokeToken(session.id), ask.by.person)
    response = Response(status_code=204)
    response.delete_cookie(ask.parts.access.cookie, httponly=True, samesite="strict")
    return response


def _session(visitor: Visitor) -> SessionOut:
    person = visitor.person
    return {
        "person": {"id": person.id, "name": person.name, "role": visitor.role},
        "version": version("giftgoal"),
    }


CALLS = (
    Call(
        "POST",
        "/api/session",
        "anyone",
        sign_in,
        "Sign in with a token",
        takes=SessionIn,
        gives=SessionOut,
        problems=(SIGN_IN, SLOW_DOWN),
    ),
    Call("GET", "/api/session", "moderator", get_session, "Who is signed in", gives=SessionOut),
    Call("DELETE", "/api/session", "moderator", sign_out, "Sign out", statuses=(204,)),
)
