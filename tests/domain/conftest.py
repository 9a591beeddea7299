"""How hypothesis runs here: no deadlines on a shared machine, and no chance on CI."""

import os

from hypothesis import settings

settings.register_profile("giftgoal", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("giftgoal")
