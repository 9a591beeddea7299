"""Tokens for scripts and programs, told once to who asks for them."""

from starlette.responses import Response

from giftgoal.domain.commands import IssueToken
from giftgoal.web.access import new_token, token_hash
from giftgoal.web.calls import Ask, Call, json
from giftgoal.wire.people import TokenIn, TokenOut


async def post_token(ask: Ask) -> Response:
    """Issue a token. Only its hash is kept."""
    said: TokenIn = ask.body
    id_, token = ask.parts.new_id(), new_token()
    issue = IssueToken(id_, said.name, said.role, "token", token_hash(token))
    await ask.parts.keeper.ask(issue, ask.by.person)
    out: TokenOut = {"id": id_, "name": said.name, "role": said.role, "token": token}
    return json(out, 201)


CALLS = (
    Call(
        "POST",
        "/api/tokens",
        "owner",
        post_token,
        "Issue a token for a program",
        takes=TokenIn,
        gives=TokenOut,
        statuses=(201,),
    ),
)
