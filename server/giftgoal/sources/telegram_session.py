"""A sign-in to Telegram as a user, and the client that it opens. Written against Telethon 1.45.0.

It opens the whole account. So it is text that the streamer makes in a terminal and pastes into the
control page, nothing here prints it, and Telegram lists it under the name Giftgoal.
"""

import re
from dataclasses import dataclass, field
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from typing import Any

from giftgoal.sources.source import Refused

INSTALL = 'pip install "giftgoal[telegram-live]"'

_WRITTEN = re.compile(r"([0-9]{1,12}):([0-9A-Za-z]{16,64}):([0-9A-Za-z_=-]{0,400})")


@dataclass(frozen=True, slots=True)
class Access:
    """What it takes to be the streamer."""

    api_id: int = field(repr=False)
    """The number of the streamer's own app at my.telegram.org, and its secret."""
    api_hash: str = field(repr=False)
    session: str = field(default="", repr=False)
    """Telethon's text of a sign-in; empty: there is none yet."""

    @classmethod
    def read(cls, written: str) -> "Access":
        """Return what is in the text of the control page's field.

        Raises:
            Refused: If it is none.
        """
        parts = _WRITTEN.fullmatch(written)
        if not parts:
            raise Refused("That is not what giftgoal telegram-sign-in printed. Copy all of it.")
        return cls(int(parts[1]), parts[2], parts[3])

    def written(self) -> str:
        """Return the text for the control page's field."""
        return f"{self.api_id}:{self.api_hash}:{self.session}"


def telegram_client(access: Access) -> Any:
    """Return Telethon's client, not connected yet.

    It does not connect anew by itself: a break is to be seen, and shown.

    Raises:
        Refused: If Telethon is not installed, or the sign-in is not Telethon's.
    """
    if find_spec("telethon") is None:
        raise Refused(f"Telethon is not installed: {INSTALL}")
    sessions = import_module("telethon.sessions")
    try:
        session = sessions.StringSession(access.session)
    except Exception:  # noqa: BLE001  # cut off, its parts fail in many ways; they may quote it
        raise Refused("That is not a whole sign-in. Copy all of it.") from None
    return import_module("telethon").TelegramClient(
        session,
        access.api_id,
        access.api_hash,
        device_model="Giftgoal",
        app_version=version("giftgoal"),
        auto_reconnect=False,
        connection_retries=1,
        request_retries=1,
        flood_sleep_threshold=0,
    )
