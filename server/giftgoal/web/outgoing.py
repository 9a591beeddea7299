"""The total for other programs, so that nobody need scrape the overlay."""

from starlette.datastructures import Headers
from starlette.responses import Response

from giftgoal.web.calls import Ask, Call, json
from giftgoal.web.parts import Parts
from giftgoal.web.sockets import overlay_with
from giftgoal.wire.outgoing import TotalOut, total_out, total_text
from giftgoal.wire.problems import NOT_FOUND, WRONG_ORIGIN, Problem


def readable(headers: Headers, parts: Parts) -> dict[str, str]:
    """Return the headers that let a page read the answer, if it may: those that may open sockets.

    Raises:
        Problem: If it is another page.
    """
    parts.doors.check_origin(headers)
    origin = headers.get("origin")
    return {"Access-Control-Allow-Origin": origin, "Vary": "Origin"} if origin else {}


def no_overlay() -> Problem:
    """Return the refusal of a key that opens nothing."""
    return Problem(NOT_FOUND, "No overlay has this key (any more).")


async def total_json(ask: Ask) -> Response:
    """Answer the numbers that an overlay shows."""
    headers = readable(ask.request.headers, ask.parts)
    response = json(_total(ask))
    response.headers.update(headers)
    return response


async def total_plain(ask: Ask) -> Response:
    """Answer the numbers of the goal that an overlay shows, as people read them."""
    headers = readable(ask.request.headers, ask.parts)
    return Response(total_text(_total(ask)["goal"]), headers=headers, media_type="text/plain")


def _total(ask: Ask) -> TotalOut:
    board = ask.parts.keeper.board
    overlay = overlay_with(board, ask.id)
    if overlay is None:
        raise no_overlay()
    return total_out(board, overlay.look)


CALLS = (
    Call(
        "GET",
        "/total/{id}.json",
        "anyone",
        total_json,
        "The numbers that the overlay with this key shows",
        gives=TotalOut,
        problems=(WRONG_ORIGIN,),
    ),
    Call(
        "GET",
        "/total/{id}.txt",
        "anyone",
        total_plain,
        "The numbers of its goal as text: raised / target",
        problems=(WRONG_ORIGIN,),
        media_type="text/plain",
    ),
)
