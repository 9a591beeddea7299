"""Sources are kept running, keep out of a moderator's way, and are told of."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from giftgoal.domain.commands import RecordGift
from giftgoal.domain.errors import Invalid, NotFound
from giftgoal.domain.gifts import MICRO, Gift, Person, gifter_named
from giftgoal.sources import tikfinity, webhook
from giftgoal.sources.arrivals import Arrival, Arrived, Reversed, gift_of, gifter_of, worth_of
from giftgoal.sources.pipeline import pipelined
from giftgoal.sources.roads import ROADS
from giftgoal.sources.source import Deliver, Field, Flooded, Lost, NotLive, Road, Tell, Values
from tests.sources.studio import studio

NOOR = Person("6a1f", "noor")

Run = Callable[[Deliver, Tell], Awaitable[None]]


class Scripted:
    """A source that does what a test says."""

    def __init__(self, run: Run) -> None:
        self._run = run

    async def run(self, deliver: Deliver, tell: Tell) -> None:
        await self._run(deliver, tell)


def road(name: str, run: Run, *platforms: str, fields: tuple[Field, ...] = ()) -> Road:
    return Road(
        name=name,
        title=name,
        platforms=platforms or ("twitch",),
        about="",
        sample=lambda id_: (cheer(id_),),
        fields=fields,
        open=lambda _: Scripted(run),
    )


def cheer(key: object, bits: int = 100, platform: str = "twitch") -> Arrived:
    worth = worth_of(bits, "bits")
    return Arrived(str(key), gift_of(platform, gifter_of(platform, 7, "ana"), worth=worth))


def bringing(*arrivals: Arrival) -> Run:
    async def run(deliver: Deliver, tell: Tell) -> None:
        tell.live()
        await deliver(arrivals)
        await asyncio.Event().wait()

    return run


async def rests(_deliver: Deliver, tell: Tell) -> None:
    tell.live()
    await asyncio.Event().wait()


async def test_a_crash_is_shown_and_the_source_started_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    runs = 0

    async def run(_deliver: Deliver, tell: Tell) -> None:
        nonlocal runs
        runs += 1
        if runs < 3:
            raise RuntimeError("with a secret in it")
        tell.live()
        await asyncio.Event().wait()

    async with studio(tmp_path, [road("odd", run)], on={"odd": {}}) as here:
        await here.state("odd", "live")
        assert runs == 3
    assert "the source odd broke: RuntimeError at" in caplog.text
    assert "secret" not in caplog.text


async def test_a_crash_of_one_source_is_nothing_to_another(tmp_path: Path) -> None:
    async def crashes(_deliver: Deliver, _tell: Tell) -> None:
        raise ZeroDivisionError

    roads = [road("odd", crashes), road("even", bringing(cheer(1, platform="kick")), "kick")]
    async with studio(tmp_path, roads, on={"odd": {}, "even": {}}) as here:
        await here.until(lambda: here.status("even").counters.counted == 1)
        assert "log" in here.status("odd").line


async def test_waiting_for_a_stream_is_no_failure(tmp_path: Path) -> None:
    async def run(_deliver: Deliver, _tell: Tell) -> None:
        raise NotLive("You are not live.", 30)

    async with studio(tmp_path, [road("odd", run)], on={"odd": {}}) as here:
        await here.until(lambda: len(here.clock.waits) >= 3)
        assert here.clock.waits[:3] == [30, 30, 30]
        assert (here.status("odd").state, here.status("odd").line) == (
            "connecting",
            "You are not live.",
        )


async def test_a_platform_that_sends_again_leaves_no_gap(tmp_path: Path) -> None:
    runs = 0

    async def run(_deliver: Deliver, tell: Tell) -> None:
        nonlocal runs
        runs += 1
        tell.live()
        if runs < 3:
            raise Lost("gone")
        await asyncio.Event().wait()

    resending = replace(road("good", run), resends=True)
    async with studio(tmp_path, [resending], on={"good": {}}) as here:
        await here.until(lambda: runs == 3)
        assert (await here.state("good", "live")).gaps == ()


async def test_a_platform_counts_by_one_road_and_the_others_are_shown(tmp_path: Path) -> None:
    roads = [road("one", bringing(cheer("a"))), road("two", bringing(cheer("b"), cheer("c")))]
    async with studio(tmp_path, roads, on={"one": {}, "two": {}}) as here:
        await here.until(lambda: here.status("two").counters.ignored == 2)
        await here.until(lambda: here.status("one").counters.counted == 1)
        assert len(await here.gifts()) == 1
        await here.supervisor.edit("two", on=True, counts_for=["twitch"])
        await here.until(lambda: here.status("two").counters.counted == 2)
        assert here.supervisor.counting("twitch") == ("two",)
        await here.supervisor.edit("two", on=False)
        assert here.supervisor.counting("twitch") == ("one",)


async def test_a_road_of_several_platforms_counts_only_where_it_is_the_one(tmp_path: Path) -> None:
    both = bringing(cheer("b"), cheer("c", platform="kick"))
    roads = [road("one", rests), road("two", both, "twitch", "kick")]
    async with studio(tmp_path, roads, on={"one": {}, "two": {}}) as here:
        await here.until(lambda: here.status("two").counters.counted == 1)
        assert [one.gift.platform for one in await here.gifts()] == ["kick"]
        assert here.status("two").last_ignored == "1"


async def test_roads_of_different_kinds_both_count_and_one_of_any_kind_beside_neither(
    tmp_path: Path,
) -> None:
    roads = [
        replace(road("paid", bringing(cheer("a"))), carries="payments"),
        replace(road("paid-too", bringing(cheer("b"))), carries="payments"),
        replace(road("live", bringing(cheer("c"))), carries="live"),
        road("any", bringing(cheer("d"))),
    ]
    on: dict[str, dict[str, str]] = {one.name: {} for one in roads}
    async with studio(tmp_path, roads, on=on) as here:
        assert here.supervisor.counting("twitch") == ("paid", "live")
        await here.supervisor.edit("paid-too", counts_for=["twitch"])
        assert here.supervisor.counting("twitch") == ("paid-too", "live")
        await here.supervisor.edit("any", counts_for=["twitch"])
        assert here.supervisor.counting("twitch") == ("any",)
        await here.supervisor.edit("any", on=False)
        assert here.supervisor.counting("twitch") == ("paid", "live")


async def test_a_unit_without_a_rate_is_kept_and_counted(tmp_path: Path) -> None:
    async with studio(tmp_path, [road("one", bringing(cheer("a")))], on={"one": {}}) as here:
        await here.until(lambda: here.status("one").counters.unrated == 1)
        (one,) = await here.gifts()
        assert one.gift.needs_rate
        assert one.gift.worth == worth_of(100, "bits")


async def test_a_reversal_takes_the_gift_back_and_an_unknown_one_nothing(tmp_path: Path) -> None:
    run = bringing(cheer("a"), cheer("b"), Reversed("a", "twitch"), Reversed("?", "twitch"))
    async with studio(tmp_path, [road("one", run)], on={"one": {}}) as here:
        await here.until(lambda: here.status("one").counters.repeated == 1)
        assert sorted(one.voided for one in await here.gifts()) == [False, True]
        assert here.status("one").counters.reversed == 1


async def test_what_counted_by_a_road_is_taken_back_by_it_when_another_counts_by_now(
    tmp_path: Path,
) -> None:
    rejected = asyncio.Event()

    async def run(deliver: Deliver, tell: Tell) -> None:
        tell.live()
        await deliver([cheer("a")])
        await rejected.wait()
        await deliver([Reversed("a", "twitch")])
        await asyncio.Event().wait()

    roads = [road("one", run), road("two", rests)]
    async with studio(tmp_path, roads, on={"one": {}, "two": {}}) as here:
        await here.until(lambda: here.status("one").counters.counted == 1)
        await here.supervisor.edit("two", counts_for=["twitch"])
        assert here.supervisor.counting("twitch") == ("two",)
        rejected.set()
        await here.until(lambda: here.status("one").counters.reversed == 1)
        assert [one.voided for one in await here.gifts()] == [True]


async def test_while_the_disk_is_full_gifts_wait_and_none_is_lost(tmp_path: Path) -> None:
    confirmed: list[int] = []

    async def run(deliver: Deliver, tell: Tell) -> None:
        tell.live()
        await deliver([cheer("a"), cheer("b")])
        confirmed.append(len(confirmed))
        await asyncio.Event().wait()

    async with studio(tmp_path, [road("one", run)]) as here:
        here.full = True
        await here.supervisor.edit("one", on=True)
        status = await here.state("one", "degraded")
        assert status.line == "Gifts wait: The disk is full."
        assert confirmed == []
        here.full = False
        await here.until(lambda: confirmed == [0])
        assert here.status("one").state == "live"
        assert len(await here.gifts()) == 2


async def test_what_is_taken_back_waits_for_its_gift(tmp_path: Path) -> None:
    back = Reversed(cheer("a").key, "twitch")

    async def run(deliver: Deliver, tell: Tell) -> None:
        tell.live()
        await asyncio.gather(deliver([cheer("a")]), deliver([back]))
        await asyncio.Event().wait()

    async with studio(tmp_path, [road("one", run)]) as here:
        here.full = True
        await here.supervisor.edit("one", on=True)
        await here.state("one", "degraded")
        here.full = False
        await here.until(lambda: here.status("one").counters.reversed == 1)
        assert [one.voided for one in await here.gifts()] == [True]


async def test_a_flood_does_not_hold_up_a_tap(tmp_path: Path) -> None:
    async def floods(deliver: Deliver, tell: Tell) -> None:
        tell.live()
        for start in range(0, 100_000, 500):
            await deliver([cheer(n) for n in range(start, start + 500)])

    async with studio(tmp_path, [road("one", floods)], on={"one": {}}) as here:
        await here.until(lambda: here.status("one").counters.counted > 50)
        before = here.status("one").counters.counted
        for n in range(5):
            rose = Gift(f"tap{n}", gifter_named("ana"), "Rose", 1, MICRO)
            await here.keeper.ask(RecordGift(rose), NOOR)
        # Before each tap at most the commands that were in flight already, and what follows them.
        assert here.status("one").counters.counted - before <= 5 * 3 * 16


async def test_letters_by_the_hundred_are_taken_and_by_the_thousand_sent_away(
    tmp_path: Path,
) -> None:
    async with studio(tmp_path, [road("one", rests)], on={"one": {}}) as here:
        lane = here.supervisor.watch("one").lane
        posts = [lane.post((cheer(n),)) for n in range(1000)]
        ends = await asyncio.gather(*posts, return_exceptions=True)
        taken = [end for end in ends if end is None]
        assert all(isinstance(end, Flooded) for end in ends if end is not None)
        assert 100 <= len(taken) == len(await here.gifts()) < 1000


async def test_a_storm_is_handed_over_sixteen_at_a_time_and_to_the_last_gift(
    tmp_path: Path,
) -> None:
    async def storms(deliver: Deliver, tell: Tell) -> None:
        tell.live()
        async with pipelined(deliver) as hand_over:
            for n in range(200):
                await hand_over([cheer(n)])
        raise NotLive("The storm is over.")

    async with studio(tmp_path, [road("one", storms)], on={"one": {}}) as here:
        await here.until(lambda: bool(here.clock.waits))
        assert here.status("one").counters.counted == 200


async def test_a_flood_is_slowed_to_what_one_road_may_bring(tmp_path: Path) -> None:
    async def floods(deliver: Deliver, tell: Tell) -> None:
        tell.live()
        await deliver([cheer(n) for n in range(1500)])

    async with studio(tmp_path, [road("one", floods)], on={"one": {}}) as here:
        await here.until(lambda: here.status("one").counters.counted == 1500)
        assert here.clock.seconds() >= 500 / 500


async def test_lies_are_refused_and_those_behind_them_are_counted(tmp_path: Path) -> None:
    lie = cheer("a", bits=10**12)
    async with studio(tmp_path, [road("one", bringing(lie, cheer("b", 5)))]) as here:
        here.rates["BITS"] = worth_of(1, "x").amount
        await here.supervisor.edit("one", on=True)
        await here.until(lambda: here.status("one").counters.counted == 1)
        assert here.status("one").counters.refused == 1
        assert await here.coins() == 5


async def test_what_a_source_keeps_is_there_after_a_restart_and_nothing_restarts(
    tmp_path: Path,
) -> None:
    opened: list[Values] = []

    async def run(_deliver: Deliver, tell: Tell) -> None:
        tell.live()
        await tell.keep({"refresh": "rrr"})
        await asyncio.Event().wait()

    fields = (Field("refresh", "", "hidden"), Field("user", "Name"))

    def opens(values: Values) -> Scripted:
        opened.append(values)
        return Scripted(run)

    one = replace(road("one", run, fields=fields), open=opens)
    async with studio(tmp_path, [one], on={"one": {"user": "mika"}}) as here:
        await here.until(lambda: bool(here.supervisor.chosen.road("one").values.get("refresh")))
        assert len(opened) == 1
    async with studio(tmp_path, [one]) as here:
        await here.state("one", "live")
    assert opened[1] == {"refresh": "rrr", "user": "mika"}


async def test_wrong_edits_change_nothing(tmp_path: Path) -> None:
    needed = (Field("key", "Key", "secret", required=True), Field("a", "A", choices=(("x", "X"),)))
    async with studio(tmp_path, [road("one", rests, fields=needed)]) as here:
        edits: Iterable[tuple[str, dict[str, object]]] = (
            ("fields.key", {"on": True}),
            ("fields", {"values": {"nope": "1"}}),
            ("fields.key", {"values": {"key": "x" * 501}}),
            ("fields.key", {"values": {"key": "a\nb"}}),
            ("fields.a", {"values": {"a": "y"}}),
            ("counts_for", {"counts_for": ["kick"]}),
        )
        for field, edit in edits:
            with pytest.raises(Invalid) as refused:
                await here.supervisor.edit("one", **edit)  # type: ignore[arg-type]  # as it comes
            assert refused.value.field == field
        with pytest.raises(NotFound):
            await here.supervisor.edit("none", on=True)
        assert here.supervisor.chosen.roads == {}


async def test_many_webhooks_of_ones_own_but_not_any_number(tmp_path: Path) -> None:
    async with studio(tmp_path, [tikfinity.ROAD, webhook.ROAD]) as here:
        for n in range(20):
            await here.supervisor.edit(f"webhook-{n}", values={"platform": "instagram"})
        with pytest.raises(NotFound):
            await here.supervisor.edit("webhook-more", values={"platform": "instagram"})
        assert len(here.supervisor.roads) == 22


async def test_switching_off_stops_at_once(tmp_path: Path) -> None:
    stopped: list[bool] = []

    async def run(_deliver: Deliver, tell: Tell) -> None:
        tell.live()
        try:
            await asyncio.Event().wait()
        finally:
            stopped.append(True)

    async with studio(tmp_path, [road("one", run)], on={"one": {}}) as here:
        await here.state("one", "live")
        await here.supervisor.edit("one", on=False)
        assert (stopped, here.status("one").state) == ([True], "off")


async def test_a_prompt_is_shown_until_it_is_answered(tmp_path: Path) -> None:
    answered = asyncio.Event()

    async def run(_deliver: Deliver, tell: Tell) -> None:
        tell.prompt("Open the page and type the code.", "https://example.com/activate", "ABCD")
        await answered.wait()
        tell.live()
        await asyncio.Event().wait()

    async with studio(tmp_path, [road("one", run)], on={"one": {}}) as here:
        await here.until(lambda: here.status("one").prompt is not None)
        answered.set()
        assert (await here.state("one", "live")).prompt is None


def test_the_roads_have_names_of_their_own() -> None:
    assert len({one.name for one in ROADS}) == len(ROADS)
    assert all((one.open is None) != (one.hook is None) for one in ROADS)
