"""Streamlabs: what is a tip, both versions of its protocol, and bad days."""

import asyncio
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from websockets.asyncio.server import ServerConnection

from giftgoal.domain.gifts import Worth
from giftgoal.sources import connections, socketio
from giftgoal.sources.arrivals import Arrived, Unusable
from giftgoal.sources.streamlabs import normalise
from tests.sources.platforms import Visit, Visits, breaks_off, deaf, platform, says
from tests.sources.streamlabs import TOKEN, bits, donation, one, sockets, tip
from tests.sources.studio import Studio, studio

Refusal = Visit | tuple[int, dict[str, str]]


async def hangs_up(connection: ServerConnection) -> None:
    """Refuse a version as socket.io 4 does: by an answer of HTTP where there is none any more."""
    connection.transport.write(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")
    connection.transport.close()


REFUSALS: dict[str, tuple[Refusal, ...]] = {
    "3": (),
    "4": (hangs_up,),
    "4 of python-socketio": ((403, {}),),
}
"""By what is spoken, how the older version is refused."""


def arrived(event: object) -> list[Arrived]:
    return [one for one in normalise(["event", event]) if isinstance(one, Arrived)]


async def switch_on(here: Studio, address: str, key: str = TOKEN) -> None:
    await here.supervisor.edit("streamlabs", on=True, values={"address": address, "key": key})


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        ("13.3700000000", "USD", "13.37"),
        ("5", "eur", "5.00"),
        ("500.0000000000", "JPY", "500"),
        ("1.2340000000", "KWD", "1.234"),
        ("0.0050000000", "USD", "0.005000000"),
    ],
)
def test_an_amount_is_exact_in_every_currency(amount: str, currency: str, shown: str) -> None:
    (tipped,) = arrived(one(1, amount, currency))
    worth = tipped.gift.worth
    assert worth
    assert (str(worth.amount), worth.unit) == (shown, currency.upper())


def test_a_tip_has_its_gifter_and_words() -> None:
    (tipped,) = arrived(one(1, "5.00"))
    gift = tipped.gift
    assert (gift.platform, gift.name, gift.gifter.name) == ("streamlabs", "Tip", "ana")
    assert (gift.message, gift.rehearsal) == ("for the mic", False)


def test_the_event_s_id_is_the_key_and_the_tip_s_own_where_there_is_none() -> None:
    assert [one.key for one in arrived(one(7, "1"))] == ["streamlabs:evt_7"]
    without = donation(7, tip(7, "1"), event_id=None)
    assert [one.key for one in arrived(without)] == ["streamlabs:tip-7"]
    with pytest.raises(Unusable):
        normalise(["event", donation(7, tip(7, "1", _id=None, id=None), event_id=None)])


def test_every_tip_of_an_event_counts() -> None:
    several = arrived(donation(1, tip(1, "1"), tip(2, "2.50")))
    assert [one.gift.worth for one in several] == [
        Worth(Decimal(1), "USD"),
        Worth(Decimal("2.50"), "USD"),
    ]
    assert len({one.key for one in several}) == 2


def test_tests_go_to_the_rehearsal() -> None:
    (in_the_tip,) = arrived(one(1, "1", isTest=True))
    (in_the_event,) = arrived(donation(1, tip(1, "1"), isTest=True))
    assert in_the_tip.gift.rehearsal
    assert in_the_event.gift.rehearsal


def test_an_alert_that_is_shown_once_more_is_no_new_tip() -> None:
    assert arrived(one(2, "5.00", repeat=True)) == []


def test_what_is_for_other_platforms_is_left_to_their_roads() -> None:
    assert arrived(bits(1)) == []
    assert arrived(donation(1, tip(1, "5"), **{"for": "twitch_account"})) == []
    assert len(arrived(donation(1, tip(1, "5"), **{"for": "streamlabs"}))) == 1
    assert normalise(["follow", {}]) == ()
    assert normalise({"type": "donation"}) == ()


@pytest.mark.parametrize("more", [{"amount": "a lot"}, {"amount": "-5"}, {"currency": "$"}])
def test_a_lie_is_not_a_tip(more: dict[str, Any]) -> None:
    with pytest.raises(Unusable):
        normalise(["event", one(1, **{"amount": "5", **more})])


@pytest.mark.parametrize("version", REFUSALS)
async def test_both_versions_of_the_protocol_are_spoken(version: str, tmp_path: Path) -> None:
    refusals = REFUSALS[version]
    visit = sockets(one(1, "5.00"), bits(1), one(2, "700", "JPY"), version=version[0])
    async with platform(*refusals, visit) as address, studio(tmp_path) as here:
        here.rates.update(USD=Decimal(66), JPY=Decimal("0.5"))
        await switch_on(here, address)
        await here.until(lambda: here.status("streamlabs").counters.counted == 2)
        assert await here.coins() == 330 + 350
        assert here.status("streamlabs").state == "live"
        assert here.clock.waits == []


@pytest.mark.parametrize("version", REFUSALS)
async def test_the_connection_is_kept_by_pings(version: str, tmp_path: Path) -> None:
    refusals = REFUSALS[version]
    visit = sockets(one(1, "5.00"), version=version[0], every=300)
    async with platform(*refusals, visit) as address, studio(tmp_path) as here:
        await switch_on(here, address)
        await here.state("streamlabs", "live")
        await asyncio.sleep(1.5)  # longer than either side waits for a ping
        assert here.status("streamlabs").state == "live"
        assert here.clock.waits == []


@pytest.mark.parametrize("version", REFUSALS)
async def test_a_server_that_falls_silent_is_left(version: str, tmp_path: Path) -> None:
    refusals = REFUSALS[version]
    silent = sockets(one(1, "5.00"), version=version[0], every=200, then="falls silent")
    again = sockets(one(1, "5.00"), one(2, "1.00"), version=version[0])
    visits: Visits = (*refusals, silent, *refusals, again)
    async with platform(*visits) as address, studio(tmp_path) as here:
        await switch_on(here, address)
        await here.until(lambda: here.status("streamlabs").counters.counted == 2)
        assert len(here.clock.waits) == 1
        assert len(here.status("streamlabs").gaps) == 1


@pytest.mark.parametrize("version", REFUSALS)
async def test_a_wrong_token_waits_for_the_streamer(version: str, tmp_path: Path) -> None:
    refusals = REFUSALS[version]
    async with (
        platform(*refusals, sockets(version=version[0])) as address,
        studio(tmp_path) as here,
    ):
        await switch_on(here, address, key="an old token")
        status = await here.state("streamlabs", "refused")
        assert status.line == "Streamlabs does not accept the key."
        assert here.clock.waits == []


async def test_a_server_that_refuses_both_versions_refuses_us(tmp_path: Path) -> None:
    async with platform((403, {})) as address, studio(tmp_path) as here:
        await switch_on(here, address)
        await here.state("streamlabs", "refused")


async def test_outages_lose_no_tip_that_came_and_count_none_twice(tmp_path: Path) -> None:
    tips = [one(n, f"{n}.50") for n in range(1, 6)]
    visits: Visits = (
        (502, {}),
        sockets(tips[0], tips[1], then="hangs up"),
        breaks_off,
        (429, {"Retry-After": "11"}),
        sockets('42["event",{half', tips[1], tips[3], tips[2], tips[0], then="hangs up"),
        sockets(tips[4], tips[3]),
    )
    async with platform(*visits) as address:
        async with studio(tmp_path) as here:
            here.rates["USD"] = Decimal(2)
            await switch_on(here, address)
            await here.until(lambda: here.status("streamlabs").counters.counted == 5)
            status = await here.state("streamlabs", "live")
            assert (status.counters.repeated, status.counters.refused) == (3, 1)
            assert any(wait >= 11 for wait in here.clock.waits)
        async with studio(tmp_path) as here:
            await here.until(lambda: here.status("streamlabs").counters.repeated == 2)
            assert await here.coins() == 2 * (1 + 2 + 3 + 4 + 5) + 5


@pytest.mark.parametrize("what", ["deaf", "mute", "other"])
async def test_what_does_not_speak_socket_io_is_given_up(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "PATIENCE", 0.1)
    monkeypatch.setattr(socketio, "PATIENCE", 0.1)
    strange = platform(says() if what == "mute" else says({"event": "config"}))
    async with deaf() if what == "deaf" else strange as address, studio(tmp_path) as here:
        await switch_on(here, address)
        await here.until(lambda: len(here.clock.waits) >= 2)
        line = "speaks another language" if what == "other" else "does not answer"
        assert here.status("streamlabs").line == f"Streamlabs {line}."


async def test_the_token_is_in_no_word_that_is_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with studio(tmp_path) as here:
        await switch_on(here, "ws://127.0.0.1:9/")
        await here.until(lambda: len(here.clock.waits) >= 2)
        assert TOKEN not in str(here.status("streamlabs")) + str(here.supervisor.chosen)
        assert TOKEN not in caplog.text
