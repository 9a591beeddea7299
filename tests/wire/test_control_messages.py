"""The messages that the control page was tested with are those of the server, field by field."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema_rs import Draft202012Validator
from typing_extensions import TypedDict

from giftgoal.web.exports import BackupOut
from giftgoal.wire.body import Message, read
from giftgoal.wire.catalogue import CatalogueOut
from giftgoal.wire.frames import ControlState
from giftgoal.wire.gifts import GiftIn, GiftOut
from giftgoal.wire.goals import GoalIn, GoalOut
from giftgoal.wire.looks import OverlaysOut
from giftgoal.wire.people import InviteOut, InvitesOut, SessionOut
from giftgoal.wire.problems import KINDS, ProblemOut
from giftgoal.wire.rehearsal import RehearsalOut
from giftgoal.wire.schema import schemas
from giftgoal.wire.scripts import PlayIn, RunOut, ScriptsOut

FOLDER = Path(__file__).parent

SENT: dict[str, type[Message]] = {
    "gift-sent": GiftIn,
    "gift-sent-late": GiftIn,
    "coins-sent": GiftIn,
    "goal-sent": GoalIn,
    "script-play": PlayIn,
}


class RunFrame(TypedDict):
    """How far a script is."""

    type: str
    seq: int
    ledger: str
    run: RunOut | None


ANSWERED: dict[str, Any] = {
    "backup": BackupOut,
    "catalogue": CatalogueOut,
    "gift-recorded": GiftOut,
    "goal": GoalOut,
    "invite-made": InviteOut,
    "invites": InvitesOut,
    "overlays": OverlaysOut,
    "rehearsal": RehearsalOut,
    "run": RunFrame,
    "run-none": RunFrame,
    "scripts": ScriptsOut,
    "session": SessionOut,
    "state": ControlState,
    "state-empty": ControlState,
}

PROBLEMS = [file.stem for file in FOLDER.glob("control-problem-*.json")]


def wire(name: str) -> Any:
    """Return a message that both sides read."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", SENT)
def test_what_the_page_sends_is_taken(name: str) -> None:
    said = wire(f"control-{name}")
    message = read(SENT[name], json.dumps(said).encode())
    assert message.model_fields_set == set(said)


@pytest.mark.parametrize("name", ANSWERED)
def test_what_the_page_reads_is_what_we_answer(name: str) -> None:
    conforms(wire(f"control-{name}"), ANSWERED[name])


@pytest.mark.parametrize("name", PROBLEMS)
def test_the_problems_the_page_knows_are_ours(name: str) -> None:
    problem = wire(name)
    conforms(problem, ProblemOut)
    kind = KINDS[problem["type"].removeprefix("urn:giftgoal:")]
    assert problem["status"] == kind.status


def test_every_message_of_the_control_page_is_checked_here() -> None:
    files = {file.stem for file in FOLDER.glob("control-*.json")}
    checked = {f"control-{name}" for name in (*SENT, *ANSWERED, "beat")}
    assert files == checked | set(PROBLEMS)


def conforms(message: object, type_: Any) -> None:
    """Insist that a message is of a type, with no field too many."""
    by_type, named = schemas([], [type_])
    for schema in named.values():
        if "properties" in schema:
            schema["additionalProperties"] = False
    schema = {**by_type[type_], "components": {"schemas": named}}
    Draft202012Validator(schema).validate(message)
