"""What all roads have in common, and what the rest of Giftgoal must know of their platforms."""

from typing import get_args

from giftgoal.domain.gifts import Platform
from giftgoal.sources.arrivals import PLATFORMS, Arrived
from giftgoal.sources.roads import ROADS


def test_no_two_roads_share_a_name() -> None:
    assert len({road.name for road in ROADS}) == len(ROADS)


def test_a_road_connects_or_takes_letters() -> None:
    assert all((road.open is None) != (road.hook is None) for road in ROADS)


def test_a_road_s_test_delivery_is_of_a_platform_that_it_brings() -> None:
    for road in ROADS:
        (arrived,) = road.sample("1")
        assert isinstance(arrived, Arrived)
        assert arrived.gift.platform in road.platforms, road.name


def test_every_platform_has_a_name_for_people() -> None:
    assert tuple(PLATFORMS) == get_args(Platform)
