"""What Giftgoal brings along is found."""

import pytest

from giftgoal.assets import asset


@pytest.mark.parametrize("name", ["data/tiktok_gifts.csv", "config.example.toml", "overlay"])
def test_a_bundled_file_is_found(name: str) -> None:
    assert asset(name).exists()


def test_a_missing_file_says_what_to_do() -> None:
    with pytest.raises(FileNotFoundError, match="install it again"):
        asset("nothing.txt")
