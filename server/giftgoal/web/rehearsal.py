"""The rehearsal: how much is in it, whether overlays show it, and wiping it."""

from starlette.responses import Response

from giftgoal.domain.commands import ShowRehearsal, WipeRehearsal
from giftgoal.web.calls import Ask, Call, json
from giftgoal.wire.rehearsal import RehearsalOut, RehearsalPatch, rehearsal_out


async def get_rehearsal(ask: Ask) -> Response:
    """Say how much is in the rehearsal."""
    return json(rehearsal_out(ask.parts.keeper.board))


async def patch_rehearsal(ask: Ask) -> Response:
    """Show the rehearsal on all overlays, or the real board again."""
    said: RehearsalPatch = ask.body
    answer = await ask.parts.keeper.ask(ShowRehearsal(said.on_overlays), ask.by.person)
    return json(rehearsal_out(answer.board))


async def wipe_rehearsal(ask: Ask) -> Response:
    """Forget every rehearsal gift."""
    await ask.parts.keeper.ask(WipeRehearsal(), ask.by.person)
    return Response(status_code=204)


_PATH = "/api/rehearsal"

CALLS = (
    Call("GET", _PATH, "moderator", get_rehearsal, "The rehearsal", gives=RehearsalOut),
    Call(
        "PATCH",
        _PATH,
        "owner",
        patch_rehearsal,
        "Show the rehearsal on the overlays",
        takes=RehearsalPatch,
        gives=RehearsalOut,
    ),
    Call("DELETE", _PATH, "moderator", wipe_rehearsal, "Wipe the rehearsal", statuses=(204,)),
)
