"""A server process for the tests of its end: prints its port, and what it did."""

import asyncio
import logging
import sys

from giftgoal.web.transport import Server
from tests.web.transport_app import Stage, bound_socket


def main() -> None:
    logging.basicConfig(level=logging.INFO)  # to see that there is nothing to log
    stage = Stage()
    sock = bound_socket()
    server = Server(
        stage,
        sock,
        on_ready=lambda: _say(str(sock.getsockname()[1])),
        on_stopping=lambda: stage.diary.append("stopping"),
    )
    asyncio.run(server.serve())
    _say(stage.diary[0], stage.diary[-1])


def _say(*lines: str) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
