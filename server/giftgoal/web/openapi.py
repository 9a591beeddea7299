"""The OpenAPI document, made from the table of calls."""

from starlette.responses import Response

from giftgoal.web.calls import Ask, Call, json


async def get_openapi(ask: Ask) -> Response:
    """Return the document."""
    return json(ask.request.app.state.openapi)


CALLS = (Call("GET", "/api/openapi.json", "anyone", get_openapi, "This document"),)
