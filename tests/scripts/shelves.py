"""What the tests of scripts share: the bundled catalogue, and parsing in one word."""

from giftgoal.assets import asset
from giftgoal.catalogue import Catalogue, load_catalogue
from giftgoal.scripts.format import Format, parse
from giftgoal.scripts.script import Script

CATALOGUE: Catalogue = load_catalogue(asset("data/tiktok_gifts.csv"), own={"Cheers": 50})


def script(source: str, format_: Format = "toml") -> Script:
    return parse(source, CATALOGUE, format=format_, file="evening")
