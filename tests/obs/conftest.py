"""OBS, twice: one that is not there, and a real one where it is installed."""

from collections.abc import Iterator

import pytest

from tests.obs.fake_obs import FakeObs, fake_obs
from tests.obs.real_obs import has_obs

collect_ignore = [] if has_obs() else ["test_real_obs.py"]


@pytest.fixture
def obs() -> Iterator[FakeObs]:
    """An OBS that asks for no password."""
    with fake_obs() as obs:
        yield obs
