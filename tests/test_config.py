"""Settings are read, and every mistake in them is named with its line."""

import dataclasses
import re
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from giftgoal.assets import asset
from giftgoal.catalogue import load_catalogue
from giftgoal.config import Config, ConfigError, OwnGift, Webhook, load

EXAMPLE = asset("config.example.toml")


def write(folder: Path, text: str) -> Path:
    file = folder / "config.toml"
    file.write_text(text, encoding="utf-8")
    return file


def mistakes(folder: Path, text: str) -> list[str]:
    file = write(folder, text)
    with pytest.raises(ConfigError) as refused:
        load(file)
    return str(refused.value).replace(f"{file}:", "").splitlines()


def test_no_file_gives_the_defaults() -> None:
    assert load(None) == Config()


def test_an_empty_file_gives_the_defaults(tmp_path: Path) -> None:
    assert load(write(tmp_path, "")) == Config()


def test_the_example_gives_the_defaults() -> None:
    assert load(EXAMPLE) == Config()


def test_the_example_names_every_setting_and_no_other() -> None:
    example = EXAMPLE.read_text("utf-8")
    shown = tomllib.loads(example)
    for section in dataclasses.fields(Config):
        default = getattr(Config(), section.name)
        if section.name not in ("rates", "place"):
            wanted = {setting.name for setting in dataclasses.fields(default)} - {"own", "webhooks"}
            assert set(shown.pop(section.name)) == wanted
    assert shown == {"rates": {}}
    assert "# [[gifts.own]]" in example
    assert "# [[outgoing.webhooks]]" in example


def test_what_the_example_only_shows_can_be_switched_on(tmp_path: Path) -> None:
    text = re.sub(r"^# (?=\[\[|[A-Za-z]+ = )", "", EXAMPLE.read_text("utf-8"), flags=re.MULTILINE)
    config = load(write(tmp_path, text))
    assert config.gifts.own == (OwnGift("Cheers", 50),)
    assert config.rates["USD"] == Decimal("66.5")
    assert config.outgoing.webhooks == (
        Webhook("https://example.com/lamp", "whsec_R2lmdGdvYWwncyBleGFtcGxl"),
    )


def test_the_default_favourites_are_in_the_catalogue() -> None:
    file = asset("data/tiktok_gifts.csv")
    favourites = Config().gifts.favourites
    shown = load_catalogue(file, favourites=favourites).search("", len(favourites))
    assert tuple(gift.name for gift in shown) == favourites


def test_settings_are_read(tmp_path: Path) -> None:
    text = """
        [server]
        host = "0.0.0.0"
        port = 80
        public_url = "https://Goal.example.com/"
        allowed_hosts = ["Studio.local:8765", "[::1]:8765"]
        allowed_origins = ["http://[::1]:81"]
        [data]
        folder = "data"
        [streamer]
        name = "mika"
        [gifts]
        own = [{ name = "Cheers", coins = 50 }]
        [rates]
        EUR = "80"
        bits = 1.5
        [overlay]
        frame_ms = 33
        [outgoing]
        text_files = true
        [[outgoing.webhooks]]
        url = "http://[::1]:81/lamp?key=7"
        secret = "a secret of mika's own"
        events = ["reached"]
    """
    config = load(write(tmp_path, text))
    assert config.server.public_url == "https://goal.example.com"
    assert config.server.allowed_hosts == ("studio.local:8765", "[::1]:8765")
    assert config.server.allowed_origins == ("http://[::1]:81",)
    assert config.data.folder == tmp_path / "data"
    assert config.streamer.name == "mika"
    assert config.gifts.own == (OwnGift("Cheers", 50),)
    assert config.rates == {"EUR": Decimal(80), "BITS": Decimal("1.5")}
    assert config.overlay.frame_ms == 33
    assert config.outgoing.text_files
    lamp = Webhook("http://[::1]:81/lamp?key=7", "a secret of mika's own", ("reached",))
    assert config.outgoing.webhooks == (lamp,)


def test_every_mistake_is_named_with_its_line_and_what_would_be_right(tmp_path: Path) -> None:
    text = '[server]\nport = "80a"\nhots = "x"\n\n[sever]\n[gifts]\nfavourites = ["Rose",\n7]\n'
    assert mistakes(tmp_path, text) == [
        '2: server.port is "80a"; expected a whole number from 0 to 65,535',
        "3: server.hots is not a setting; expected server.host",
        "5: sever is not a setting; expected server",
        "8: gifts.favourites holds 7; expected text of 1 to 64 characters on one line",
    ]


@pytest.mark.parametrize(
    "text",
    [
        'server = "x"',
        '[server]\nhost = "http://x"',
        '[server]\npublic_url = "goal.example.com"',
        '[server]\npublic_url = "https://goal.example.com/path"',
        '[server]\npublic_url = "https://goal.example.com:port"',
        '[server]\npublic_url = "https://goal.exämple.com"',
        '[server]\nallowed_hosts = ["https://x"]',
        '[server]\nallowed_origins = [""]',
        "[data]\nfolder = 3",
        "[data]\ncheckpoint_every = 1",
        "[data]\nbackup_hours = -1",
        '[streamer]\nname = ""',
        '[streamer]\nname = "a\\nb"',
        "[gifts]\nduplicate_seconds = 0.5",
        '[[gifts.own]]\nname = "Cheers"',
        '[[gifts.own]]\nname = "Cheers"\ncoins = 0',
        '[[gifts.own]]\nname = "Cheers"\ncoins = 1\nprice = 2',
        '[rates]\nEUR = "free"',
        "[rates]\nEUR = -1",
        "[rates]\nEUR = nan",
        '[rates]\n"€" = 1',
        "[overlay]\nframe_ms = 0",
        '[outgoing]\ntext_files = "yes"',
        '[[outgoing.webhooks]]\nurl = "ftp://x"\nsecret = "a secret of mika"',
        '[[outgoing.webhooks]]\nurl = "https://x:port"\nsecret = "a secret of mika"',
        '[[outgoing.webhooks]]\nsecret = "a secret of mika"',
        '[[outgoing.webhooks]]\nurl = "https://x"',
        '[[outgoing.webhooks]]\nurl = "https://x"\nsecret = "short"',
        '[[outgoing.webhooks]]\nurl = "https://x"\nsecret = "a secret of mika"\nevents = ["gift"]',
        "[overlay",
        "port = 1",
    ],
)
def test_an_impossible_setting_is_one_mistake(tmp_path: Path, text: str) -> None:
    assert len(mistakes(tmp_path, text)) == 1


def test_neither_a_secret_nor_a_webhook_is_shown(tmp_path: Path) -> None:
    text = '[[outgoing.webhooks]]\nurl = "x://key"\nsecret = "tooshort"'
    assert not re.search("key|tooshort", " ".join(mistakes(tmp_path, text)))
    assert not re.search("example|mika", repr(Webhook("https://example.com", "a secret of mika")))


def test_a_missing_file_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.toml: there is no such file"):
        load(tmp_path / "none.toml")
