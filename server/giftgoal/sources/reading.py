"""Reading deliveries so that one that is odd does not stop those behind it."""

import logging
from collections.abc import Callable
from typing import Any

from giftgoal.sources.arrivals import Arrival, Unusable
from giftgoal.sources.crashes import log_crash
from giftgoal.sources.payloads import read_json
from giftgoal.sources.source import Tell

log = logging.getLogger(__name__)

Normalise = Callable[[Any], tuple[Arrival, ...]]


def understood(raw: str | bytes, normalise: Normalise, tell: Tell) -> tuple[Arrival, ...]:
    """Return what is in a message of JSON; nothing, said aloud, where it is not understood."""
    return understood_value(raw, lambda text: normalise(read_json(text)), tell)


def understood_value(raw: Any, normalise: Normalise, tell: Tell) -> tuple[Arrival, ...]:
    """Return what is in a message that is read already; see `understood`."""
    try:
        return normalise(raw)
    except Unusable as error:
        tell.odd(str(error))
    except Exception as error:  # noqa: BLE001  # a platform may change what it sends at any time
        log_crash(log, "a message was not understood", error)
        tell.odd("it looks different from what Giftgoal knows")
    return ()
