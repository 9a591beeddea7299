"""`giftgoal demo`: a moving bar on throw-away data."""

import argparse
import tempfile
import webbrowser
from functools import partial
from pathlib import Path

from giftgoal.cli.logs import log_to_stderr
from giftgoal.cli.serve import Open, serve
from giftgoal.config import Config, Server, Streamer
from giftgoal.domain.commands import OpenGoal
from giftgoal.domain.goals import GoalSettings, Milestone, OnReach

_GOAL = GoalSettings(
    title="New mic",
    target=500,
    milestones=(Milestone(100, "Sing a line"), Milestone(250, "Song request")),
    on_reach=OnReach("pleasant"),
)


def run(arguments: argparse.Namespace) -> int:
    """Serve throw-away data and play a script on it, again and again, until Ctrl-C."""
    log_to_stderr()
    server = Server(
        host=arguments.host or "127.0.0.1",
        port=0 if arguments.port is None else arguments.port,
    )
    config = Config(server=server, streamer=Streamer(name="mika"))
    ready = partial(_play, speed=arguments.speed, browser=not arguments.no_browser)
    with tempfile.TemporaryDirectory(prefix="giftgoal-demo-") as folder:
        serve(config, Path(folder), ready)
    return 0


async def _play(server: Open, speed: float, browser: bool) -> None:
    parts = server.parts
    owner = parts.access.owner
    await parts.keeper.ask(OpenGoal(parts.new_id(), _GOAL), owner)
    script = parts.shelf.load("first-light")
    await parts.runs.player.start(script, by=owner, speed=speed, loop=True, live=True)
    print(
        "A demo on throw-away data. Ctrl-C ends it and leaves nothing behind.\n"
        f"  Control page  {server.sign_in_link}\n"
        f"  For OBS       {server.overlay_url}",
        flush=True,
    )
    if browser:
        webbrowser.open(server.overlay_url)
