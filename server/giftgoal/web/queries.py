"""Query parameters: what they may be, and reading them."""

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from giftgoal.domain.errors import Invalid
from giftgoal.wire import times


@dataclass(frozen=True, slots=True)
class WholeNumber:
    """A whole number that may be left out."""

    name: str
    says: str
    least: int
    most: int

    required = False

    @property
    def schema(self) -> dict[str, Any]:
        """Its JSON Schema."""
        return {"type": "integer", "minimum": self.least, "maximum": self.most}

    def read(self, request: Request) -> int | None:
        """Return it, or None if it is not there.

        Raises:
            Invalid: If it is something else, or out of range.
        """
        said = request.query_params.get(self.name)
        if said is None:
            return None
        plain = said.isascii() and said.isdigit() and len(said) < 18
        if not (plain and self.least <= int(said) <= self.most):
            raise Invalid(self.name, said, f"a whole number from {self.least:,} to {self.most:,}")
        return int(said)


@dataclass(frozen=True, slots=True)
class Text:
    """A text of limited length."""

    name: str
    says: str
    most: int
    """In characters."""
    required: bool = False

    @property
    def schema(self) -> dict[str, Any]:
        """Its JSON Schema."""
        return {"type": "string", "minLength": int(self.required), "maxLength": self.most}

    def read(self, request: Request) -> str:
        """Return it; nothing if it is not there and need not be.

        Raises:
            Invalid: If it is too long, or not there though it must be.
        """
        said = request.query_params.get(self.name, "")
        if not self.required <= len(said) <= self.most:
            raise Invalid(self.name, said, f"{int(self.required)} to {self.most} characters")
        return said


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment that may be left out."""

    name: str
    says: str

    required = False

    @property
    def schema(self) -> dict[str, Any]:
        """Its JSON Schema."""
        return {"type": "string", "format": "date-time"}

    def read(self, request: Request) -> int | None:
        """Return it in milliseconds since 1970, or None if it is not there.

        Raises:
            Invalid: If it is no moment.
        """
        said = request.query_params.get(self.name)
        if said is None:
            return None
        try:
            return times.milliseconds(times.moment(said))
        except ValueError:
            raise Invalid(self.name, said, "a moment like 2026-11-24T20:01:02Z") from None


Query = WholeNumber | Text | Moment
