"""What platforms' units come to in money, each with where that is from.

Estimates for the streamer's eyes. Platforms change them, and regions, stores and contracts differ.
"""

from collections.abc import Iterable
from fractions import Fraction

from giftgoal.catalogue import Package
from giftgoal.domain.estimates import MONEY, Range, Share, Shares
from giftgoal.domain.takings import COINS

_WHOLE = (Fraction(1), Fraction(1))


def _cents(number: str) -> Fraction:
    """Return US cents in dollars."""
    return Fraction(number) / 100


def _tip(platform: str, name: str) -> Share:
    says = f"A tip counts as it was given; what the payment costs, {name} does not send."
    source = f"The amounts that {name} sends"
    return Share(platform, MONEY, "", _WHOLE, Fraction(1), says, source, "2026")


_FIXED = (
    Share(
        "twitch",
        "BITS",
        "USD",
        (_cents("1.4"), _cents("1.4")),
        _cents("1"),
        "A bit is one US cent for the streamer; 100 bits cost a viewer about $1.40.",
        "Twitch's description of cheering and its price for 100 bits",
        "2024",
    ),
    Share(
        "youtube",
        MONEY,
        "",
        _WHOLE,
        Fraction(7, 10),
        "YouTube keeps 30 % of Super Chats and Super Stickers; taxes and store fees come before.",
        "YouTube's description of Super Chat earnings",
        "2024",
    ),
    Share(
        "youtube",
        "JEWELS",
        "USD",
        (_cents("0.5"), _cents("0.5")),
        None,
        "A jewel is taken for half a US cent. YouTube pays in rubies of one cent, without a fixed "
        "share.",
        "The value that Social Stream Ninja uses, and YouTube's announcement of gifts",
        "2026",
    ),
    Share(
        "youtube",
        "MEMBERSHIPS",
        "",
        None,
        None,
        "What a membership costs is the channel's to say, and YouTube does not send it.",
        "YouTube's Live Chat interface",
        "2026",
    ),
    Share(
        "telegram",
        "STARS",
        "USD",
        (_cents("1.9"), _cents("2.1")),
        _cents("1.3"),
        "A star costs about 1.9 to 2.1 US cents; about 1.3 are paid out, after three weeks.",
        "Prices in app stores and payouts as others report them; Telegram names no fixed rate",
        "2026",
    ),
    Share(
        "kick",
        "KICKS",
        "USD",
        (_cents("1"), _cents("1")),
        None,
        "A kick costs about one US cent. What reaches the streamer is not published.",
        "Kick's price of 100 kicks for a dollar",
        "2025",
    ),
    Share(
        "instagram",
        "STARS",
        "USD",
        None,
        _cents("1"),
        "Instagram paid one US cent for a star on reels. Nothing is published about LIVE.",
        "Instagram's statement about gifts",
        "2023",
    ),
    _tip("streamlabs", "Streamlabs"),
    _tip("streamelements", "StreamElements"),
    _tip("kofi", "Ko-fi"),
)


def shares(packages: Iterable[Package]) -> Shares:
    """Return all that is known.

    Args:
        packages: How TikTok's coins are sold, in dollars.
    """
    known = [*_FIXED, _tiktok(list(packages))]
    return {(share.platform, share.unit): share for share in known}


def _tiktok(packages: list[Package]) -> Share:
    prices = [Fraction(package.price) / package.coins for package in packages]
    paid: Range | None = (min(prices), max(prices)) if prices else None
    return Share(
        "tiktok",
        COINS,
        "USD",
        paid,
        _cents("0.5"),
        "TikTok turns coins into diamonds and pays about half a US cent for each coin given; "
        "regions and agencies differ. Packages cost from $0.99 for 65 to $99.99 for 6,607.",
        "TikTokLive's own estimate (0.005 dollars for a diamond), and an older price list of coins",
        "2026",
    )
