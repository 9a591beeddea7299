"""Reading query parameters."""

from starlette.requests import Request

from giftgoal.domain.errors import Invalid


def number(request: Request, name: str, least: int, most: int) -> int | None:
    """Return a whole number from the query, or None if it is not there.

    Raises:
        Invalid: If it is something else, or out of range.
    """
    said = request.query_params.get(name)
    if said is None:
        return None
    if not (said.isascii() and said.isdigit() and len(said) < 18 and least <= int(said) <= most):
        raise Invalid(name, said, f"a whole number from {least:,} to {most:,}")
    return int(said)
