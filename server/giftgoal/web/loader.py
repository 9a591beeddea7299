"""The file that leads OBS to an overlay, whichever of the two starts first."""

from starlette.responses import Response

from giftgoal.assets import asset
from giftgoal.domain.errors import NotFound
from giftgoal.web.calls import Ask, Call
from giftgoal.wire.loader import loader_name, loader_page
from giftgoal.wire.looks import overlay_url


async def get_loader(ask: Ask) -> Response:
    """Return the file."""
    overlay = ask.parts.keeper.board.overlays.get(ask.id)
    if overlay is None:
        raise NotFound("overlay", ask.id)
    template = asset("data/obs-loader.html").read_text(encoding="utf-8")
    page = loader_page(template, overlay_url(overlay, ask.parts.base_url))
    headers = {"Content-Disposition": f'attachment; filename="{loader_name(overlay.name)}"'}
    return Response(page, media_type="text/html", headers=headers)


CALLS = (
    Call(
        "GET",
        "/api/overlays/{id}/loader",
        "owner",
        get_loader,
        "Download a file that leads OBS to an overlay",
        media_type="text/html",
    ),
)
