"""The settings of a run: the configuration file, with the command line's flags over it."""

import argparse
import os
from dataclasses import replace
from pathlib import Path

import platformdirs

from giftgoal.assets import asset
from giftgoal.catalogue import Catalogue, UnknownFavourite, load_catalogue
from giftgoal.cli.failures import Failed
from giftgoal.config import Config, load

MIN_TOKEN = 16
"""The fewest characters of a token from the environment."""


def settings(arguments: argparse.Namespace) -> Config:
    """Return the settings.

    Raises:
        ConfigError: If the file cannot be used.
    """
    config = load(arguments.config)
    server = config.server
    if getattr(arguments, "host", None):
        server = replace(server, host=arguments.host)
    if getattr(arguments, "port", None) is not None:
        server = replace(server, port=arguments.port)
    data = config.data
    if getattr(arguments, "data", None):
        data = replace(data, folder=arguments.data.expanduser().resolve())
    return replace(config, server=server, data=data)


def data_folder(config: Config) -> Path:
    """Return where the gifts are kept."""
    return config.data.folder or Path(platformdirs.user_data_dir("giftgoal", appauthor=False))


def scripts_folder(config: Config) -> Path:
    """Return where the streamer's own scripts lie."""
    return config.scripts.folder or data_folder(config) / "scripts"


def catalogue(config: Config) -> Catalogue:
    """Return the catalogue, with the streamer's own gifts.

    Raises:
        Failed: If a favourite is not in it.
    """
    own = {gift.name: gift.coins for gift in config.gifts.own}
    file = asset("data/tiktok_gifts.csv")
    try:
        return load_catalogue(file, own=own, favourites=config.gifts.favourites)
    except UnknownFavourite as error:
        place = config.place("gifts", "favourites", config.gifts.favourites.index(error.name))
        raise Failed(f"{place}{error}", 2) from None


def environment_token() -> str:
    """Return the owner's token from GIFTGOAL_TOKEN, or nothing.

    Raises:
        Failed: If it is too short to be safe.
    """
    token = os.environ.get("GIFTGOAL_TOKEN", "")
    if token and not (len(token) >= MIN_TOKEN and token.isascii() and token.isprintable()):
        expected = f"at least {MIN_TOKEN} printable ASCII characters"
        raise Failed(f"GIFTGOAL_TOKEN must be {expected}; it has {len(token)}", 2)
    return token
