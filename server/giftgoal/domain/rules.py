"""The streamer's rules about gifters: what is read of them on air, and when enough is enough."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from giftgoal.domain.frozen import frozen
from giftgoal.domain.gifts import MICRO

MAX_WORDS = 500
"""How many words may be blocked."""


@frozen
class GifterRule:
    """What the streamer wants for one gifter."""

    name: str = ""
    """What to call them on air; empty: what they call themselves."""
    hidden: bool = False
    """On air they are anonymous."""
    budget: int | None = None
    """The coins they asked to be stopped at; past it their gifts count but are not celebrated."""
    in_recap: bool = False
    """Whether they agreed to be named in the recap."""


@frozen
class Rules:
    """What holds for every gifter."""

    shoutout_coins: int | None = None
    """A gift worth as many coins waits to be thanked; None: none does."""
    shoutouts_on_air: bool = False
    """Whether overlays may show who waits to be thanked."""
    blocked_words: tuple[str, ...] = ()
    """Names and messages with one of these are not shown on air."""
    block_links: bool = True
    """Nor are those that look like a link."""


def shown_name(key: str, name: str, rules: Rules, gifters: Mapping[str, GifterRule]) -> str:
    """Return what to call a gifter on air; empty: anonymous.

    Args:
        key: The gifter's.
        name: What they call themselves.
        rules: The rules for everyone.
        gifters: The rules about single gifters, by their keys.
    """
    rule = gifters.get(key)
    if rule is not None:
        if rule.hidden:
            return ""
        if rule.name:
            return rule.name
    return "" if is_blocked(name, rules) else name


def is_blocked(text: str, rules: Rules) -> bool:
    """Tell whether a text is not to be shown on air."""
    return bool(text) and _is_blocked(text, rules.block_links, rules.blocked_words)


# The same thirty or so names and messages are in every state, again and again.
@lru_cache(maxsize=1024)
def _is_blocked(text: str, block_links: bool, blocked_words: tuple[str, ...]) -> bool:
    if block_links and _LINK.search(text):
        return True
    if not blocked_words:
        return False
    folded = _folded(text)
    return any(word in folded for word in _all_folded(blocked_words))


@lru_cache(maxsize=4)
def _all_folded(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(folded for word in words if (folded := _folded(word)))


def over_budget(key: str, micro: int, gifters: Mapping[str, GifterRule]) -> bool:
    """Tell whether a gifter who has sent `micro` is past the budget they asked for."""
    rule = gifters.get(key)
    return rule is not None and rule.budget is not None and micro > rule.budget * MICRO


# A scheme, www, or a name with a common ending: what viewers would take for an address.
_LINK = re.compile(
    r"(?i)(?:https?:|www\.|\b[a-z0-9-]{2,}\.(?:com|net|org|io|gg|tv|me|ly|link|shop|xyz|ru|de|co)\b)"
)

# Letters that are commonly written with look-alikes.
_LOOKALIKES = str.maketrans("0134578@$!|", "oieastbasil")


def _folded(text: str) -> str:
    """Return text without case, accents, look-alikes, and all that is no letter."""
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(_LOOKALIKES)
    return "".join(c for c in plain if c.isalpha())
