"""Whether we are there."""

from typing import Literal

from starlette.responses import Response
from typing_extensions import TypedDict

from giftgoal.web.calls import Ask, Call, json


class HealthOut(TypedDict):
    """That we are there, and nothing else: any page may ask."""

    status: Literal["ready"]


async def healthz(_ask: Ask) -> Response:
    """Say that we are ready."""
    response = json(HealthOut(status="ready"))
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


CALLS = (Call("GET", "/healthz", "anyone", healthz, "Whether we are there", gives=HealthOut),)
