"""A map that never changes."""

from hypothesis import given
from hypothesis import strategies as st

from giftgoal.domain.shards import Shards

KEYS = st.text(max_size=3)


@given(st.dictionaries(KEYS, st.integers()), st.lists(st.tuples(KEYS, st.integers())))
def test_it_holds_what_a_dict_would_hold(
    first: dict[str, int], more: list[tuple[str, int]]
) -> None:
    shards, model = Shards(first), dict(first)
    for key, value in more:
        shards, model[key] = shards.set(key, value), value
    assert dict(shards.items()) == model
    assert len(shards) == len(model)
    assert all(shards.get(key) == value for key, value in model.items())
    assert shards == Shards(model)


@given(st.dictionaries(KEYS, st.integers()), KEYS, st.integers())
def test_setting_a_key_leaves_the_map_as_it_was(
    items: dict[str, int], key: str, value: int
) -> None:
    shards = Shards(items)
    shards.set(key, value)
    assert dict(shards.items()) == items


def test_a_missing_key_has_no_value() -> None:
    assert Shards[int]().get("ana") is None


def test_it_equals_only_a_map_of_the_same_items() -> None:
    assert Shards({"ana": 1}) != Shards({"ana": 2})
    assert Shards({"ana": 1}) != {"ana": 1}
