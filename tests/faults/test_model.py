"""Whatever people do over the API and in which order: the server agrees with a plain sum."""

import itertools
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.faults.evening_model import EveningModel
from tests.server_process import giftgoal

GIFTERS = st.sampled_from(["ana", "ben", None])
COUNTS = st.integers(1, 50)
_numbers = itertools.count()


@pytest.fixture(scope="module")
def mika(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx2.Client]:
    with giftgoal(tmp_path_factory.mktemp("model") / "data") as server:
        yield server.client()


class Evening(RuleBasedStateMachine):
    """One evening after another on the same server: each is counted from where it began."""

    mika: httpx2.Client

    goals = Bundle("goals")
    gifts = Bundle("gifts")
    streaks = Bundle("streaks")

    def __init__(self) -> None:
        super().__init__()
        self.model = EveningModel()
        self.before = self._state()["totals"]

    def teardown(self) -> None:
        for goal in self.model.runs:
            self._ask("DELETE", f"/api/goals/{goal}")
        self._ask("DELETE", "/api/rehearsal")

    @rule(target=goals, coins=st.integers(1, 200))
    @precondition(lambda self: len(self.model.runs) < 3)
    def open_goal(self, coins: int) -> str:
        goal = self._ask("POST", "/api/goals", {"title": "New mic", "target": coins})
        self.model.runs[goal["id"]] = 1
        return str(goal["id"])

    @rule(goal=goals)
    def reset_goal(self, goal: str) -> None:
        self._ask("POST", f"/api/goals/{goal}/reset")
        self.model.runs[goal] += 1

    @rule(goal=goals, coins=st.integers(1, 200))
    def edit_goal(self, goal: str, coins: int) -> None:
        self._ask("PATCH", f"/api/goals/{goal}", {"target": coins})

    @rule(goal=consumes(goals))
    def close_goal(self, goal: str) -> None:
        self._ask("DELETE", f"/api/goals/{goal}")
        del self.model.runs[goal]

    @rule(target=gifts, gifter=GIFTERS, coins=COUNTS, again=st.booleans(), rehearsal=st.booleans())
    def give(self, gifter: str | None, coins: int, *, again: bool, rehearsal: bool) -> str:
        gift = {"id": f"gift-{next(_numbers)}", "gifter": gifter, "coins": coins}
        answer = self._ask("POST", "/api/gifts", {**gift, "rehearsal": rehearsal})
        if again:
            assert self._ask("POST", "/api/gifts", {**gift, "rehearsal": rehearsal}) == answer
        self.model.give(answer["id"], coins, rehearsal=rehearsal)
        return str(answer["id"])

    @rule(target=streaks, gifter=GIFTERS, rehearsal=st.booleans())
    def begin_streak(self, gifter: str | None, *, rehearsal: bool) -> dict[str, Any]:
        streak = f"streak-{next(_numbers)}"
        return {"gifter": gifter, "gift": "Rose", "streak": streak, "rehearsal": rehearsal}

    @rule(target=gifts, streak=streaks, count=COUNTS)
    def report_streak(self, streak: dict[str, Any], count: int) -> str:
        answer = self._ask("POST", "/api/gifts", {**streak, "count": count})
        self.model.give(answer["id"], count, rehearsal=streak["rehearsal"])
        return str(answer["id"])

    @rule(gift=gifts)
    def void(self, gift: str) -> None:
        self._switch("DELETE", f"/api/gifts/{gift}", gift, voided=True)

    @rule(gift=gifts)
    def restore(self, gift: str) -> None:
        self._switch("POST", f"/api/gifts/{gift}/restore", gift, voided=False)

    @rule()
    def wipe_rehearsal(self) -> None:
        self._ask("DELETE", "/api/rehearsal")
        self.model.wipe()

    @invariant()
    def totals_are_the_sum(self) -> None:
        state = self._state()
        model, totals = self.model, state["totals"]
        for name, real in [
            ("coins", model.coins(rehearsal=False)),
            ("gifts", model.count(rehearsal=False)),
        ]:
            assert totals[name] - self.before[name] == real
        goals = {goal["id"]: goal for goal in state["goals"]}
        assert set(goals) == set(model.runs)
        for id_, goal in goals.items():
            raised, target = model.raised(id_, rehearsal=False), goal["target"]
            assert (goal["raised"], goal["all_time"]) == (raised, model.all_time(id_))
            assert goal["now"]["missing"] == max(0, target - raised)
        for goal in state["rehearsal"]["goals"]:
            assert goal["raised"] == model.raised(goal["id"], rehearsal=True)

    def _switch(self, method: str, path: str, id_: str, *, voided: bool) -> None:
        gift = self.model.gifts.get(id_)
        if gift is None:  # it was wiped with the rehearsal
            assert self.mika.request(method, path).status_code == 404
            return
        answer = self._ask(method, path)
        assert (answer["voided"], answer["coins"]) == (voided, gift.coins)
        gift.voided = voided

    def _ask(self, method: str, path: str, body: object = None) -> Any:
        answer = self.mika.request(method, path, json=body)
        assert answer.is_success, answer.text
        return answer.json() if answer.content else None

    def _state(self) -> dict[str, Any]:
        return dict(self._ask("GET", "/api/state"))


def test_the_server_agrees_with_a_plain_sum_whatever_is_done(mika: httpx2.Client) -> None:
    Evening.mika = mika
    checked = [HealthCheck.too_slow, HealthCheck.filter_too_much]
    run_state_machine_as_test(
        Evening,
        settings=settings(
            max_examples=50, stateful_step_count=30, deadline=None, suppress_health_check=checked
        ),
    )
