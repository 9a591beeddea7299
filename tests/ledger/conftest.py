from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from giftgoal.ledger import SqliteLedger


@pytest.fixture
async def ledger(tmp_path: Path) -> AsyncIterator[SqliteLedger]:
    """A new ledger in a folder of its own."""
    ledger, _ = await SqliteLedger.open(tmp_path)
    yield ledger
    await ledger.close()
