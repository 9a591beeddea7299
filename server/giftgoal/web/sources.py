"""Sources: how they are, switching them on and off, filling in what they need, testing them."""

from starlette.responses import Response

from giftgoal.sources import secrets_kept
from giftgoal.sources.source import Road, Unwritten
from giftgoal.web.calls import Ask, Call, json
from giftgoal.web.parts import Parts
from giftgoal.wire import problems, times
from giftgoal.wire.problems import Problem
from giftgoal.wire.sources import SourceIn, SourceOut, SourcesOut, field_out


async def get_sources(ask: Ask) -> Response:
    """List the sources; their forms only for the owner."""
    owner = ask.by.may("owner")
    roads = ask.parts.feeds.supervisor.roads
    return json(SourcesOut(sources=[source_out(road, ask.parts, owner) for road in roads]))


async def patch_source(ask: Ask) -> Response:
    """Switch a source on or off, or fill in its form."""
    said: SourceIn = ask.body
    try:
        await ask.parts.feeds.supervisor.edit(
            ask.id, on=said.on, values=said.fields, counts_for=said.counts_for or ()
        )
    except Unwritten as error:
        raise unwritten(error) from None
    return json(_source(ask))


async def delete_source(ask: Ask) -> Response:
    """Take away a webhook of the streamer's own; what it brought stays."""
    try:
        await ask.parts.feeds.supervisor.remove(ask.id)
    except Unwritten as error:
        raise unwritten(error) from None
    return Response(status_code=204)


async def test_source(ask: Ask) -> Response:
    """Let a source bring a test delivery into the rehearsal."""
    try:
        await ask.parts.feeds.supervisor.test(ask.id)
    except Unwritten as error:
        raise unwritten(error) from None
    return json(_source(ask))


def source_out(road: Road, parts: Parts, owner: bool) -> SourceOut:
    """Return a source; its form only for the owner."""
    filled = parts.feeds.supervisor.chosen.road(road.name).values
    fields = [field_out(field, filled) for field in road.fields if field.kind != "hidden"]
    return {
        **parts.feeds.status(road),
        "about": road.about,
        "hook": f"{parts.base_url}/hooks/{road.name}" if road.hook else None,
        "old_secret_until": old_secret_until(parts, road.name) if owner else None,
        "fields": fields if owner else None,
    }


def old_secret_until(parts: Parts, road: str) -> str | None:
    """Return until when the secret before a hook's newest is good as well; None: there is none."""
    kept = parts.feeds.supervisor.chosen.road(road).values.get(secrets_kept.FIELD, "")
    until = secrets_kept.old_until(kept, parts.now() / 1000)
    return None if until is None else times.text(round(until * 1000))


def unwritten(error: Unwritten) -> Exception:
    """Return what tells that something could not be written down: the ledger's own word, if any."""
    cause = error.__cause__
    return cause if isinstance(cause, Exception) else Problem(problems.LEDGER, str(error))


def _source(ask: Ask) -> SourceOut:
    roads = ask.parts.feeds.supervisor.roads
    road = next(road for road in roads if road.name == ask.id)
    return source_out(road, ask.parts, owner=True)


CALLS = (
    Call("GET", "/api/sources", "moderator", get_sources, "List the sources", gives=SourcesOut),
    Call(
        "PATCH",
        "/api/sources/{id}",
        "owner",
        patch_source,
        "Switch a source on or off, or fill in its form",
        takes=SourceIn,
        gives=SourceOut,
    ),
    Call(
        "DELETE",
        "/api/sources/{id}",
        "owner",
        delete_source,
        "Take away a webhook of your own",
        statuses=(204,),
    ),
    Call(
        "POST",
        "/api/sources/{id}/test",
        "owner",
        test_source,
        "Bring a test delivery into the rehearsal",
        gives=SourceOut,
    ),
)
