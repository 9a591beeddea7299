"""Pre-flight as we tell of it: one light, and what it is made of."""

from typing_extensions import TypedDict


class CheckOut(TypedDict):
    """One thing that should be right before going live."""

    what: str
    ok: bool
    says: str
    do: str | None


class ViewerOut(TypedDict):
    """One open page of an overlay; nulls where it has not said."""

    overlay: str
    name: str
    obs: str | None
    chromium: int | None
    width: int | None
    height: int | None
    visible: bool | None
    active: bool | None
    rehearsal: bool | None


class PreflightOut(TypedDict):
    """Everything, and whether it is right."""

    ready: bool
    checks: list[CheckOut]
    viewers: list[ViewerOut]
