"""Mistakes in a file are all found, and said in words that help."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from giftgoal.documents.mistakes import MOST_MISTAKES, DocumentError, Mistake, did_you_mean, shown
from giftgoal.documents.tables import Mistakes, Table, Unfit, decimal, flag, one_of, text, whole
from giftgoal.documents.toml_lines import read_toml


def table_of(source: str) -> Table:
    toml = read_toml(source)
    return Table(toml.values, Mistakes(), line=toml.line)


def found(table: Table) -> list[str]:
    return [f"{mistake.line}: {mistake}" for mistake in table.mistakes]


def test_a_right_value_is_returned() -> None:
    table = table_of('port = 80\nname = "mika"\non = true\nrate = "1.5"\nplain = 2.5')
    assert table.get("port", whole(0, 100), 1) == 80
    assert table.get("name", text(), "") == "mika"
    assert table.get("on", flag, False) is True
    assert table.get("rate", decimal(Decimal(0), Decimal(10)), Decimal(1)) == Decimal("1.5")
    assert table.get("plain", decimal(Decimal(0), Decimal(10)), Decimal(1)) == Decimal("2.5")
    assert table.get("missing", whole(0, 100), 7) == 7
    assert not table.mistakes


@pytest.mark.parametrize(
    ("source", "read", "mistake"),
    [
        ('a = "80a"', whole(0, 65_535), '1: a is "80a"; expected a whole number from 0 to 65,535'),
        ("a = true", whole(0, 1), "1: a is true; expected a whole number from 0 to 1"),
        ("a = 1.5", whole(0, 1), "1: a is 1.5; expected a whole number from 0 to 1"),
        ("a = 1", flag, "1: a is 1; expected true or false"),
        ('a = ""', text(5), '1: a is ""; expected text of 1 to 5 characters on one line'),
        ('a = "a\\u0007"', text(5), None),
        ('a = "123456"', text(5), None),
        ("a = nan", decimal(Decimal(0), Decimal(9)), None),
        ("a = [1]", decimal(Decimal(0), Decimal(9)), None),
        ('a = "x"', decimal(Decimal(0), Decimal(9)), None),
        ('a = "kik"', one_of("kick", "other"), '1: a is "kik"; expected one of kick, other'),
    ],
)
def test_a_wrong_value_is_named_and_the_default_stands(
    source: str, read: Callable[[object], object], mistake: str | None
) -> None:
    table = table_of(source)
    default: object = "the default"
    assert table.get("a", read, default) == default
    assert len(table.mistakes) == 1
    assert mistake is None or found(table) == [mistake]


@pytest.mark.parametrize("name", ["", "  ", "\u200b\u202e", "\ud800", "two\nlines", "x" * 65])
def test_a_name_that_cannot_be_shown_is_wrong(name: str) -> None:
    with pytest.raises(Unfit):
        text()(name)


def test_text_is_kept_in_one_spelling() -> None:
    assert text()(" Zoe\u0308 ") == "Zo\u00eb"
    assert text(empty=True)("  ") == ""


def test_every_wrong_item_of_a_list_is_named_with_its_own_line() -> None:
    table = table_of('a = [\n "one",\n 2,\n 3,\n]')
    assert table.items("a", text()) == ("one",)
    assert [mistake.line for mistake in table.mistakes] == [3, 4]


def test_a_key_inside_a_table_is_named_with_the_way_to_it() -> None:
    table = table_of("[server]\nport = -1\nhots = 3\n\n[server.deep]\nx = 1")
    server = table.table("server")
    server.get("port", whole(0, 9), 0)
    server.get("host", text(), "")
    server.table("deep").get("x", flag, False)
    server.finish()
    assert found(table) == [
        "2: server.port is -1; expected a whole number from 0 to 9",
        "6: server.deep.x is 1; expected true or false",
        "3: server.hots is not a setting; expected server.host",
    ]


def test_an_unknown_key_far_from_all_others_lists_them() -> None:
    table = table_of("zzz = 1")
    table.get("port", whole(0, 9), 0)
    table.get("host", text(), "")
    table.finish()
    assert found(table) == ["1: zzz is not a setting; expected one of port, host"]


def test_tables_and_lists_in_each_others_place_are_named() -> None:
    table = table_of("a = 1\nb = 2\nc = [1, {x = 1}]\nd = 4")
    assert table.table("a").values == {}
    assert table.tables("b") == ()
    assert [inner.values for inner in table.tables("c")] == [{"x": 1}]
    assert table.items("d", text()) == ()
    assert [mistake.line for mistake in table.mistakes] == [1, 2, 3, 4]


def test_tables_are_named_as_they_are_written_in_the_file() -> None:
    table = table_of("[gifts]\nprices = 1\n[gifts.own]\nname = 2").table("gifts")
    table.tables("own")
    table.table("prices")
    assert found(table) == [
        "3: gifts.own is a table; expected tables, [[gifts.own]]",
        "2: gifts.prices is 1; expected a table, [gifts.prices]",
    ]


def test_no_more_mistakes_are_kept_than_a_person_mends() -> None:
    mistakes = Mistakes()
    for _ in range(MOST_MISTAKES + 5):
        mistakes.add(1, "wrong")
    assert len(mistakes) == MOST_MISTAKES


def test_an_error_reads_like_a_compilers() -> None:
    error = DocumentError("a.toml", [Mistake(7, "b is 1", "2"), Mistake(0, "it is empty")])
    assert str(error) == "a.toml: it is empty\na.toml:7: b is 1; expected 2"


def test_the_word_that_was_meant_is_found_whatever_its_case() -> None:
    assert did_you_mean("rsoe", ["Lion", "Rose"]) == "Rose"
    assert did_you_mean("zzz", ["Lion", "Rose"]) == ""


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a\u202eb\n", '"a\\u202eb\\n"'),
        ("x" * 100, '"' + "x" * 60 + '…"'),
        (1_000_000, "1,000,000"),
        (10**100, "a number with too many digits"),
        (Decimal("1.50"), "1.50"),
        (datetime(2026, 11, 24, tzinfo=UTC), "2026-11-24T00:00:00+00:00"),
        (False, "false"),
        (None, "null"),
        ([1], "a list"),
        ({}, "a table"),
        (1.5, "float"),
    ],
)
def test_a_found_value_is_shown_safely(value: object, expected: str) -> None:
    assert shown(value) == expected
