"""Webhooks: letters that platforms and programs post to us."""

import secrets
from collections.abc import Callable

from starlette.responses import Response

from giftgoal.sources import secrets_kept
from giftgoal.sources.arrivals import Arrived, Unusable
from giftgoal.sources.source import Flooded, Letter, Unwritten, WrongSignature
from giftgoal.web.calls import BODY_LIMIT, Ask, Call, json, read_body
from giftgoal.web.sources import old_secret_until, unwritten
from giftgoal.wire import problems
from giftgoal.wire.hooks import SecretOut, TriedOut, TryIn, tried_out
from giftgoal.wire.problems import Problem


async def post_hook(ask: Ask) -> Response:
    """Take a letter; answered when what is in it is on disk."""
    headers = {name.lower(): value for name, value in ask.request.headers.items()}
    body = await read_body(ask.request, BODY_LIMIT)
    letter = Letter(headers, body, ask.parts.now() / 1000)
    try:
        await ask.parts.feeds.supervisor.receive(ask.id, letter)
    except WrongSignature as error:
        raise Problem(problems.WRONG_SIGNATURE, str(error)) from None
    except Unusable as error:
        raise Problem(problems.UNUSABLE, f"It was not counted: {error}.") from None
    except Flooded as error:
        raise Problem(problems.SLOW_DOWN, str(error), {}, {"Retry-After": "2"}) from None
    except Unwritten as error:
        raise unwritten(error) from None
    return Response(status_code=200, media_type="text/plain")


async def try_hook(ask: Ask) -> Response:
    """Tell what a webhook's message would be counted as."""
    said: TryIn = ask.body
    supervisor = ask.parts.feeds.supervisor
    try:
        arrivals = supervisor.tried(ask.id, said.body.encode(), said.fields)
    except Unusable as error:
        raise Problem(problems.UNUSABLE, f"It would not be counted: {error}.") from None
    gifts = [
        tried_out(arrival.key, supervisor.drawn(arrival.gift))
        for arrival in arrivals
        if isinstance(arrival, Arrived)
    ]
    return json(TriedOut(gifts=gifts))


async def make_secret(ask: Ask) -> Response:
    """Make a hook a new secret; the one before stays good for a day, so that no letter is lost."""
    new, now = secrets_kept.new_secret(secrets.token_bytes), ask.parts.now() / 1000
    await _change(ask, lambda kept: secrets_kept.followed(kept, new, now))
    return json(SecretOut(secret=new, old_until=old_secret_until(ask.parts, ask.id)), 201)


async def end_old_secret(ask: Ask) -> Response:
    """Let only the newest of a hook's secrets be good."""
    await _change(ask, secrets_kept.newest_alone)
    return Response(status_code=204)


async def _change(ask: Ask, change: Callable[[str], str]) -> None:
    try:
        await ask.parts.feeds.supervisor.change_secrets(ask.id, change)
    except Unwritten as error:
        raise unwritten(error) from None


CALLS = (
    Call(
        "POST",
        "/api/hooks/{id}/try",
        "owner",
        try_hook,
        "See what a webhook's message would be counted as",
        takes=TryIn,
        gives=TriedOut,
        problems=(problems.UNUSABLE,),
        # Every character may take six bytes in JSON, and fields come with it.
        body_limit=BODY_LIMIT * 16,
    ),
    Call(
        "POST",
        "/api/hooks/{id}/secret",
        "owner",
        make_secret,
        "Make a webhook a new secret; the one before stays good for a day",
        gives=SecretOut,
        statuses=(201,),
    ),
    Call(
        "DELETE",
        "/api/hooks/{id}/secret/old",
        "owner",
        end_old_secret,
        "Let only the newest of a webhook's secrets be good",
        statuses=(204,),
    ),
    Call(
        "POST",
        "/hooks/{id}",
        "anyone",
        post_hook,
        "Take a webhook",
        problems=(
            problems.WRONG_SIGNATURE,
            problems.UNUSABLE,
            problems.SLOW_DOWN,
        ),
        takes_raw="*/*",
        media_type="text/plain",
    ),
)
