from dataclasses import replace
from typing import TYPE_CHECKING

from giftgoal.domain.gifts import Gifter, Share

ANA = Gifter("ana", "Ana")


def test_equal_values_are_one_and_the_same_to_a_set() -> None:
    assert {ANA, Gifter("ana", "Ana"), Share("ana", 1, 1)} == {ANA, Share("ana", 1, 1)}


def test_another_name_makes_another_value() -> None:
    assert replace(ANA, name="Anna") == Gifter("ana", "Anna")
    assert ANA.name == "Ana"


def test_a_value_has_no_room_for_more_than_its_fields() -> None:
    assert not hasattr(ANA, "__dict__")


if TYPE_CHECKING:
    # mypy says so if it would let this pass: what it need not ignore, it calls a mistake.
    ANA.name = "Anna"  # type: ignore[misc]
