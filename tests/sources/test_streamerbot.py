"""Streamer.bot: both shapes of a cheer, gifts of the streamer's own, sign-in, and bad days."""

import asyncio
import json
import sys
import sysconfig
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from websockets.asyncio.server import ServerConnection

from giftgoal.domain.gifts import Worth
from giftgoal.sources import connections, streamerbot
from giftgoal.sources.arrivals import Arrived, Unusable
from giftgoal.sources.streamerbot import authentication, normalise
from tests.sources.platforms import Visits, breaks_off, deaf, platform, says
from tests.sources.streamerbot import (
    CHALLENGE,
    SALT,
    cheer,
    event,
    goal,
    old_cheer,
    streamer_bot,
)
from tests.sources.studio import studio

NODE = Path(sysconfig.get_path("scripts")) / ("node.exe" if sys.platform == "win32" else "node")


def only(raw: Any) -> Arrived:
    (arrived,) = normalise(raw)
    assert isinstance(arrived, Arrived)
    return arrived


def test_both_shapes_of_a_cheer_say_the_same() -> None:
    new, old = only(cheer("m1", 137)), only(old_cheer("m1", 137))
    assert new.key == old.key == "streamerbot:m1"
    assert new.gift.worth == old.gift.worth == Worth(Decimal(137), "bits")
    assert (new.gift.gifter.name, new.gift.gifter.key) == ("Ana", "twitch:101")
    assert (old.gift.gifter.name, old.gift.gifter.key) == ("Ben", "twitch:102")
    assert new.gift.message == old.gift.message == "for the mic"
    assert not new.gift.rehearsal
    assert not old.gift.rehearsal


@pytest.mark.parametrize("make", [cheer, old_cheer])
def test_a_cheer_for_a_guest_whose_chat_is_shared_is_not_ours(make: Any) -> None:
    assert normalise(make("m1", 100, isFromSharedChatGuest=True)) == ()
    assert normalise(make("m1", 100, meta={"isFromSharedChatGuest": False})) != ()


def test_a_cheer_in_our_own_shared_chat_is_ours() -> None:
    shared = {"isInSharedChat": True, "isSharedChatHost": True}
    assert only(cheer("m1", 100, **shared)).gift.worth == Worth(Decimal(100), "bits")


@pytest.mark.parametrize("make", [cheer, old_cheer])
def test_every_test_goes_to_the_rehearsal(make: Any) -> None:
    first, second = (only(make("test", 100, at=at, isTest=True)) for at in (1, 2))
    assert first.gift.rehearsal
    assert second.gift.rehearsal
    assert first.key != second.key


def test_an_anonymous_cheer_has_no_name() -> None:
    for raw in (cheer("m1", 1, anonymous=True), old_cheer("m2", 1, isAnonymous=True)):
        gifter = only(raw).gift.gifter
        assert (gifter.name, gifter.key) == ("", "")


@pytest.mark.parametrize("bits", [None, 0, "many", -5, 10**13])
def test_a_cheer_without_bits_is_told_of_and_not_counted(bits: Any) -> None:
    with pytest.raises(Unusable):
        normalise(cheer("m1", bits))


def test_an_action_of_the_streamer_s_own_sends_what_the_api_takes() -> None:
    worth = {"amount": "5.00", "unit": "EUR"}
    tip = only(goal(id="t1", gifter="ana", worth=worth, message="hi", platform="kofi"))
    assert tip.key == "streamerbot:t1"
    assert (tip.gift.platform, tip.gift.worth) == ("kofi", Worth(Decimal("5.00"), "EUR"))
    assert (tip.gift.gifter.name, tip.gift.message) == ("ana", "hi")
    roses = only(goal(at=7, gifter="ben", gift="Rose", count=5, coins=5, rehearsal=True))
    assert (roses.gift.count, roses.gift.coins, roses.gift.platform) == (5, 5, "other")
    assert roses.gift.rehearsal


def test_a_custom_gift_without_an_id_is_known_by_when_it_was_sent() -> None:
    said = {"gifter": "ana", "coins": 5}
    assert only(goal(at=1, **said)).key == only(goal(at=1, **said)).key
    assert only(goal(at=1, **said)).key != only(goal(at=2, **said)).key


@pytest.mark.parametrize("said", [{"coins": -1}, {"coins": "x"}, {}, {"platform": "moon"}])
def test_a_custom_gift_that_makes_no_sense_is_told_of(said: dict[str, Any]) -> None:
    with pytest.raises(Unusable):
        normalise(goal(**said))


def test_other_events_are_none_of_ours() -> None:
    assert normalise(event("General", "Custom", {"scene": "Be right back"})) == ()
    assert normalise(event("Twitch", "Raid", {"viewers": 12})) == ()
    assert normalise([1, 2]) == ()


def test_the_proof_is_that_of_obs_websocket_s_documentation() -> None:
    # obs-websocket 5.0, docs/generated/protocol.md, "Creating an authentication string".
    salt = "lM1GncleQOaCu9lT1yeUZhFYnqhsLLP1G5lAGo3ixaI="
    challenge = "+IxH4CnCiqpX1rM9scsNynZzbOe4KhDeYcTNS3PDaeY="
    proof = authentication("supersecretpassword", salt, challenge)
    assert proof == "1Ct943GAT+6YQUUX47Ia/ncufilbe6+oD6lY+5kaCu4="


async def test_what_was_subscribed_to_counts(tmp_path: Path) -> None:
    raid = event("Twitch", "Raid", {"viewers": 12})
    guest = cheer("g", 5000, isFromSharedChatGuest=True)
    test = cheer("t", 9, isTest=True)
    visit = streamer_bot(
        cheer("m1", 100), raid, guest, old_cheer("m2", 50), test, goal(gifter="ana", coins=7)
    )
    async with platform(visit) as address, studio(tmp_path) as here:
        here.rates["BITS"] = Decimal("0.5")
        await here.supervisor.edit("streamerbot", on=True, values={"address": address})
        await here.until(lambda: here.status("streamerbot").counters.counted == 3)
        assert here.status("streamerbot").state == "live"
        assert await here.coins() == 50 + 25 + 7
        (rehearsed,) = await here.gifts(rehearsal=True)
        assert rehearsed.gift.worth
        assert rehearsed.gift.worth.amount == 9


async def test_a_password_is_proved_not_sent(tmp_path: Path) -> None:
    visit = streamer_bot(cheer("m1", 100), password="mika's")
    async with platform(visit) as address, studio(tmp_path) as here:
        values = {"address": address, "password": "mika's"}
        await here.supervisor.edit("streamerbot", on=True, values=values)
        await here.until(lambda: here.status("streamerbot").counters.counted == 1)


async def test_a_wrong_or_missing_password_waits_for_the_streamer(tmp_path: Path) -> None:
    async with platform(streamer_bot(password="mika's")) as address, studio(tmp_path) as here:
        values = {"address": address, "password": "noor's"}
        await here.supervisor.edit("streamerbot", on=True, values=values)
        status = await here.state("streamerbot", "refused")
        assert status.line == "Streamer.bot does not accept the password."
        await here.supervisor.edit("streamerbot", values={"password": ""})
        await here.until(lambda: "wants a password" in here.status("streamerbot").line)
        await here.supervisor.edit("streamerbot", values={"password": "mika's"})
        await here.state("streamerbot", "live")
        assert here.clock.waits == []


async def test_one_that_hangs_up_on_a_password_is_told_of(tmp_path: Path) -> None:
    async def visit(connection: ServerConnection) -> None:
        asked = {"salt": SALT, "challenge": CHALLENGE}
        await connection.send(json.dumps({"request": "Hello", "authentication": asked}))
        assert json.loads(await connection.recv())["request"] == "Authenticate"

    async with platform(visit) as address, studio(tmp_path) as here:
        values = {"address": address, "password": "noor's"}
        await here.supervisor.edit("streamerbot", on=True, values=values)
        await here.until(lambda: len(here.clock.waits) >= 2)
        assert here.status("streamerbot").line == "Streamer.bot hung up on the password."


async def test_a_password_that_is_only_wanted_for_actions_is_not_needed(tmp_path: Path) -> None:
    visit = streamer_bot(cheer("m1", 1), password="mika's", enforced=False)
    async with platform(visit) as address, studio(tmp_path) as here:
        await here.supervisor.edit("streamerbot", on=True, values={"address": address})
        await here.until(lambda: here.status("streamerbot").counters.counted == 1)


async def test_outages_lose_no_cheer_that_came_and_count_none_twice(tmp_path: Path) -> None:
    cheers = [cheer(f"m{n}", 10, at=n) for n in range(6)]
    visits: Visits = (
        (503, {}),
        streamer_bot(cheers[0], cheers[1], code=1011),
        breaks_off,
        (429, {"Retry-After": "9"}),
        streamer_bot("{half", cheers[1], cheers[3], cheers[2], cheers[0], code=1001),
        streamer_bot(cheers[5], cheers[4], cheers[3]),
    )
    async with platform(*visits) as address:
        async with studio(tmp_path, on={"streamerbot": {"address": address}}) as here:
            here.rates["BITS"] = Decimal(1)
            await here.until(lambda: here.status("streamerbot").counters.counted == 6)
            status = await here.state("streamerbot", "live")
            assert (status.counters.repeated, status.counters.refused) == (3, 1)
            assert any(wait >= 9 for wait in here.clock.waits)
        async with studio(tmp_path) as here:
            await here.until(lambda: here.status("streamerbot").counters.repeated == 3)
            assert await here.coins() == 60


@pytest.mark.parametrize("silence", ["deaf", "no hello", "no answer"])
async def test_one_that_hangs_is_given_up(
    silence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "PATIENCE", 0.1)
    monkeypatch.setattr(streamerbot, "PATIENCE", 0.1)
    hello = {"request": "Hello", "info": {"version": "1.0.5"}}
    mute = platform(says(hello) if silence == "no answer" else says())
    async with deaf() if silence == "deaf" else mute as address, studio(tmp_path) as here:
        await here.supervisor.edit("streamerbot", on=True, values={"address": address})
        await here.until(lambda: len(here.clock.waits) >= 2)
        status = here.status("streamerbot")
        assert (status.state, status.line) == ("connecting", "Streamer.bot does not answer.")


@pytest.mark.parametrize("password", ["", "mika's"])
async def test_streamer_bot_s_own_client_hears_the_same_from_the_one_in_these_tests(
    password: str,
) -> None:
    sent = [cheer("m1", 100), old_cheer("m2", 50), goal(gifter="ana", coins=7)]
    async with platform(streamer_bot(*sent, password=password)) as address:
        script = Path(__file__).with_name("streamerbot_client.mjs")
        port = str(urlsplit(address).port)
        process = await asyncio.create_subprocess_exec(
            NODE, script, port, password, "3", stdout=-1, stderr=-1
        )
        heard, errors = await asyncio.wait_for(process.communicate(), 60)
    assert (process.returncode, errors) == (0, b"")
    told = [[one["event"]["source"], one["event"]["type"], one["data"]] for one in sent]
    assert [json.loads(line) for line in heard.splitlines()] == told
