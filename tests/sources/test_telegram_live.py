"""A stay with Telegram as a user, by a client that dials nobody: see `telethon_client.py`."""

import asyncio
import logging
import socket
import sys
from pathlib import Path
from typing import Any

import pytest
from telethon import errors
from telethon.crypto import AuthKey
from telethon.events import Raw
from telethon.sessions import StringSession
from telethon.tl import types

from giftgoal.domain.gifts import Gifter
from giftgoal.sources import telegram_live
from giftgoal.sources.arrivals import Arrived
from giftgoal.sources.source import Refused
from giftgoal.sources.telegram_live_events import normalise
from giftgoal.sources.telegram_session import Access, telegram_client
from tests.sources.studio import EIGHT, Studio, studio
from tests.sources.telethon_client import ACCESS, BEGAN, CALL, FILLED, FakeTelegram, flood, sent

NAME = "telegram-live"
ON = {NAME: FILLED}


async def counted(here: Studio, gifts: int) -> None:
    await here.until(lambda: here.status(NAME).counters.counted == gifts)


async def test_stars_are_counted_once_and_other_messages_not(tmp_path: Path) -> None:
    there = FakeTelegram()
    async with studio(tmp_path, [there.road], on=ON) as here:
        await here.state(NAME, "live")
        for update in (sent(1, None, text="hi"), sent(2, 50), sent(2, 50), sent(3, 7, in_call=5)):
            await there.tells(update)
        await there.tells(sent(4, 5))
        await counted(here, 2)
        assert here.status(NAME).counters.repeated == 1
        assert {one.gift.worth.amount for one in await here.gifts() if one.gift.worth} == {50, 5}
        assert isinstance(there.peers[0], types.InputPeerSelf)
        assert not [name for name in there.asked if "Join" in name or "Send" in name]


async def test_nobody_live_is_no_failure_and_is_looked_at_again(tmp_path: Path) -> None:
    there = FakeTelegram()
    there.live = None
    async with studio(tmp_path, [there.road], on=ON) as here:
        await here.until(lambda: len(here.clock.waits) >= 2)
        assert here.status(NAME).line == "You are not live on Telegram."
        assert set(here.clock.waits) == {60}


async def test_the_end_of_the_stream_is_its_end(tmp_path: Path) -> None:
    there = FakeTelegram()
    async with studio(tmp_path, [there.road], on=ON) as here:
        await there.tells(sent(1, 50))
        there.live = None
        await there.tells(types.UpdateGroupCall(types.GroupCallDiscarded(CALL, 1, 60)))
        await here.until(lambda: bool(here.clock.waits))
        assert here.status(NAME).counters.counted == 1
        assert here.status(NAME).gaps == ()


async def test_a_stream_that_telegram_forgot_is_over_too(tmp_path: Path) -> None:
    there = FakeTelegram()
    async with studio(tmp_path, [there.road], on=ON) as here:
        await here.state(NAME, "live")
        there.fails["GetGroupCallStars"] = errors.GroupcallInvalidError(None)
        await here.until(lambda: bool(here.clock.waits))
        assert here.clock.waits[0] == 60


async def test_what_was_given_before_we_came_is_named_and_not_counted(tmp_path: Path) -> None:
    there = FakeTelegram()
    there.total = 120
    async with studio(tmp_path, [there.road], on=ON) as here:
        status = await here.state(NAME, "live")
        (gap,) = status.gaps
        assert (gap.since, gap.until) == (round(BEGAN.timestamp() * 1000), EIGHT)
        assert "120 did not and are not counted" in status.note
        assert await here.gifts() == []


async def test_what_was_missed_in_a_break_is_named_and_what_came_before_is_not(
    tmp_path: Path,
) -> None:
    there = FakeTelegram()
    async with studio(tmp_path, [there.road], on=ON) as here:
        await there.tells(sent(1, 50))
        await counted(here, 1)
        there.total = 80
        there.clients[-1].breaks()
        await here.until(lambda: "30 did not" in here.status(NAME).note)
        assert "50 came here" in here.status(NAME).note
        assert here.status(NAME).gaps
    # And over a restart nothing of it is named anew.
    async with studio(tmp_path, [there.road]) as here:
        await here.until(lambda: "30 did not" in here.status(NAME).note)
        await here.until(lambda: there.asked[-3:] == ["GetGroupCallStars"] * 3)
        assert len(here.status(NAME).gaps) <= 1  # the watch's own: the server was away


async def test_a_sum_that_agrees_says_so(tmp_path: Path) -> None:
    there = FakeTelegram()
    async with studio(tmp_path, [there.road], on=ON) as here:
        there.total = 50
        await there.tells(sent(1, 50))
        await here.until(
            lambda: here.status(NAME).note == "Stars of this stream: 50. Telegram's own sum agrees."
        )


async def test_messages_that_do_not_come_are_named_while_it_says_live(tmp_path: Path) -> None:
    there = FakeTelegram()
    async with studio(tmp_path, [there.road], on=ON) as here:
        await here.state(NAME, "live")
        there.total = 10
        await here.until(lambda: len(here.status(NAME).gaps) == 1)
        assert (await here.gifts(), here.status(NAME).state) == ([], "live")


async def test_a_broken_line_is_connected_anew(tmp_path: Path) -> None:
    there = FakeTelegram()
    there.fails["connect"] = ConnectionError("no")
    async with studio(tmp_path, [there.road], on=ON) as here:
        await here.until(lambda: len(there.clients) >= 3)
        del there.fails["connect"]
        await here.state(NAME, "live")


async def test_telegrams_wait_is_kept(tmp_path: Path) -> None:
    there = FakeTelegram()
    there.fails["GetState"] = flood(77)
    async with studio(tmp_path, [there.road], on=ON) as here:
        await here.until(lambda: bool(here.clock.waits))
        assert here.clock.waits[0] >= 77


@pytest.mark.parametrize(
    "error", [errors.AuthKeyUnregisteredError(None), errors.AuthKeyDuplicatedError(None)]
)
async def test_a_sign_in_that_was_ended_is_not_tried_again(
    tmp_path: Path, error: Exception
) -> None:
    there = FakeTelegram()
    there.fails["GetState"] = error
    async with studio(tmp_path, [there.road], on=ON) as here:
        assert "telegram-sign-in" in (await here.state(NAME, "refused")).line


async def test_a_channel_is_asked_for_by_name_once(tmp_path: Path) -> None:
    there = FakeTelegram()
    there.live = None
    on = {NAME: {**FILLED, "channel": "@mika"}}
    async with studio(tmp_path, [there.road], on=on) as here:
        await here.until(lambda: len(there.peers) >= 3)
        assert there.names == ["@mika"]
        assert (there.peers[-1].channel_id, there.peers[-1].access_hash) == (55, 66)
        there.fails["GetPeerStories"] = errors.ChannelInvalidError(None)
        await here.until(lambda: len(there.names) >= 2)
        await here.supervisor.edit(NAME, values={"channel": "@nobody"})
        assert "no channel" in (await here.state(NAME, "refused")).line


async def test_it_counts_beside_the_bot(tmp_path: Path) -> None:
    there = FakeTelegram()
    async with studio(tmp_path, on={}) as here:
        await here.supervisor.edit("telegram", values={"token": "1:AAAAAAAAAAAAA"}, on=True)
        await here.supervisor.edit(NAME, values=FILLED, on=True)
        assert here.supervisor.counting("telegram") == ("telegram", NAME)
    assert there.clients == []


async def test_switching_off_leaves_telegram(tmp_path: Path) -> None:
    there = FakeTelegram()
    async with studio(tmp_path, [there.road], on=ON) as here:
        await there.tells(sent(1, 50))
        await counted(here, 1)
        await here.supervisor.edit(NAME, on=False)
        assert here.status(NAME).state == "off"
        assert there.clients[-1].disconnected.done()


async def test_without_the_library_it_is_said_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "telethon", None)
    async with studio(tmp_path, [telegram_live.ROAD], on=ON) as here:
        status = await here.state(NAME, "refused")
        assert "giftgoal[telegram-live]" in status.line


async def test_what_is_pasted_wrongly_is_refused_and_not_repeated(tmp_path: Path) -> None:
    wrong = {NAME: {"access": "1secretsecretsecretsecret"}}
    async with studio(tmp_path, [telegram_live.ROAD], on=wrong) as here:
        assert "secret" not in (await here.state(NAME, "refused")).line
    with pytest.raises(Refused) as refused:
        telegram_client(ACCESS)
    assert ACCESS.session not in str(refused.value)


def whole(port: int = 443) -> Access:
    """Return an access with a sign-in as Telethon writes it, to a Telegram on this computer."""
    session = StringSession()
    session.set_dc(2, "127.0.0.1", port)
    session.auth_key = AuthKey(bytes(range(256)))
    return Access(12345, ACCESS.api_hash, session.save())


async def test_telethons_own_client_is_made_of_it_and_its_text_is_not_shown() -> None:
    access = whole()
    assert Access.read(access.written()) == access
    assert telegram_client(access).session.save() == access.session
    assert access.api_hash not in repr(access)
    assert access.session not in repr(access)


async def test_a_telegram_that_is_not_there_is_waited_for_and_nothing_secret_is_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for logger in ("", "telethon"):  # which the command line keeps quiet
        caplog.set_level(logging.DEBUG, logger)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: every call is refused
        access = whole(taken.getsockname()[1])
        on = {NAME: {"access": access.written()}}
        async with studio(tmp_path, [telegram_live.ROAD], on=on) as here:
            await here.until(lambda: bool(here.clock.waits))
            assert here.status(NAME).line == "Telegram could not be reached (ConnectionError)."
    assert "onnect" in caplog.text  # Telethon did say something
    for secret in (access.session, access.api_hash):
        assert secret not in caplog.text


async def test_telethons_own_client_hands_over_an_update_with_those_it_speaks_of() -> None:
    client, heard = telegram_client(whole()), list[Any]()

    async def hear(update: Any) -> None:
        heard.append(update)

    client.add_event_handler(hear, Raw((types.UpdateGroupCallMessage, types.UpdateGroupCall)))
    updates = [sent(1, 50), types.UpdateConfig()]
    for update in updates:
        vars(update).pop("_entities", None)
    ana = types.User(7, first_name="ana", access_hash=1)
    for update in await client._preprocess_updates(updates, [ana], []):
        await client._dispatch_update(update)
    (arrived,) = normalise(*heard)
    assert isinstance(arrived, Arrived)
    assert arrived.gift.gifter == Gifter("telegram:7", "ana")


async def test_an_answer_that_telethon_gave_up_is_a_broken_line(tmp_path: Path) -> None:
    there = FakeTelegram()
    async with studio(tmp_path, [there.road], on=ON) as here:
        await here.state(NAME, "live")
        there.fails["GetGroupCallStars"] = asyncio.CancelledError()
        await here.until(lambda: bool(here.clock.waits))
        assert here.status(NAME).line == "Telegram closed the connection."
        there.fails.clear()
        await here.state(NAME, "live")


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (errors.ApiIdInvalidError(None), "api_id"),
        (errors.RpcCallFailError(None), "trouble of its own"),
        (errors.BadRequestError(None, "X"), "does not answer that just now"),
    ],
)
async def test_each_failure_is_told_in_plain_words(
    tmp_path: Path, error: Exception, line: str
) -> None:
    there = FakeTelegram()
    there.fails["GetState"] = error
    async with studio(tmp_path, [there.road], on=ON) as here:
        await here.until(lambda: line in here.status(NAME).line)
