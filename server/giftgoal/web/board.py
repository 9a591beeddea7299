"""The board and the catalogue, as the control page wants them."""

from starlette.responses import Response

from giftgoal.catalogue import PACKAGES
from giftgoal.domain.views import private_view
from giftgoal.web.calls import Ask, Call, json
from giftgoal.web.queries import Text, WholeNumber
from giftgoal.wire.catalogue import CatalogueOut, catalogue_out
from giftgoal.wire.frames import ControlState, control_state

SHOWN = 60
"""Gifts in an answer of the catalogue, if nobody says otherwise."""

_SEARCH = Text("search", "A part of a name; empty: favourites first.", 64)
_LIMIT = WholeNumber("limit", f"How many at most; {SHOWN} if not said.", 1, 1000)


async def get_state(ask: Ask) -> Response:
    """Return the same as the control page's state frame."""
    board = ask.parts.keeper.board
    real, rehearsal = private_view(board, rehearsal=False), private_view(board, rehearsal=True)
    return json(control_state(real, rehearsal, board, ask.parts.notices.lines()))


async def get_catalogue(ask: Ask) -> Response:
    """Search the catalogue; without a search, favourites first."""
    limit = _LIMIT.read(ask.request) or SHOWN
    search = _SEARCH.read(ask.request)
    return json(catalogue_out(ask.parts.catalogue.search(search, limit), PACKAGES))


CALLS = (
    Call("GET", "/api/state", "moderator", get_state, "The board", gives=ControlState),
    Call(
        "GET",
        "/api/catalogue",
        "moderator",
        get_catalogue,
        "Search the catalogue",
        gives=CatalogueOut,
        query=(_SEARCH, _LIMIT),
    ),
)
