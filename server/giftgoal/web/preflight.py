"""Pre-flight: one light that says ready, or what is not."""

from starlette.responses import Response

from giftgoal.web.calls import Ask, Call, json
from giftgoal.wire.preflight import PreflightOut


async def get_preflight(ask: Ask) -> Response:
    """Say whether everything is ready, and what is not."""
    return json(ask.parts.readiness.look())


CALLS = (
    Call(
        "GET",
        "/api/preflight",
        "moderator",
        get_preflight,
        "Whether everything is ready to go live",
        gives=PreflightOut,
    ),
)
