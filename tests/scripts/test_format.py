"""Scripts are read, and every mistake in one is named with its line and what would be right."""

from pathlib import Path

import pytest

from giftgoal.domain.gifts import MICRO, Gifter, gifter_named
from giftgoal.scripts.format import ScriptError, load, parse
from giftgoal.scripts.script import Crowd, Giving, RestoreStep, UndoStep
from tests.scripts.shelves import CATALOGUE, script


def giving(source: str) -> Giving:
    step = script(f"[[steps]]\n{source}").steps[0]
    assert isinstance(step, Giving)
    return step


def crowd(source: str) -> Crowd:
    step = script(f"[[steps]]\n{source}").steps[0]
    assert isinstance(step, Crowd)
    return step


def mistakes(source: str) -> list[str]:
    with pytest.raises(ScriptError) as refused:
        script(source)
    return str(refused.value).replace("evening:", "").splitlines()


def mistake(source: str) -> str:
    found = mistakes(f"[[steps]]\n{source}")
    assert len(found) == 1
    return found[0]


def test_a_gift_has_the_catalogues_name_id_and_price() -> None:
    gift = giving('gift = "rose"\ncount = 3\nfrom = "ana"').gift
    assert (gift.name, gift.catalogue_id, gift.coins) == ("Rose", "5655", 3)
    assert gift.gifter == gifter_named("ana")


def test_a_gift_can_be_chosen_by_its_id() -> None:
    gift = giving('gift_id = "5738"').gift
    assert (gift.name, gift.coins) == ("Heart", 200)


def test_a_gift_of_the_streamers_own_is_known() -> None:
    assert giving('gift = "cheers"\ncount = 2').gift.coins == 100


def test_coins_win_over_the_catalogue_and_name_any_gift() -> None:
    assert giving('gift = "Rose"\ncount = 3\ncoins = 500').gift.coins == 500
    assert giving('gift = "A hug"\ncoins = 5').gift.name == "A hug"


def test_coins_alone_are_free_coins() -> None:
    gift = giving("coins = 50").gift
    assert (gift.name, gift.coins, gift.gifter) == ("", 50, Gifter())


def test_a_worth_without_coins_waits_for_a_rate() -> None:
    gift = giving('worth = { amount = "5.00", unit = "EUR" }').gift
    assert gift.needs_rate
    assert gift.worth
    assert str(gift.worth.amount) == "5.00"


def test_everything_said_about_a_gift_is_kept() -> None:
    gift = giving(
        'gift="Rose"\nplatform="kick"\nmessage="Hi"\ngoal="a1"\nfrom_id="7"\nfrom="b"'
    ).gift
    assert (gift.platform, gift.message, gift.goal) == ("kick", "Hi", "a1")
    assert gift.gifter == Gifter("7", "b")


@pytest.mark.parametrize(
    ("written", "milliseconds"),
    [
        ("12.5", 12_500),
        ("0", 0),
        ('"90s"', 90_000),
        ('"1m30s"', 90_000),
        ('"1h10m"', 4_200_000),
        ('"250ms"', 250),
        ('"5m250ms"', 300_250),
        ('"1.5s"', 1_500),
        ('"24h"', 86_400_000),
    ],
)
def test_times_are_read(written: str, milliseconds: int) -> None:
    assert giving(f"coins = 1\nat = {written}").start_ms == milliseconds


@pytest.mark.parametrize("written", ['"soon"', '""', '"1.5m"', "-1", "nan", "inf", '"25h"', "true"])
def test_what_is_no_time_is_refused(written: str) -> None:
    assert mistake(f"coins = 1\nat = {written}").startswith("3: at is ")


def test_after_counts_from_the_end_of_the_step_before() -> None:
    source = """
        [[steps]]
        at = 10
        coins = 5
        count = 5
        over = "4s"
        every = "1m"
        times = 2
        [[steps]]
        after = 2
        crowd = "30s"
        rate = 10
        mix = [{ coins = 1 }]
        [[steps]]
        after = 3
        coins = 1
        [[steps]]
        coins = 1
    """
    starts = [getattr(step, "start_ms", None) for step in script(source).steps]
    assert starts == [10_000, 76_000, 109_000, 109_000]


def test_undo_and_restore_name_a_gift() -> None:
    steps = script('[[steps]]\ncoins=1\nref="a"\n[[steps]]\nundo="a"\n[[steps]]\nrestore="a"').steps
    assert steps[1:] == (UndoStep(0, "a"), RestoreStep(0, "a"))


def test_a_script_without_a_title_is_called_after_its_file(tmp_path: Path) -> None:
    file = tmp_path / "monday.toml"
    file.write_text("[[steps]]\ncoins = 1")
    assert load(file, CATALOGUE).title == "monday"


def test_a_length_makes_a_script_longer_than_its_steps() -> None:
    assert script('length = "1m"\n[[steps]]\nat = 5\ncoins = 1').seconds == 60
    assert script("[[steps]]\nat = 5.5\ncoins = 1").seconds == 5.5


def test_a_crowd_has_made_up_gifters_or_named_ones() -> None:
    made_up = crowd('crowd = "1m"\nrate = 5\ngifters = 300\nmix = [{ coins = 1 }]').gifters
    assert len(set(made_up)) == 300
    assert made_up[:2] == ("ana", "ben")
    assert crowd('crowd="1m"\nrate=5\ngifters=["ben"]\nmix=[{coins=1}]').gifters == ("ben",)


def test_a_crowd_gives_by_its_rate() -> None:
    assert crowd('crowd = "2m"\nrate = 7.5\nmix = [{ coins = 1 }]').gifts == 15


def test_a_choice_has_the_price_of_one_and_a_range_of_counts() -> None:
    source = (
        'crowd="1m"\nrate=5\nmix=[{gift="Doughnut", count=[2, 5], weight=9}, {coins=7, count=3}]'
    )
    doughnut, free = crowd(source).mix
    assert (doughnut.gift.micro, doughnut.low, doughnut.high, doughnut.weight) == (
        30 * MICRO,
        2,
        5,
        9,
    )
    assert (free.gift.count, free.gift.coins, free.high, free.weight) == (3, 7, 0, 1)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('gift = "Rsoe"', '2: there is no gift "Rsoe"; expected "Rose", or coins with it'),
        ("worth = 5", '2: worth is 5; expected { amount = "5.00", unit = "EUR" }'),
        (
            'crowd = "1m"\nrate = 1\nmix = 5',
            '4: mix is 5; expected mix = [{ gift = "Rose", weight = 1 }]',
        ),
        (
            'gift = "qqqq"',
            '2: there is no gift "qqqq"; expected a gift of the catalogue, or coins with it',
        ),
        (
            'gift = "Heart"',
            '2: "Heart" stands for several gifts of different coins; expected gift_id = "6247" '
            'for 1 or "5480" for 10 or "5738" for 200 with it',
        ),
        (
            'gift_id = "0"',
            '2: there is no gift with the id "0"; expected the id of a gift in the catalogue, or '
            "coins with it",
        ),
        ("at = 1", "1: this gives nothing; expected a gift, or coins"),
        ('coins = 1\nform = "ana"', "3: form is not a key of a step; expected from"),
        ("coins = -1", "2: coins is -1; expected a number of coins, at most 1,000,000,000"),
        ("coins = nan", "2: coins is NaN; expected a number of coins, at most 1,000,000,000"),
        ("coins = 1\ncount = 0", "3: count is 0; expected a whole number from 1 to 1,000,000"),
        (
            'gift = "Lion"\ncount = 1000000',
            "3: 1,000,000 of these are 29,999,000,000 coins; expected at most 1,000,000,000 coins",
        ),
        (
            "coins = 1\nat = 1\nafter = 2",
            "4: this step has both at and after; expected one of them",
        ),
        (
            'coins = 1\nevery = "5s"',
            "3: this step has every but not times; expected both or neither",
        ),
        ("coins = 1\ntimes = 5", "3: this step has times but not every; expected both or neither"),
        (
            'coins = 1\nover = "5s"',
            "3: one piece cannot grow into a streak; expected count = 2 or more, or no over",
        ),
        (
            'coins = 1\nref = "a"\nstreak = "b"',
            "3: this step has both ref and streak; expected one of them: both name it",
        ),
        (
            'coins = 1\nref = "a"\nevery = 1\ntimes = 2',
            "3: ref and every do not go together; expected one of them",
        ),
        (
            'coins = 2\ncount = 2\nstreak = "a"\nover = 1',
            "4: streak and over do not go together; expected one of them",
        ),
        (
            'undo = "x"',
            '2: "x" is to be undone, but no gift is called that; expected a name that a gift has '
            "as its ref or streak",
        ),
        ('worth = { amount = "5" }', None),
        ("worth = 5", None),
        ('worth = { amount = "5", unit = "EUR", rat = 2 }', None),
        ('worth = { amount = "5", unit = "\u20ac" }', None),
        ('crowd = "1m"\nmix = [{ coins = 1 }]', None),
        ('crowd = "1m"\nrate = 5', None),
        ('crowd = "1m"\nrate = 5\nmix = []', None),
        ('crowd = "1m"\nrate = 5\nmix = [{ coins = 1 }]\ngifters = []', None),
        ('crowd = "1m"\nrate = 5\nmix = [{ coins = 1 }]\ngifters = [""]', None),
        ('crowd = "1m"\nrate = 5\nmix = [{ coins = 1, count = [1, 2] }]', None),
        ('crowd = "1m"\nrate = 5\nmix = [{ gift = "Rose", count = [2, 1] }]', None),
        ('crowd = "1m"\nrate = 5\nmix = [{ gift = "Lion", count = [1, 1000000] }]', None),
        ('crowd = "1m"\nrate = 5\nmix = [{ gift = "Rose", wieght = 1 }]', None),
        ('crowd = "0s"\nrate = 5\nmix = [{ coins = 1 }]', None),
        ('crowd = "24h"\nrate = 60000\nmix = [{ coins = 1 }]', None),
        ('coins = 1\nat = "23h"\nevery = "1h"\ntimes = 5', None),
        ("coins = 1\nat = 1e999999", None),
        ("coins = 1e999999", None),
        ('coins = 1\nfrom = ""', None),
        ('coins = 1\nfrom = "a\\nb"', None),
        ('coins = 1\nfrom = "\\u200b"', None),
        (f'coins = 1\nfrom = "{"x" * 10_000}"', None),
        ('coins = 1\nplatform = "kik"', None),
    ],
)
def test_a_mistake_is_named_once_with_its_line_and_what_would_be_right(
    source: str, expected: str | None
) -> None:
    found = mistake(source)
    assert expected is None or found == expected


def test_a_step_does_one_thing() -> None:
    both = mistakes('[[steps]]\ncoins=1\nref="x"\n[[steps]]\nundo = "x"\nrestore = "x"')
    assert both == ["6: this step has both undo and restore; expected one of them"]
    assert mistakes('[[steps]]\ncoins=1\nref="x"\n[[steps]]\nundo = "x"\ncoins = 5') == [
        "6: coins is not a key of a step; expected one of at, after, undo"
    ]


def test_an_undo_before_its_gift_is_refused() -> None:
    early = '[[steps]]\nat = 9\nundo = "a"\n[[steps]]\nat = 10\ncoins = 1\nref = "a"'
    assert mistakes(early)[0].startswith('3: "a" is to be undone before it is given')
    same_moment = '[[steps]]\nundo = "a"\n[[steps]]\nat = 0\ncoins = 1\nref = "a"'
    assert mistakes(same_moment)[0].startswith('2: "a" is to be undone before it is given')


def test_two_gifts_cannot_have_one_name() -> None:
    twice = '[[steps]]\ncoins = 1\nref = "a"\n[[steps]]\ncoins = 1\n'
    assert mistakes(twice + 'ref = "a"')[0].startswith('6: two gifts are called "a"')
    assert mistakes(twice + 'streak = "a"')[0].startswith('6: a gift is called "a" already')


def test_a_streak_cannot_change_its_gifter() -> None:
    changed = '[[steps]]\nfrom = "ana"\ncoins = 1\nstreak = "a"\n[[steps]]\ncoins = 2\nstreak = "a"'
    assert mistakes(changed)[0].startswith('7: streak "a" is of another gift or gifter')


def test_a_streak_may_be_undone_from_its_earliest_report_on() -> None:
    reports = (
        '[[steps]]\nat = 9\ncoins = 2\nstreak = "a"\n[[steps]]\nat = 3\ncoins = 1\nstreak = "a"'
    )
    assert len(script(f'{reports}\n[[steps]]\nat = 4\nundo = "a"').steps) == 3


def test_all_mistakes_are_told_in_the_order_of_the_lines() -> None:
    source = 'titel = "x"\nseed = -1\n[[steps]]\ncoins = 1\ncount = 0\n[[steps]]\nundo = "b"'
    assert [line.partition(":")[0] for line in mistakes(source)] == ["1", "2", "5", "7"]


@pytest.mark.parametrize("source", ["", 'steps = "x"', "steps = [1]", "[[steps]", "length = 1"])
def test_what_has_no_steps_is_no_script(source: str) -> None:
    assert len(mistakes(source)) == 1


def test_a_length_shorter_than_the_steps_is_refused() -> None:
    found = mistakes("length = 5\n[[steps]]\nat = 9\ncoins = 1")
    assert found == [
        "1: length is shorter than the steps, which take 9s; expected at least that, or no length"
    ]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ScriptError, match=r"none\.toml: there is no such file"):
        load(tmp_path / "none.toml", CATALOGUE)


def test_json_lines_hold_the_same_steps(tmp_path: Path) -> None:
    file = tmp_path / "friday.jsonl"
    file.write_text('{"title":"Friday","seed":3}\n\n{"at":1.5,"gift":"Rose"}\r\n', "utf-8")
    friday = load(file, CATALOGUE)
    assert (friday.title, friday.seed, friday.seconds) == ("Friday", 3, 1.5)
    assert friday.steps == script('[[steps]]\nat = "1.5s"\ngift = "Rose"').steps


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("[1]", 'this is not a step; expected an object, such as {"at": 1, "coins": 5}'),
        ("{", "this is not JSON: expecting property name enclosed in double quotes"),
        ('{"coins":NaN}', "this is not JSON: it has no NaN"),
        ('{"coins":1,"coins":2}', "this is not JSON: a key is there twice"),
        ('{"coins":1,"from":"\\ud800"}', None),
        ('{"coins":1,"at":' + "9" * 5_000 + "}", None),
        ("[" * 100_000, None),
        ('{"coins":1,"form":"ana"}', "form is not a key of a step; expected from"),
    ],
)
def test_a_wrong_line_is_named(line: str, expected: str | None) -> None:
    with pytest.raises(ScriptError) as refused:
        parse(f'{{"coins":1}}\n{line}\n', CATALOGUE, format="jsonl", file="evening")
    assert refused.value.mistakes[0].line == 2
    assert expected is None or str(refused.value) == f"evening:2: {expected}"
