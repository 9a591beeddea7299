"""Gifts are found by id, by name and by what someone types."""

import csv
from pathlib import Path

import pytest

from giftgoal.assets import asset
from giftgoal.catalogue import Catalogue, CatalogueGift, UnknownFavourite, fold, load_catalogue

FILE = asset("data/tiktok_gifts.csv")
BUNDLED = load_catalogue(FILE, favourites=("Rose", "8913", "Lion"))
ROSE = CatalogueGift("5655", "Rose", 1, favourite=True)


def names(gifts: tuple[CatalogueGift, ...]) -> list[str]:
    return [gift.name for gift in gifts]


def test_a_gift_is_found_by_its_id() -> None:
    assert BUNDLED.by_id("5655") == ROSE
    assert BUNDLED.by_id("1") is None


@pytest.mark.parametrize("name", ["Rose", "rose", " ROSE ", "\uff32ose"])
def test_a_gift_is_found_by_its_name_however_it_is_written(name: str) -> None:
    assert BUNDLED.find(name) == (ROSE,)


def test_a_typed_apostrophe_is_as_good_as_a_printed_one() -> None:
    assert names(BUNDLED.find("don't do it")) == ["Don\u2019t Do It"]


def test_a_name_with_several_prices_gives_one_gift_for_each() -> None:
    assert [gift.coins for gift in BUNDLED.find("heart")] == [1, 10, 200]


def test_a_name_with_several_ids_and_one_price_is_one_gift() -> None:
    assert len(BUNDLED.find("GG")) == 1
    assert BUNDLED.by_id("6064") != BUNDLED.by_id("8286")


def test_an_own_gift_hides_all_gifts_of_its_name_but_not_their_ids() -> None:
    catalogue = load_catalogue(FILE, own={"HEART": 7, "Cheers": 50})
    assert catalogue.find("heart") == (CatalogueGift("name:heart", "HEART", 7),)
    assert catalogue.find("cheers") == (CatalogueGift("name:cheers", "Cheers", 50),)
    assert catalogue.by_id("5480") == CatalogueGift("5480", "Heart", 10)


def test_favourites_come_first_in_their_order_when_nothing_is_typed() -> None:
    assert names(BUNDLED.search("", 4)) == ["Rose", "Rosa", "Lion", "2023"]


def test_a_favourite_may_be_named_by_its_id() -> None:
    assert BUNDLED.by_id("8913") == CatalogueGift("8913", "Rosa", 10, favourite=True)


def test_an_unknown_favourite_is_refused_with_the_likely_one() -> None:
    with pytest.raises(UnknownFavourite) as refused:
        load_catalogue(FILE, favourites=("Finger Haert",))
    assert refused.value.meant == "Finger Heart"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("lion", "Lion"),
        ("ros", "Rose"),
        ("univ", "New Universe"),
        ("rsoe", "Rose"),
        ("doughnt", "Doughnut"),
        ("confeti", "Confetti"),
        ("perfumme", "Perfume"),
        ("tktkunv", "TikTok Universe"),
    ],
)
def test_what_someone_types_finds_what_they_mean(typed: str, first: str) -> None:
    assert names(BUNDLED.search(typed))[0] == first


def test_names_that_start_with_it_come_before_those_with_a_word_that_does() -> None:
    gifts = [CatalogueGift(name, name, 1) for name in ("Lilac", "Big Lion", "Bullion", "Lion Cub")]
    assert names(Catalogue(gifts).search("lion")) == ["Lion Cub", "Big Lion", "Bullion"]


def test_forgiving_starts_only_where_nothing_fits() -> None:
    assert all("ros" in fold(name) for name in names(BUNDLED.search("ros")))


def test_two_letters_that_fit_nothing_find_nothing() -> None:
    assert BUNDLED.search("qx") == ()
    assert BUNDLED.search("qqqq") == ()


def test_a_search_stops_at_its_limit() -> None:
    assert len(BUNDLED.search("", 5)) == 5


def test_the_nearest_name_is_found_for_a_hint() -> None:
    assert BUNDLED.nearest("rsoe") == "Rose"
    assert BUNDLED.nearest("qqqq") == ""


def test_the_bundled_file_is_well_formed() -> None:
    with FILE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    ids = [row["id"] for row in rows if row["id"]]
    assert len(ids) == len(set(ids))
    assert all(row["name"] == row["name"].strip() and int(row["coins"]) > 0 for row in rows)
    legend = (Path(__file__).parents[1] / "docs/catalogue.md").read_text("utf-8")
    for letter in {row["source"] for row in rows}:
        count = sum(row["source"] == letter for row in rows)
        assert f"\n| {letter} | {count} |" in legend
