"""Every road there is, in the order in which the control page shows them.

Where several of a platform are on and none was chosen, the first one here counts (but see
`Road.carries`).
"""

from giftgoal.sources import (
    euler,
    kick,
    kofi,
    streamelements,
    streamerbot,
    streamlabs,
    telegram,
    telegram_live,
    tikfinity,
    tikfinity_webhook,
    tiktok_live,
    twitch,
    webhook,
    youtube,
)
from giftgoal.sources.source import Road

ROADS: tuple[Road, ...] = (
    tikfinity.ROAD,
    euler.ROAD,
    tiktok_live.ROAD,
    tikfinity_webhook.ROAD,
    twitch.ROAD,
    youtube.ROAD,
    telegram.ROAD,
    telegram_live.ROAD,
    streamlabs.ROAD,
    streamelements.ROAD,
    kofi.ROAD,
    kick.ROAD,
    streamerbot.ROAD,
    webhook.ROAD,
)


def further(name: str) -> Road | None:
    """Return a webhook of the streamer's own by its name, `webhook-` and a word."""
    return webhook.further(name)
