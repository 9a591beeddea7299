"""A page of another site, in the browser of someone who is signed in, tries to reach the server."""

import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Request, sync_playwright

from tests.chromium import chromium
from tests.faults.figures import Figures
from tests.server_process import ServerProcess, giftgoal

BAD = (
    "answers read",
    "sockets opened",
    "pages framed",
    "forms taken",
    "changed",
    "signed out",
    "addresses told",
    "secrets logged",
    "foreign names answered",
)

_REBOUND = "--host-resolver-rules=MAP rebound.example 127.0.0.1"

_FETCHES = """
async ({ url, calls }) => {
  const answers = [];
  for (const [method, path, type] of calls) {
    const body = method === "GET" ? undefined : '{"gifter":"ana","coins":1,"name":"eve"}';
    for (const mode of ["cors", "no-cors"]) {
      try {
        const answer = await fetch(url + path, {
          method, mode, body, credentials: "include", headers: { "Content-Type": type },
        });
        answers.push(answer.type === "opaque" ? "opaque" : `read ${answer.status}`);
      } catch {
        answers.push("refused");
      }
    }
  }
  return answers;
}
"""

_SOCKET = """
(url) => new Promise((done) => {
  const socket = new WebSocket(url.replace("http", "ws"));
  socket.onmessage = () => done("heard");
  socket.onerror = () => done("refused");
})
"""

_FORM = """
({ url, type }) => {
  const form = document.createElement("form");
  const field = document.createElement("input");
  Object.assign(form, { method: "post", action: url, enctype: type, target: "elsewhere" });
  field.name = '{"gifter":"ana","coins":1,"message":"';
  field.value = '"}';
  form.append(field);
  document.body.append(form);
  form.submit();
}
"""

_FRAME = """
(url) => new Promise((done) => {
  const frame = document.createElement("iframe");
  Object.assign(frame, { src: url, name: "elsewhere", onload: () => done(true) });
  document.body.append(frame);
})
"""

_FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data", "text/plain")


@contextmanager
def another_site() -> Iterator[str]:
    """Serve an empty page on another port of this machine: the same site, another origin."""

    class EmptyPage(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<!doctype html><title>Elsewhere</title><link rel=icon href=data:,>")

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), EmptyPage) as site:
        thread = threading.Thread(target=site.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{site.server_address[1]}/"
        finally:
            site.shutdown()
            thread.join()


def attempted(folder: Path) -> Figures:
    """Try every call that changes something, forms and sockets, and see what has changed."""
    figures = Figures("a page of another site, in a browser that is signed in")
    with giftgoal(folder / "data") as server, another_site() as site, sync_playwright() as player:
        browser = player.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-gpu", _REBOUND]
        )
        context = browser.new_context()
        own = context.new_page()
        own.goto(server.sign_in_link)
        own.locator("gift-list").first.wait_for(state="attached")
        before = _all_there_is(server)
        _look_at_overlay(server, context, figures)
        own.goto("about:blank")
        _attempt(server, context, site, figures)
        _rebind(server, context, figures)
        figures.counts["changed"] = int(_all_there_is(server) != before)
        still = context.request.get(f"{server.url}/api/session")
        figures.counts["signed out"] = int(still.status != 200)
        browser.close()
        log = server.log.read_text(encoding="utf-8")
        secrets = (server.overlay_url, server.sign_in_link)
        figures.counts["secrets logged"] = sum(link[-22:] in log for link in secrets)
    return figures


def _look_at_overlay(server: ServerProcess, context: BrowserContext, figures: Figures) -> None:
    """Open an overlay, whose address has its key in it, and see whom its page tells of that."""
    asked: list[Request] = []
    page = context.new_page()
    page.on("request", lambda request: asked.append(request))
    page.goto(server.overlay_url)
    page.locator(".stage").wait_for(state="attached")
    figures.counts["addresses told"] = sum("referer" in one.all_headers() for one in asked[1:])
    assert len(asked) > 1, "the page has parts of its own"
    page.close()


def _attempt(server: ServerProcess, context: BrowserContext, site: str, figures: Figures) -> None:
    paths: dict[str, Any] = server.client().get("/api/openapi.json").json()["paths"]
    calls = [
        (method.upper(), path.replace("{id}", "none"), type_)
        for path, methods in paths.items()
        for method in methods
        if method in {"get", "post", "put", "patch", "delete"} and path != "/healthz"
        for type_ in ("application/json", "text/plain")
    ]
    page = context.new_page()
    page.goto(site)
    answers = page.evaluate(_FETCHES, {"url": server.url, "calls": calls})
    figures.counts["answers read"] = sum(answer.startswith("read") for answer in answers)
    figures.rounds = len(answers)
    key = server.overlay_url.rpartition("/")[2]
    for path in ("/ws/control", f"/ws/overlay/{key}"):
        figures.counts["sockets opened"] += page.evaluate(_SOCKET, server.url + path) == "heard"
        figures.rounds += 1
    page.evaluate(_FRAME, f"{server.url}/control")
    framed = page.frames[-1].url
    figures.counts["pages framed"] = int(not framed.startswith("chrome-error:"))
    for type_ in _FORM_TYPES:
        with page.expect_response(lambda answer: answer.url.endswith("/api/gifts")) as answer:
            page.evaluate(_FORM, {"url": f"{server.url}/api/gifts", "type": type_})
        figures.counts["forms taken"] += answer.value.ok
        figures.rounds += 1


def _rebind(server: ServerProcess, context: BrowserContext, figures: Figures) -> None:
    """Come by a foreign name that leads here, so that the browser takes us for that site."""
    page = context.new_page()
    for path in ("/control", "/healthz", "/api/state", "/api/openapi.json"):
        answer = page.goto(f"http://rebound.example:{server.port}{path}")
        assert answer, "it leads here"
        figures.counts["foreign names answered"] += answer.status != 421
        figures.rounds += 1


def _all_there_is(server: ServerProcess) -> list[Any]:
    mika = server.client()
    paths = ("state", "overlays", "invites", "rules", "rates", "sources", "rehearsal", "scripts")
    return [mika.get(f"/api/{path}").json() for path in paths]
