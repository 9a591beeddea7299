"""Headers: those that every answer carries, and a request's, looked up in fewer steps."""

from collections.abc import Sequence
from http import HTTPStatus

from starlette.datastructures import Headers

from giftgoal.web.transport import Header

JSON: Header = (b"content-type", b"application/json")

_EVERYWHERE: tuple[Header, ...] = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
)

_STRICT: Header = (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'")


def completed(headers: Sequence[Header], status: int) -> list[Header]:
    """Return an answer's headers with those that every answer carries."""
    all_ = [*headers, *_EVERYWHERE]
    names = {name for name, _ in headers}
    # A 304 speaks of a page the browser holds: its headers would replace the page's.
    if _STRICT[0] not in names and status != HTTPStatus.NOT_MODIFIED:
        all_.append(_STRICT)
    if b"cache-control" not in names:
        all_.append((b"cache-control", b"no-store"))
    return all_


class Heading(Headers):
    """A request's headers, found in fewer steps: most are asked for once, and many are missing."""

    def get(self, key: str, default: str | None = None) -> str | None:  # type: ignore[override]
        """Return the first header of that name, which is in lower case."""
        wanted = key.encode("latin-1")
        for name, value in self._list:
            if name == wanted:
                return value.decode("latin-1")
        return default
