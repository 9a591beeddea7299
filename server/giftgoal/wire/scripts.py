"""Scripts and their runs, as they are sent to us and as we tell of them."""

from collections.abc import Iterable
from typing import Literal

from pydantic import Field, model_validator
from typing_extensions import TypedDict

from giftgoal.scripts.player import FASTEST, SLOWEST, Run, RunState
from giftgoal.scripts.shelf import Listed
from giftgoal.wire.body import Message
from giftgoal.wire.gifts import PersonOut

MAX_SCRIPT = 1024 * 1024
"""The largest script, in characters."""


class PlayIn(Message):
    """A script to play: one of the shelf by its name, or its text."""

    script: str | None = Field(
        default=None, min_length=1, max_length=100, description="the name of a script"
    )
    text: str | None = Field(
        default=None,
        min_length=1,
        max_length=MAX_SCRIPT,
        description=f"a script of at most {MAX_SCRIPT:,} characters",
    )
    format: Literal["toml", "jsonl"] = Field(default="toml", description="toml or jsonl")
    speed: float = Field(
        default=1.0,
        ge=SLOWEST,
        le=FASTEST,
        description=f"a number from {SLOWEST:g} to {FASTEST:g}",
    )
    loop: bool = Field(default=False, description="true or false")
    live: bool = Field(default=False, description="true or false")

    @model_validator(mode="after")
    def _one_of_two(self) -> "PlayIn":
        if (self.script is None) == (self.text is None):
            raise ValueError("a script's name or its text, and not both")
        return self


class RunOut(TypedDict):
    """How far a run of a script has come; `elapsed` and `seconds` are script time."""

    id: str
    title: str
    state: RunState
    done: int
    steps: int
    elapsed: float
    seconds: float
    speed: float
    loop: bool
    live: bool
    refused: int
    error: str | None
    by: PersonOut


class ListedOut(TypedDict):
    """A script that can be played by its name."""

    name: str
    title: str
    seconds: float


class ScriptsOut(TypedDict):
    """The scripts on the shelf, and the present run or the last one."""

    scripts: list[ListedOut]
    run: RunOut | None


def run_out(run: Run) -> RunOut:
    """Return how far a run has come."""
    return {
        "id": run.id,
        "title": run.title,
        "state": run.state,
        "done": run.done,
        "steps": run.steps,
        "elapsed": run.elapsed,
        "seconds": run.seconds,
        "speed": run.speed,
        "loop": run.loop,
        "live": run.live,
        "refused": run.refused,
        "error": run.error or None,
        "by": {"id": run.by.id, "name": run.by.name},
    }


def scripts_out(listed: Iterable[Listed], run: Run | None) -> ScriptsOut:
    """Return what can be played, and what plays."""
    return {
        "scripts": [
            {"name": one.name, "title": one.title, "seconds": one.seconds} for one in listed
        ],
        "run": run_out(run) if run else None,
    }
