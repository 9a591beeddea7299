"""Every road that opens a socket, where it is not let in: each says what, and what it does then."""

from pathlib import Path

import pytest

from giftgoal.sources import connections
from tests.sources import streamelements, streamlabs
from tests.sources.platforms import deaf, platform
from tests.sources.studio import studio

FILLED = {
    "tikfinity": {},
    "euler": {"user": "mika", "key": "a key of mika's"},
    "streamlabs": {"key": streamlabs.TOKEN},
    "streamelements": {"token": streamelements.JWT},
    "streamerbot": {},
}

EACH = pytest.mark.parametrize("name", FILLED)


@EACH
@pytest.mark.parametrize("status", [401, 403])
async def test_a_wrong_key_waits_for_the_streamer(name: str, status: int, tmp_path: Path) -> None:
    async with platform((status, {})) as address, studio(tmp_path) as here:
        values = {**FILLED[name], "address": address}
        await here.supervisor.edit(name, on=True, values=values)
        assert (await here.state(name, "refused")).line
        assert here.clock.waits == []
        # Saving something, or switching it on once more, tries again.
        await here.supervisor.edit(name, on=True)
        await here.state(name, "refused")


@EACH
async def test_asked_to_wait_it_waits(name: str, tmp_path: Path) -> None:
    async with platform((429, {"Retry-After": "37"})) as address, studio(tmp_path) as here:
        values = {**FILLED[name], "address": address}
        await here.supervisor.edit(name, on=True, values=values)
        await here.until(lambda: len(here.clock.waits) >= 2)
        assert all(wait >= 37 for wait in here.clock.waits)
        assert "wait" in here.status(name).line


@EACH
async def test_one_that_is_not_there_or_hangs_is_tried_again(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "PATIENCE", 0.1)
    async with deaf() as hung:
        for folder, address in (("none", "ws://127.0.0.1:9/"), ("hung", hung)):
            async with studio(tmp_path / folder) as here:
                values = {**FILLED[name], "address": address}
                await here.supervisor.edit(name, on=True, values=values)
                await here.until(lambda here=here: len(here.clock.waits) >= 2)  # type: ignore[misc]
                status = here.status(name)
                assert status.state == "connecting"
                assert "does not answer" in status.line
