"""Reading a request's body: strict JSON, then a checked model."""

import json
import re
from collections import Counter
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any, NoReturn, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

M = TypeVar("M", bound="Message")


class Message(BaseModel):
    """A message that is sent to us. Wrong types and unknown fields are refused.

    The description of every field says what would be right: it is shown to whoever got it wrong.
    """

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


MOST_MISTAKES = 20
"""How many mistakes of one message are told of."""

_HALF_CHARACTER = re.compile(r"\\u[dD][89a-fA-F]")


def _without_defaults(schema: dict[str, Any]) -> None:
    for field in schema["properties"].values():
        field.pop("default", None)


class Patch(Message):
    """A message that changes what it names and leaves the rest as it is: it has no defaults."""

    model_config = ConfigDict(json_schema_extra=_without_defaults)


class NotJson(Exception):
    """The body is not JSON as RFC 8259 wants it."""


class Mistake:
    """One wrong field."""

    __slots__ = ("expected", "field", "found")

    def __init__(self, field: str, found: str, expected: str) -> None:
        self.field = field
        self.found = found
        self.expected = expected

    def __str__(self) -> str:
        return f"{self.field or 'the body'} must be {self.expected}, but it is {self.found}"


class UnknownField(Mistake):
    """A field that no such message has."""

    __slots__ = ("_hint",)

    def __init__(self, field: str, found: str, known: Sequence[str]) -> None:
        close = get_close_matches(field.rpartition(".")[2], known, n=1)
        self._hint = f"did you mean {close[0]}?" if close else f"known are {', '.join(known)}"
        super().__init__(field, found, close[0] if close else f"one of {', '.join(known)}")

    def __str__(self) -> str:
        return f"{self.field} is not a known field; {self._hint}"


class Mistakes(Exception):
    """The body is JSON, but not the message that was expected."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        self.mistakes = mistakes
        super().__init__("; ".join(str(mistake) for mistake in mistakes))


def read(model: type[M], body: bytes) -> M:
    """Return the message in a body.

    Raises:
        NotJson: If the body is no JSON, is not UTF-8, has a key twice, or `NaN` or `Infinity`.
        Mistakes: If it is not such a message.
    """
    try:
        return model.model_validate(parse(body))
    except ValidationError as error:
        first = error.errors(include_url=False)[:MOST_MISTAKES]
        raise Mistakes([_mistake(model, one) for one in first]) from None


def parse(body: bytes) -> Any:
    """Return the value in a body.

    Raises:
        NotJson: See `read`.
    """
    try:
        text = body.decode("utf-8")
        value = _value(text)
        if "\\" in text and _HALF_CHARACTER.search(text):
            json.dumps(value, ensure_ascii=False).encode()
    except UnicodeDecodeError:
        raise NotJson("The body is not UTF-8 text") from None
    except UnicodeEncodeError:
        raise NotJson("The body has half a character, a surrogate without its other half") from None
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise NotJson(f"The body is not JSON: {error.msg} at {where}") from None
    except RecursionError:
        raise NotJson("The body is nested too deeply") from None
    except ValueError:  # Python reads integers of up to 4,300 digits
        raise NotJson("The body has a number with too many digits") from None
    return value


def _value(text: str) -> Any:
    """Return what `_decoder.decode` does, which looks for space around the value with two regexes.

    Raises:
        JSONDecodeError, NotJson: If it is no JSON.
    """
    if text[:1] == "{":
        value, end = _decoder.raw_decode(text)
        if not text[end:].strip(" \t\r\n"):
            return value
    return _decoder.decode(text)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) < len(pairs):
        (twice, _), *_ = Counter(name for name, _ in pairs).most_common(1)
        raise NotJson(f"The field {shown(twice)} is there twice")
    return read


def _constant(name: str) -> NoReturn:
    raise NotJson(f"{name} is not a number in JSON")


# Made once: json.loads makes one for each call.
_decoder = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_constant)


def shown(value: object) -> str:
    """Return a value as a person may be shown it: one line, at most 80 characters."""
    try:
        text = json.dumps(value, ensure_ascii=False, default=str)
    except (ValueError, RecursionError):
        text = str(type(value).__name__)
    return _shortened(text)


def _shortened(text: str) -> str:
    text = text if len(text) <= 80 else text[:77] + "..."
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def _mistake(model: type[Message], error: ErrorDetails) -> Mistake:
    place = error["loc"]
    field = _shortened(".".join(str(part) for part in place))
    if error["type"] == "extra_forbidden":
        inner = _inner(model, place[:-1]) or model
        return UnknownField(field, shown(error["input"]), list(inner.model_fields))
    found = "missing" if error["type"] == "missing" else shown(error["input"])
    if error["type"] == "value_error":
        # An exception of ours says more than pydantic.
        return Mistake(field, found, str(error["ctx"]["error"]))
    return Mistake(field, found, _described(model, place) or error["msg"])


def _described(model: type[BaseModel], place: Sequence[int | str]) -> str:
    """Return what the innermost described field on the way to a place should be."""
    said = "" if place else "a JSON object"
    for end, part in enumerate(place):
        inner = _inner(model, place[:end])
        field = inner.model_fields.get(str(part)) if inner else None
        said = (_description(field) if field else "") or said
    return said


def _description(field: FieldInfo) -> str:
    """Return what a field should be: it says so itself, or its type does, also in `Key | None`."""
    if field.description:
        return field.description
    metadata = (
        one for arg in get_args(field.annotation) for one in getattr(arg, "__metadata__", ())
    )
    said = (one.description for one in metadata if isinstance(one, FieldInfo))
    return next(filter(None, said), "")


def _inner(model: type[BaseModel], place: Sequence[int | str]) -> type[BaseModel] | None:
    """Return the model at a place inside a model, if there is one."""
    at: type[BaseModel] | None = model
    for part in place:
        if isinstance(part, int) or at is None:
            continue
        field = at.model_fields.get(part)
        at = _model_in(field.annotation) if field else None
    return at


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """Return the model that an annotation like `tuple[M, ...]` or `M | None` speaks of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_model_in(arg) for arg in getattr(annotation, "__args__", ()))
    return next((model for model in inner if model), None)
