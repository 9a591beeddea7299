"""Scripts are picked by name, and the shipped ones are good."""

from pathlib import Path

import pytest

from giftgoal.assets import asset
from giftgoal.catalogue import load_catalogue
from giftgoal.config import Config
from giftgoal.domain.commands import RecordGift
from giftgoal.domain.errors import NotFound
from giftgoal.domain.gifts import MICRO
from giftgoal.scripts.check import check, summary
from giftgoal.scripts.format import ScriptError
from giftgoal.scripts.script import GiftStep
from giftgoal.scripts.shelf import Listed, Shelf
from giftgoal.scripts.timeline import timeline
from giftgoal.scripts.totals import totals
from tests.scripts.evenings import command_of, played
from tests.scripts.shelves import CATALOGUE, script

SHIPPED = asset("data/scripts")


def test_the_shipped_scripts_are_listed_with_title_and_length() -> None:
    assert Shelf(CATALOGUE, SHIPPED).listed() == (
        Listed("first-light", "First light", 60.0),
        Listed("friday-night", "Friday night", 7200.0),
        Listed("storm", "Storm", 180.0),
    )


@pytest.mark.parametrize("name", ["first-light", "friday-night", "storm"])
def test_a_shipped_script_is_good(name: str) -> None:
    assert check(SHIPPED / f"{name}.toml", CATALOGUE).good


def test_first_light_crosses_250_and_then_reaches_the_goal_of_500() -> None:
    raised: dict[int, int] = {}
    steps = list(timeline(Shelf(CATALOGUE, SHIPPED).load("first-light")))
    for number, step in enumerate(steps, start=1):
        raised[step.at_ms] = played(steps[:number]).board.real.micro // MICRO
    assert max(coins for at, coins in raised.items() if at < 30_000) < 250 <= raised[30_000]
    assert max(coins for at, coins in raised.items() if at < 49_000) < 500 <= raised[49_000]


def test_first_light_adds_up_to_its_own_sum() -> None:
    first_light = Shelf(CATALOGUE, SHIPPED).load("first-light")
    board = played(timeline(first_light)).board.real
    sums = totals(first_light)
    counts = (board.micro // MICRO, board.gifts, board.gifters)
    assert counts == (sums.coins, sums.gifts, sums.gifters)


def test_first_light_shows_everything() -> None:
    steps = list(timeline(Shelf(CATALOGUE, SHIPPED).load("first-light")))
    gifts = [step.gift for step in steps if isinstance(step, GiftStep)]
    assert {type(step).__name__ for step in steps} == {"GiftStep", "UndoStep", "RestoreStep"}
    assert any(gift.streak for gift in gifts)
    assert any(not gift.name for gift in gifts)
    assert any(not gift.gifter.key for gift in gifts)


def test_friday_night_has_its_people_its_whale_and_its_quiet_spell() -> None:
    friday = Shelf(CATALOGUE, SHIPPED).load("friday-night")
    steps = [step for step in timeline(friday) if isinstance(step, GiftStep)]
    assert len({step.gift.gifter.key for step in steps}) == 200
    assert max(step.gift.coins for step in steps) == 29_999
    quiet = [step for step in steps if 58 * 60_000 < step.at_ms < 70 * 60_000]
    assert len({step.ref for step in quiet}) < 10


def test_the_storm_brings_a_hundred_gifts_a_second() -> None:
    storm = Shelf(CATALOGUE, SHIPPED).load("storm")
    second = [step for step in timeline(storm) if 5_000 <= step.at_ms < 6_000]
    assert len(second) == pytest.approx(100, abs=2)
    assert all(isinstance(command_of(step), RecordGift) for step in second)


def test_a_script_of_the_streamers_own_hides_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "storm.toml").write_text('title = "My storm"\n[[steps]]\ncoins = 1')
    (tmp_path / "last friday.jsonl").write_text('{"at":3,"coins":1}')
    (tmp_path / "notes.txt").write_text("no script")
    shelf = Shelf(CATALOGUE, SHIPPED, tmp_path)
    names = [one.name for one in shelf.listed()]
    assert names == ["first-light", "friday-night", "last friday", "storm"]
    assert shelf.load("storm").title == "My storm"
    assert shelf.load("last friday").seconds == 3


def test_a_script_with_a_mistake_is_listed_and_tells_it_when_picked(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("[[steps]]\ncoins = -1")
    shelf = Shelf(CATALOGUE, tmp_path)
    assert shelf.listed() == (Listed("bad", "bad", 0.0),)
    with pytest.raises(ScriptError, match=r"bad\.toml:2: coins is -1"):
        shelf.load("bad")


@pytest.mark.parametrize("name", ["../secret", "..", "", "/etc/passwd", "a/b", "first-light.toml"])
def test_a_name_is_never_a_path(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.toml").write_text("[[steps]]\ncoins = 1")
    folder = tmp_path / "scripts"
    folder.mkdir()
    with pytest.raises(NotFound):
        Shelf(CATALOGUE, SHIPPED, folder).load(name)


def test_a_folder_that_does_not_exist_is_an_empty_shelf(tmp_path: Path) -> None:
    assert Shelf(CATALOGUE, tmp_path / "none").listed() == ()


def test_a_good_script_is_summed_up_in_a_line(tmp_path: Path) -> None:
    file = tmp_path / "small.toml"
    file.write_text('title = "Small"\nlength = "1m30s"\n[[steps]]\nfrom = "ana"\ngift = "Rose"')
    report = check(file, CATALOGUE)
    assert report.good
    assert report.text == "Small: 1 min 30 s, 1 step, 1 gift from 1 gifter, 1 coin"


@pytest.mark.parametrize(
    ("length", "said"), [("2h", "2 h 00 min"), ("45s", "45 s"), ("90m", "1 h 30 min")]
)
def test_lengths_are_said_as_people_say_them(length: str, said: str) -> None:
    assert said in summary(script(f'length = "{length}"\n[[steps]]\ncoins = 5'))


def test_a_bad_script_is_told_with_file_line_and_what_would_be_right(tmp_path: Path) -> None:
    file = tmp_path / "small.toml"
    file.write_text('[[steps]]\ngift = "Rsoe"\n[[steps]]\ncoins = 1\ncount = 0')
    report = check(file, CATALOGUE)
    assert not report.good
    assert report.text.splitlines() == [
        f'{file}:2: there is no gift "Rsoe"; expected "Rose", or coins with it',
        f"{file}:5: count is 0; expected a whole number from 1 to 1,000,000",
    ]


def test_the_shipped_scripts_need_nothing_of_the_streamers_own() -> None:
    bundled = load_catalogue(asset("data/tiktok_gifts.csv"), favourites=Config().gifts.favourites)
    assert all(listed.seconds for listed in Shelf(bundled, SHIPPED).listed())
