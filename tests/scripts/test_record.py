"""A recorded evening plays back identically."""

import json
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from giftgoal.assets import asset
from giftgoal.catalogue import Catalogue
from giftgoal.documents.tables import Unfit, text
from giftgoal.domain.events import Entry
from giftgoal.domain.gifts import MAX_COINS, MICRO, Gift, Gifter, Worth, gifter_named
from giftgoal.scripts.format import load, parse
from giftgoal.scripts.player import RunInfo
from giftgoal.scripts.record import Recorder, head
from giftgoal.scripts.script import (
    GiftStep,
    Giving,
    RestoreStep,
    Script,
    ScriptStep,
    Step,
    UndoStep,
)
from giftgoal.scripts.timeline import timeline
from tests.scripts.evenings import EVENING, MIKA, Evening, command_of, played
from tests.scripts.shelves import CATALOGUE, script

WITHOUT_PRICES = Catalogue([])


def recorded(entries: Iterable[Entry]) -> list[str]:
    return [head("Again"), *Recorder().lines(entries)]


def again(evening: Evening) -> list[Step]:
    """Return the steps of an evening's recording."""
    lines = "\n".join(recorded(evening.entries))
    return list(timeline(parse(lines, WITHOUT_PRICES, format="jsonl")))


def told_apart(steps: list[Step]) -> list[object]:
    """Return steps with gifts called by their order, since a recording has its own names."""
    called: dict[str, int] = {}
    named: list[object] = []
    for step in steps:
        name = called.setdefault(step.ref, len(called))
        if isinstance(step, GiftStep):
            gift = replace(step.gift, streak="yes" if step.gift.streak else "")
            named.append((step.at_ms, name, gift))
        else:
            named.append((type(step), step.at_ms, name))
    return named


def from_the_first(steps: list[Step]) -> list[Step]:
    return [replace(step, at_ms=step.at_ms - steps[0].at_ms) for step in steps]


def sums(evening: Evening) -> object:
    side = evening.board.real
    recent = [(it.at, it.gift.count, it.gift.micro, it.voided) for it in side.recent.values()]
    counts = (side.micro, side.gifts, side.gifters, side.needs_rate, side.top)
    return (side.progress, dict(side.tallies.items()), counts, recent)


def assert_same_evening(script_: Script) -> None:
    first = from_the_first(list(timeline(script_)))
    evening = played(first)
    steps = again(evening)
    assert told_apart(steps) == told_apart(first)
    assert sums(played(steps)) == sums(evening)


def test_first_light_plays_back_identically() -> None:
    assert_same_evening(load(asset("data/scripts/first-light.toml"), CATALOGUE))


visible = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)


def is_name(name: str) -> bool:
    try:
        return text()(name) == name
    except Unfit:
        return False


names = visible.filter(is_name)
amounts = st.decimals("0.01", 1000, places=2)
worths = st.builds(Worth, amounts, st.sampled_from(["EUR", "bits"]), st.none() | amounts)
gifters = st.just(Gifter()) | names.map(gifter_named) | st.builds(Gifter, names, names)


@st.composite
def gifts(draw: st.DrawFn) -> Gift:
    whole = st.integers(0, MAX_COINS).map(lambda coins: coins * MICRO)
    gift = Gift(
        "",
        draw(gifters),
        draw(st.just("") | names),
        draw(st.integers(1, 50)),
        draw(whole | st.integers(0, MAX_COINS * MICRO)),
        source="script",
        catalogue_id=draw(st.sampled_from(["", "5655"])),
        platform=draw(st.sampled_from(["", "tiktok"])),
        message=draw(st.just("") | names),
    )
    worth = draw(st.none() | worths)
    waits = worth is not None and worth.rate is None
    return replace(gift, worth=worth, micro=0 if waits else gift.micro)


@st.composite
def scripts(draw: st.DrawFn) -> Script:
    steps: list[ScriptStep] = []
    moments = st.integers(0, 60_000)
    for number in range(draw(st.integers(1, 6))):
        gift, start, ref = draw(gifts()), draw(moments), f"gift {number}"
        over = draw(st.sampled_from([0, 700, 5_000])) if gift.count > 1 else 0
        steps.append(Giving(start, ref, gift, over_ms=over))
        if draw(st.booleans()):
            undone = start + draw(moments)
            steps.append(UndoStep(undone, ref))
            if draw(st.booleans()):
                steps.append(RestoreStep(undone + draw(moments), ref))
    return Script("Any", draw(st.integers(0, 9)), tuple(steps), 200_000)


@given(scripts())
def test_any_evening_plays_back_identically(script_: Script) -> None:
    assert_same_evening(script_)


def test_a_random_crowd_plays_back_identically() -> None:
    mix = '[{ gift = "Rose", count = [1, 30], over = "9s" }, { gift = "Lion" }]'
    assert_same_evening(script(f'[[steps]]\ncrowd = "1m"\nrate = 60\nmix = {mix}'))


def test_a_voided_streak_that_grew_on_is_recorded_as_it_went() -> None:
    source = """
        [[steps]]
        coins = 9
        count = 9
        streak = "a"
        [[steps]]
        at = 1
        undo = "a"
        [[steps]]
        at = 2
        coins = 12
        count = 12
        streak = "a"
        [[steps]]
        at = 3
        restore = "a"
    """
    assert_same_evening(script(source))


def test_coins_with_a_fraction_stay_exact() -> None:
    worth = Worth(Decimal("4.99"), "EUR", Decimal(80))
    gift = Gift("", Gifter(), "", 1, 399_200_000, source="script", worth=worth)
    lines = recorded(played([GiftStep(0, "a", gift)]).entries)
    assert json.loads(lines[1])["coins"] == 399.2
    assert_same_evening(Script("Any", 0, (Giving(0, "a", gift),), 0))


def test_a_clock_that_was_set_back_does_not_turn_the_order_round() -> None:
    evening = Evening()
    for at, ref in ((5_000, "a"), (1_000, "b"), (6_000, "c")):
        step = GiftStep(0, ref, Gift("", Gifter(), ref, 1, MICRO))
        evening.command(command_of(step), at)
    steps = again(evening)
    assert [(s.at_ms, s.gift.name) for s in steps if isinstance(s, GiftStep)] == [
        (0, "a"),
        (0, "b"),
        (1_000, "c"),
    ]


def test_the_rehearsal_is_not_recorded() -> None:
    rehearsed = RunInfo("evening", 0, live=False, by=MIKA)
    steps = list(timeline(script("[[steps]]\ncoins = 5")))
    evening = played(steps, rehearsed)
    assert recorded(evening.entries) == [head("Again")]


def test_what_happens_to_a_gift_from_before_the_recording_is_left_out() -> None:
    steps = list(timeline(script('[[steps]]\ncoins = 5\nref = "a"\n[[steps]]\nundo = "a"')))
    assert recorded(played(steps).entries[2:]) == [head("Again")]


def test_a_gift_has_the_same_id_in_all_steps_of_one_run_and_another_in_the_next() -> None:
    assert EVENING.gift_id("a") == EVENING.gift_id("a")
    others = (replace(EVENING, round=1), replace(EVENING, run="next"))
    assert len({info.gift_id("a") for info in (EVENING, *others)} | {EVENING.gift_id("b")}) == 4
