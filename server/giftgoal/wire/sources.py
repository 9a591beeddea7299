"""Sources, as they are sent to us and as we tell of them."""

from collections.abc import Iterable

from pydantic import Field
from typing_extensions import TypedDict

from giftgoal.sources.source import Field as RoadField
from giftgoal.sources.source import FieldKind, Road, Values
from giftgoal.sources.status import Gap, State, Status
from giftgoal.wire import times
from giftgoal.wire.body import Patch
from giftgoal.wire.words import Line


class SourceIn(Patch):
    """What is to change about a source."""

    on: bool | None = Field(default=None, description="true or false")
    fields: dict[str, str] | None = Field(
        default=None,
        max_length=30,
        description='fields by their names, like {"address":"ws://localhost:21213/"}',
    )
    counts_for: list[Line] | None = Field(
        default=None,
        max_length=20,
        description='platforms that count by this road from now on, like ["tiktok"]',
    )


class ImportedOut(TypedDict):
    """What became of a table's gifts."""

    counted: int
    repeated: int
    """Rows that were counted before."""


class GapOut(TypedDict):
    """A time of which the platform cannot tell us what came."""

    since: str
    until: str


class PromptOut(TypedDict):
    """What the streamer is asked to do."""

    line: str
    url: str
    code: str


class CountersOut(TypedDict):
    """What became of what came since the server started."""

    counted: int
    repeated: int
    reversed: int
    ignored: int
    tests: int
    unrated: int
    refused: int


class StatusOut(TypedDict):
    """How a source is."""

    road: str
    title: str
    platforms: list[str]
    counts_for: list[str]
    """The platforms among them that count by this road."""
    on: bool
    state: State
    since: str
    line: str
    note: str
    prompt: PromptOut | None
    again_at: str | None
    heard_at: str | None
    gift_at: str | None
    last_ignored: str
    resends: bool
    counters: CountersOut
    gaps: list[GapOut]


class ChoiceOut(TypedDict):
    """A value that a field can have, and what people call it."""

    value: str
    label: str


class FieldOut(TypedDict):
    """A field of a source's form. A secret's value is never told, only whether it is set."""

    name: str
    label: str
    kind: FieldKind
    hint: str
    required: bool
    choices: list[ChoiceOut]
    value: str
    set: bool


class SourceOut(StatusOut):
    """A source; its form only for the owner."""

    about: str
    hook: str | None
    """Where the platform posts to, for a webhook."""
    old_secret_until: str | None
    """Until when the secret before the newest is good as well; None: there is none."""
    fields: list[FieldOut] | None


class SourcesOut(TypedDict):
    """Every source."""

    sources: list[SourceOut]


def status_out(
    road: Road, platforms: Iterable[str], counts_for: Iterable[str], on: bool, status: Status
) -> StatusOut:
    """Return how a source is."""
    prompt = status.prompt
    counters = status.counters
    return {
        "road": road.name,
        "title": road.title,
        "platforms": list(platforms),
        "counts_for": list(counts_for),
        "on": on,
        "state": status.state,
        "since": times.text(status.since),
        "line": status.line,
        "note": status.note,
        "prompt": {"line": prompt.line, "url": prompt.url, "code": prompt.code} if prompt else None,
        "again_at": _moment(status.again_at),
        "heard_at": _moment(status.heard_at),
        "gift_at": _moment(status.gift_at),
        "last_ignored": status.last_ignored,
        "resends": road.resends,
        "counters": {
            "counted": counters.counted,
            "repeated": counters.repeated,
            "reversed": counters.reversed,
            "ignored": counters.ignored,
            "tests": counters.tests,
            "unrated": counters.unrated,
            "refused": counters.refused,
        },
        "gaps": [_gap_out(gap) for gap in status.gaps],
    }


def field_out(field: RoadField, filled: Values) -> FieldOut:
    """Return a field of the form, with its value unless that is a secret."""
    told = field.kind != "secret"
    return {
        "name": field.name,
        "label": field.label,
        "kind": field.kind,
        "hint": field.hint,
        "required": field.required,
        "choices": [{"value": value, "label": label} for value, label in field.choices],
        "value": (filled.get(field.name) or field.default) if told else "",
        "set": bool(filled.get(field.name)),
    }


def _gap_out(gap: Gap) -> GapOut:
    return {"since": times.text(gap.since), "until": times.text(gap.until)}


def _moment(at: int | None) -> str | None:
    return None if at is None else times.text(at)
