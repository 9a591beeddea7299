"""The control page without a line: which files a browser keeps, and the worker that keeps them."""

import asyncio
import functools
import hashlib
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from giftgoal.web.parts import Parts
from giftgoal.wire.frames import encode

_FOLDERS = ("control", "goal", "languages", "shared")
"""Those that the control page's files are in: its studio draws with the overlay's own."""

_LEFT_OUT = (
    "control/worker.js",
    "control/page.html",
    *(f"control/icon-{size}.png" for size in (180, 192, 512)),
)
"""The worker is the browser's to keep, the page is kept by its own address, and a home screen has
its icon already."""

_POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'"
"""A worker has a policy of its own: it asks this server, and nobody else."""


async def control_worker(_request: Request, parts: Parts) -> Response:
    """Serve `GET /control/worker.js`: the service worker of the control page."""
    file = parts.pages / "control" / "worker.js"
    headers = {
        "Content-Security-Policy": _POLICY,
        "Service-Worker-Allowed": "/control",
        "Cache-Control": "no-cache",
    }
    return FileResponse(
        file, media_type="text/javascript", headers=headers, stat_result=file.stat()
    )


async def control_files(_request: Request, parts: Parts) -> Response:
    """Serve `GET /control/files.json`: what the page is made of, and a version of all of it."""
    return Response(await asyncio.to_thread(_listed, parts), media_type="application/json")


def _listed(parts: Parts) -> bytes:
    files = [*_files(parts.pages)]
    state = tuple((path, (stat := file.stat()).st_mtime_ns, stat.st_size) for path, file in files)
    listed = ["/control", *(f"/assets/{path}" for path, _ in files if path not in _LEFT_OUT)]
    return encode({"version": _version(parts.pages, state), "files": listed})


def _files(pages: Path) -> Iterator[tuple[str, Path]]:
    """Yield every file by its path in the folder of pages, in order."""
    for folder in _FOLDERS:
        for file in sorted((pages / folder).rglob("*")):
            if file.is_file():
                yield file.relative_to(pages).as_posix(), file


@functools.lru_cache(maxsize=1)
def _version(pages: Path, state: tuple[tuple[str, int, int], ...]) -> str:
    """Return a hash of what the files say, and of the server that gives the page its headers."""
    read = hashlib.sha256(version("giftgoal").encode())
    for path, _, size in state:
        read.update(f"\n{path} {size}\n".encode())
        read.update((pages / path).read_bytes())
    return read.hexdigest()[:16]
