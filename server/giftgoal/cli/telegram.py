"""`giftgoal telegram-sign-in`: signs in to Telegram as the streamer, for the road telegram-live.

What comes of it is shown once, on the terminal, and written nowhere.
"""

import argparse
import asyncio
import getpass
import sys
from dataclasses import replace
from importlib import import_module

from giftgoal.cli.failures import Failed
from giftgoal.sources.source import Refused
from giftgoal.sources.telegram_calls import left
from giftgoal.sources.telegram_session import Access, telegram_client

_BEFORE = """\
This signs in to Telegram as you, so that Giftgoal can see the stars sent in your live story.
What it prints at the end opens your whole Telegram account, every chat in it, to whoever has it.
Do this on your own computer, not on stream. Ctrl-C stops.

You need an app of your own: open https://my.telegram.org, "API development tools", and make one.
"""

_AFTER = """
Paste this into Giftgoal's control page: Settings, Sources, Telegram live streams, Your sign-in.
It is shown this once. Giftgoal keeps it in sources.json in the data folder, readable by you alone.

{written}

To end it: in Telegram open Settings, Devices, choose Giftgoal, and terminate it. Then clear this
window. If anyone may have seen it, end it at once."""


def run(arguments: argparse.Namespace) -> int:
    """Ask for what Telegram wants to know, and print the sign-in."""
    del arguments
    if not sys.stdin.isatty():
        raise Failed("telegram-sign-in asks for a code; run it in a terminal", 2)
    print(_BEFORE)
    try:
        access = Access.read(
            f"{input('api_id: ').strip()}:{getpass.getpass('api_hash: ').strip()}:"
        )
    except Refused:
        raise Failed("an api_id is a number, and an api_hash 32 letters and digits", 2) from None
    try:
        access = asyncio.run(_signed_in(access))
    except Refused as refused:
        raise Failed(str(refused), 2) from None
    print(_AFTER.format(written=access.written()))
    return 0


async def _signed_in(access: Access) -> Access:
    """Return the access with a sign-in, by Telethon's own questions and answers."""
    client = telegram_client(access)
    errors = import_module("telethon.errors")
    try:
        await client.start(phone=_phone, code_callback=_code, password=_password)
        return replace(access, session=client.session.save())
    except errors.RPCError as error:
        raise Failed(f"Telegram says no: {error}") from None
    except (OSError, RuntimeError, ValueError) as error:
        raise Failed(f"that did not work ({type(error).__name__}); try again") from None
    finally:
        await left(client)


# In threads, so that the connection lives on while someone types.


async def _phone() -> str:
    said = await asyncio.to_thread(input, "Your phone number, like +49 151 23456789: ")
    if ":" in said:
        raise Failed("that is a bot's token; a bot is told of no live stars", 2)
    return said


async def _code() -> str:
    return (await asyncio.to_thread(input, "The code that Telegram sent you: ")).strip()


async def _password() -> str:
    return await asyncio.to_thread(getpass.getpass, "Your Telegram password (two-step): ")
