"""A dict whose copy is cheap."""

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
        shards[key] = model[key] = value
    assert dict(shards.items()) == model
    assert len(shards) == len(model)
    assert all(shards.get(key) == value for key, value in model.items())
    assert shards == Shards(model)


@given(
    st.dictionaries(KEYS, st.integers()),
    st.lists(st.tuples(st.integers(0, 4), st.booleans(), KEYS, st.integers())),
)
def test_what_becomes_of_a_copy_is_nothing_to_the_others(
    first: dict[str, int], steps: list[tuple[int, bool, str, int]]
) -> None:
    maps, models = [Shards(first)], [dict(first)]
    for which, copied, key, value in steps:
        which %= len(maps)
        if copied:
            maps.append(maps[which].copy())
            models.append(models[which].copy())
        maps[which][key] = models[which][key] = value
    assert [dict(shards.items()) for shards in maps] == models
    assert [len(shards) for shards in maps] == [len(model) for model in models]


def test_a_missing_key_has_no_value() -> None:
    assert Shards[int]().get("ana") is None


def test_it_equals_only_a_map_of_the_same_items() -> None:
    assert Shards({"ana": 1}) != Shards({"ana": 2})
    assert Shards({"ana": 1}) != {"ana": 1}
