"""The one password that is kept."""

import stat
from pathlib import Path

import pytest

from giftgoal.obs.failures import Address
from giftgoal.obs.remembered import Remembered


def test_nothing_is_kept_at_first(tmp_path: Path) -> None:
    remembered = Remembered(tmp_path)
    assert (remembered.address(), remembered.password(Address())) == (None, None)
    remembered.forget()


def test_a_password_is_kept_for_its_address_alone(tmp_path: Path) -> None:
    Remembered(tmp_path).keep(Address(), "rose-garden")
    remembered = Remembered(tmp_path)
    assert remembered.password(Address()) == "rose-garden"
    assert remembered.password(Address("192.168.1.20")) is None
    assert remembered.password(Address(port=4456)) is None


def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    Remembered(tmp_path).keep(Address(), "rose-garden")
    assert stat.S_IMODE((tmp_path / "obs.json").stat().st_mode) == 0o600


def test_a_new_one_takes_its_place_and_nothing_else_is_left(tmp_path: Path) -> None:
    remembered = Remembered(tmp_path)
    remembered.keep(Address(), "rose-garden")
    remembered.keep(Address(), "tulips")
    assert remembered.password(Address()) == "tulips"
    assert [file.name for file in tmp_path.iterdir()] == ["obs.json"]
    remembered.forget()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"host":"x"}', '{"host":1,"port":"p","password":2}']
)
def test_a_broken_file_is_none(text: str, tmp_path: Path) -> None:
    (tmp_path / "obs.json").write_text(text, encoding="utf-8")
    assert Remembered(tmp_path).address() is None
