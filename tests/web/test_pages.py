"""The pages and their files, and how requests for nothing are answered."""

import http.client
import re
import struct
import xml.etree.ElementTree as ET

import httpx2
import pytest

from tests.server_process import ServerProcess

HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
}


def policy(answer: httpx2.Response) -> dict[str, str]:
    """Return the Content-Security-Policy by its directives."""
    said = answer.headers["content-security-policy"].split(";")
    return {name: value for name, _, value in (part.strip().partition(" ") for part in said)}


@pytest.mark.parametrize(
    "path", ["/healthz", "/control", "/assets/goal/main.js", "/api/state", "/nothing", "/api/x/y"]
)
def test_every_answer_carries_the_headers_that_keep_it_safe(
    path: str, stranger: httpx2.Client
) -> None:
    answer = stranger.get(path)
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert answer.headers["cache-control"] in ("no-store", "no-cache")
    assert "default-src" in policy(answer)


def test_the_overlay_alone_allows_the_styles_that_obs_adds(
    server: ServerProcess, stranger: httpx2.Client
) -> None:
    overlay = policy(stranger.get(server.overlay_url))
    control = policy(stranger.get("/control"))
    assert overlay["style-src"] == "'self' 'unsafe-inline'"
    assert control["style-src"] == "'self'"
    for page in (overlay, control):
        assert (page["default-src"], page["script-src"]) == ("'none'", "'self'")
        assert (page["base-uri"], page["form-action"]) == ("'none'", "'none'")
        host = f"127.0.0.1:{server.port}"
        assert page["connect-src"] == f"'self' ws://{host} wss://{host}"


def test_data_may_load_nothing(mika: httpx2.Client) -> None:
    assert policy(mika.get("/api/state"))["default-src"] == "'none'"


def test_the_control_page_is_the_same_empty_shell_for_everybody(
    mika: httpx2.Client, stranger: httpx2.Client
) -> None:
    assert mika.get("/control").text == stranger.get("/control").text == stranger.get("/").text
    assert stranger.get("/control").headers["content-type"].startswith("text/html")


def test_a_wrong_key_gets_the_page_so_that_it_can_come_right_by_itself(
    server: ServerProcess, stranger: httpx2.Client
) -> None:
    wrong = stranger.get("/overlay/no-such-key")
    assert wrong.status_code == 404
    assert wrong.text == stranger.get(server.overlay_url).text


def test_everything_the_pages_name_is_there(server: ServerProcess, stranger: httpx2.Client) -> None:
    for page in ("/control", server.overlay_url):
        parts = stranger.get(page).text.split('"')
        named = [part for part in parts if part.startswith("/assets/")]
        assert named
        for file in named:
            assert stranger.get(file).status_code == 200, file


def test_a_home_screen_finds_an_icon_of_its_size(stranger: httpx2.Client) -> None:
    icons = stranger.get("/assets/control/manifest.webmanifest").json()["icons"]
    pictures = {icon["sizes"]: icon["src"] for icon in icons if icon["type"] == "image/png"}
    page = stranger.get("/control").text
    pictures["180x180"] = re.findall('rel="apple-touch-icon" href="(.*?)"', page)[0]
    assert set(pictures) == {"180x180", "192x192", "512x512"}
    for size, file in pictures.items():
        # PNG: eight bytes, a chunk's length and name, then width and height.
        width, height = struct.unpack(">II", stranger.get(file).content[16:24])
        assert f"{width}x{height}" == size


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("goal/main.js", "text/javascript; charset=utf-8"),
        ("goal/base.css", "text/css; charset=utf-8"),
        ("control/icon.svg", "image/svg+xml"),
        ("control/icon-180.png", "image/png"),
        ("control/manifest.webmanifest", "application/manifest+json"),
    ],
)
def test_files_have_the_type_browsers_want(file: str, kind: str, stranger: httpx2.Client) -> None:
    assert stranger.get(f"/assets/{file}").headers["content-type"] == kind


@pytest.mark.parametrize("path", ["/assets/goal/main.js", "/control"])
def test_what_a_browser_has_already_is_not_sent_again(path: str, stranger: httpx2.Client) -> None:
    first = stranger.get(path)
    again = stranger.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert stranger.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/assets/../pyproject.toml",
        "/assets/goal/../../pyproject.toml",
        "/assets/%2e%2e/pyproject.toml",
        "/assets/..%2fpyproject.toml",
        "/assets/..%5cpyproject.toml",
        "/assets//etc/passwd",
        "/assets/%2fetc%2fpasswd",
        "/assets/goal",
        "/assets/goal/",
        "/assets/",
        "/assets",
        "/assets/goal/main.js%00.css",
        "/assets/goal/%ff",
        "/assets/" + "a" * 5000,
    ],
)
def test_nothing_but_the_pages_own_files_is_served(path: str, server: ServerProcess) -> None:
    # http.client sends a path as it is.
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    connection.request("GET", path)
    answer = connection.getresponse()
    assert (answer.status, answer.getheader("content-type")) == (404, "application/problem+json")
    connection.close()


@pytest.mark.parametrize("path", ["/nothing", "/api", "/api/", "/api/gift", "/api/gifts/", "/ws"])
def test_an_address_without_a_call_is_not_found(path: str, stranger: httpx2.Client) -> None:
    answer = stranger.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"] == "urn:giftgoal:not-found"


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/api/gifts", {"GET", "HEAD", "POST"}),
        ("/api/goals/a1b2c3d4", {"PATCH", "DELETE"}),
        ("/control", {"GET", "HEAD"}),
        ("/healthz", {"GET", "HEAD"}),
    ],
)
@pytest.mark.parametrize("method", ["OPTIONS", "PUT", "TRACE", "PROPFIND"])
def test_a_method_that_does_nothing_is_told_what_would(
    path: str, allowed: set[str], method: str, mika: httpx2.Client
) -> None:
    answer = mika.request(method, path)
    assert answer.status_code == 405
    assert answer.json()["type"] == "urn:giftgoal:method-not-allowed"
    assert set(answer.headers["allow"].split(", ")) == allowed
    assert answer.json()["detail"] == (
        f"{method} does nothing at this address; it takes {answer.headers['allow']}."
    )


@pytest.mark.parametrize("path", ["/healthz", "/control", "/api/state", "/api/export.csv"])
def test_head_is_get_without_the_body(path: str, mika: httpx2.Client) -> None:
    answer = mika.head(path)
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-type"] == mika.get(path).headers["content-type"]


def test_a_url_becomes_a_qr_code(server: ServerProcess, mika: httpx2.Client) -> None:
    answer = mika.get("/api/qr.svg", params={"text": server.overlay_url})
    assert answer.headers["content-type"] == "image/svg+xml"
    assert ET.fromstring(answer.text).tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314


@pytest.mark.parametrize("text", ["", "x" * 501])
def test_a_qr_code_needs_a_text_that_fits(text: str, mika: httpx2.Client) -> None:
    answer = mika.get("/api/qr.svg", params={"text": text})
    assert (answer.status_code, answer.json()["field"]) == (422, "text")


def test_a_font_of_the_streamers_own_is_served_from_the_data_folder(
    server: ServerProcess, stranger: httpx2.Client
) -> None:
    folder = server.folder / "fonts"
    folder.mkdir(exist_ok=True)
    (folder / "Lobster.woff2").write_bytes(b"wOF2")
    (folder / "secret.txt").write_text("no font")
    answer = stranger.get("/fonts/Lobster.woff2")
    assert (answer.status_code, answer.content) == (200, b"wOF2")
    assert answer.headers["content-type"] == "font/woff2"
    for name in ("secret.txt", "None.ttf", "..%2Fledger.sqlite", ".woff2", "%2e%2e/fonts/x.ttf"):
        assert stranger.get(f"/fonts/{name}").status_code == 404
