"""Telegram's Bot API, on good days and bad ones."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.responses import JSONResponse

from giftgoal.sources import http_calls, telegram
from giftgoal.sources.settings import Chosen, Filled, Settings
from tests.sources.platforms import deaf
from tests.sources.studio import Studio, studio
from tests.sources.telegram import (
    EIGHT,
    FILLED,
    TOKEN,
    FakeTelegram,
    failure,
    fake_telegram,
    message,
    payment,
    transaction,
)
from tests.sources.web import half_an_answer

ON = {"telegram": FILLED}


@pytest.fixture
async def there() -> AsyncIterator[FakeTelegram]:
    async with fake_telegram() as one:
        yield one


async def counted(here: Studio, gifts: int) -> None:
    await here.until(lambda: here.status("telegram").counters.counted == gifts)


async def confirmed(here: Studio, there: FakeTelegram) -> None:
    await here.until(lambda: not there.waiting)


async def test_a_payment_is_allowed_counted_and_confirmed(
    tmp_path: Path, there: FakeTelegram
) -> None:
    async with studio(tmp_path, [there.road], on=ON) as here:
        await here.state("telegram", "live")
        there.asks("question-1")
        await here.until(lambda: there.allowed == ["question-1"])
        there.pays("charge-1", 50)
        await counted(here, 1)
        await confirmed(here, there)


async def test_nothing_is_confirmed_before_it_is_on_disk(
    tmp_path: Path, there: FakeTelegram
) -> None:
    async with studio(tmp_path, [there.road], on=ON) as here:
        await here.state("telegram", "live")
        here.full = True
        there.pays("charge-1", 50)
        await here.state("telegram", "degraded")
        asked = len(there.calls)
        await here.until(lambda: len(here.clock.waits) >= 3)
        assert len(there.calls) == asked
        assert len(there.waiting) == 1
    # The power went before anything was written: Telegram tells of it once more.
    async with studio(tmp_path, [there.road]) as here:
        await counted(here, 1)
        await confirmed(here, there)
        assert len(await here.gifts()) == 1


async def test_a_question_is_answered_before_anything_is_written(
    tmp_path: Path, there: FakeTelegram
) -> None:
    async with studio(tmp_path, [there.road], on=ON) as here:
        await here.state("telegram", "live")
        here.full = True
        there.pays("charge-1", 50)
        there.asks("question-1")
        await here.state("telegram", "degraded")
        assert there.allowed == ["question-1"]


async def test_a_question_that_grew_too_old_stops_nothing(
    tmp_path: Path, there: FakeTelegram
) -> None:
    there.asks("question-1")
    there.questions.clear()
    there.pays("charge-1", 50)
    async with studio(tmp_path, [there.road], on=ON) as here:
        await counted(here, 1)
        await confirmed(here, there)
        assert here.clock.waits == []


async def test_a_payment_whose_update_was_lost_is_in_the_list(
    tmp_path: Path, there: FakeTelegram
) -> None:
    async with studio(tmp_path, [there.road], on=ON) as here:
        await here.state("telegram", "live")
        there.pays("charge-1", 50)
        await counted(here, 1)
    there.pays("charge-2", 70)
    there.waiting.clear()
    async with studio(tmp_path, [there.road]) as here:
        await counted(here, 1)
        assert here.status("telegram").counters.repeated >= 1
        assert len(await here.gifts()) == 2


async def test_a_long_list_is_read_to_its_end(tmp_path: Path, there: FakeTelegram) -> None:
    there.transactions = [transaction(f"charge-{n}", 1) for n in range(201)]
    async with studio(tmp_path, [there.road], on=ON) as here:
        await counted(here, 201)
        await here.state("telegram", "live")
    asked = [said["offset"] for method, said in there.calls if method == "getStarTransactions"]
    assert asked == [0, 100, 200]


async def test_what_was_paid_before_it_was_switched_on_does_not_count(
    tmp_path: Path, there: FakeTelegram
) -> None:
    there.pays("old", 5000, date=EIGHT - 86_400)
    async with studio(tmp_path, [there.road], on=ON) as here:
        there.pays("new", 1)
        await counted(here, 1)
        await confirmed(here, there)
        assert len(await here.gifts()) == 1
    later = replace(there.road, open=lambda v: telegram.Telegram(v, there.address, lambda: 2e10))
    there.pays("meanwhile", 1)
    async with studio(tmp_path, [later]) as here:
        await counted(here, 1)


async def test_a_refund_takes_the_gift_back_once_by_whichever_way(
    tmp_path: Path, there: FakeTelegram
) -> None:
    async with studio(tmp_path, [there.road], on=ON) as here:
        await here.state("telegram", "live")
        there.pays("charge-1", 50)
        there.pays("charge-2", 70)
        await counted(here, 2)
        there.transactions.append(transaction("charge-1", 50, refund=True))
        there.update(message(refunded_payment=payment("charge-1", 50)))
        there.update(message(refunded_payment=payment("charge-1", 50)))
        await here.until(lambda: here.status("telegram").counters.reversed == 1)
        await confirmed(here, there)
    there.transactions.append(transaction("charge-2", 70, refund=True))
    async with studio(tmp_path, [there.road]) as here:
        await here.until(lambda: here.status("telegram").counters.reversed == 1)
        await here.state("telegram", "live")
        assert all(one.voided for one in await here.gifts())


async def test_a_payment_and_its_refund_may_come_together(
    tmp_path: Path, there: FakeTelegram
) -> None:
    for n in range(20):
        there.transactions += [
            transaction(f"list-{n}", 1),
            transaction(f"list-{n}", 1, refund=True),
        ]
        there.update(message(successful_payment=payment(f"update-{n}", 1)))
        there.update(message(refunded_payment=payment(f"update-{n}", 1)))
    async with studio(tmp_path, [there.road], on=ON) as here:
        await here.until(lambda: here.status("telegram").counters.reversed == 40)
        assert [one.voided for one in await here.gifts()] == [True] * 40


async def test_duplicates_and_odd_updates_stop_nothing(tmp_path: Path, there: FakeTelegram) -> None:
    async with studio(tmp_path, [there.road], on=ON) as here:
        await here.state("telegram", "live")
        there.update({"message": []})
        there.update(message(text="hello"))
        there.update(message(successful_payment=payment("", 5)))
        for _ in range(3):
            there.update(message(successful_payment=payment("charge-1", 50)))
        await counted(here, 1)
        await confirmed(here, there)
        counters = here.status("telegram").counters
        assert (counters.repeated, counters.refused) == (2, 1)


async def test_updates_that_nobody_could_confirm_are_told_of(
    tmp_path: Path, there: FakeTelegram
) -> None:
    there.waiting[1] = {"odd": 1}
    async with studio(tmp_path, [there.road], on=ON) as here:
        await here.until(lambda: "understand" in here.status("telegram").line)
        there.waiting.clear()
        there.pays("charge-1", 50)
        await counted(here, 1)


async def test_from_when_on_it_counts_is_written_down_before_anything_is_counted(
    tmp_path: Path, there: FakeTelegram
) -> None:
    there.pays("charge-1", 50)
    chosen = Chosen({"telegram": Filled(True, FILLED)})
    await Settings(tmp_path).change(lambda _: chosen)
    blocked = tmp_path / "sources.new" / "in the way"
    blocked.mkdir(parents=True)
    async with studio(tmp_path, [there.road]) as here:
        await here.until(lambda: "could not be written" in here.status("telegram").line)
        assert there.calls == []
        blocked.rmdir()
        blocked.parent.rmdir()
        await counted(here, 1)


async def test_the_links_are_shown_and_stay_the_same(tmp_path: Path, there: FakeTelegram) -> None:
    async with studio(tmp_path, [there.road], on=ON) as here:
        await here.until(lambda: "https" in here.status("telegram").note)
        assert here.status("telegram").note == (
            "Links for your viewers: 50 stars: https://t.me/$link-50, "
            "100 stars: https://t.me/$link-100, 500 stars: https://t.me/$link-500"
        )
    async with studio(tmp_path, [there.road]) as here:
        await here.until(lambda: "https" in here.status("telegram").note)
        assert invoices(there) == [50, 100, 500]
        await here.supervisor.edit("telegram", values={"amounts": "25"})
        await here.until(lambda: here.status("telegram").note.endswith("$link-25"))
        assert invoices(there) == [50, 100, 500, 25]


def invoices(there: FakeTelegram) -> list[int]:
    """Return the amounts that links were made for."""
    made = [said for method, said in there.calls if method == "createInvoiceLink"]
    assert all(said["currency"] == "XTR" and said["provider_token"] == "" for said in made)
    return [price["amount"] for said in made for price in said["prices"]]


async def test_without_links_payments_still_count(tmp_path: Path, there: FakeTelegram) -> None:
    there.odd_answers = [JSONResponse({"ok": True, "result": {"transactions": []}})]
    there.odd_answers += [failure(400, "Bad Request: INVOICE_TITLE_INVALID")]
    async with studio(tmp_path, [there.road], on=ON) as here:
        await here.until(lambda: "another one" in here.status("telegram").note)
        there.pays("charge-1", 50)
        await counted(here, 1)


@pytest.mark.parametrize(
    "amounts", ["none", "0", "-5", "1.5", "10001", ",".join(map(str, range(1, 10)))]
)
async def test_amounts_that_are_none_are_told(
    tmp_path: Path, there: FakeTelegram, amounts: str
) -> None:
    values = {**FILLED, "amounts": amounts}
    async with studio(tmp_path, [there.road], on={"telegram": values}) as here:
        assert "like 50, 100, 500" in (await here.state("telegram", "refused")).line


async def test_amounts_are_read_as_people_write_them() -> None:
    assert telegram.amounts_in("50,100; 500  10000") == (50, 100, 500, 10_000)


@pytest.mark.parametrize("token", [TOKEN.replace("A", "B"), "no token", "1:a/../../x"])
async def test_a_wrong_token_waits_for_the_streamer(
    tmp_path: Path, there: FakeTelegram, token: str
) -> None:
    async with studio(tmp_path, [there.road], on={"telegram": {"token": token}}) as here:
        assert "token" in (await here.state("telegram", "refused")).line
        assert here.clock.waits == []


async def test_asked_to_wait_it_waits(tmp_path: Path, there: FakeTelegram) -> None:
    there.odd_answers = [failure(429, "Too Many Requests: retry after 37", retry_after=37)]
    async with studio(tmp_path, [there.road], on=ON) as here:
        await here.state("telegram", "live")
        assert here.clock.waits == [37]


@pytest.mark.parametrize(
    ("says", "word"),
    [
        ("Conflict: terminated by other getUpdates request", "Another program"),
        ("Conflict: can't use getUpdates method while webhook is active", "webhook"),
    ],
)
async def test_another_reader_of_the_same_bot_is_told_of_until_it_is_gone(
    tmp_path: Path, there: FakeTelegram, says: str, word: str
) -> None:
    there.odd_answers = [failure(409, says)] * 2
    async with studio(tmp_path, [there.road], on=ON) as here:
        await here.until(lambda: word in here.status("telegram").line)
        await here.state("telegram", "live")
        assert here.clock.waits == [30, 30]


async def test_trouble_half_answers_and_silence_are_outlived(
    tmp_path: Path, there: FakeTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_calls, "PATIENCE", 0.2)
    there.odd_answers = [failure(502, "Bad Gateway"), JSONResponse([], 200)]
    async with studio(tmp_path, [there.road], on=ON) as here:
        await here.state("telegram", "live")
        assert len(here.clock.waits) == 2
    async with half_an_answer() as half, deaf() as hung:
        hung_up = hung.replace("ws:", "http:").rstrip("/")
        for where in (half, hung_up, "http://127.0.0.1:9"):
            async with studio(tmp_path / "x", [telegram.road(where, lambda: EIGHT)], on=ON) as here:
                await here.until(lambda here=here: len(here.clock.waits) >= 2)  # type: ignore[misc]
                assert here.status("telegram").line == "Telegram does not answer."


async def test_a_break_in_between_loses_and_doubles_nothing(
    tmp_path: Path, there: FakeTelegram
) -> None:
    async with studio(tmp_path, [there.road], on=ON) as here:
        await here.state("telegram", "live")
        for n in range(30):
            there.pays(f"charge-{n}", 1)
            if n % 10 == 5:
                there.odd_answers.append(failure(500, "Internal Server Error"))
                await asyncio.sleep(0.05)
        await confirmed(here, there)
        await here.until(lambda: here.status("telegram").counters.counted == 30)
        assert len(await here.gifts()) == 30
        assert here.status("telegram").gaps == ()


async def test_the_token_is_in_no_word_that_is_said(
    tmp_path: Path, there: FakeTelegram, caplog: pytest.LogCaptureFixture
) -> None:
    there.odd_answers = [failure(500, "Internal Server Error")]
    async with studio(tmp_path, [there.road], on=ON) as here:
        await here.state("telegram", "live")
        said = str(here.status("telegram")) + str(here.supervisor.chosen) + caplog.text
        assert TOKEN not in said
