"""StreamElements: exact amounts, reviews, moving between servers, and bad days."""

from decimal import Decimal
from pathlib import Path

import pytest
from websockets.asyncio.server import ServerConnection

from giftgoal.sources import connections, streamelements
from giftgoal.sources.arrivals import Arrived, Reversed, Unusable
from giftgoal.sources.payloads import read_json
from giftgoal.sources.streamelements import normalise, room_in
from tests.sources.platforms import Visits, breaks_off, deaf, platform, says
from tests.sources.streamelements import JWT, ROOM, astro, move, reviewed, said, tip
from tests.sources.studio import Studio, studio


def only(message: str) -> Arrived:
    (arrived,) = normalise(read_json(message))
    assert isinstance(arrived, Arrived)
    return arrived


async def switch_on(here: Studio, address: str, **more: str) -> None:
    values = {"address": address, "token": JWT, **more}
    await here.supervisor.edit("streamelements", on=True, values=values)


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        ("4.2", "USD", "4.20"),
        ("0.1", "EUR", "0.10"),
        ("1000", "JPY", "1000"),
        ("1.234", "KWD", "1.234"),
        ("16777217.01", "USD", "16777217.01"),
    ],
)
def test_an_amount_is_exact_in_every_currency(amount: str, currency: str, shown: str) -> None:
    worth = only(tip(1, amount, currency)).gift.worth
    assert worth
    assert (str(worth.amount), worth.unit) == (shown, currency)


def test_the_tip_s_own_id_is_the_key() -> None:
    again = tip(1, "4.2").replace("01JMFBZF7KSRDDXXV0EH7G8X6G", "01JMFBZQVK8VCR34VDR5S29368")
    assert only(again).key == only(tip(1, "4.2")).key == "streamelements:tip-1"
    assert only(tip(1, "4.2", _id=None)).key == "streamelements:paid-1"
    with pytest.raises(Unusable):
        normalise(read_json(tip(1, "4.2", _id=None, transactionId=None)))


def test_an_e_mail_address_goes_no_further_than_the_door() -> None:
    arrived = only(tip(1, "4.2"))
    assert arrived.gift.gifter.name == "ana"
    assert "mail.example" not in repr(arrived)


def test_words_that_wait_for_a_review_are_not_shown() -> None:
    assert only(tip(1, "4.2")).gift.message == "for the mic"
    pending = only(tip(1, "4.2", approved="pending")).gift
    assert (pending.message, pending.worth) == ("", only(tip(1, "4.2")).gift.worth)


def test_a_rejected_tip_is_taken_back() -> None:
    taken_back = (Reversed("streamelements:tip-1", "streamelements"),)
    assert normalise(read_json(reviewed(1, "4.2", "rejected"))) == taken_back
    assert normalise(read_json(tip(1, "4.2", approved="rejected"))) == taken_back
    assert normalise(read_json(reviewed(1, "4.2", "allowed"))) == ()


def test_what_is_no_tip_that_was_paid_is_left_out() -> None:
    assert normalise(read_json(tip(1, "4.2", status="failed"))) == ()
    assert normalise(read_json(said("channel.activities", {"_id": "1", "type": "tip"}))) == ()
    assert normalise(["message"]) == ()


@pytest.mark.parametrize(("amount", "currency"), [("-4", "USD"), ("null", "USD"), ("4", "dollars")])
def test_a_lie_is_not_a_tip(amount: str, currency: str) -> None:
    with pytest.raises(Unusable):
        normalise(read_json(tip(1, amount, currency)))


@pytest.mark.parametrize("token", ["", "a.b.c", "..", "e30.e30.", "x" * 3000])
def test_a_token_that_says_no_account_id_says_none(token: str) -> None:
    assert room_in(JWT) == ROOM
    assert room_in(token) == ""


async def test_tips_count_and_rejected_ones_do_not(tmp_path: Path) -> None:
    messages = (tip(1, "4.2"), tip(2, "10"), reviewed(2, "10", "rejected"), tip(1, "4.2"))
    async with platform(astro(*messages)) as address, studio(tmp_path) as here:
        here.rates["USD"] = Decimal(10)
        await switch_on(here, address)
        # What is taken back may come after what was sent behind it.
        await here.until(lambda: here.status("streamelements").counters.reversed == 1)
        await here.until(lambda: here.status("streamelements").counters.repeated == 1)
        assert here.status("streamelements").counters.counted == 2
        assert await here.coins() == 42
        assert here.status("streamelements").state == "live"


async def test_moving_to_another_server_misses_nothing_and_asks_for_nothing(
    tmp_path: Path,
) -> None:
    paths: list[str] = []

    async def first(connection: ServerConnection) -> None:
        """Tell to move, and tell of a tip after that."""
        assert connection.request
        paths.append(connection.request.path)
        await astro(tip(1, "1"), move("to the next"), tip(2, "2"), code=1001)(connection)

    async def second(connection: ServerConnection) -> None:
        assert connection.request
        paths.append(connection.request.path)
        await astro(tip(2, "2"), tip(3, "3"), moved="to the next")(connection)

    async with platform(first, second) as address, studio(tmp_path) as here:
        here.rates["USD"] = Decimal(1)
        await switch_on(here, address)
        await here.until(lambda: here.status("streamelements").counters.counted == 3)
        assert await here.coins() == 1 + 2 + 3
        assert here.status("streamelements").state == "live"
        assert here.clock.waits == []
        assert here.status("streamelements").gaps == ()
    assert paths == ["/", "/?reconnect_token=to+the+next"]


async def test_a_token_for_moving_that_is_not_taken_is_given_up(tmp_path: Path) -> None:
    visits: Visits = (
        astro(move("forged")),
        astro(moved="another"),
        astro(tip(1, "1")),
    )
    async with platform(*visits) as address, studio(tmp_path) as here:
        await switch_on(here, address)
        await here.until(lambda: here.status("streamelements").counters.counted == 1)
        await here.state("streamelements", "live")
        assert len(here.clock.waits) == 1


async def test_a_wrong_token_waits_for_the_streamer(tmp_path: Path) -> None:
    async with platform(astro(token="another")) as address, studio(tmp_path) as here:
        await switch_on(here, address)
        status = await here.state("streamelements", "refused")
        assert status.line == "StreamElements does not accept the token."
        await switch_on(here, address, token="no account id in it", kind="apikey")
        await here.until(lambda: "account id" in here.status("streamelements").line)
        await switch_on(here, address, token="another", kind="apikey", room=ROOM)
        await here.state("streamelements", "live")
        assert here.clock.waits == []


async def test_a_token_that_may_not_hear_of_reviews_still_brings_tips(tmp_path: Path) -> None:
    refuses = {"channel.tips.moderation": "err_unauthorized"}
    async with platform(astro(tip(1, "1"), refuses=refuses)) as address, studio(tmp_path) as here:
        await switch_on(here, address)
        await here.until(lambda: here.status("streamelements").counters.counted == 1)
        assert "reject" in here.status("streamelements").note


async def test_outages_lose_no_tip_that_came_and_count_none_twice(tmp_path: Path) -> None:
    tips = [tip(n, f"{n}.5") for n in range(1, 6)]
    trouble = {"channel.tips": "err_internal_error"}
    visits: Visits = (
        (502, {}),
        astro(tips[0], tips[1], code=1011),
        breaks_off,
        (429, {"Retry-After": "2"}),
        astro(refuses=trouble),
        astro("{half", tips[1], tips[3], tips[2], tips[0], code=1001),
        astro(tips[4], tips[3]),
    )
    async with platform(*visits) as address:
        async with studio(tmp_path) as here:
            here.rates["USD"] = Decimal(2)
            await switch_on(here, address)
            await here.until(lambda: here.status("streamelements").counters.counted == 5)
            status = await here.state("streamelements", "live")
            assert (status.counters.repeated, status.counters.refused) == (3, 1)
            assert any(wait >= 2 for wait in here.clock.waits)
        async with studio(tmp_path) as here:
            await here.until(lambda: here.status("streamelements").counters.repeated == 2)
            assert await here.coins() == 2 * (1 + 2 + 3 + 4 + 5) + 5


@pytest.mark.parametrize("what", ["deaf", "mute"])
async def test_one_that_hangs_is_given_up(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "PATIENCE", 0.1)
    monkeypatch.setattr(streamelements, "PATIENCE", 0.1)
    async with (
        deaf() if what == "deaf" else platform(says()) as address,
        studio(tmp_path) as here,
    ):
        await switch_on(here, address)
        await here.until(lambda: len(here.clock.waits) >= 2)
        assert here.status("streamelements").line == "StreamElements does not answer."


async def test_the_token_is_in_no_word_that_is_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with studio(tmp_path) as here:
        await switch_on(here, "ws://127.0.0.1:9/")
        await here.until(lambda: len(here.clock.waits) >= 2)
        assert JWT not in str(here.status("streamelements")) + str(here.supervisor.chosen)
        assert JWT not in caplog.text
