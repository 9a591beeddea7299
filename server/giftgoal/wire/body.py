"""Reading a request's body: strict JSON, then a checked model."""

import json
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any, NoReturn, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

M = TypeVar("M", bound="Message")


class Message(BaseModel):
    """A message that is sent to us. Wrong types and unknown fields are refused.

    The description of every field says what would be right: it is shown to whoever got it wrong.
    """

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


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
        # The context may hold an exception of ours, which says more than pydantic.
        raise Mistakes([_mistake(model, e) for e in error.errors(include_url=False)]) from None


def parse(body: bytes) -> Any:
    """Return the value in a body.

    Raises:
        NotJson: See `read`.
    """
    try:
        return json.loads(body.decode("utf-8"), object_pairs_hook=_object, parse_constant=_constant)
    except UnicodeDecodeError:
        raise NotJson("The body is not UTF-8 text") from None
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise NotJson(f"The body is not JSON: {error.msg} at {where}") from None
    except RecursionError:
        raise NotJson("The body is nested too deeply") from None
    except ValueError as error:  # an integer of more digits than Python reads
        raise NotJson(f"The body is not JSON that can be read: {error}") from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise NotJson(f"The field {shown(twice)} is there twice")
    return read


def _constant(name: str) -> NoReturn:
    raise NotJson(f"{name} is not a number in JSON")


def shown(value: object) -> str:
    """Return a value as a person may be shown it: one line, at most 80 characters."""
    try:
        text = json.dumps(value, ensure_ascii=False, default=str)
    except (ValueError, RecursionError):
        text = str(type(value).__name__)
    text = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
    return text if len(text) <= 80 else text[:77] + "..."


def _mistake(model: type[Message], error: ErrorDetails) -> Mistake:
    place = error["loc"]
    field = ".".join(str(part) for part in place)
    if error["type"] == "extra_forbidden":
        return Mistake(field, "not a known field", _known_fields(model, place))
    found = "missing" if error["type"] == "missing" else shown(error["input"])
    if error["type"] == "value_error":
        return Mistake(field, found, str(error["ctx"]["error"]))
    return Mistake(field, found, _described(model, place) or error["msg"])


def _known_fields(model: type[BaseModel], place: Sequence[int | str]) -> str:
    fields = list((_inner(model, place[:-1]) or model).model_fields)
    close = get_close_matches(str(place[-1]), fields, n=1)
    return f"perhaps {close[0]}" if close else f"one of {', '.join(fields)}"


def _described(model: type[BaseModel], place: Sequence[int | str]) -> str:
    """Return what the innermost described field on the way to a place should be."""
    said = ""
    for end, part in enumerate(place):
        inner = _inner(model, place[:end])
        field = inner.model_fields.get(str(part)) if inner else None
        said = (field.description if field else None) or said
    return said


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
