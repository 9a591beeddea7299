"""Problem documents: what we answer when we refuse (RFC 9457)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NotRequired

from typing_extensions import TypedDict

from giftgoal.wire.body import Mistake


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of problem."""

    name: str
    """The last part of its type, `urn:giftgoal:<name>`."""
    status: int
    title: str

    @property
    def type(self) -> str:
        """What programs tell it by."""
        return f"urn:giftgoal:{self.name}"


INVALID = Kind("invalid", 422, "Something in it is not right")
NOT_JSON = Kind("not-json", 400, "That is not JSON")
UNKNOWN_GIFT = Kind("unknown-gift", 422, "That gift is not in the catalogue")
AMBIGUOUS_GIFT = Kind("ambiguous-gift", 409, "Several gifts have that name")
POSSIBLE_DUPLICATE = Kind("possible-duplicate", 409, "Somebody has just entered that")
KEY_REUSED = Kind("key-reused", 409, "That key belongs to another gift")
STREAK_MISMATCH = Kind("streak-mismatch", 409, "That streak belongs to another gift")
UNKNOWN_GOAL = Kind("unknown-goal", 422, "There is no such goal")
SIGN_IN = Kind("sign-in", 401, "Please sign in again")
NOT_ALLOWED = Kind("not-allowed", 403, "Only the streamer may do that")
WRONG_ORIGIN = Kind("wrong-origin", 403, "That page may not do this")
WRONG_HOST = Kind("wrong-host", 421, "Giftgoal does not answer to that name")
NOT_FOUND = Kind("not-found", 404, "There is nothing here")
METHOD_NOT_ALLOWED = Kind("method-not-allowed", 405, "That cannot be done here")
TOO_LARGE = Kind("too-large", 413, "That is too large")
WRONG_MEDIA_TYPE = Kind("wrong-media-type", 415, "Please send JSON")
SCRIPT = Kind("script", 422, "The script has a mistake")
SCRIPT_RUNNING = Kind("script-running", 409, "A script is playing already")
SLOW_DOWN = Kind("slow-down", 429, "Too many tries")
WRONG_SIGNATURE = Kind("wrong-signature", 401, "That is not signed as it should be")
UNUSABLE = Kind("unusable", 422, "That cannot be counted")
OBS_UNREACHABLE = Kind("obs-unreachable", 424, "OBS does not answer")
OBS_PASSWORD = Kind("obs-password", 422, "OBS wants its password")
OBS_TOO_OLD = Kind("obs-too-old", 424, "This OBS is too old")
OBS_NO_BROWSER = Kind("obs-no-browser", 424, "This OBS has no browser source")
OBS_NO_SCENE = Kind("obs-no-scene", 422, "OBS has no such scene")
OBS_ADDRESS = Kind("obs-address", 424, "That OBS cannot reach Giftgoal")
OBS_REFUSED = Kind("obs-refused", 424, "OBS would not do it")
TABLE = Kind("table", 422, "The table has a mistake")
CRASHED = Kind("crashed", 500, "Something broke in Giftgoal")
DISK_FULL = Kind("disk-full", 507, "The disk is full")
LEDGER = Kind("ledger", 503, "The gifts cannot be written down")
STOPPING = Kind("stopping", 503, "Giftgoal is stopping")

KINDS = {kind.name: kind for kind in list(globals().values()) if isinstance(kind, Kind)}


class Problem(Exception):
    """A request that is refused.

    Attributes:
        kind: What kind of problem.
        detail: One sentence for people, with what would help.
        more: Further members of the document.
        headers: Headers that go with it.
    """

    def __init__(
        self,
        kind: Kind,
        detail: str,
        more: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.kind = kind
        self.detail = detail
        self.more = more or {}
        self.headers = headers or {}
        super().__init__(detail)

    def document(self) -> dict[str, object]:
        """Return the problem document."""
        return {
            "type": self.kind.type,
            "title": self.kind.title,
            "status": self.kind.status,
            "detail": self.detail,
            **self.more,
        }


class MistakeOut(TypedDict):
    """One wrong field."""

    field: str
    found: str
    expected: str


class ProblemOut(TypedDict):
    """A problem document, as OpenAPI tells of it."""

    type: str
    title: str
    status: int
    detail: str
    field: NotRequired[str]
    found: NotRequired[str]
    expected: NotRequired[str]
    errors: NotRequired[list[MistakeOut]]
    choices: NotRequired[list[dict[str, Any]]]
    other: NotRequired[dict[str, Any]]
    line: NotRequired[int]
    rows: NotRequired[list[dict[str, Any]]]


def invalid(mistakes: Sequence[Mistake]) -> Problem:
    """Return the problem of a message with these mistakes, at least one."""
    errors = [
        {"field": one.field, "found": one.found, "expected": one.expected} for one in mistakes
    ]
    detail = "; ".join(str(one) for one in mistakes[:5])
    more = dict(errors[0]) if len(errors) == 1 else {"errors": errors}
    return Problem(INVALID, detail, more)
