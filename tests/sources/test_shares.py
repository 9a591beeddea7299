"""What takings come to in money: exact, never converted, and unknown where nobody knows."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from giftgoal.catalogue import PACKAGES
from giftgoal.domain.estimates import Estimate, estimate, together, totals
from giftgoal.domain.takings import Taken
from giftgoal.sources.currencies import decimals, is_currency
from giftgoal.sources.shares import shares
from giftgoal.wire.estimate import EstimateOut, estimate_out

KNOWN = shares(PACKAGES)


def of(platform: str, unit: str, amount: str) -> Estimate:
    return estimate(Taken(platform, unit, Decimal(amount), 1), KNOWN, is_currency)


def test_every_share_has_words_a_source_and_a_date() -> None:
    assert all(share.says and share.source and share.date for share in KNOWN.values())


def test_coins_were_paid_between_the_cheapest_and_the_dearest_package() -> None:
    one = of("tiktok", "COINS", "6607")
    prices = [Fraction(package.price) / package.coins for package in PACKAGES]
    assert one.paid == (6607 * min(prices), 6607 * max(prices))
    assert one.kept == Fraction("33.035")
    row = told(one)["rows"][0]
    assert (row["currency"], row["paid"], row["kept"]) == (
        "USD",
        {"least": "99.90", "most": "100.63"},
        "33.04",
    )


def test_each_platform_leaves_what_it_says() -> None:
    assert of("twitch", "BITS", "250").kept == Fraction("2.5")
    assert of("youtube", "EUR", "10.00").kept == 7
    assert of("youtube", "JPY", "500").kept == 350
    assert of("telegram", "STARS", "1000").kept == 13
    assert of("kofi", "GBP", "3.00").kept == 3


def test_what_nobody_knows_is_unknown() -> None:
    jewels, coins = of("youtube", "JEWELS", "100"), of("", "COINS", "5")
    assert (jewels.paid, jewels.kept) == ((Fraction(1, 2), Fraction(1, 2)), None)
    assert (coins.currency, coins.paid, coins.kept, coins.share) == ("", None, None, None)
    tip = of("other", "KWD", "1.250")
    assert (tip.currency, tip.paid, tip.kept) == ("KWD", (Fraction("1.25"), Fraction("1.25")), None)


def test_no_currency_becomes_another_and_a_total_says_if_more_came() -> None:
    known = [of("youtube", "EUR", "10"), of("kofi", "EUR", "5"), of("twitch", "BITS", "100")]
    euros, dollars = totals([*known, of("kick", "KICKS", "100")])
    assert (euros.currency, euros.kept, euros.whole) == ("EUR", Fraction(12), True)
    assert (dollars.currency, dollars.kept, dollars.whole) == ("USD", Fraction(1), False)
    assert dollars.paid == (Fraction("2.4"), Fraction("2.4"))


def test_with_a_rate_for_each_currency_there_is_one_sum_in_the_largest() -> None:
    sums = totals([of("youtube", "EUR", "100"), of("kofi", "USD", "40"), of("kofi", "JPY", "1000")])
    rates = {"EUR": Decimal(80), "USD": Decimal(64), "JPY": Decimal("0.5")}
    one = together(sums, rates)
    assert one is not None
    assert (one.currency, one.kept) == ("EUR", 70 + 32 + Fraction("6.25"))
    assert one.paid == (Fraction("138.25"), Fraction("138.25"))
    assert together(sums, {"EUR": Decimal(80), "USD": Decimal(64)}) is None
    assert together(sums[:1], rates) is None


def told(*estimates: Estimate) -> EstimateOut:
    return estimate_out(0, 0, estimates, totals(estimates), None, decimals)


@given(st.lists(st.decimals(0, 10**9, places=2), max_size=8))
def test_only_the_end_is_rounded_and_never_past_a_cent(amounts: list[Decimal]) -> None:
    rows = [of("youtube", "EUR", str(amount)) for amount in amounts]
    for total in totals(rows):
        assert total.kept == sum(map(Fraction, amounts)) * Fraction(7, 10)


def test_money_has_the_decimals_of_its_currency() -> None:
    kept = [
        row["kept"] for row in told(of("youtube", "JPY", "505"), of("kofi", "KWD", "0.5"))["rows"]
    ]
    assert kept == ["354", "0.500"]
