"""The pages: files as they are, with the headers that keep them safe."""

import mimetypes
from pathlib import Path

import segno
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from giftgoal.domain.errors import Invalid
from giftgoal.web.calls import Ask, Call, answer_problem
from giftgoal.web.parts import Parts
from giftgoal.web.sockets import overlay_with
from giftgoal.wire.problems import NOT_FOUND, Problem

_SELF = (
    "default-src 'none'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
    "media-src 'self'; connect-src 'self'{sockets}; manifest-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'; "
)

# OBS adds the user's custom CSS as a <style> element, so this page alone allows inline styles.
_OVERLAY = _SELF + "style-src 'self' 'unsafe-inline'"
_CONTROL = _SELF + "style-src 'self'; frame-src 'self'"

_TYPES = {".js": "text/javascript", ".webmanifest": "application/manifest+json"}

QR_LIMIT = 500
"""The longest text in a QR code, in characters."""


async def overlay_page(request: Request, parts: Parts) -> Response:
    """Serve `GET /overlay/{key}`.

    A wrong key gets the page too, with 404: OBS loads a source once, and a page that is there comes
    right by itself when its key does.
    """
    parts.doors.check_host(request.headers)
    known = overlay_with(parts.keeper.board, request.path_params["key"]) is not None
    file = parts.pages / "goal" / "page.html"
    return _page(request, file, _OVERLAY, 200 if known else 404)


async def control_page(request: Request, parts: Parts) -> Response:
    """Serve `GET /control`: an empty shell, the same for everybody."""
    parts.doors.check_host(request.headers)
    return _page(request, parts.pages / "control" / "page.html", _CONTROL)


async def asset(request: Request, parts: Parts) -> Response:
    """Serve `GET /assets/{path}`: the pages' own files."""
    parts.doors.check_host(request.headers)
    folder = parts.pages.resolve()
    file = (folder / request.path_params["path"]).resolve()
    if not (file.is_relative_to(folder) and file.is_file()):
        return answer_problem(Problem(NOT_FOUND, "There is no such file."))
    kind = _TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0]
    # no-cache: asked about each time, answered with 304 when it has not changed.
    return FileResponse(file, media_type=kind, headers={"Cache-Control": "no-cache"})


def _page(request: Request, file: Path, policy: str, status: int = 200) -> Response:
    host = request.headers["host"]
    # Chromium 103 does not take 'self' for sockets of the same host.
    sockets = f" ws://{host} wss://{host}"
    headers = {
        "Content-Security-Policy": policy.format(sockets=sockets),
        "Cache-Control": "no-cache",
    }
    return FileResponse(file, status, headers=headers, media_type="text/html")


async def qr_code(ask: Ask) -> Response:
    """Draw a QR code."""
    text = ask.request.query_params.get("text", "")
    if not 1 <= len(text) <= QR_LIMIT or "\0" in text:
        raise Invalid("text", text[:80], f"1 to {QR_LIMIT} characters")
    svg = segno.make(text, error="m", micro=False).svg_inline(
        scale=8, border=2, dark="#000", light="#fff", omitsize=True
    )
    svg = svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return Response(svg, media_type="image/svg+xml", headers={"Cache-Control": "no-store"})


CALLS = (
    Call(
        "GET",
        "/api/qr.svg",
        "owner",
        qr_code,
        "Draw a QR code",
        query=("text",),
        media_type="image/svg+xml",
    ),
)
