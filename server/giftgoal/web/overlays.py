"""Overlays: saved descriptions of what one browser source shows, each with its key."""

from starlette.responses import Response

from giftgoal.domain.board import Board
from giftgoal.domain.commands import AddOverlay, ChangeOverlayKey, EditOverlay, RemoveOverlay
from giftgoal.domain.errors import UnknownGoal
from giftgoal.web.access import new_token
from giftgoal.web.calls import Ask, Call, json
from giftgoal.wire import problems
from giftgoal.wire.body import shown
from giftgoal.wire.look_options import LookIn
from giftgoal.wire.looks import (
    OverlayIn,
    OverlayOut,
    OverlayPatch,
    OverlaysOut,
    overlay_out,
)


async def get_overlays(ask: Ask) -> Response:
    """List the overlays."""
    board = ask.parts.keeper.board
    return json(OverlaysOut(overlays=[_overlay(ask, board, id_) for id_ in board.overlays]))


async def post_overlay(ask: Ask) -> Response:
    """Describe a browser source."""
    said: OverlayIn = ask.body
    _check_goal(ask, said.look)
    id_ = ask.parts.new_id()
    add = AddOverlay(id_, said.name, new_token(), _look(ask, said.look))
    answer = await ask.parts.keeper.ask(add, ask.by.person)
    return json(_overlay(ask, answer.board, id_), 201)


async def patch_overlay(ask: Ask) -> Response:
    """Rename an overlay or change its look; it changes on air at once."""
    said: OverlayPatch = ask.body
    _check_goal(ask, said.look)
    edit = EditOverlay(ask.id, said.name, _look(ask, said.look))
    answer = await ask.parts.keeper.ask(edit, ask.by.person)
    return json(_overlay(ask, answer.board, ask.id))


async def post_key(ask: Ask) -> Response:
    """Give an overlay a new key; the old URL is dead at once."""
    answer = await ask.parts.keeper.ask(ChangeOverlayKey(ask.id, new_token()), ask.by.person)
    return json(_overlay(ask, answer.board, ask.id))


async def delete_overlay(ask: Ask) -> Response:
    """Delete an overlay."""
    await ask.parts.keeper.ask(RemoveOverlay(ask.id), ask.by.person)
    return Response(status_code=204)


def _check_goal(ask: Ask, look: LookIn) -> None:
    """Refuse a goal that is not open: the overlay would stay empty."""
    if look.goal and look.goal not in ask.parts.keeper.board.goals:
        raise UnknownGoal(look.goal, "look.goal")


def _look(ask: Ask, look: LookIn) -> dict[str, object]:
    """Return the options that were given, the ticker's gift with its price.

    Raises:
        Problem: If that gift has no price and the catalogue knows none, or more than one.
    """
    said = look.said()
    gift = look.ticker_gift
    if gift is None or gift.coins is not None:
        return said
    found = ask.parts.catalogue.find(gift.name)
    if len(found) != 1:
        raise _unpriced(gift.name, len(found))
    return said | {"ticker_gift": {"name": found[0].name, "coins": found[0].coins}}


def _unpriced(name: str, found: int) -> problems.Problem:
    why = "has more than one" if found else "has no"
    return problems.Problem(
        problems.UNKNOWN_GIFT,
        f"The catalogue {why} {shown(name)}. Say how many coins one is worth.",
        {
            "field": "look.ticker_gift.name",
            "found": shown(name),
            "expected": "a gift of the catalogue, unless you say its coins",
        },
    )


def _overlay(ask: Ask, board: Board, id_: str) -> OverlayOut:
    return overlay_out(board.overlays[id_], ask.parts.base_url)


_PATH = "/api/overlays/{id}"

CALLS = (
    Call("GET", "/api/overlays", "owner", get_overlays, "List the overlays", gives=OverlaysOut),
    Call(
        "POST",
        "/api/overlays",
        "owner",
        post_overlay,
        "Add an overlay",
        takes=OverlayIn,
        gives=OverlayOut,
        statuses=(201,),
        problems=(problems.UNKNOWN_GOAL, problems.UNKNOWN_GIFT),
    ),
    Call(
        "PATCH",
        _PATH,
        "owner",
        patch_overlay,
        "Edit an overlay",
        takes=OverlayPatch,
        gives=OverlayOut,
        problems=(problems.UNKNOWN_GOAL, problems.UNKNOWN_GIFT),
    ),
    Call(
        "DELETE",
        _PATH,
        "owner",
        delete_overlay,
        "Delete an overlay",
        statuses=(204,),
    ),
    Call(
        "POST",
        _PATH + "/key",
        "owner",
        post_key,
        "Give an overlay a new key",
        gives=OverlayOut,
    ),
)
