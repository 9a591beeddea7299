"""A server whose files change at will: the control page's worker, and little else."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from giftgoal.assets import asset

_PAGE = """<!doctype html><title>{0}</title><script type="module" src="/assets/a.js"></script>"""
_FILES = {
    "/control": ("text/html", _PAGE),
    "/assets/a.js": (
        "text/javascript",
        'import b from "/assets/b.js";'
        'document.body.append("page " + document.title + " a {0} " + b);',
    ),
    "/assets/b.js": ("text/javascript", 'export default "b {0}";'),
}


class SmallServer(ThreadingHTTPServer):
    version: str | None = "1"
    """None: it is another program's."""
    changes_at = ""
    """The path at which it becomes version 3."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Answers(BaseHTTPRequestHandler):
    server: SmallServer

    def do_GET(self) -> None:
        if self.path == self.server.changes_at:
            self.server.version, self.server.changes_at = "3", ""
        kind, text = self._found(self.server.version)
        self.send_response(200 if text else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Service-Worker-Allowed", "/control")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    def _found(self, version: str | None) -> tuple[str, str]:
        if self.path == "/control/worker.js":
            return "text/javascript", _worker()
        if version and self.path == "/control/files.json":
            return "application/json", json.dumps({"version": version, "files": [*_FILES]})
        kind, text = _FILES.get(self.path, ("text/plain", ""))
        return kind, text.replace("{0}", version or "none")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # its name there
        """Say nothing."""


def _worker() -> str:
    return (asset("overlay") / "control" / "worker.js").read_text("utf-8")


@contextmanager
def small_server(port: int = 0) -> Iterator[SmallServer]:
    with SmallServer(("127.0.0.1", port), _Answers) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
