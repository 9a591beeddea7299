"""A hook's secrets are followed by new ones without a letter lost."""

import pytest

from giftgoal.sources import secrets_kept
from giftgoal.sources.secrets_kept import OVERLAP, followed, good, newest_alone, old_until
from giftgoal.sources.signatures import key_in

NOW = 1_795_550_400.0


def test_the_first_secret_is_the_only_one() -> None:
    assert good(followed("", "new", NOW), NOW) == ("new",)
    assert old_until("new", NOW) is None


def test_the_one_before_stays_good_for_a_day_and_no_longer() -> None:
    kept = followed("old", "new", NOW)
    assert good(kept, NOW) == ("new", "old")
    assert good(kept, NOW + OVERLAP - 1) == ("new", "old")
    assert good(kept, NOW + OVERLAP) == ("new",)
    assert old_until(kept, NOW) == NOW + OVERLAP
    assert old_until(kept, NOW + OVERLAP) is None


def test_at_most_two_are_good_at_a_time() -> None:
    kept = followed(followed("first", "second", NOW), "third", NOW + 60)
    assert good(kept, NOW + 61) == ("third", "second")


def test_the_one_before_can_be_ended_at_once() -> None:
    assert newest_alone(followed("old", "new", NOW)) == "new"
    assert newest_alone("") == ""


def test_secrets_that_were_filled_in_by_hand_are_all_good() -> None:
    assert good("one two", NOW) == ("one", "two")


@pytest.mark.parametrize("kept", ["until=1795550400", "until=1795550400 new"])
def test_a_secret_that_looks_like_an_end_is_a_secret_where_none_is_before_it(kept: str) -> None:
    assert good(kept, NOW)[0] == "until=1795550400"


def test_a_new_secret_is_one_of_standard_webhooks() -> None:
    secret = secrets_kept.new_secret(lambda count: bytes(range(count)))
    assert secret == "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX"
    assert key_in(secret) == bytes(range(24))
