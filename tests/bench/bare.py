"""The peer of durable ingest: an endpoint that checks a gift with pydantic and keeps nothing."""

import asyncio
import socket
from collections.abc import Awaitable, Callable

import uvicorn
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol


class GiftIn(BaseModel):
    """As much of a gift as a bare endpoint would check."""

    model_config = ConfigDict(extra="forbid")

    gifter: str = Field(min_length=1, max_length=64)
    gift: str = Field(min_length=1, max_length=64)
    count: int = Field(default=1, ge=1)
    coins: int = Field(ge=1)


async def post_gift(request: Request) -> Response:
    """Check a gift and answer."""
    try:
        gift = GiftIn.model_validate_json(await request.body())
    except ValidationError as error:
        return JSONResponse({"detail": str(error)}, 422)
    return JSONResponse(gift.model_dump(), 201)


async def healthz(_request: Request) -> Response:
    """Answer."""
    return JSONResponse({"status": "ready"})


async def serve(
    post_gift: Callable[[Request], Awaitable[Response]],
    protocol: type[HttpToolsProtocol] = HttpToolsProtocol,
) -> None:
    """Serve an endpoint for gifts on a free port, and print its address."""
    app = Starlette(
        routes=[Route("/api/gifts", post_gift, methods=["POST"]), Route("/healthz", healthz)]
    )
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    sock.bind(("127.0.0.1", 0))
    config = uvicorn.Config(app, http=protocol, log_level="warning", access_log=False)
    print(f"http://127.0.0.1:{sock.getsockname()[1]}/", flush=True)
    await uvicorn.Server(config).serve([sock])


if __name__ == "__main__":
    asyncio.run(serve(post_gift))
