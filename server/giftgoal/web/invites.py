"""Invites: named links that let moderators in, until they are revoked."""

from starlette.responses import Response

from giftgoal.domain.commands import IssueToken, RevokeToken
from giftgoal.domain.errors import NotFound
from giftgoal.web.access import new_token, token_hash
from giftgoal.web.calls import Ask, Call, json
from giftgoal.wire.people import InviteIn, InviteOut, InvitesOut, invite_out


async def get_invites(ask: Ask) -> Response:
    """List the invites that are not revoked."""
    tokens = ask.parts.keeper.board.tokens.values()
    return json(InvitesOut(invites=[invite_out(t) for t in tokens if t.kind != "session"]))


async def post_invite(ask: Ask) -> Response:
    """Invite a moderator. The link is told this once: only its hash is kept."""
    said: InviteIn = ask.body
    id_, token = ask.parts.new_id(), new_token()
    issue = IssueToken(id_, said.name, "moderator", "invite", token_hash(token))
    answer = await ask.parts.keeper.ask(issue, ask.by.person)
    # In the fragment, which browsers send to nobody: it is in no log and no Referer.
    link = f"{ask.parts.base_url}/control#token={token}"
    return json(invite_out(answer.board.tokens[id_], link), 201)


async def delete_invite(ask: Ask) -> Response:
    """Revoke an invite; open sockets close at once."""
    token = ask.parts.keeper.board.tokens.get(ask.id)
    if token is None or token.kind == "session":
        raise NotFound("invite", ask.id)
    await ask.parts.keeper.ask(RevokeToken(ask.id), ask.by.person)
    return Response(status_code=204)


CALLS = (
    Call("GET", "/api/invites", "owner", get_invites, "List the invites", gives=InvitesOut),
    Call(
        "POST",
        "/api/invites",
        "owner",
        post_invite,
        "Invite a moderator",
        takes=InviteIn,
        gives=InviteOut,
        statuses=(201,),
    ),
    Call(
        "DELETE",
        "/api/invites/{id}",
        "owner",
        delete_invite,
        "Revoke an invite",
        statuses=(204,),
    ),
)
