"""Whatever someone sends as a script, the answer is a script that plays or a list of mistakes."""

import itertools
import json

from hypothesis import given
from hypothesis import strategies as st

from giftgoal.documents.mistakes import MOST_MISTAKES
from giftgoal.scripts.format import Format, ScriptError, parse
from giftgoal.scripts.script import MAX_MS, Script
from giftgoal.scripts.timeline import timeline
from tests.scripts.shelves import CATALOGUE

KEYS = st.sampled_from(
    [
        *("title", "seed", "length", "at", "after", "from", "from_id", "gift", "gift_id", "count"),
        *("coins", "over", "every", "times", "ref", "message", "platform", "goal", "worth"),
        *(
            "streak",
            "undo",
            "restore",
            "crowd",
            "rate",
            "gifters",
            "mix",
            "weight",
            "amount",
            "unit",
        ),
    ]
)
LEAVES = (
    st.integers()
    | st.integers(1, 5)
    | st.floats()
    | st.booleans()
    | st.none()
    | st.text(max_size=5)
    | st.sampled_from(
        ["Rose", "Heart", "5655", "1m", "5s", "tiktok", "a", "\u202e", "\ud800", "9" * 99]
    )
)
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5)
)
STEPS = st.dictionaries(KEYS | st.text(max_size=3), VALUES, max_size=8)


def parsed(source: str, format_: Format) -> Script | ScriptError:
    try:
        return parse(source, CATALOGUE, format=format_)
    except ScriptError as refused:
        return refused


def plays_or_is_refused(source: str, format_: Format) -> None:
    script = parsed(source, format_)
    if isinstance(script, ScriptError):
        assert 0 < len(script.mistakes) <= MOST_MISTAKES
        assert all(0 <= mistake.line <= source.count("\n") + 1 for mistake in script.mistakes)
        assert str(script).encode()
        return
    times = [step.at_ms for step in itertools.islice(timeline(script), 100)]
    assert times == sorted(times)
    assert all(0 <= at <= script.length_ms <= MAX_MS for at in times)


@given(st.lists(STEPS, max_size=5))
def test_any_steps_play_or_are_refused(steps: list[dict[str, object]]) -> None:
    plays_or_is_refused("\n".join(map(json.dumps, steps)), "jsonl")


@given(st.text(max_size=50), st.sampled_from(["toml", "jsonl"]))
def test_any_text_plays_or_is_refused(source: str, format_: Format) -> None:
    plays_or_is_refused(source, format_)


def test_a_script_full_of_mistakes_is_not_read_to_its_end() -> None:
    plays_or_is_refused('[[steps]]\ngift = "Rsoe"\n' * 20_000, "toml")
    plays_or_is_refused("no\n" * 100_000, "jsonl")
