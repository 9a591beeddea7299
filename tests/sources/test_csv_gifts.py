"""Tables of gifts."""

from decimal import Decimal

import pytest

from giftgoal.domain.gifts import Worth
from giftgoal.sources.csv_gifts import MAX_ROWS, WrongTable, normalise


def keys(text: str) -> list[str]:
    return [arrived.key for arrived in normalise(text)]


def test_columns_may_come_in_any_order_and_be_called_differently() -> None:
    text = "\ufeffCurrency,Name,Amount,Colour\nEUR,ana,5.00,red\n\nEUR,ben,2.50,blue\n"
    gifts = [arrived.gift for arrived in normalise(text, "instagram")]
    assert [(gift.gifter.name, str(gift.worth and gift.worth.amount)) for gift in gifts] == [
        ("ana", "5.00"),
        ("ben", "2.50"),
    ]
    assert {gift.platform for gift in gifts} == {"instagram"}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_spreadsheets_delimiter_is_read(delimiter: str) -> None:
    text = "gifter,gift,count,coins\nana,Rose,5,5\n".replace(",", delimiter)
    (arrived,) = normalise(text)
    assert (arrived.gift.name, arrived.gift.count, arrived.gift.coins) == ("Rose", 5, 5)


def test_a_row_is_known_by_its_id_or_else_by_all_it_says() -> None:
    assert keys("id,coins\na,1\nb,1\n") == ["csv:a", "csv:b"]
    first = keys("gifter,coins\nana,1\nana,1\nben,1\n")
    assert len(set(first)) == 3
    assert keys("gifter,coins\nana,1\nben,1\nana,1\nana,1\n")[:3] == [first[0], first[2], first[1]]


def test_a_moment_is_kept() -> None:
    (arrived,) = normalise("at,coins\n2026-11-24T20:00:00Z,1\n")
    assert arrived.gift.given_at == 1_795_550_400_000


def test_our_own_export_is_read_back_without_what_does_not_count() -> None:
    text = (
        "seq,at,gifter,gift,count,coins,source,platform,by,message,voided,rehearsal,worth,unit,rate,"
        "id\n"
        "1,2026-11-24T20:00:00.000Z,'=ana,Rose,5,5,tiktok,tiktok,TikTok,,no,no,,,,g1\n"
        "2,2026-11-24T20:00:00.000Z,ana,Rose,5,5,tiktok,tiktok,TikTok,,yes,no,,,,g2\n"
        "3,2026-11-24T20:00:00.000Z,ana,Rose,5,5,manual,,mika,,no,yes,,,,g3\n"
    )
    (arrived,) = normalise(text)
    assert (arrived.key, arrived.gift.gifter.name) == ("csv:g1", "=ana")


def test_coins_and_worth_are_both_kept() -> None:
    (rated, waiting) = normalise("coins,amount,unit\n400,5.00,EUR\n0,3.00,EUR\n")
    for arrived, coins, amount in ((rated, 400, "5.00"), (waiting, 0, "3.00")):
        assert arrived.gift.coins == coins
        assert arrived.gift.worth == Worth(Decimal(amount), "EUR")


def test_when_it_was_given_wins_over_when_it_was_recorded() -> None:
    (arrived,) = normalise("at,given_at,coins\n2026-11-25T09:00:00Z,2026-11-24T20:00:00Z,1\n")
    assert arrived.gift.given_at == 1_795_550_400_000


def test_a_table_of_before_the_column_was_known_is_the_same_table() -> None:
    assert keys("gifter,coins\nana,1\n") == ["dcdb02569068444be45ba53e129e76af"]


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("", 1, "first line must name"),
        ("gifter,message\nana,hi\n", 1, "first line must name"),
        ("gifter,coins\nana,5\nben,many\n", 3, "coins must be a whole number"),
        ("gifter,coins\nana,\n", 2, "neither a gift"),
        ("gifter,coins,count\nana,5,0\n", 2, "count"),
        ("gifter,amount\nana,5.00\n", 2, "needs a unit"),
        ("amount,unit\n5.0.0,EUR\n", 2, "not a number"),
        ("coins,platform\n5,myspace\n", 2, "myspace is none of"),
        ("coins,at\n5,yesterday\n", 2, "no moment"),
        ('coins,message\n5,"half', 2, "no table"),
    ],
)
def test_what_is_wrong_is_told_by_its_line(text: str, line: int, why: str) -> None:
    with pytest.raises(WrongTable, match=why) as wrong:
        normalise(text)
    assert wrong.value.rows[0].line == line


def test_many_mistakes_are_told_at_once_but_not_all() -> None:
    with pytest.raises(WrongTable) as wrong:
        normalise("coins\n" + "x\n" * 50)
    assert len(wrong.value.rows) == 20


def test_a_table_has_an_end() -> None:
    with pytest.raises(WrongTable, match="more than"):
        normalise("coins\n" + "1\n" * (MAX_ROWS + 1))
