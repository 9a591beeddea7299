"""The pages: files as they are, with the headers that keep them safe."""

import mimetypes
import re
from pathlib import Path

import segno
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from giftgoal.web.calls import Ask, Call
from giftgoal.web.parts import Parts
from giftgoal.web.queries import Text
from giftgoal.web.sockets import overlay_with
from giftgoal.wire.problems import NOT_FOUND, Problem

_SELF = (
    "default-src 'none'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
    "media-src 'self'; connect-src 'self'{sockets}; manifest-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'; "
)

# OBS adds the user's custom CSS as a <style> element, so this page alone allows inline styles.
_OVERLAY = _SELF + "style-src 'self' 'unsafe-inline'"
_CONTROL = _SELF + "style-src 'self'; frame-src 'self'; worker-src 'self'"

_TYPES = {".js": "text/javascript", ".webmanifest": "application/manifest+json"}

# A plain name: no folder, nothing hidden.
_FONT = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}\.(?:woff2|woff|ttf|otf)")

_TEXT = Text("text", "What the code says.", 500, required=True)


async def overlay_page(request: Request, parts: Parts) -> Response:
    """Serve `GET /overlay/{key}`.

    A wrong key gets the page too, with 404: OBS loads a source once, and a page that is there comes
    right by itself when its key does.
    """
    known = overlay_with(parts.keeper.board, request.path_params["key"]) is not None
    file = parts.pages / "goal" / "page.html"
    return _page(request, file, _OVERLAY, 200 if known else 404)


async def control_page(request: Request, parts: Parts) -> Response:
    """Serve `GET /control`: an empty shell, the same for everybody."""
    return _page(request, parts.pages / "control" / "page.html", _CONTROL)


async def asset(request: Request, parts: Parts) -> Response:
    """Serve `GET /assets/{path}`: the pages' own files."""
    file = _inside(parts.pages.resolve(), request.path_params["path"])
    if file is None:
        raise Problem(NOT_FOUND, "There is no such file.")
    kind = _TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0]
    return _unless_known(request, FileResponse(file, media_type=kind, stat_result=file.stat()))


async def font(request: Request, parts: Parts) -> Response:
    """Serve `GET /fonts/{name}`: a font file that the streamer has put into the data folder."""
    name = request.path_params["name"]
    file = parts.data_folder / "fonts" / name
    if not _FONT.fullmatch(name) or not file.is_file():
        raise Problem(NOT_FOUND, "There is no such font in the data folder's fonts.")
    kind = f"font/{file.suffix.removeprefix('.')}"
    return _unless_known(request, FileResponse(file, media_type=kind, stat_result=file.stat()))


def _inside(folder: Path, path: str) -> Path | None:
    """Return the file with this path in a folder, if there is one."""
    try:
        file = (folder / path).resolve()
        return file if file.is_relative_to(folder) and file.is_file() else None
    except (OSError, ValueError):  # too long a name; a NUL in it
        return None


def _page(request: Request, file: Path, policy: str, status: int = 200) -> Response:
    response = FileResponse(file, status, media_type="text/html", stat_result=file.stat())
    host = request.headers["host"]
    # Chromium 103 does not take 'self' for sockets of the same host.
    sockets = f" ws://{host} wss://{host}"
    response.headers["Content-Security-Policy"] = policy.format(sockets=sockets)
    return _unless_known(request, response)


def _unless_known(request: Request, response: FileResponse) -> Response:
    """Return a file's answer, or 304 when the browser has the very same file already."""
    response.headers["Cache-Control"] = "no-cache"  # ask each time
    etag = response.headers["etag"]
    if response.status_code != 200 or request.headers.get("if-none-match") != etag:
        return response
    return Response(status_code=304, headers={"ETag": etag, "Cache-Control": "no-cache"})


async def qr_code(ask: Ask) -> Response:
    """Draw a QR code."""
    svg = segno.make(_TEXT.read(ask.request), error="m", micro=False).svg_inline(
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
        query=(_TEXT,),
        media_type="image/svg+xml",
    ),
)
