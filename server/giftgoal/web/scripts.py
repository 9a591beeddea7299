"""Scripts: what can be played, playing and stopping."""

import asyncio

from starlette.responses import Response

from giftgoal.scripts.format import ScriptError, parse
from giftgoal.scripts.player import AlreadyPlaying
from giftgoal.scripts.script import Script
from giftgoal.web.calls import Ask, Call, json
from giftgoal.web.parts import Parts
from giftgoal.wire import problems
from giftgoal.wire.problems import Problem
from giftgoal.wire.scripts import MAX_SCRIPT, PlayIn, RunOut, ScriptsOut, run_out, scripts_out


async def get_scripts(ask: Ask) -> Response:
    """List the scripts."""
    listed = await asyncio.to_thread(ask.parts.shelf.listed)
    return json(scripts_out(listed, ask.parts.runs.player.run))


async def play(ask: Ask) -> Response:
    """Play a script as a rehearsal; or, for the owner alone, live."""
    said: PlayIn = ask.body
    if said.live and not ask.by.may("owner"):
        raise Problem(problems.NOT_ALLOWED, "Only the streamer can play a script live.")
    script = await asyncio.to_thread(_script, said, ask.parts)
    try:
        run = await ask.parts.runs.player.start(
            script, by=ask.by.person, speed=said.speed, loop=said.loop, live=said.live
        )
    except AlreadyPlaying as error:
        raise Problem(problems.SCRIPT_RUNNING, f"{error}. Stop it first.") from None
    return json(run_out(run), 201)


async def stop(ask: Ask) -> Response:
    """Stop a script."""
    return json(run_out(await ask.parts.runs.player.stop(ask.id)))


def _script(said: PlayIn, parts: Parts) -> Script:
    """Read a script, off the event loop: it may be long.

    Raises:
        NotFound: If the shelf has none of this name.
        Problem: If it has a mistake.
    """
    try:
        if said.script is not None:
            return parts.shelf.load(said.script)
        assert said.text is not None  # the message has one of the two
        return parse(said.text, parts.catalogue, format=said.format)
    except ScriptError as error:
        first = error.mistakes[0]
        more: dict[str, object] = {"line": first.line} if first.line else {}
        raise Problem(problems.SCRIPT, str(error), more) from None


CALLS = (
    Call("GET", "/api/scripts", "moderator", get_scripts, "List the scripts", gives=ScriptsOut),
    Call(
        "POST",
        "/api/scripts/play",
        "moderator",
        play,
        "Play a script",
        takes=PlayIn,
        gives=RunOut,
        statuses=(201,),
        problems=(
            problems.SCRIPT,
            problems.SCRIPT_RUNNING,
            problems.NOT_FOUND,
            problems.NOT_ALLOWED,
        ),
        # Every character of the text may take six bytes in JSON.
        body_limit=MAX_SCRIPT * 6 + 1024,
    ),
    Call(
        "DELETE",
        "/api/scripts/{id}",
        "moderator",
        stop,
        "Stop a script",
        gives=RunOut,
    ),
)
